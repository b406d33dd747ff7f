"""What came of driving a language model: figures, all drafts as JSONL, and a page on which a reader can judge."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from eval.model_run import Drive, Judged, Try
from service.model import EXTRACTIVE


class Sums(NamedTuple):
    """The figures of a run; statements are counted as drafted in first tries, and as they went out.

    ``refused`` and ``fallbacks`` count by code; ``rescued`` are statements that passed only after a second
    try; ``seconds`` are those of single replies.
    """

    questions: int
    not_asked: int
    by_model: int
    by_quotes: int
    without_answer: int
    fallbacks: Mapping[str, int]
    drafted: int
    passed: int
    refused: Mapping[str, int]
    second_tries: int
    rescued: int
    delivered: int
    withheld: Mapping[str, int]
    seconds: tuple[float, ...]


def sums(drives: Sequence[Drive]) -> Sums:
    """Count what happened."""
    asked = [one for one in drives if one.tries]
    first = [judged for one in asked for judged in one.tries[0].judged]
    by_model = [one for one in asked if one.author not in ("", EXTRACTIVE)]
    return Sums(
        questions=len(drives),
        not_asked=len(drives) - len(asked),
        by_model=len(by_model),
        by_quotes=sum(one.author == EXTRACTIVE for one in drives),
        without_answer=sum(not one.author for one in drives),
        fallbacks=Counter(one.fallback for one in asked if one.fallback),
        drafted=len(first),
        passed=sum(not one.reason for one in first),
        refused=Counter(one.reason for one in first if one.reason),
        second_tries=sum(len(one.tries) > 1 for one in asked),
        rescued=sum(_rescued(one.tries) for one in asked if len(one.tries) > 1),
        delivered=sum(_delivered(one) for one in by_model),
        withheld=Counter(reason for one in drives for reason, _ in one.withheld),
        seconds=tuple(one.seconds for drive in asked for one in drive.tries),
    )


def _delivered(drive: Drive) -> int:
    """Statements of the model that went out; the law's own sentences that limit them are not counted."""
    drafted = {judged.text for judged in drive.tries[-1].judged}
    return sum(text in drafted for text in drive.statements)


def _rescued(tries: Sequence[Try]) -> int:
    before, after = ({one.text for one in each.judged if not one.reason} for each in (tries[0], tries[-1]))
    return len(after - before)


def told(found: Sums) -> str:
    """The figures for people."""
    seconds = found.seconds or (0.0,)
    return "\n".join(
        (
            f"Fragen: {found.questions}; davon schon vor dem Sprachmodell abgelehnt: {found.not_asked}",
            f"Antwort vom Sprachmodell: {found.by_model}; aus Zitaten allein: {found.by_quotes}; "
            f"keine Antwort: {found.without_answer}",
            f"Rückfall auf Zitate: {_by_code(found.fallbacks)}",
            f"Aussagen im ersten Versuch: {found.drafted}; durchgelassen: {found.passed}; "
            f"zurückgewiesen: {_by_code(found.refused)}",
            f"Zweite Versuche: {found.second_tries}; erst damit durchgelassen: {found.rescued} Aussagen",
            f"Ausgegebene Aussagen des Sprachmodells: {found.delivered}; zurückgehalten: {_by_code(found.withheld)}",
            f"Sekunden je Aufruf ({len(found.seconds)} Aufrufe): Median {_seconds(median(seconds))}, "
            f"höchstens {_seconds(max(seconds))}",
        )
    )


def kept(drives: Iterable[Drive], file: Path) -> tuple[Drive, ...]:
    """All drives, each written to a JSONL file as soon as it is done: a run of an hour may be cut short."""
    done = []
    with file.open("w", encoding="utf-8") as lines:
        for one in drives:
            done.append(one)
            lines.write(f"{record(one)}\n")
            lines.flush()
    return tuple(done)


def page(drives: Sequence[Drive], made_from: Mapping[str, object]) -> str:
    """Every draft with what the gate made of it, in Markdown."""
    return "\n".join(_page(drives, made_from)) + "\n"


def record(drive: Drive) -> str:
    """One question with everything that was drafted, as a line of JSON."""
    tries = [one._asdict() | {"judged": [judged._asdict() for judged in one.judged]} for one in drive.tries]
    sheet = drive._asdict() | {"as_of": drive.as_of.isoformat(), "fallback": drive.fallback, "tries": tries}
    return json.dumps(sheet, ensure_ascii=False)


def _page(drives: Sequence[Drive], made_from: Mapping[str, object]) -> Iterator[str]:
    yield "# Ein Sprachmodell vor der Prüfung\n"
    yield "\n".join(f"- {name}: {value}" for name, value in made_from.items())
    yield "\n```\n" + told(sums(drives)) + "\n```\n"
    yield "✔ durchgelassen, ✘ zurückgewiesen. Zitate stehen so da, wie das Sprachmodell sie nannte.\n"
    for drive in drives:
        yield f"## {drive.query_id}: {_line(drive.question)}\n"
        for number, one in enumerate(drive.tries, 1):
            yield from _try(number, one)
        yield from _ending(drive)


def _try(number: int, one: Try) -> Iterator[str]:
    fault = f", Fehler: {one.fault}" if one.fault else ""
    yield f"**{number}. Versuch** ({_seconds(one.seconds)} s{fault})\n"
    if one.fault and one.reply:
        yield "````\n" + one.reply.replace("````", "```") + "\n````\n"
    else:
        for judged in one.judged:
            yield from _judgement(judged)
        yield ""


def _judgement(one: Judged) -> Iterator[str]:
    yield f"- {'✘' if one.reason else '✔'} {_line(one.text)}"
    for citation, quote in one.quotes:
        yield f"  - {_line(citation)}: »{_line(quote)}«"
    if one.reason:
        yield f"  - *{one.reason}*: {_line(one.explanation)}"


def _ending(drive: Drive) -> Iterator[str]:
    author = f"von {drive.author}" if drive.author else "keine Antwort"
    yield f"Ausgang: {author}, {len(drive.statements)} Aussagen. {' '.join(drive.notes)}\n"


def _by_code(counts: Mapping[str, int]) -> str:
    """How often in all, and each code in brackets, the most frequent first."""
    total = sum(counts.values())
    parts = ", ".join(f"{code} {count}" for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])))
    return f"{total} ({parts})" if total else "0"


def _line(text: str) -> str:
    return " ".join(text.split())


def _seconds(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")

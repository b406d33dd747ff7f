"""A run as a Markdown page for reviewers: what was measured, with what, on what, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from eval.fidelity import Fidelity
from eval.harness.catalogue import catalogue
from eval.harness.outcome import MISSING, Ending
from eval.harness.run import Measured
from eval.harness.scores import Group
from eval.records import Qrel
from service.check.model import Verdict
from service.llm import FaultKind

_RETRIEVAL = ("Success@1", "Success@5", "Success@10", "nDCG@10", "RR", "R@100")
_SHOWN_FAULTS = 50
_FAULTS = {kind.value: kind.told for kind in FaultKind}


class Occasion(NamedTuple):
    """What a report says beside the figures: manifest, entries that could not be used, gold that nobody can find."""

    manifest: Mapping[str, object]
    faults: Sequence[str]
    unknown: Sequence[Qrel]


def page(main: Measured, baselines: Sequence[Measured], occasion: Occasion) -> str:
    """The report."""
    return "\n".join(_page(main, baselines, occasion)) + "\n"


def summary(main: Measured, baselines: Sequence[Measured]) -> str:
    """The most important figures for the terminal: retrieval of all systems, then the answers."""
    lines = [f"{'System':12} {'Fragen':>6}  S@1   S@5   S@10  nDCG  MRR   R@100  (Vorschriften)"]
    for one in (main, *baselines):
        values = one.overall.measures
        if "provision.RR" in values:
            shown = "  ".join(f"{values[f'provision.{name}']:.2f}" for name in _RETRIEVAL)
            lines.append(f"{one.system:12} {one.overall.questions:>6}  {shown}")
    lines += [f"{label}: {value}" for label, value in _answer_rows(main)]
    if failed := main.endings.get(Ending.FAILED):
        lines.append(f"Nichts geliefert hat {main.system} bei {failed} von {len(main.scored)} Fragen; sie zählen null.")
    return "\n".join(lines)


def _page(main: Measured, baselines: Sequence[Measured], occasion: Occasion) -> Iterator[str]:
    yield f"# Messung: {main.system}\n"
    yield from _notes(main, occasion)
    systems = [one for one in (main, *baselines) if "provision.RR" in one.overall.measures]
    if systems:
        yield from _retrieval(systems)
    answers = list(_answer_rows(main))
    if answers:
        yield "## Antworten und Ablehnungen\n"
        yield from table(("Maß", "Wert"), answers)
        yield from _by_group(main)
    yield from _times((main, *baselines))
    yield from _made_from(occasion.manifest)
    yield "## Die Maße\n"
    named = {name for one in (main, *baselines) for name in one.overall.measures}
    yield from table(
        ("Maß", "was es misst"), [(one.label, one.what) for one in catalogue().values() if one.name in named]
    )


def _made_from(manifest: Mapping[str, object]) -> Iterator[str]:
    rows = []
    for name, value in manifest.items():
        if isinstance(value, Mapping):
            rows += [(f"{name}.{inner}", f"`{one}`") for inner, one in value.items()]
        else:
            rows.append((name, f"`{value}`" if value != "" else "–"))
    yield "## Woraus\n"
    yield from table(("Angabe", "Wert"), rows)


def _notes(main: Measured, occasion: Occasion) -> Iterator[str]:
    failed = [one for one in main.scored if one.ending == Ending.FAILED]
    told = [*occasion.faults]
    told += [
        f"{qrel.query_id}: {qrel.doc_id} gibt es im Bestand nicht; niemand kann es finden." for qrel in occasion.unknown
    ]
    told += [f"{one.query_id}: Das System {_fault(one.reason)}; die Frage zählt null." for one in failed]
    if not told:
        return
    yield f"## Hinweise ({len(told)})\n"
    yield from (f"- {one}" for one in told[:_SHOWN_FAULTS])
    if len(told) > _SHOWN_FAULTS:
        yield f"- … und {len(told) - _SHOWN_FAULTS} weitere"
    yield ""


def _fault(reason: str) -> str:
    """What happened, as the end of a sentence; a code that nobody has words for is told as it is."""
    if reason in _FAULTS:
        return _FAULTS[reason]
    return "hat nichts geliefert" if reason == MISSING else f"ist gescheitert ({reason})"


def _retrieval(systems: Sequence[Measured]) -> Iterator[str]:
    yield "## Gefunden\n"
    for level, what in (("provision", "Vorschrift (§, Artikel)"), ("place", "Stelle (Absatz, Satz, Nummer)")):
        yield f"### {what}\n"
        heads = ("System", "Gruppe", "Fragen", *(catalogue()[f"{level}.{name}"].label for name in _RETRIEVAL))
        rows = [
            (
                one.system,
                group.group or "alle",
                str(group.questions),
                *(decimal(group.measures[f"{level}.{name}"]) for name in _RETRIEVAL),
            )
            for one in systems
            for group in one.groups
            if group.questions
        ]
        yield from table(heads, rows)
    yield "Wer ganze §§ findet (bm25, rrf), trifft damit jede Stelle darin und gewinnt die zweite Tabelle leicht.\n"


def _answer_rows(main: Measured) -> Iterator[tuple[str, str]]:
    """The measures of answers over all questions."""
    values = main.overall.measures
    names = [name for name in catalogue() if name.startswith(("answer.", "citation.", "refusal.", "check."))]
    yield from ((catalogue()[name].label, percent(values[name])) for name in names if name in values)
    if "precision" in main.refusal:
        yield "Ablehnung: Precision", percent(main.refusal["precision"])
    if main.fidelity is not None:
        yield "Zitate, die an ihrer Stelle stehen", _quotes(main.fidelity)


def _by_group(main: Measured) -> Iterator[str]:
    names = [
        name
        for name in (
            "answer.norm",
            "answer.place",
            "citation.recall",
            "citation.precision",
            "answer.value",
            "refusal.over",
            "refusal.recall",
            f"check.{Verdict.SUPPORTED}",
            f"check.{Verdict.CONTRADICTED}",
        )
        if name in main.overall.measures
    ]
    yield "### Nach Gruppe\n"
    yield from table(
        ("Gruppe", "Fragen", "abzulehnen", *(catalogue()[name].label for name in names)),
        [
            (group.group or "alle", str(group.questions), str(group.to_refuse), *_cells(group, names))
            for group in main.groups
        ],
    )


def _cells(group: Group, names: Iterable[str]) -> Iterator[str]:
    return (percent(group.measures[name]) if name in group.measures else "–" for name in names)


def _times(systems: Iterable[Measured]) -> Iterator[str]:
    rows = [
        (
            one.system,
            {"search": "Suche", "ask": "Antwort"}[time.what],
            str(time.questions),
            *map(milliseconds, (time.p50, time.p95)),
        )
        for one in systems
        for time in one.latencies
    ]
    if rows:
        yield "## Zeit\n"
        yield "In diesem Prozess, ohne HTTP; die Zeiten eines laufenden Dienstes misst `fundstelle eval latency`.\n"
        yield from table(("System", "was", "Fragen", "p50", "p95"), rows)


def _quotes(found: Fidelity) -> str:
    return f"{found.quotes - len(found.faults)} von {found.quotes}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A table in Markdown, with an empty line behind it."""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


def decimal(value: float) -> str:
    """A figure as German readers write it: 0,613."""
    return f"{value:.3f}".replace(".", ",")


def percent(value: float) -> str:
    """A share as German readers write it: 61,3 %."""
    return f"{100 * value:.1f} %".replace(".", ",")


def milliseconds(value: float) -> str:
    """A time: 18,2 ms."""
    return f"{value:.1f} ms".replace(".", ",")

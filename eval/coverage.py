"""Chooses from when on a statement is not covered by its quotes; writes service/verify/coverage.json.

Half of the examples choose, the other half measures: the figures are of statements of provisions that
had no say in the choice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.library import Library
from eval.coverage_examples import Example
from service.model import Found, Question, Searched, Statement
from service.verify.bench import Bench
from service.verify.coverage import Covered, Limits, coverage, objection

NEIGHBOUR = "Nachbarsatz"
"""The false examples that are no paraphrase with a wrong subject, but another sentence altogether."""
GOAL = 0.003
"""Share of paraphrases with a wrong subject that may be accepted; below the promised 0.005, to have some room."""
RULE = (
    "Unter den Grenzen, bei denen höchstens 0,3 % der Aussagen mit falschem Gegenstand angenommen werden, die mit dem "
    "größten Unterschied zwischen dem Anteil der behaltenen wahren und dem der angenommenen falschen Aussagen; bei "
    "Gleichstand die strengeren."
)
NOUNS = tuple(step / 2 for step in range(1, 13))
"""Rarities tried, in the measure of the index."""
SHARES = tuple(step / 20 for step in range(4, 19))
"""Shares tried."""


class Measured(NamedTuple):
    """An example and how much of it is covered."""

    example: Example
    covered: Covered


class Row(NamedTuple):
    """What a pair of limits does: shares (0 to 1) of true statements kept, and of false ones accepted."""

    limits: Limits
    kept: float
    subject_accepted: float
    accepted: float


def measure(library: Library, day: date, examples: Iterable[Example]) -> list[Measured]:
    """How much of each example is covered by its quote."""
    bench = Bench(library, Question("", day), Found((), (), (), 1.0, Searched()))
    return [Measured(one, coverage(Statement(one.text, (one.evidence,)), bench)) for one in examples]


def sweep(measured: Sequence[Measured]) -> tuple[Row, ...]:
    """What each pair of limits does to these examples."""
    return tuple(row(measured, Limits(noun, share)) for noun in NOUNS for share in SHARES)


def row(measured: Sequence[Measured], limits: Limits) -> Row:
    """What one pair of limits does to these examples."""
    passed = [(one.example, not objection(one.covered, limits)) for one in measured]
    return Row(
        limits,
        _share(kept for example, kept in passed if example.true),
        _share(kept for example, kept in passed if not example.true and example.way != NEIGHBOUR),
        _share(kept for example, kept in passed if not example.true),
    )


def choose(rows: Sequence[Row]) -> Row:
    """The best row by :data:`RULE`; where none reaches the goal, the one that comes nearest to it."""
    good = [one for one in rows if one.subject_accepted <= GOAL]
    if not good:
        return min(rows, key=lambda one: (one.subject_accepted, -one.kept))
    return max(good, key=lambda one: (round(one.kept - one.accepted, 6), -one.limits.noun, one.limits.share))


def by_way(measured: Iterable[Measured], limits: Limits) -> dict[str, tuple[bool, int, int]]:
    """For each way in which examples were made: whether they are true, how many passed, how many there are."""
    counts: dict[str, tuple[bool, int, int]] = {}
    for one in measured:
        true, passed, count = counts.get(one.example.way, (one.example.true, 0, 0))
        counts[one.example.way] = (true, passed + (not objection(one.covered, limits)), count + 1)
    return counts


def halves(measured: Iterable[Measured]) -> tuple[list[Measured], list[Measured]]:
    """Those that choose, and those that measure."""
    known = list(measured)
    return [one for one in known if one.example.chosen_with], [one for one in known if not one.example.chosen_with]


def sheet(chosen: Limits, held_out: Sequence[Measured], hashes: Mapping[str, str | int]) -> dict[str, object]:
    """The limits with all that they are made from, as a reader of the file sees them."""
    result = row(held_out, chosen)
    return {
        "noun": chosen.noun,
        "share": chosen.share,
        "rule": RULE,
        "held_out_true": sum(one.example.true for one in held_out),
        "true_kept": round(result.kept, 4),
        "held_out_false": sum(not one.example.true for one in held_out),
        "wrong_subject_accepted": round(result.subject_accepted, 4),
        "false_accepted": round(result.accepted, 4),
        "passed_by_way": {way: f"{passed}/{count}" for way, (_, passed, count) in by_way(held_out, chosen).items()},
        "made_by": "fundstelle eval coverage",
        **hashes,
    }


def write_choice(path: Path, choice: Mapping[str, object]) -> None:
    """Write the sheet; the same corpus and the same seed give the same bytes."""
    path.write_text(f"{json.dumps(choice, ensure_ascii=False, indent=2)}\n", encoding="utf-8")


def table(rows: Iterable[Row], chosen: Limits, held_out: Sequence[Measured]) -> str:
    """What limits do to the examples that choose, and what the chosen ones do to the others."""
    lines = ["Hauptwort  Anteil  wahre behalten  falscher Gegenstand angenommen  falsche angenommen"]
    for one in rows:
        if one.limits == chosen or (one.limits.noun == int(one.limits.noun) and round(one.limits.share * 20) % 4 == 0):
            mark = "  <- gewählt" if one.limits == chosen else ""
            figures = f"{one.kept:14.2%}  {one.subject_accepted:30.2%}  {one.accepted:18.2%}"
            lines.append(f"{one.limits.noun:9.1f}  {one.limits.share:6.2f}  {figures}{mark}")
    lines += [f"Regel: {RULE}", "Die gewählten Grenzen an der anderen Hälfte der Beispiele:"]
    for way, (true, passed, count) in by_way(held_out, chosen).items():
        lines.append(
            f"  {'wahr  ' if true else 'falsch'}  {way}: {passed} von {count} angenommen ({passed / count:.2%})"
        )
    result = row(held_out, chosen)
    lines.append(f"Wahre behalten: {result.kept:.2%}; falscher Gegenstand angenommen: {result.subject_accepted:.2%}")
    return "\n".join(lines)


def _share(passed: Iterable[bool]) -> float:
    known = list(passed)
    return sum(known) / len(known) if known else 0.0

"""Statement and quote say yes and no, must and may, at least and at most, in the same places."""

from __future__ import annotations

from collections.abc import Iterator

from service.model import Statement
from service.verify.bench import Bench, Finding
from service.verify.comparison import Comparison, compare, evidence_of, is_marker, is_verbatim
from service.verify.limits import dropped_limits
from service.verify.reading import Item, Kind
from service.verify.reading.lexicon import Side, excludes, word

_REASONS = {
    "negation": "polarity-differs",
    "denial": "polarity-differs",
    "exception": "exception-differs",
    "condition": "exception-differs",
    "modality": "modality-differs",
    "comparator": "comparator-differs",
}


def polarity_agrees(statement: Statement, bench: Bench) -> Finding | None:
    """What negates, limits, commands or compares stands in statement and quote alike, and no limit is left out."""
    if is_verbatim(statement):
        return None
    comparison = compare(statement, bench)
    for objections in (_inserted, _dropped, _exchanged, _unlimited):
        finding = next(objections(statement, comparison), None)
        if finding:
            return finding
    return None


def _inserted(statement: Statement, comparison: Comparison) -> Iterator[Finding]:
    """What the statement says and no quote says there."""
    for our, item in comparison.unmatched():
        if is_marker(item):
            their = _counterpart(comparison, our)
            evidence = statement.evidence[0] if their is None else evidence_of(statement, comparison, their)
            there = "" if their is None else f"; dort steht: „{comparison.clause(their)}“"
            yield Finding(
                _REASONS[item.group],
                f"Die Aussage sagt „{item.shown}“, das Zitat von {evidence.citation} an dieser Stelle nicht{there}.",
                evidence,
            )


def _counterpart(comparison: Comparison, our: int) -> int | None:
    """An item of the quotes at the same words, for explanations: the nearest matched one."""
    matched = [place for place, their in enumerate(comparison.alignment.to_theirs) if their >= 0]
    nearest = min(matched, key=lambda place: abs(place - our), default=None)
    return None if nearest is None else comparison.alignment.to_theirs[nearest]


def _dropped(statement: Statement, comparison: Comparison) -> Iterator[Finding]:
    """What a quoted clause says and the statement does not."""
    for their, item in comparison.left_out():
        if is_marker(item):
            evidence = evidence_of(statement, comparison, their)
            yield Finding(
                _REASONS[item.group],
                f"Im Zitat von {evidence.citation} steht „{item.shown}“, in der Aussage an dieser Stelle nicht; "
                f"dort steht: „{comparison.clause(their)}“.",
                evidence,
            )


def _exchanged(statement: Statement, comparison: Comparison) -> Iterator[Finding]:
    """A word of the statement stands where the quote has its opposite."""
    facing = [(their, item, sides) for their, item in _unmatched_in_quotes(comparison) if (sides := _sides(item))]
    if not facing:
        return
    for our, item in _loose(comparison):
        sides = _sides(item)
        for their, other, other_sides in facing if sides else ():
            side = excludes(sides, other_sides)
            if side and comparison.alignment.is_bound(our, their):
                evidence = evidence_of(statement, comparison, their)
                yield Finding(
                    side.reason,
                    f"Die Aussage sagt „{item.shown}“; im Zitat von {evidence.citation} steht dort „{other.shown}“.",
                    evidence,
                )


def _loose(comparison: Comparison) -> Iterator[tuple[int, Item]]:
    """Items of the statement that no quote has, or has at other words; "Nach § 9 EStG" only tells the source."""
    items = comparison.ours.items
    for our, their in enumerate(comparison.alignment.to_theirs):
        introduces = our + 1 < len(items) and items[our].kind is Kind.WEAK and items[our + 1].kind is Kind.NORM
        if introduces and their < 0 and comparison.alignment.to_theirs[our + 1] < 0:
            continue
        if their < 0 or not comparison.alignment.is_bound(our, their):
            yield our, comparison.ours.items[our]


def _unmatched_in_quotes(comparison: Comparison) -> Iterator[tuple[int, Item]]:
    for their, our in enumerate(comparison.alignment.to_ours):
        if our < 0:
            yield their, comparison.theirs.items[their]


def _sides(item: Item) -> tuple[Side, ...]:
    return word(item.shown).sides if " " not in item.shown else ()


def _unlimited(statement: Statement, comparison: Comparison) -> Iterator[Finding]:
    """A condition or exception of a quoted sentence is left out."""
    for their in dropped_limits(comparison):
        evidence = evidence_of(statement, comparison, their)
        yield Finding(
            "exception-differs",
            f"Das Zitat von {evidence.citation} gilt nur eingeschränkt: „{comparison.clause(their)}“. "
            "Die Aussage lässt die Einschränkung weg.",
            evidence,
        )

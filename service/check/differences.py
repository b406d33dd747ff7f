"""Whether an objection of the gate says that the law has it otherwise, or only that it does not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.verify.bench import Finding
from service.verify.comparison import Comparison
from service.verify.reading import Item, Kind

OTHERWISE = "polarity-differs"
"""The objection after which statement and quote cannot both be right."""
NEGATION = "negation"
OTHER_FIGURE = "figure-not-in-quote"
OTHER_MARKER = {"modality-differs": "modality", "comparator-differs": "comparator"}
"""Objections to words of a group, which contradict only where quote and statement both have one of that group.

What is left out contradicts nothing: then the sentence says more than the law, not the contrary. So a condition, an
exception or a reference that a sentence lacks or adds is no contradiction either.
"""


def is_difference(finding: Finding, ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether the quote contradicts the statement; ``ours`` and ``theirs`` are the readings of both."""
    if finding.reason == OTHER_FIGURE:
        return _has_other_figure(ours, theirs)
    if finding.reason in OTHER_MARKER:
        return _has_other_marker(OTHER_MARKER[finding.reason], ours, theirs)
    return finding.reason == OTHERWISE


def changed_negation(compared: Comparison) -> str:
    """What a statement negates and its quotes do not, or the other way round, in German; "" where they agree."""
    added = next((item for _, item in compared.unmatched() if item.group == NEGATION), None)
    if added:
        return f"Der Satz sagt »{added.shown}«; die Vorschrift sagt es an dieser Stelle nicht."
    left = next(((their, item) for their, item in compared.left_out() if item.group == NEGATION), None)
    if left:
        return f"Die Vorschrift sagt »{left[1].shown}«, der Satz nicht; dort steht: »{compared.clause(left[0])}«."
    return ""


def untold_figure(ours: Sequence[Item], theirs: Sequence[Item]) -> str:
    """A figure that the quote has beside one that the statement tells, of the same unit ("80 Euro, … 140 Euro")."""
    said = set(_figures(ours))
    told = {unit for figure in _figures(theirs) if figure in said and (unit := figure[1])}
    beside = (item for item in theirs if item.kind is Kind.FIGURE and _figure(item)[1] in told)
    return next((item.shown for item in beside if _figure(item) not in said), "")


def _has_other_figure(ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether the statement tells a value that the quote does not have, where the quote has one of the same unit."""
    values = {value for value, _ in _figures(theirs)}
    units = {unit for _, unit in _figures(theirs) if unit}
    return any(value not in values and unit in units for value, unit in _figures(ours))


def _has_other_marker(group: str, ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Whether both have words of a group, and the statement one that the quote does not have."""
    has, says = (set(_markers(group, items)) for items in (theirs, ours))
    return bool(has - says) and bool(says - has)


def _markers(group: str, items: Sequence[Item]) -> Iterator[str]:
    """The words of a group; among those that compare are the small ones ("vor", "nach")."""
    for item in items:
        small = item.kind is Kind.WEAK and group == "comparator"
        if small or (item.kind is Kind.MARKER and item.group == group):
            yield item.key


def _figures(items: Sequence[Item]) -> Iterator[tuple[str, str]]:
    return (_figure(item) for item in items if item.kind is Kind.FIGURE)


def _figure(item: Item) -> tuple[str, str]:
    """Value and unit of a figure, from its key."""
    value, _, unit = item.key.partition("|")
    return value, unit

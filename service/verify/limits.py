"""Conditions and exceptions of a quoted sentence that a statement leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.verify.comparison import Comparison
from service.verify.reading import Item, Kind, grammar

_LIMITING = frozenset({"condition", "exception"})
_FREE = frozenset({"unberührt", "auch wenn", "erst"})
"""Markers of these groups that limit nothing when their clause is left out."""
_VERB_FIRST = re.compile(rf"(?:{'|'.join(grammar('verb_first'))})\b")
"""A sentence that begins with its verb begins with a condition ("Liegt ein Antrag vor, …")."""
_BACKWARDS = re.compile(rf"(?:{'|'.join(grammar('backwards'))})\b", re.IGNORECASE)
"""A Halbsatz that begins so limits the one before it."""
_NOT_SO = re.compile(r"(?:dies|das)\s+gilt\b", re.IGNORECASE)


def dropped_limits(comparison: Comparison) -> Iterator[int]:
    """Items of the quotes that show a limit of a quoted sentence in a clause that the statement does not speak of."""
    halves = _halves(comparison)
    spoken = {halves[segment] for segment in comparison.touched}
    for their, item in enumerate(comparison.theirs.items):
        untold = item.segment not in comparison.touched and comparison.alignment.to_ours[their] < 0
        if untold and halves[item.segment] in spoken and _limits(comparison, item):
            yield their


def _halves(comparison: Comparison) -> list[int]:
    """The number of the Halbsatz of each segment; one that looks back belongs to the one before it."""
    numbers: list[int] = []
    number = 0
    before = None
    for segment, place in enumerate(comparison.theirs.segments):
        if before:
            looks_back = _BACKWARDS.match(comparison.segment_text(segment)) is not None
            new_half = place.segment.half != before.half and not looks_back
            number += new_half or place.segment.sentence != before.sentence
        numbers.append(number)
        before = place.segment
    return numbers


def _limits(comparison: Comparison, item: Item) -> bool:
    if item.kind is Kind.MARKER and item.group in _LIMITING and item.key not in _FREE:
        return True
    words = comparison.segment_text(item.segment)
    if item.kind is Kind.MARKER and item.group == "negation" and _NOT_SO.match(words):
        return True
    return _begins_sentence(comparison, item.segment) and _VERB_FIRST.match(words) is not None


def _begins_sentence(comparison: Comparison, segment: int) -> bool:
    return segment == 0 or comparison.sentence(segment - 1) != comparison.sentence(segment)

"""The paired words beside an item: by them one tells whether two items stand at the same place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from service.verify.alignment.pairing import NOWHERE, Pairing
from service.verify.reading import Item, Kind

_REACH = 60
"""Items in which a neighbour is looked for: no clause is longer."""


class Neighbour(NamedTuple):
    """A paired content word beside an item: where it stands in the quotes, and whether it is ``apart``.

    Apart is what a sign of punctuation parts from the item.
    """

    place: int
    segment: int
    sentence: int
    apart: bool

    def is_astray(self, other: Item) -> bool:
        """Whether this neighbour of an item, in its clause, stands in another clause of the quotes than ``other``."""
        return not self.apart and self.segment != other.segment


class Beside(NamedTuple):
    """The neighbours of an item to the left and to the right."""

    left: Neighbour | None
    right: Neighbour | None


def beside_ours(pairing: Pairing, our: int) -> Beside:
    """The neighbours of an item of the statement."""
    found = _beside(pairing.ours, our, pairing.to_theirs)
    return Beside(*(_of_ours(pairing, our, place) for place in found))


def beside_theirs(pairing: Pairing, their: int) -> Beside:
    """The neighbours of an item of the quotes."""
    found = _beside(pairing.theirs, their, pairing.to_ours)
    return Beside(*(_of_theirs(pairing, their, place) for place in found))


def _beside(items: Sequence[Item], start: int, paired: Sequence[int]) -> tuple[int | None, int | None]:
    before = range(start - 1, max(-1, start - 1 - _REACH), -1)
    behind = range(start + 1, min(len(items), start + 1 + _REACH))
    return _nearest(items, start, before, paired), _nearest(items, start, behind, paired)


def _nearest(items: Sequence[Item], start: int, places: Iterable[int], paired: Sequence[int]) -> int | None:
    """The nearest paired content word of the same sentence."""
    for place in places:
        if items[place].sentence != items[start].sentence:
            return None
        if paired[place] != NOWHERE and items[place].is_content:
            return place
    return None


def _of_ours(pairing: Pairing, our: int, found: int | None) -> Neighbour | None:
    if found is None:
        return None
    place = pairing.to_theirs[found]
    there = pairing.theirs[place]
    return Neighbour(place, there.segment, there.sentence, _is_apart(pairing.ours, found, our))


def _of_theirs(pairing: Pairing, their: int, found: int | None) -> Neighbour | None:
    if found is None:
        return None
    there = pairing.theirs[found]
    return Neighbour(found, there.segment, there.sentence, _is_apart(pairing.theirs, found, their))


def _is_apart(items: Sequence[Item], neighbour: int, place: int) -> bool:
    return items[place].kind is Kind.MARKER and items[place].segment != items[neighbour].segment

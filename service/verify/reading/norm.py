"""What a text names when it names a norm, as data."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from corpus.citations import Place

CITED, INNER, LAW, REFERENCE = "norm", "verweis", "gesetz", "quelle"
"""Groups of norm items: a place in a law, a place inside the provision, a law alone, a gazette, court, authority."""


class Norm(NamedTuple):
    """A stretch of the text that names norms: for each member its key, other keys of the same, and its place.

    ``law`` is the key of the law, "" where the text names none that is known.
    """

    start: int
    end: int
    group: str
    members: tuple[tuple[str, frozenset[str]], ...]
    places: tuple[Place, ...] = ()
    law: str = ""


class Taken:
    """The norms found so far, which do not overlap, in the order of the text."""

    def __init__(self) -> None:
        self.norms: list[Norm] = []

    def add(self, found: Norm) -> None:
        """Take a norm, unless a part of it is taken."""
        index = bisect_left(self.norms, found.start, key=_start)
        free_before = index == 0 or self.norms[index - 1].end <= found.start
        free_behind = index == len(self.norms) or found.end <= self.norms[index].start
        if free_before and free_behind:
            self.norms.insert(index, found)

    def at(self, position: int) -> Norm | None:
        """The norm that a position lies in."""
        index = bisect_right(self.norms, position, key=_start) - 1
        return self.norms[index] if index >= 0 and position < self.norms[index].end else None

    def next_start(self, position: int, limit: int) -> int:
        """Where the next norm behind a position begins; the limit where none begins before it."""
        index = bisect_right(self.norms, position, key=_start)
        return min(limit, self.norms[index].start) if index < len(self.norms) else limit


def _start(norm: Norm) -> int:
    return norm.start


def place_key(law: str, place: Place) -> str:
    """A member of a citation as keys have it; all that it tells is in it."""
    parts = ["/".join((law, *map(str, place.steps)))]
    if place.through:
        parts.append(f"..{'/'.join(map(str, place.through))}")
    if place.following:
        parts.append(f"+{place.following}")
    if place.halbsatz:
        parts.append(f"+H{place.halbsatz}")
    if place.alternative:
        parts.append(f"+V{place.alternative}")
    return "".join(parts)


def folded(text: str) -> str:
    """A name without blanks, case and the signs that printers vary."""
    return re.sub(r"[\s.,-]+", "", text).casefold()

"""Randnummern, and the headings that lead to them.

Randnummern count on from 1 through a whole letter. They stand in the margin, or, where a file has lost the margin, at
the begin of a line. A line that leads straight to the next one is a heading: on its own it could be an item of a list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from ingest.markup.letter_geometry import has_terminal, stopped
from ingest.markup.letter_labels import Style, labels
from ingest.markup.letter_pages import Line
from ingest.markup.letter_table import words

_INLINE = re.compile(r"(\d{1,3})\s+(?=[A-ZÄÖÜ„§(])")
_LONGEST_HEADING = 4
"""Lines."""
_LONGEST_UNNUMBERED = 90
"""Characters of a heading without a number."""


class Numbers:
    """The Randnummern of some lines; ``last`` is the one counted last.

    Args:
        lines: lines of text.
        forms: places of lines in forms: their numbers are none.
        wanted: whether the lines may bear Randnummern at all.
    """

    def __init__(self, lines: Sequence[Line], forms: Collection[int], *, wanted: bool) -> None:
        self.last = 0
        self._lines = lines
        self._there = wanted and self._count(forms)

    def is_next(self, place: int) -> bool:
        """Whether a line begins with the next Randnummer."""
        if not self._there or _number(self._lines[place]) != self.last + 1:
            return False
        if _in_margin(self._lines[place]) or not place:
            return True
        before = self._lines[place - 1].text
        return not before.endswith((",", "-", "–")) and before.split()[-1] not in words("before_number")

    def heading_ends(self, place: int) -> int | None:
        """The place of the last line of a heading that leads to the next Randnummer; None where it is none."""
        if not self._there:
            return None
        numbered = _is_numbered(self._lines[place])
        if not numbered and not self.may_be_title(place):
            return None
        for end in range(place, min(place + _LONGEST_HEADING, len(self._lines) - 1)):
            text, following = self._lines[end].text, self._lines[end + 1]
            if self.is_next(end + 1) or (_is_numbered(following) and self.heading_ends(end + 1) is not None):
                return None if has_terminal(text) else end
            if not numbered or text.endswith((".", ":", ";")):
                return None
        return None

    def may_be_title(self, place: int) -> bool:
        """Whether a line may be a heading without a number: short, with a capital, after a stop."""
        text = self._lines[place].text
        before = self._lines[place - 1].text if place else "."
        return len(text) <= _LONGEST_UNNUMBERED and text[0].isupper() and stopped(before)

    def _count(self, forms: Collection[int]) -> bool:
        """Whether there are Randnummern at all: one in the margin, or two that follow on one another."""
        count, margin = 0, False
        for place, line in enumerate(self._lines):
            if _number(line) == count + 1 and place not in forms:
                count += 1
                margin = margin or _in_margin(line)
        return count > 1 or (margin and count == 1)


def _is_numbered(line: Line) -> bool:
    """Whether a line begins with what may be the number of a heading."""
    return any(label.style is not Style.BULLET for label in labels(line.text))


def _in_margin(line: Line) -> bool:
    """Whether a line begins with a number that stands apart, as a Randnummer in the margin does."""
    return len(line.cells) > 1 and line.cells[0].text.isdigit()


def _number(line: Line) -> int | None:
    """The number that a line begins with, if it may be a Randnummer."""
    if _in_margin(line):
        return int(line.cells[0].text)
    found = _INLINE.match(line.text)
    return int(found[1]) if found else None

"""Where lines stand to one another: gaps, breaks that someone wanted, rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.citations.dates import MONTHS
from corpus.sentences import must_start_sentence
from ingest.markup.letter_furniture import line_pitch
from ingest.markup.letter_labels import labels
from ingest.markup.letter_pages import Line
from ingest.markup.letter_table import words

_GAP = 1.5
"""Distances from line to line, in usual ones, from which on a paragraph ends."""
_SLACK = 0.12
"""Part of the width of the column that stays free at ragged edges."""
_SHORT = 0.45
"""Part of the width of the column below which a line of a form stays."""
_HEADING = 0.62
"""Part of the width of the column that a line which is a paragraph without a full stop does not go beyond."""
_LEAST_FORM = 6
"""Lines."""
_STOPS = (".", ":", ";", "!", "?", "“", "”", '"', "…")
_JOINING = frozenset({"und", "oder", "sowie", "bzw."})
_STRONG = re.compile(r"[A-ZÄÖÜ\d§„“\"(•\[]")
_DATED = re.compile(rf"\d{{1,2}}\. (?:{'|'.join(MONTHS)}) \d{{4}} \S")


class Geometry:
    """The measures of some lines: the distance from line to line, and the edges of the column."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._pitch = line_pitch(lines)
        self._left = _quantile([line.left for line in lines], 0.05)
        self._right = _quantile([line.right for line in lines], 0.95)

    def is_gap(self, before: Line, line: Line) -> bool:
        """Whether there is more space between two lines of a page than usual."""
        return before.page == line.page and line.top - before.top > _GAP * self._pitch

    def parts(self, before: Line, line: Line, *, single: bool) -> bool:
        """Whether a paragraph ends between two lines.

        So it does at a gap; and where the first word of the line would have found room on the line before, if that
        one has come to a stop, or is all there is of its paragraph (``single``: a heading, an entry of a list).
        """
        text, stopped = line.text, before.text.endswith(_STOPS)
        if not stopped and text[0].islower():
            return False
        if self.is_gap(before, line):
            return True
        if not stopped and not (single and (self._is_short(before) or must_start_sentence(text))):
            return False
        return self._had_room(before, line) and bool(_STRONG.match(text))

    def forms(self, lines: Sequence[Line]) -> frozenset[int]:
        """Places of the lines of forms, and of tables that have lost their columns: many short lines in a row."""
        limit = self._left + _SHORT * (self._right - self._left)
        found: set[int] = set()
        run: list[int] = []
        for place, line in enumerate(lines):
            if line.right < limit and not labels(line.text):
                run.append(place)
                continue
            if len(run) >= _LEAST_FORM:
                found.update(run)
            run = []
        found.update(run if len(run) >= _LEAST_FORM else ())
        return frozenset(found | self._form_pages(lines, limit))

    def _form_pages(self, lines: Sequence[Line], limit: float) -> set[int]:
        """Places of all lines of the pages on which most lines are short."""
        pages: dict[int, list[int]] = {}
        for place, line in enumerate(lines):
            pages.setdefault(line.page, []).append(place)
        return {
            place
            for places in pages.values()
            if len(places) >= _LEAST_FORM and sum(lines[one].right < limit for one in places) > len(places) / 2
            for place in places
        }

    def _is_short(self, line: Line) -> bool:
        open_end = line.text.split()[-1] in words("goes_on")
        return not open_end and line.right < self._left + _HEADING * (self._right - self._left)

    def _had_room(self, before: Line, line: Line) -> bool:
        text = line.text
        word = text.split()[0]
        width = (line.right - line.left) / max(1, len(text)) * (len(word) + 1)
        return self._right - before.right > width + _SLACK * (self._right - self._left)


def stopped(text: str) -> bool:
    """Whether words have come to a stop, so that a number after them may be a label."""
    return text.endswith((*_STOPS, ",", ")")) or text.rsplit(maxsplit=1)[-1] in _JOINING


def has_terminal(text: str) -> bool:
    """Whether words end as a sentence or an item does, not as a heading."""
    return text.endswith((".", ":", ";", ",", " und", " oder"))


def is_row(line: Line) -> bool:
    """Whether a line may be a row of a table: several cells, the first of them no label."""
    return len(line.cells) > 1 and not labels(line.text)


def same_columns(one: Line, other: Line) -> bool:
    """Whether the cells of two lines stand below one another, at least two of them."""
    lefts = [cell.left for cell in other.cells]
    return sum(any(abs(cell.left - left) < 8 for left in lefts) for cell in one.cells) >= 2


def is_dated(line: Line) -> bool:
    """Whether a line begins with a date and goes on: rows of a list of letters do."""
    return bool(_DATED.match(line.text))


def _quantile(values: Sequence[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))] if ordered else 0.0

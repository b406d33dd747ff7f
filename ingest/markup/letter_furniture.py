"""What stands on the pages of a letter beside its text: page lines, running heads and feet, footnotes.

Each line gets a class; lines of text have none. A page line that shares its line of print with text ("Seite 4   4.
Verwendung …") is parted from it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from corpus.model import NoteKind
from ingest.markup.letter_pages import Line, Sheets

PAGE_LINE = "Seitenangabe"
RUNNING = "Kopf- und Fußzeile"
FOOTNOTE = str(NoteKind.FUSSNOTE)

_PAGE = re.compile(r"Seite\s+\d{1,3}(?:\s+von\s+\d{1,3})?|[-–—]\s?\d{1,3}\s?[-–—]")
_RIM = 2
"""Lines at the top and at the bottom of a page that may be furniture."""
_OFTEN = 3
_WORD = re.compile(r"[^\W\d_]{3}")
_NOTE = re.compile(r"(\d{1,2})(?:\s+\S.*)?")
_MARKED = re.compile(r"[^\W\d_]{2,}1(?!\d)")
"""A word with the mark of the first footnote at its end."""


class Tagged(NamedTuple):
    """A line, and its class where it is not text."""

    line: Line
    kind: str = ""


def tagged(sheets: Sheets) -> tuple[Tagged, ...]:
    """All lines of the pages, in order."""
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line in sheets.lines:
        pages[line.page].append(line)
    running, pitch = _running(pages.values(), sheets.pages), line_pitch(sheets.lines)
    return tuple(tag for page in pages.values() for tag in _page(page, running, pitch))


def line_pitch(lines: Sequence[Line]) -> float:
    """The usual distance from line to line, in points."""
    steps = [b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top + 2]
    return median(steps) if steps else 12.0


def _page(page: list[Line], running: frozenset[str], pitch: float) -> Iterator[Tagged]:
    notes = _footnotes_from(page, pitch)
    for place, line in enumerate(page):
        rim = place < _RIM or place >= len(page) - _RIM
        first = line.cells[0].text
        if _PAGE.fullmatch(line.text) or (rim and line.text == str(line.page)):
            yield Tagged(line, PAGE_LINE)
        elif place == 0 and len(line.cells) > 1 and _PAGE.fullmatch(first):
            yield Tagged(line._replace(cells=line.cells[:1]), PAGE_LINE)
            yield Tagged(line.without_first())
        elif rim and _shape(line) in running:
            yield Tagged(line, RUNNING)
        else:
            yield Tagged(line, FOOTNOTE if place >= notes else "")


def _running(pages: Collection[list[Line]], count: int) -> frozenset[str]:
    """Shapes of the lines that stand at the rim of at least three pages, and of half of them."""
    seen: Counter[str] = Counter()
    for page in pages:
        seen.update({_shape(line) for line in (*page[:_RIM], *page[-_RIM:])})
    return frozenset(shape for shape, uses in seen.items() if uses >= max(_OFTEN, count / 2) and _WORD.search(shape))


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)


def _footnotes_from(page: list[Line], pitch: float) -> int:
    """The place of the first line of the footnotes at the foot of a page; past the end where there are none.

    A footnote begins after a gap, with a number that also stands at the end of a word above it ("Internetseite1").
    """
    above = " ".join(line.text for line in page)
    for place in range(1, len(page)):
        line, before = page[place], page[place - 1]
        found = _NOTE.fullmatch(line.text)
        if not found or line.top - before.top <= 1.5 * pitch:
            continue
        if found[1] == "1" and _MARKED.search(above):
            return place
    return len(page)

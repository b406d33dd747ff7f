"""Stretches that a text marks as somebody else's words: in quotation marks, or as a block of its own (Markdown ">")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_PAIRS = {"„": '“”"', "»": "«", "«": "»", "“": "”", '"': '"', "›": "‹", "‚": "‘’"}
_MARK = re.compile('[„“”»«›‹"‚‘’]|\n[ \t]*\n')
_BLOCK = re.compile(r"^[ \t]{0,12}>[^\n]*(?:\n[ \t]{0,12}>[^\n]*)*", re.MULTILINE)
_PART = re.compile(r"\n[ \t]{0,12}>[ \t]{0,12}(?:(?=\n)|(?=[–—-] ))")
"""Where a block is parted: at an empty line of it, or where its source is told behind a dash."""
_AROUND = 240
"""Characters before and behind a quote in which its citation stands."""
_IN_BLOCK = 1_000
"""Characters at the end of a block in which its citation stands; the Stand behind a citation may be long."""
_GAP = re.compile(r"\n[ \t]*\n")


class Marked(NamedTuple):
    """A stretch that is marked as a quote, and the words around it that may say where it was taken from."""

    start: int
    end: int
    around: str


def marked(text: str) -> Iterator[Marked]:
    """All marked stretches, those inside others too: which pairs belong together is not always certain."""
    for start, end in _in_marks(text):
        yield Marked(start, end, f"{_before(text, start)}\n\n{_behind(text, end)}")
    for block in _BLOCK.finditer(text):
        start, end = block.span()
        around = f"{_before(text, start, gaps=1)}\n\n{block[0][-_IN_BLOCK:]}\n\n{_behind(text, end, gaps=1)}"
        cuts = [start, *(start + cut.start() for cut in _PART.finditer(block[0])), end]
        yield from (Marked(first, last, around) for first, last in pairwise(cuts))


def _in_marks(text: str) -> Iterator[tuple[int, int]]:
    """What stands between quotation marks; no quote goes beyond its paragraph."""
    opened: list[tuple[str, int]] = []
    for mark in _MARK.finditer(text):
        sign = mark[0]
        if sign[0] == "\n":
            opened.clear()
            continue
        closes = next((depth for depth in range(len(opened))[:-3:-1] if sign in _PAIRS[opened[depth][0]]), None)
        if closes is not None:
            yield opened[closes][1], mark.start()
            del opened[closes:]
        elif sign in _PAIRS:
            opened.append((sign, mark.end()))


def _before(text: str, start: int, gaps: int = 0) -> str:
    """The words before a quote, in its paragraph, and in as many before it as said."""
    parts = _GAP.split(text[max(0, start - _AROUND) : start])
    return "\n".join(parts[-1 - gaps :])


def _behind(text: str, end: int, gaps: int = 0) -> str:
    parts = _GAP.split(text[end : end + _AROUND])
    return "\n".join(parts[: 1 + gaps])

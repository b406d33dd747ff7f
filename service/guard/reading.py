"""A text as the guard reads it: full-width digits, zero-width characters and kinds of blanks cannot hide anything.

The reading is normalised (NFKC), loses what cannot be seen, and has one blank for every run of white space; each of its
characters knows which stretch of the original it came from.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u2043"
_SLASHES = "\u2044\u2215\u29f8\uff0f"
_SIGNS = "[!-~ÄÖÜäöüß§„“»«€]+"
_PLAIN = re.compile(rf"{_SIGNS}(?: {_SIGNS})*(?![\u0300-\uffff])")
"""What reads as it is: words with single blanks between, and nothing behind that might combine with the last letter."""
_UNSEEN = ("Cf", "Cc", "Mn", "Me")
"""Categories that are dropped: format characters (zero width, soft hyphen), controls, and marks that stand alone."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The normalised text; ``starts[i]`` and ``ends[i]`` bound its character ``i`` in the original."""

    text: str
    starts: array[int]
    ends: array[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch ``[start, end)`` of the reading came from; not empty."""
        return self.starts[start], self.ends[end - 1]


def read(text: str) -> Reading:
    """Normalise a text, in time linear to its length."""
    characters: list[str] = []
    starts, ends = array("q"), array("q")
    blank = False
    for start, end, shown in _parts(text):
        if shown == " " and blank:
            ends[-1] = end
            continue
        blank = shown[-1:] == " " if shown else blank
        characters.append(shown)
        if len(shown) == end - start:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
        else:
            starts.extend([start] * len(shown))
            ends.extend([end] * len(shown))
    return Reading("".join(characters), starts, ends)


def _parts(text: str) -> Iterator[tuple[int, int, str]]:
    """Stretches of the text and what each reads as: plain words as they are, whatever else normalised."""
    place = 0
    for found in _PLAIN.finditer(text):
        for start, end in _clusters(text, place, found.start()):
            yield from _read_cluster(text, start, end)
        yield found.start(), found.end(), found[0]
        place = found.end()
    for start, end in _clusters(text, place, len(text)):
        yield from _read_cluster(text, start, end)


def _read_cluster(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for shown in _plain(text[start:end]):
        yield start, end, shown


def _clusters(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Each character together with the combining marks that follow it."""
    for place in range(start + 1, stop + 1):
        if place == stop or text[place] < "\u0300" or not unicodedata.combining(text[place]):
            yield start, place
            start = place


def _plain(cluster: str) -> str:
    """What a cluster reads as: nothing, a character, or the several of a ligature."""
    if "!" <= cluster <= "~":
        return cluster
    if cluster.isspace():
        return " "
    return "".join(map(_simple, unicodedata.normalize("NFKC", cluster)))


def _simple(character: str) -> str:
    if character.isspace():
        return " "
    if character in _DASHES:
        return "-"
    if character in _SLASHES:
        return "/"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return "" if unicodedata.category(character) in _UNSEEN else character

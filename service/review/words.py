"""A text as words that can be compared: written alike, wherever they stand.

Case, punctuation, blanks, soft hyphens, invisible signs and a word divided at a line's end make no difference;
letters and figures do.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.uint32]
Places = NDArray[np.uint32]

END = 0
"""Code that stands behind the last word of an original; no word has it."""
PAD = 1
"""Code that stands around the words of a text that is compared; neither a word nor END has it."""
_FIRST_CODE = 16

_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_WITHIN = f"{_INVISIBLE}\u0300-\u036f"
_DIVIDED = r"-[ \t]*\n[ \t]*(?=[a-zäöüß])(?!(?:und|oder|bzw|sowie)\b)"
"""A word divided at a line's end; "Bau-\nund Montageleistungen" is none."""
_WORD = re.compile(rf"[^\W_]+(?:(?:[{_WITHIN}]+|{_DIVIDED})[^\W_]+)*[{_WITHIN}]*")
_DROPPED = re.compile(rf"[{_INVISIBLE}]|-\s*")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in order: ``text[starts[n]:ends[n]]`` is the n-th, ``codes[n]`` is equal for equal words.

    Unequal words have unequal codes but for one case in some hundred millions; what is told to anybody must be
    :func:`compared` itself.
    """

    codes: Codes
    starts: Places
    ends: Places

    def __len__(self) -> int:
        return len(self.codes)

    def without(self, spans: Iterable[tuple[int, int]]) -> Words:
        """The words that lie in none of these stretches of the text."""
        kept = np.ones(len(self), dtype=np.bool_)
        for start, end in spans:
            first, behind = self.within(start, end)
            kept[first:behind] = False
        return Words(self.codes[kept], self.starts[kept], self.ends[kept])

    def within(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie wholly in ``text[start:end]``: the first one, and the one behind the last."""
        first = int(np.searchsorted(self.starts, start))
        return first, max(first, int(np.searchsorted(self.ends, end, side="right")))


class Word(NamedTuple):
    """A word of a text: where it stands, how it is compared, and whether it begins with a capital."""

    start: int
    end: int
    compared: str
    capital: bool


def spelled(text: str) -> Iterator[Word]:
    """The words of a text, one by one."""
    for found in _WORD.finditer(text):
        start, end = found.span()
        yield Word(start, end, *_forms(text[start:end]))


def coded(words: Sequence[Word]) -> Words:
    """Words as arrays."""
    codes = (_code(word.compared) for word in words)
    starts, ends = (word.start for word in words), (word.end for word in words)
    return Words(*(np.fromiter(column, np.uint32, len(words)) for column in (codes, starts, ends)))


def words_of(text: str) -> Words:
    """The words of a text as arrays; the same as :func:`coded` of :func:`spelled`, for very many texts."""
    codes, starts, ends = array("I"), array("I"), array("I")
    for found in _WORD.finditer(text):
        codes.append(_code_as_spelled(found[0]))
        starts.append(found.start())
        ends.append(found.end())
    return Words(*(np.array(column, dtype=np.uint32) for column in (codes, starts, ends)))


def compared(word: str) -> str:
    """A word as it is compared."""
    return _forms(word)[0]


@lru_cache(1 << 16)
def _forms(word: str) -> tuple[str, bool]:
    """How a word is compared, and whether it begins with a capital."""
    return unicodedata.normalize("NFKC", _DROPPED.sub("", word)).casefold(), word[0].isupper()


@lru_cache(1 << 17)
def _code_as_spelled(word: str) -> int:
    return _code(compared(word))


@lru_cache(1 << 16)
def _code(compared: str) -> int:
    return max(zlib.crc32(compared.encode("utf-8", "surrogatepass")), _FIRST_CODE)

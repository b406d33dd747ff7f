"""The words of a text that carry meaning, by their tokens in the index."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from corpus.index import Index

WORD = re.compile(r"[^\W\d_][\w-]*")


class Said(NamedTuple):
    """A word that carries meaning: its token, how it is written, where, and the small word before it."""

    token: str
    shown: str
    start: int
    before: str


class Lexis:
    """Words and their tokens, as the index has them; remembered."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._token = lru_cache(100_000)(self._first)
        self.read = lru_cache(20_000)(self._read)

    def _first(self, word: str) -> str:
        return next(iter(self._index.tokens(word)), "")

    def _read(self, text: str) -> tuple[Said, ...]:
        """The words of a text that carry meaning, in order."""
        found: list[Said] = []
        before = ""
        for match in WORD.finditer(text):
            token = self._token(match[0])
            if token:
                found.append(Said(token, match[0], match.start(), before))
            before = "" if token else match[0].lower()
        return tuple(found)

    def tokens(self, text: str) -> frozenset[str]:
        """The tokens of a text."""
        return frozenset(one.token for one in self.read(text))

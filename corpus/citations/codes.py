"""The laws and directives that can be cited: their keys, abbreviations and titles, and every way to spell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from corpus.citations.vocabulary import read_table, words
from corpus.model import Rank


class Code(NamedTuple):
    """A law: its key in addresses ("estg"), how it is cited ("EStG"), its title, its rank, other spellings."""

    key: str
    abbreviation: str
    title: str
    rank: Rank
    aliases: tuple[str, ...] = ()

    @property
    def is_directive(self) -> bool:
        """Whether this is an administrative directive, or a letter, and no law."""
        return self.rank.is_directive

    @property
    def spellings(self) -> Iterator[str]:
        """Every spelling, inflected forms included."""
        for spelling in (self.abbreviation, self.title, *self.aliases):
            yield spelling
            yield from _inflected(spelling)


class Mention(NamedTuple):
    """A law named in a text, and where its name ends."""

    code: Code
    end: int


@dataclass(frozen=True, slots=True)
class Codes:
    """The table of laws. Spellings are compared without regard to case, blanks and hyphens."""

    entries: tuple[Code, ...]
    _by_key: dict[str, Code]
    _by_spelling: dict[str, Code]
    _lengths: tuple[int, ...]
    _starts: frozenset[str]

    @classmethod
    def load(cls) -> Codes:
        """The table as delivered, ``codes.csv``."""
        return _loaded()

    @classmethod
    def of(cls, *codes: Code) -> Codes:
        """A table of these laws; where two share a key or a spelling, the first has it."""
        by_key: dict[str, Code] = {}
        by_spelling: dict[str, Code] = {}
        for code in codes:
            by_key.setdefault(code.key, code)
        for code in by_key.values():
            for spelling in code.spellings:
                by_spelling.setdefault(normal(spelling), code)
        lengths = tuple(sorted({len(spelling) for spelling in by_spelling}, reverse=True))
        starts = frozenset(spelling[:_START] for spelling in by_spelling)
        return cls(tuple(by_key.values()), by_key, by_spelling, lengths, starts)

    def with_added(self, *codes: Code) -> Codes:
        """This table and further laws; a law whose key is known stays as the table has it."""
        new = [code for code in codes if code.key not in self._by_key]
        return Codes.of(*self.entries, *new) if new else self

    def by_key(self, key: str) -> Code | None:
        """The law with this key."""
        return self._by_key.get(key)

    def lookup(self, spelling: str) -> Code | None:
        """The law that is spelled so: key, abbreviation, title, alias, or an inflected form of them."""
        if spelling in _ordinary_words():
            return None
        return self._by_spelling.get(normal(spelling)) or self._by_key.get(spelling.strip())

    def match_at(self, text: str, position: int) -> Mention | None:
        """The law whose name begins exactly at the position; the longest spelling wins.

        A name ends where a word ends: "AO" isn't in "AOK", and "EStG-E" (a draft) isn't the EStG.
        """
        start = normal(text[position : position + 2 * _START])
        if start[:_START] not in self._starts and not any(start[:short] in self._starts for short in range(2, _START)):
            return None
        window = normal(text[position : position + 2 * self._lengths[0]])
        for length in self._lengths:
            if length <= len(window) and (code := self._by_spelling.get(window[:length])):
                end = _end_in_text(text, position, length)
                if not _GOES_ON.match(text, end) and text[position:end] not in _ordinary_words():
                    return Mention(code, end)
        return None


_START = 4
"""As many characters of a name are looked at first, to see whether any law is named at all."""
_SKIPPED = dict.fromkeys(map(ord, " \t\r\n\u00a0\u202f\u2009\u00ad-\u2010\u2011"))
"""Blanks of all kinds and hyphens: spellings are the same with and without them."""
_GOES_ON = re.compile(r"[^\W_]|[-\u2010\u2011][^\W\d_]")


def normal(spelling: str) -> str:
    """The form in which spellings are compared."""
    return spelling.translate(_SKIPPED).casefold()


def _end_in_text(text: str, position: int, length: int) -> int:
    """Where the first ``length`` characters of the normal form end in the text."""
    while length > 0:
        length -= len(normal(text[position]))
        position += 1
    return position


_HEAD_ENDINGS = {
    "gesetz": ("gesetzes",),
    "buch": ("buchs", "buches"),
    "kodex": ("kodex",),
    "abkommen": ("abkommens",),
    "vertrag": ("vertrags", "vertrages"),
    "ordnung": ("ordnung",),
    "konvention": ("konvention",),
    "erlass": ("erlasses",),
}
"""How the nouns that name a law end, and their genitive endings."""
_HEAD = re.compile(rf"\S*?({'|'.join(_HEAD_ENDINGS)})(?!\S)", re.IGNORECASE)
_ADJECTIVES = re.compile(r"(?:[A-ZÄÖÜ][a-zäöüß]+es? )+")


def _inflected(spelling: str) -> Iterator[str]:
    """Genitive and dative of a title: "Bürgerlichen Gesetzbuches", "Bürgerlichen Gesetzbuch".

    The first noun that names a kind of law is the head; adjectives stand right before it.
    """
    head = _HEAD.search(spelling)
    if head is None:
        return
    before, stem, after = spelling[: head.start()], head[0][: -len(head[1])], spelling[head.end() :]
    if _ADJECTIVES.fullmatch(before):
        before = re.sub(r"es? ", "en ", before)
        yield f"{before}{head[0]}{after}"
    for ending in _HEAD_ENDINGS[head[1].lower()]:
        yield f"{before}{stem}{ending}{after}"


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(words("ordinary"))


@cache
def _loaded() -> Codes:
    rows = read_table("codes.csv")
    return Codes.of(
        *(
            Code(
                row["key"],
                row["abbreviation"],
                row["title"],
                Rank(row["rank"]),
                tuple(alias for alias in row["aliases"].split("|") if alias),
            )
            for row in rows
        )
    )

"""Phrases as the tables write them, and where they stand in a sentence."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from service.review.words import Word

GAP = "…"
_LONGEST_GAP = 4
"""Words that "…" in a phrase stands for at most."""
_NUMBER = "#"
_ADJECTIVE = ("", "e", "en", "er", "es", "em")
_ENDINGS = re.compile(r"(?P<stem>[^\[\]~]*)(?:\[(?P<endings>[^\[\]]+)\])?(?P<adjective>~?)")

T = TypeVar("T")


class FormError(ValueError):
    """A form in a table that cannot be read."""


@dataclass(frozen=True, slots=True)
class Form:
    """One word of a phrase: the spellings it may have, "#" for any number, "…" for a gap; ``capital`` if written so."""

    spellings: frozenset[str]
    capital: bool = False

    def fits(self, word: Word) -> bool:
        """Whether a word is one of the spellings."""
        if word.compared in self.spellings:
            return word.capital or not self.capital
        return _NUMBER in self.spellings and word.compared.isdecimal()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a row; with ``alone`` none of those that a word with a capital follows."""

    forms: tuple[Form, ...]
    alone: bool = False

    def end_from(self, words: Sequence[Word], first: int) -> int | None:
        """The word behind the phrase where it begins at ``first``, else None."""
        at, gap = first, 0
        for form in self.forms:
            if GAP in form.spellings:
                gap = _LONGEST_GAP
                continue
            found = next((at + more for more in range(gap + 1) if _fits(form, words, at + more)), None)
            if found is None:
                return None
            at, gap = found + 1, 0
        followed = self.alone and at < len(words) and words[at].capital and words[at].start == words[at - 1].end + 1
        return None if followed else at


def _fits(form: Form, words: Sequence[Word], at: int) -> bool:
    return at < len(words) and form.fits(words[at])


def read_phrases(forms: str) -> Iterator[Phrase]:
    """The phrases of a cell: "Ausländer[-,n]|Menschen mit Behinderung[-,en]"."""
    for phrase in forms.split("|"):
        words = phrase.removesuffix("^").split()
        if not words:
            raise FormError(f"Leere Wendung in {forms!r}. Erwartet werden Wendungen, getrennt durch »|«.")
        yield Phrase(tuple(_form(word) for word in words), alone=phrase.endswith("^"))


def _form(word: str) -> Form:
    found = _ENDINGS.fullmatch(word)
    if found is None:
        raise FormError(f"{word!r} ist keine Form. Erwartet wird etwa »Frau[-,en]« oder »faul~«.")
    endings = found["endings"].split(",") if found["endings"] else ["-"]
    told = [ending.replace("-", "") for ending in endings]
    every = itertools.product(told, _ADJECTIVE if found["adjective"] else ("",))
    spellings = {f"{found['stem']}{ending}{adjective}" for ending, adjective in every}
    return Form(frozenset(one.casefold() for one in spellings), word[0].isupper())


class Hit(NamedTuple, Generic[T]):
    """A phrase in a sentence: its words ``[first, end)``, and what its row says."""

    first: int
    end: int
    row: T


class Phrases(Generic[T]):
    """Phrases of a table by the word they begin with, each with its row."""

    def __init__(self, entries: Iterable[tuple[Phrase, T]]) -> None:
        self._by_first: dict[str, list[tuple[Phrase, T]]] = defaultdict(list)
        for phrase, row in entries:
            for spelling in phrase.forms[0].spellings:
                self._by_first[spelling].append((phrase, row))

    def hits(self, words: Sequence[Word]) -> Iterator[Hit[T]]:
        """All phrases in a sentence, in the order in which they begin."""
        for first, word in enumerate(words):
            for phrase, row in self._by_first.get(word.compared, ()):
                end = phrase.end_from(words, first)
                if end is not None:
                    yield Hit(first, end, row)

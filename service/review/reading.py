"""A text read once for all parts of a review: its words and its sentences."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from corpus.sentences import split
from service.review.words import Word, Words, coded, spelled


class Sentence(NamedTuple):
    """A sentence: ``text[start:end]``, and the words ``[first, last)`` in it."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A text, its words as they are spelled and as they are compared, and its sentences."""

    text: str
    spelled: tuple[Word, ...]
    words: Words
    sentences: tuple[Sentence, ...]

    def of(self, sentence: Sentence) -> tuple[Word, ...]:
        """The words of a sentence."""
        return self.spelled[sentence.first : sentence.last]


def read(text: str) -> Reading:
    """Read a text."""
    words = tuple(spelled(text))
    return Reading(text, words, coded(words), tuple(_sentences(text, words)))


def _sentences(text: str, words: tuple[Word, ...]) -> Iterator[Sentence]:
    starts = [word.start for word in words]
    for start, end in split(text):
        yield Sentence(start, end, bisect_left(starts, start), bisect_left(starts, end))

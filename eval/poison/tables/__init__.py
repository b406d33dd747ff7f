"""The word lists of the suite: files that a lawyer can read and correct."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_NUMBER = r"(?=\d|eine?[mnrs]?\b|zwei\b|drei\b|vier\b|fünf\b|sechs\b|zehn\b)"


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table below its head; lines that begin with "#" are comments."""
    table = csv.reader(_lines(f"{name}.csv"), delimiter=";")
    next(table)
    return tuple(tuple(row) for row in table)


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list."""
    return tuple(_lines(f"{name}.txt"))


@cache
def pairs(name: str) -> dict[str, str]:
    """The first two columns of a table: what is found, and what to put for it."""
    return {row[0]: row[1] for row in rows(name)}


def any_word(found: Iterable[str]) -> str:
    """A pattern (without a group) for any of these words, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(found, key=len, reverse=True)))})"


class Swap(NamedTuple):
    """A row of a table of words and what to put for them; ``found`` matches the first column as whole words."""

    found: re.Pattern[str]
    instead: str

    def of(self, text: str) -> Iterator[re.Match[str]]:
        """Where the words stand in a text."""
        return self.found.finditer(text)


@cache
def swaps(name: str) -> tuple[Swap, ...]:
    """The rows of a table of words; "#" behind a word stands for a number, in figures or in words, that follows."""
    return tuple(
        Swap(re.compile(rf"(?<![\w-]){re.escape(word.removesuffix('#'))}{_after(word)}"), instead.removesuffix("#"))
        for word, instead, *_ in rows(name)
    )


class Found(NamedTuple):
    """Words of a table that stand in a text, and what to put for them."""

    start: int
    end: int
    words: str
    instead: str

    def put(self, text: str) -> str:
        """The text with the other words."""
        return text[: self.start] + self.instead + text[self.end :]

    def __str__(self) -> str:
        return f"{self.words.strip()} → {self.instead.strip()}"


def standing(name: str, text: str) -> list[Found]:
    """All words of a table that stand in a text."""
    return [Found(*one.span(), one[0], swap.instead) for swap in swaps(name) for one in swap.of(text)]


def _after(word: str) -> str:
    return _NUMBER if word.endswith("#") else r"(?![\w-])"


def _lines(name: str) -> list[str]:
    text = files("eval.poison.tables").joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]

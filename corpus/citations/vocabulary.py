"""The words that citations are made of, read from ``vocabulary.csv``, and patterns that match them.

The table is knowledge and belongs to lawyers; here is only how its words are looked for: blanks in
a word may be missing, doubled or no-break ("i. V. m." = "i.V.m."), and a word ends where it ends.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Entry(NamedTuple):
    """One line of the table: a class, a meaning in it, and its spellings, the written one first."""

    kind: str
    value: str
    words: tuple[str, ...]


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a semicolon-separated table of this folder, without its comment lines."""
    lines = (files(__package__) / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";"))


@cache
def entries(kind: str) -> tuple[Entry, ...]:
    """All lines of one class, in the order of the table."""
    rows = read_table("vocabulary.csv")
    return tuple(
        Entry(row["class"], row["value"], tuple(row["words"].split("|"))) for row in rows if row["class"] == kind
    )


def words(kind: str, value: str = "") -> tuple[str, ...]:
    """The spellings of one meaning of a class."""
    return next(entry.words for entry in entries(kind) if entry.value == value)


def meanings(kind: str) -> dict[str, str]:
    """Folded spelling (see :func:`fold`) -> meaning, for one class."""
    return {fold(word): entry.value for entry in entries(kind) for word in entry.words}


def fold(word: str) -> str:
    """A spelling without blanks and case, as the tables of meanings are keyed."""
    return "".join(word.split()).casefold()


def alternatives(spellings: Iterable[str]) -> str:
    """A pattern for any of the spellings, the longest first, each ending at the end of a word.

    Letters may not follow a letter; digits may ("Abs.1"), as printers lose blanks.
    """
    longest_first = sorted(set(spellings), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(_pattern(word) for word in longest_first) + ")"


def _pattern(word: str) -> str:
    parts = (re.escape(part) for part in word.split())
    blank = r"\s*+" if "." in word else r"\s++"
    return blank.join(parts) + (r"(?![^\W\d_])" if word[-1].isalpha() else "")


def spelled(names: Iterable[str]) -> str:
    """A pattern for any of the names exactly as spelled, the longest first; only blanks may be of any kind."""
    longest_first = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    return "|".join(r"\s++".join(map(re.escape, name.split())) for name in longest_first)

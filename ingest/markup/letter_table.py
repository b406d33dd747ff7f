"""The words by which a letter shows its parts: the table ``letter_words.csv``, read once."""

from __future__ import annotations

from collections.abc import Mapping
from csv import DictReader
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def _table() -> Mapping[str, tuple[str, ...]]:
    lines = files("ingest.markup").joinpath("letter_words.csv").read_text("utf-8").splitlines()
    rows = DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";")
    words: dict[str, list[str]] = {}
    for row in rows:
        words.setdefault(row["class"], []).append(row["words"])
    return MappingProxyType({name: tuple(listed) for name, listed in words.items()})


def words(name: str) -> tuple[str, ...]:
    """The words of a class, in the order of the table; raises KeyError for a class that it does not have."""
    return _table()[name]


def begins(text: str, name: str) -> bool:
    """Whether a line begins with words of a class; case does not count."""
    folded = text.casefold()
    return any(folded.startswith(word.casefold()) for word in words(name))


def is_one(text: str, name: str) -> bool:
    """Whether a line consists of nothing but words of a class; case and a colon at the end do not count."""
    folded = text.strip().rstrip(":").casefold()
    return any(folded == word.casefold() for word in words(name))

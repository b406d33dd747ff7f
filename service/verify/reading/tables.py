"""The tables that this folder's knowledge lives in: semicolon-separated, comment lines with #."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table, by the names of its first line."""
    return list(csv.DictReader(_lines(name), delimiter=";"))


def words(cell: str) -> tuple[str, ...]:
    """The words of a cell, which are divided by |."""
    return tuple(word for word in cell.split("|") if word)


def listed(name: str) -> tuple[str, ...]:
    """The words of a file that has one in each line."""
    return tuple(_lines(name))


@cache
def grammar(kind: str) -> tuple[str, ...]:
    """The words of one class of ``grammar.csv``."""
    return next(words(row["words"]) for row in rows("grammar.csv") if row["class"] == kind)


@cache
def grammar_map(kind: str) -> dict[str, str]:
    """The words of a class of ``grammar.csv`` that stand as ``word=meaning``."""
    pairs = (word.partition("=") for word in grammar(kind))
    return {word: meaning for word, _, meaning in pairs}


def _lines(name: str) -> list[str]:
    text = (files(__package__) / name).read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]

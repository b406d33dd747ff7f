"""Reads the tables beside this file: knowledge that a lawyer or an administrator may correct."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table (semicolons between columns, "#" before comments); an empty cell is an empty text."""
    return tuple(csv.DictReader(_lines(name), delimiter=";"))


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of a list, one or several a line, separated by commas; lines that begin with "#" are comments."""
    return tuple(word for line in _lines(name) for entry in line.split(",") if (word := entry.strip()))


def _lines(name: str) -> list[str]:
    found = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in found if line.strip() and not line.startswith("#")]

"""The Sachregister: words by which people look a subject up -> the places where the law treats it.

The tables beside this file, one for each law, are written by people who know the law, and are to be corrected by them;
the README says how. A keyword that several tables have leads to the places of all of them.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from corpus.address import Address


class EntryKind(StrEnum):
    """What a keyword is; the value is what the tables call it."""

    SYNONYM = "synonym"
    """Another technical word for what the provision says."""
    EVERYDAY = "alltag"
    """An everyday word that the statute does not use."""
    TOPIC = "thema"
    ABBREVIATION = "abkürzung"
    FORM = "formular"
    """A form, or a line of one ("Anlage N")."""


class Row(NamedTuple):
    """A line of a table, with the name of the table and its number there, for whoever corrects it."""

    table: str
    line: int
    keyword: str
    kind: EntryKind
    places: tuple[Address, ...]


class Entry(NamedTuple):
    """A keyword and the places it leads to, the most decisive first."""

    keyword: str
    places: tuple[Address, ...]


COLUMNS = ("stichwort", "art", "stellen")


class RegisterError(ValueError):
    """A table of the register cannot be read; the message names table and line."""


@cache
def rows() -> tuple[Row, ...]:
    """All lines of all tables, table by table.

    Raises:
        RegisterError: a line has another number of columns, an unknown kind or what is no address.
    """
    return tuple(row for table in _tables() for row in _rows(table))


@cache
def entries() -> tuple[Entry, ...]:
    """The keywords in the order of the tables, each once, with the places of all tables that have it."""
    places: dict[str, dict[Address, None]] = {}
    spelled: dict[str, str] = {}
    for row in rows():
        name = row.keyword.casefold()
        spelled.setdefault(name, row.keyword)
        places.setdefault(name, {}).update(dict.fromkeys(row.places))
    return tuple(Entry(spelled[name], tuple(found)) for name, found in places.items())


def places_of(keyword: str) -> tuple[Address, ...]:
    """The places that a keyword leads to; none where it is none."""
    return _by_keyword().get(keyword.casefold(), ())


@cache
def _by_keyword() -> dict[str, tuple[Address, ...]]:
    return {entry.keyword.casefold(): entry.places for entry in entries()}


@cache
def fingerprint() -> str:
    """Hash over all tables: another one means that keywords were corrected."""
    digest = hashlib.sha256()
    for table in _tables():
        digest.update(table.name.encode() + table.read_bytes())
    return digest.hexdigest()


def _tables() -> list[Traversable]:
    return sorted((one for one in files(__package__).iterdir() if one.name.endswith(".csv")), key=lambda one: one.name)


def _rows(table: Traversable) -> Iterator[Row]:
    lines = table.read_text(encoding="utf-8").splitlines()
    kept = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    for (number, _), cells in zip(kept, csv.reader((line for _, line in kept), delimiter=";"), strict=True):
        if tuple(cells) != COLUMNS:
            yield _row(table.name, number, cells)


def _row(table: str, line: int, cells: list[str]) -> Row:
    try:
        keyword, kind, places = cells
        return Row(table, line, keyword, EntryKind(kind), tuple(map(Address.from_id, places.split())))
    except ValueError as error:
        raise RegisterError(
            f"corpus/register/{table}, Zeile {line}: Erwartet wird »Stichwort;Art;Stellen«, "
            f"gefunden {';'.join(cells)!r} ({error})."
        ) from error

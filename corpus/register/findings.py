"""What a lawyer who looks after the register wants to see of it: how much each law has, and what the tables dispute."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from corpus.address import Address
from corpus.register import Row, rows


class OfLaw(NamedTuple):
    """How many keywords lead into a law, and to how many of its §§."""

    law: str
    keywords: int
    provisions: int


class Contradiction(NamedTuple):
    """A keyword that several tables have, and that they lead to different §§.

    It need be no mistake: "Freibetrag" means one thing in this law and another in that. All places are found; whoever
    reads the list decides whether the keyword should say which of them it means.
    """

    keyword: str
    rows: tuple[Row, ...]

    @property
    def places(self) -> tuple[Address, ...]:
        """All places, in the order of the tables, each once."""
        return tuple(dict.fromkeys(place for row in self.rows for place in row.places))


def contradictions(table_rows: Iterable[Row] | None = None) -> tuple[Contradiction, ...]:
    """The keywords (whatever their case) whose tables do not name the same §§, in the order of the alphabet.

    Args:
        table_rows: what to look through; the whole register where nothing is given.
    """
    by_keyword: dict[str, list[Row]] = defaultdict(list)
    for row in rows() if table_rows is None else table_rows:
        by_keyword[row.keyword.casefold()].append(row)
    disputed = (tuple(found) for found in by_keyword.values() if len({_provisions(row) for row in found}) > 1)
    found = (Contradiction(one[0].keyword, one) for one in disputed if len({row.table for row in one}) > 1)
    return tuple(sorted(found, key=lambda one: one.keyword.casefold()))


def by_law(table_rows: Iterable[Row] | None = None) -> tuple[OfLaw, ...]:
    """The laws that keywords lead to, those with the most keywords first.

    Args:
        table_rows: what to count; the whole register where nothing is given.
    """
    keywords: dict[str, set[str]] = defaultdict(set)
    provisions: dict[str, set[Address]] = defaultdict(set)
    for row in rows() if table_rows is None else table_rows:
        for place in row.places:
            keywords[place.law].add(row.keyword.casefold())
            provisions[place.law].add(place.provision)
    counted = (OfLaw(law, len(found), len(provisions[law])) for law, found in keywords.items())
    return tuple(sorted(counted, key=lambda one: (-one.keywords, one.law)))


def _provisions(row: Row) -> frozenset[Address]:
    return frozenset(place.provision for place in row.places)

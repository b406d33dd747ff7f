"""Words that may stand for each other in tax law, read from ``synonyms.csv``."""

from __future__ import annotations

import csv
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Relation(StrEnum):
    """How a word relates to another; the value is what the table calls it."""

    SAME = "gleich"
    BELOW = "unter"
    """It always falls under the other: what is said of the other holds for it, too, and not the other way round."""


class Synonym(NamedTuple):
    """A row of the table: a statement may say ``word`` where the law says ``other``."""

    word: str
    relation: Relation
    other: str


@cache
def synonyms() -> tuple[Synonym, ...]:
    """The table, in the order of the file; rows that hold in both directions stand once."""
    lines = files("corpus").joinpath("synonyms.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";")
    return tuple(Synonym(row["wort"], Relation(row["beziehung"]), row["anderes"]) for row in rows)

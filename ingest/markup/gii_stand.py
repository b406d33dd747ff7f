"""Reads the Stand (state of consolidation) of a law on gesetze-im-internet.de.

A ``Stand`` entry alone misleads: a later ``Hinweis`` may say that a newer change is already worked into the text. So
all entries are kept verbatim, and the date is the newest one that a Stand or Hinweis entry counts as worked in. What
the wordings mean is data (``gii_stand.csv``); an unknown wording is shown as it is, with a warning, and counts for
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from csv import DictReader
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corpus.model import Stand, StandEntry

_DATE = re.compile(r"(?:\bv\.|\bvom)\s*(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")


class _Wording(NamedTuple):
    kind: str
    words: str
    counts: bool


@cache
def _wordings() -> tuple[_Wording, ...]:
    lines = files("ingest.markup").joinpath("gii_stand.csv").read_text("utf-8").splitlines()
    rows = DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";")
    return tuple(_Wording(row["art"], row["wortlaut"], row["zählt"] == "ja") for row in rows)


def read_stand(entries: Iterable[StandEntry]) -> Stand:
    """All entries, the consolidation date (None where no entry names one), and warnings on unknown wordings."""
    entries = tuple(entries)
    days: list[date] = []
    warnings: list[str] = []
    for entry in entries:
        wording = next((row for row in _wordings() if row.kind == entry.kind and row.words in entry.comment), None)
        if wording is None:
            warnings.append(f"Unbekannte Standangabe ({entry.kind or 'ohne Art'}), wörtlich: „{entry.comment}“.")
        elif wording.counts:
            found = _dates(entry.comment)
            days += found
            if not found:
                warnings.append(f"Standangabe ohne erkennbares Datum, wörtlich: „{entry.comment}“.")
    return Stand(entries, max(days, default=None), tuple(warnings))


def _dates(comment: str) -> list[date]:
    """The dates of the amending acts ("G v. 22.12.2025 I Nr. 363"); impossible ones are left out."""
    days = []
    for day, month, year in _DATE.findall(comment):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days

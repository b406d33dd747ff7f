"""Dates as they stand in citations: "12.3.2020", "12. März 2020"."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from corpus.citations.vocabulary import alternatives, fold, words

MONTHS = words("month")
"""Names of the months, January first: the one list for reading and writing dates."""
_NUMBER_OF = {fold(month): number for number, month in enumerate(MONTHS, start=1)}
DATE = rf"(?:\d{{1,2}}|[0-3]\s\d)\.\s*+(?:\d{{1,2}}\.\s*+|{alternatives(MONTHS)}\s++)(?:1[89]|20)\d\d(?!\d)"
"""The pattern of a date; "1 8.12.2024" has lost its blank to a printer."""
_READ = re.compile(r"(\d\s?\d?)\.\s*(?:(\d{1,2})\.|([^\W\d]+))\s*(\d{4})")
_DATED = re.compile(rf"\s*+(?P<word>(?:vom|v\.|vom\s++jeweils)\s*+)?(?P<date>{DATE})", re.IGNORECASE)


class Dated(NamedTuple):
    """A day named in a text, where that ends, and whether a "vom" says that something is of this day."""

    day: date
    end: int
    of: bool


def read_date(text: str, position: int) -> Dated | None:
    """The date at the position, behind blanks and a "vom"; None where there is none, or no such day."""
    found = _DATED.match(text, position)
    read = _READ.match(found["date"]) if found else None
    if not (found and read):
        return None
    month = int(read[2]) if read[2] else _NUMBER_OF[fold(read[3])]
    try:
        day = date(int(read[4]), month, int("".join(read[1].split())))
    except ValueError:
        return None
    return Dated(day, found.end(), of=found["word"] is not None)


_LAST_DATED = re.compile(rf"(?<!\w)(?:vom|v\.)\s++{DATE}\s*+(?:[,–—-]{{1,2}}\s*+)?\Z", re.IGNORECASE)
_LAST_BARE = re.compile(rf"(?<![\w.]){DATE}\s++\Z", re.IGNORECASE)
_WINDOW = 40


def date_before(text: str, floor: int, position: int, *, bare: bool = False) -> tuple[int, date] | None:
    """The date right before the position ("vom 28.2.2024 - "), and where it begins; not before ``floor``.

    ``bare`` takes one without a "vom" too, where only blanks follow it.
    """
    earliest = max(floor, position - _WINDOW)
    found = _LAST_DATED.search(text, earliest, position)
    found = found or (_LAST_BARE.search(text, earliest, position) if bare else None)
    dated = read_date(text, found.start()) if found else None
    return (found.start(), dated.day) if found and dated else None

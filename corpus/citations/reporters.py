"""Places in official gazettes, collections and journals: "BStBl II 2021 S. 123", "BFHE 281, 164"."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpus.citations.model import ReporterPlace
from corpus.citations.vocabulary import fold, read_table, spelled


class Reporter(NamedTuple):
    """A gazette or journal: how it is written, whether by volume, its parts, and the court whose collection it is."""

    name: str
    by_volume: bool
    parts: tuple[str, ...]
    court: str


class FoundPlace(NamedTuple):
    """A place in a reporter, and where it ends in the text."""

    place: ReporterPlace
    end: int


_YEARS = range(1900, 2101)
_NUMBERS = (
    r"(?:\s?Bd\.?)?\s*+(?P<first>I{1,3}(?=S\.|\W|_))?[\s,]*+(?P<count>\d{1,4}(?!\d))?[\s,]*+(?P<second>I{1,3}(?![^\W_]))?"
    r"\s*+,?\s*+(?P<sign>S\.|Seite|Nr\.|S(?=\s))?\s*+(?:I-|L\s|C\s)?"
    r"(?P<page>\d{1,5}(?![\d/])(?!\.\d)|X{2,3}(?![^\W_])|[.…_]{2,}|Sondernummer\s\d{1,2}(?:/\d{4})?)"
    r"(?:\s?[-–]\s?\d{1,5})?(?:,\s?\d{1,5}(?=\s?\)))?(?:\s?ff?\.)?(?:\s?(?:<\d{1,5}(?:\s?ff?\.)?>|\(\d{1,5}(?:\s?f{1,2}\.)?\)|\[\d{1,5}\]))?"
)
"""Behind the name: part, year or volume, part, page; the last may name further pages."""


def read_reporter(text: str, position: int) -> FoundPlace | None:
    """The place that is cited at the position."""
    start = _skip(text, position)
    named = _names().match(text, start)
    reporter = _reporters()[_folded(named[1])] if named else None
    found = _BEHIND.match(text, named.end()) if named else None
    if not (reporter and found):
        return None
    count = found["count"] or ""
    part = found["first"] or found["second"] or ""
    # A page without "S." is told from a year or volume only by standing behind one.
    if not (count or found["sign"]) or (reporter.parts and not part):
        return None
    page = found["page"] if any(character.isdigit() for character in found["page"]) else ""
    name = f"{reporter.name} {part}" if part in reporter.parts else reporter.name
    if reporter.by_volume:
        return FoundPlace(ReporterPlace(name, page, volume=count), found.end()) if count else None
    if count and int(count) not in _YEARS:
        return None
    return FoundPlace(ReporterPlace(name, page, int(count) if count else None), found.end())


def court_of_reporter(name: str) -> str:
    """The court whose decisions alone are published there; "" where it isn't one court's."""
    reporter = _reporters().get(_folded(name))
    return reporter.court if reporter else ""


_BEHIND = re.compile(_NUMBERS)


def _skip(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _folded(name: str) -> str:
    return fold(name).rstrip(".")


@cache
def _reporters() -> dict[str, Reporter]:
    """Folded spelling -> reporter."""
    found: dict[str, Reporter] = {}
    for row in read_table("reporters.csv"):
        parts = tuple(part for part in row["parts"].split("|") if part)
        reporter = Reporter(row["reporter"], row["counts"] == "volume", parts, row["court"])
        for word in (row["reporter"], *filter(None, row["words"].split("|"))):
            found[_folded(word)] = reporter
    return found


@cache
def _names() -> re.Pattern[str]:
    rows = read_table("reporters.csv")
    spellings = (word.rstrip(".") for row in rows for word in (row["reporter"], *row["words"].split("|")))
    return re.compile(rf"({spelled(spellings)})(?![^\W_])\.?+")

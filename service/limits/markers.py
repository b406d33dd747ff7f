"""The words by which a limitation is recognised, read from ``markers.csv``."""

from __future__ import annotations

import csv
import re
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_GAP = r"(?:(?:\s+[^\s;,]+){0,10}?|(?:,?\s+[^\s;,]+){0,20}?,)"
"""What "…" stands for: up to ten words without a comma, or whole clauses that a comma closes, as few as possible."""


class MarkerKind(StrEnum):
    """What the words do; the value is what the table calls it."""

    SENTENCE = "satz"
    """The sentence limits the place that it refers to."""
    BEHIND = "danach"
    """The same, and the reference follows the words."""
    RESERVATION = "vorbehalt"
    """The sentence itself is limited by the place that it refers to."""
    EXCEPTION = "ausnahme"
    """A clause that limits the rule of its own sentence."""
    CONDITION = "bedingung"
    """A clause on which the rule of its own sentence depends."""
    NEGATION = "verneinung"
    """Words without which the rest of their clause says the contrary."""
    NOT_BEFORE = "nie vor"
    """Words that must not follow the first part of a pattern with a gap ("gilt entsprechend …")."""


class Marker(NamedTuple):
    """A row of the table."""

    kind: MarkerKind
    words: str


@cache
def markers() -> tuple[Marker, ...]:
    """The table, in the order of the file."""
    lines = files("service.limits").joinpath("markers.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")
    return tuple(Marker(MarkerKind(row["art"]), row["wortlaut"]) for row in rows)


@cache
def pattern(*kinds: MarkerKind) -> re.Pattern[str]:
    """A pattern for all the words of some kinds; the longest that fits at a place is taken."""
    rows = sorted(
        {marker.words for marker in markers() if marker.kind in kinds}, key=lambda words: (-len(words), words)
    )
    words = "|".join(map(_as_pattern, rows))
    # "gilt nicht als zugegangen" says what something is, and limits nothing.
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_]|\s+als\s)", re.IGNORECASE)


def _as_pattern(words: str) -> str:
    first, *others = (r"\s+".join(map(re.escape, part.split())) for part in words.split("…"))
    return first + "".join(rf"(?!\s+{_never()}){_GAP}\s+{part}" for part in others)


@cache
def _never() -> str:
    words = (re.escape(marker.words) for marker in markers() if marker.kind is MarkerKind.NOT_BEFORE)
    return rf"(?:{'|'.join(words)})(?![^\W_])"

"""A statement adds nothing that sharpens, generalises or binds to a form: "ausnahmslos", "jeder", "schriftlich"."""

from __future__ import annotations

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from service.model import Statement
from service.verify.bench import Bench, Finding
from service.verify.comparison import is_verbatim
from service.verify.reading.clean import clean


class Addition(NamedTuple):
    """A row of ``added_words.csv``: what its words say, and the pattern of all its forms."""

    meaning: str
    pattern: re.Pattern[str]


@cache
def additions() -> tuple[Addition, ...]:
    """The table, in the order of the file."""
    lines = files("service.verify").joinpath("added_words.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";")
    return tuple(Addition(row["meaning"], _pattern(row["forms"].split("|"))) for row in rows)


def nothing_added(statement: Statement, bench: Bench) -> Finding | None:  # noqa: ARG001  (the form of a rule)
    """Object to a word of the table that none of the quotes has in any of its forms."""
    if is_verbatim(statement) or not statement.evidence:
        return None
    said = _said(statement.text)
    if not said:
        return None
    known = frozenset(meaning for one in statement.evidence for meaning, _ in _said(one.quote))
    return next((_finding(word, statement) for meaning, word in said if meaning not in known), None)


@lru_cache(4096)
def _said(text: str) -> tuple[tuple[str, str], ...]:
    """The meanings of the table that a text has, each with the words that say it."""
    plain = clean(text).lower()
    found = ((one.meaning, one.pattern.search(plain)) for one in additions())
    return tuple((meaning, match[0]) for meaning, match in found if match)


def _pattern(forms: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(form.removesuffix('*'))}" + r"\b" * (form[-1] != "*") for form in forms))


def _finding(word: str, statement: Statement) -> Finding:
    cited = ", ".join(dict.fromkeys(one.citation for one in statement.evidence))
    return Finding(
        "addition-not-in-quote",
        f"Die Aussage fügt »{word}« hinzu; in ihren Zitaten ({cited}) steht nichts, was das sagt.",
        statement.evidence[0],
    )

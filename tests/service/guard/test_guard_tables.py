"""The guard's tables are well-formed, and its patterns cannot run long."""

from __future__ import annotations

import importlib
import pkgutil
import re
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import service.guard
from service.guard.spelling import Cued
from service.guard.steuernummer import rules
from service.guard.tables import rows, words

LISTS = (
    "first_names.txt", "surnames.txt", "places.txt", "place_endings.txt", "nouns.txt", "noun_endings.txt",
    "districts.txt", "public_persons.txt", "public_companies.txt", "public_mailboxes.txt", "no_plates.txt",
)  # fmt: skip
TABLES = {
    "kinds.csv": ("kind",),
    "steuernummern.csv": ("land",),
    "iban_lengths.csv": ("country",),
    "streets.csv": ("use", "word"),
    "case_references.csv": ("word",),
    "name_words.csv": ("use", "word"),
    "roles.csv": ("word",),
    "case_words.csv": ("use", "word"),
    "company_context.csv": ("use", "word"),
    "inflection.csv": ("use", "word"),
}
DISJOINT = {"_PLAIN", "_WORD", "_TOKEN", "_RUN"}
"""Patterns that repeat a repetition, whose parts begin with a sign that the inner repetition does not know."""


@pytest.mark.parametrize("name", LISTS)
def test_lists_have_no_duplicates(name: str) -> None:
    """Each entry stands once, with no white space inside the marks."""
    found = [entry.lstrip("~") for entry in words(name)]
    assert found
    assert sorted({entry for entry in found if found.count(entry) > 1}) == []


@pytest.mark.parametrize("name", TABLES)
def test_tables_have_no_duplicates_and_no_gaps(name: str) -> None:
    """Each key once; every cell of every row is there."""
    found = rows(name)
    keys = [tuple(row[column] for column in TABLES[name]) for row in found]
    assert keys
    assert sorted({key for key in keys if keys.count(key) > 1}) == []
    assert all(None not in row.values() and None not in row for row in found)


def test_every_land_has_its_rule() -> None:
    """Sixteen Länder; fixed digits and letters of both forms fit each other, weights are twelve."""
    found = rules()
    assert len({rule.land for rule in found}) == 16
    for rule in found:
        assert len(rule.unified) == 13
        assert len(rule.own) in (10, 11)
        assert all(len(weights) == 12 for weights in rule.weights)
        assert all(rule.own.count(sign) == rule.unified.count(sign) for sign in "BUP")


def test_many_first_names() -> None:
    """At least 1,200, each with a capital."""
    found = [name.lstrip("~") for name in words("first_names.txt")]
    assert len(found) >= 1_200
    assert [name for name in found if not re.fullmatch(r"[^\W\d_a-z][^\W\d_]*(?:[-’'][^\W\d_]+)*", name)] == []


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """All compiled patterns of the guard's modules."""
    found = []
    for info in pkgutil.iter_modules(service.guard.__path__):
        module = importlib.import_module(f"service.guard.{info.name}")
        for name, value in vars(module).items():
            for one in value if isinstance(value, tuple) else (value,):
                inner = getattr(one, "_pattern", None) if isinstance(one, Cued) else one
                if isinstance(inner, re.Pattern):
                    found.append((name, inner))
    return found


def nested(parsed: Any, inside: bool = False) -> bool:
    """Whether an unbounded repetition stands inside another."""
    for operation, argument in parsed:
        repeats = operation in (constants.MAX_REPEAT, constants.MIN_REPEAT)
        unbounded = repeats and argument[1] == constants.MAXREPEAT
        if unbounded and inside:
            return True
        for child in argument if isinstance(argument, (tuple, list)) else (argument,):
            children = child if isinstance(child, list) else [child]
            if any(isinstance(one, parser.SubPattern) and nested(one, inside or unbounded) for one in children):
                return True
    return False


def test_no_pattern_repeats_a_repetition() -> None:
    """That is what makes patterns run for ever; bounded ones are bounded."""
    found = patterns()
    assert len(found) > 30
    assert {name for name, pattern in found if nested(parser.parse(pattern.pattern, pattern.flags))} <= DISJOINT
    assert nested(parser.parse(r"(a+)+"))

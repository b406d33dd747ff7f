"""The table of words: what must hold for every row."""

from __future__ import annotations

import re

from corpus.address import StepKind
from corpus.citations import patterns
from corpus.citations.vocabulary import alternatives, entries, fold, read_table

ROWS = read_table("vocabulary.csv")


def test_no_word_has_two_meanings_in_its_class() -> None:
    """Within a class each spelling means one thing."""
    seen: dict[tuple[str, str], str] = {}
    for row in ROWS:
        for word in row["words"].split("|"):
            key = row["class"], fold(word)
            assert seen.setdefault(key, row["value"]) == row["value"], word


def test_every_level_is_named() -> None:
    """Each kind of step has its word."""
    assert {entry.value for entry in entries("step")} == set(StepKind)


def test_words_end_where_words_end() -> None:
    """A word of the table isn't found at the beginning of a longer one; a number may follow at once."""
    pattern = re.compile(alternatives(("Abs", "Abs.", "Absatz")), re.IGNORECASE)
    assert [bool(pattern.match(text)) for text in ("Abs.1", "Absatz1", "ABSATZ", "Absätze", "Absatzes")] == [
        True,
        True,
        True,
        False,
        False,
    ]


def test_blanks_in_words_are_free() -> None:
    """A word with full stops is found with, without and with no-break blanks."""
    pattern = re.compile(alternatives(("i. V. m.",)))
    assert all(pattern.fullmatch(text) for text in ("i. V. m.", "i.V.m.", "i.\u00a0V.\u00a0m."))


def test_roman_numerals() -> None:
    """Roman numerals are read only in their one right form."""
    assert [patterns.ROMAN.get(numeral) for numeral in ("I", "IV", "IX", "XIV", "IIII", "VX")] == [
        1,
        4,
        9,
        14,
        None,
        None,
    ]

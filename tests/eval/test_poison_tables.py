"""The word lists of the poison suite: well formed, and really the opposite of what they stand beside."""

from __future__ import annotations

from importlib.resources import files

import pytest

from eval.poison.tables import pairs, rows, standing, words

TABLES = sorted(
    one.name.removesuffix(".csv") for one in files("eval.poison.tables").iterdir() if one.name.endswith(".csv")
)
LISTS = sorted(
    one.name.removesuffix(".txt") for one in files("eval.poison.tables").iterdir() if one.name.endswith(".txt")
)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_complete(name: str) -> None:
    """All rows have as many columns as the first, and no row stands there twice."""
    found = rows(name)
    assert found
    assert {len(row) for row in found} == {len(found[0])}
    assert len(set(found)) == len(found)


@pytest.mark.parametrize("name", [name for name in TABLES if name not in {"disguises", "foreign"}])
def test_every_exchange_changes_something(name: str) -> None:
    """No word is exchanged for itself, and each has one exchange only."""
    assert len(pairs(name)) == len(rows(name))
    assert all(right != wrong for right, wrong in pairs(name).items())


@pytest.mark.parametrize("name", LISTS)
def test_no_word_stands_twice(name: str) -> None:
    """A list names each word once."""
    assert len(set(words(name))) == len(words(name))


def test_disguises_are_signs() -> None:
    """Every disguise is one sign of Unicode, of a known kind; what it hides is one letter or figure at most."""
    for _, kind, hidden, code in rows("disguises"):
        assert kind in {"digit", "letter", "invisible", "mark", "space", "override"}
        assert chr(int(code, 16)) != hidden
        assert len(hidden) <= 1


def test_foreign_norms_fill_in() -> None:
    """Only the law and the provision are filled in."""
    for citation, what in rows("foreign"):
        assert citation.format(law="MondStG", provision="§ 9")
        assert what


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mindestens drei Steine", ["mindestens → höchstens"]),
        ("bis zu 3 Gramm", ["bis zu → über"]),
        ("bis zu einem Monat", ["bis zu → über"]),
        ("bis zu dem Krater", []),
        ("vor dem 1. Januar", ["vor dem → nach dem"]),
        ("vor dem Finanzgericht", []),
        ("der Mindestens-Betrag", []),
    ],
)
def test_words_are_found_whole(text: str, found: list[str]) -> None:
    """Whole words only; "#" asks for a number behind them."""
    assert [str(one) for one in standing("comparators", text)] == found

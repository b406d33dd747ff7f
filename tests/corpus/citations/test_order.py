"""The order of numbers, blocks, and how lists of numbers are written."""

from __future__ import annotations

import random

import pytest

from corpus.citations import in_range, number_key
from corpus.citations.order import enumerate_numbers, is_block


def test_natural_order() -> None:
    """Numbers sort as they stand in a law."""
    ordered = [
        "1",
        "2",
        "2a",
        "2b",
        "3",
        "4",
        "4a",
        "4aa",
        "4b",
        "5",
        "9",
        "10",
        "10a",
        "42-42a",
        "99",
        "134-136",
        "140",
    ]
    shuffled = random.Random(0).sample(ordered, len(ordered))
    assert sorted(shuffled, key=number_key) == ordered


def test_outline_numbers_sort_by_their_parts() -> None:
    """In outline numbers each part counts: 1.10 comes after 1.9."""
    assert sorted(["1.10", "1.9", "1", "2", "1.9.1"], key=number_key) == ["1", "1.9", "1.9.1", "1.10", "2"]


def test_roman_numbers_sort_by_their_value() -> None:
    """IX comes after VIII and before X."""
    assert sorted(["X", "IX", "I", "V", "VIII", "IV"], key=number_key) == ["I", "IV", "V", "VIII", "IX", "X"]


@pytest.mark.parametrize(
    ("number", "block", "lies_in"),
    [
        ("134", "134-136", True),
        ("135", "134-136", True),
        ("136", "134-136", True),
        ("135a", "134-136", True),
        ("136a", "134-136", False),
        ("133", "134-136", False),
        ("42a", "42-42a", True),
        ("42b", "42-42a", False),
        ("9", "9", True),
        ("9a", "9", False),
        ("1", "zu-1", False),
    ],
)
def test_in_range(number: str, block: str, lies_in: bool) -> None:
    """A block holds its bounds and all between them, and nothing that would have been named."""
    assert in_range(number, block) is lies_in


def test_what_is_a_block() -> None:
    """A hyphen makes a block only between numbers."""
    assert is_block("2-4")
    assert is_block("42-42a")
    assert not any(map(is_block, ("4", "zu-1", "A-II-1", "")))


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ([], ""),
        (["1"], "1"),
        (["1", "2"], "1 und 2"),
        (["1", "2", "3", "4"], "1 bis 4"),
        (["1", "2", "2a", "4"], "1, 2, 2a und 4"),
        (["1", "2", "3", "5"], "1 bis 3 und 5"),
        (["a", "b", "c"], "a bis c"),
        (["1", "2-4", "5"], "1, 2 bis 4 und 5"),
    ],
)
def test_enumerate_numbers(numbers: list[str], written: str) -> None:
    """Lists are written as lawyers write them."""
    assert enumerate_numbers(numbers) == written


def test_long_lists_are_shortened() -> None:
    """A reason stays readable when a law has many numbers with gaps."""
    assert enumerate_numbers([str(number) for number in range(1, 60, 2)]) == "1, 3, 5 … 59"

"""Numbers of provisions and of their parts: natural order, blocks ("134-136"), and lists as lawyers write them."""

from __future__ import annotations

import re
from collections.abc import Iterable

NumberKey = tuple[tuple[int, int, str], ...]
"""A sort key; digits sort as numbers and before letters, a shorter number before its continuations."""

_RUN = re.compile(r"(\d+)|([^\W\d_]+)")
_BLOCK = re.compile(r"\d[^\s-]*-\d[^\s-]*")
_ROMAN = re.compile(r"[IVX]+")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_LIST_LIMIT = 12


def number_key(number: str) -> NumberKey:
    """The natural order of numbers: "4" < "4a" < "4aa" < "4b" < "5" < "10"; a block comes behind its first."""
    if _ROMAN.fullmatch(number):
        return ((0, _roman_value(number), ""),)
    return tuple((0, int(run[1]), "") if run[1] else (1, 0, run[2].lower()) for run in _RUN.finditer(number))


def _roman_value(numeral: str) -> int:
    values = [_ROMAN_DIGITS[digit] for digit in numeral]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def is_block(number: str) -> bool:
    """Whether the number names a block of several ("134-136", "42-42a", "2-4")."""
    return _BLOCK.fullmatch(number) is not None


def in_range(number: str, block: str) -> bool:
    """Whether ``number`` lies in ``block``, bounds included; a block without a hyphen holds only itself.

    "135" lies in "134-136", "136a" doesn't: it would have been named.
    """
    if not is_block(block):
        return number == block
    first, _, last = block.partition("-")
    return number_key(first) <= number_key(number) <= number_key(last)


def enumerate_numbers(numbers: Iterable[str]) -> str:
    """Numbers in the order given as a lawyer writes them: "1 bis 6", "1, 2, 2a und 4"; long lists are shortened."""
    runs: list[list[str]] = []
    for number in numbers:
        if runs and follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [part for run in runs for part in _written_run(run)]
    if len(parts) > _LIST_LIMIT:
        return f"{', '.join(parts[:3])} … {parts[-1]}"
    return " und ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part) if parts else ""


def follows(earlier: str, later: str) -> bool:
    """Whether ``later`` is the whole number, or the letter, right after ``earlier``."""
    if earlier.isdigit() and later.isdigit():
        return int(later) == int(earlier) + 1
    return len(earlier) == len(later) == 1 and ord(later) == ord(earlier) + 1


def _written_run(run: list[str]) -> list[str]:
    written = [number.replace("-", " bis ") for number in run]
    return written if len(written) < 3 else [f"{written[0]} bis {written[-1]}"]

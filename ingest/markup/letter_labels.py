"""Numbers at the begin of lines: which of them count on, and on which level.

A number is a label only where it follows on the numbers before it: "4." after "3.", "a)" below "1.". Whatever else
stands at the begin of a line ("31. Dezember", "47/21", "3.2.2. verwiesen") belongs to the words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from corpus.citations.dates import MONTHS


class Style(IntEnum):
    """How a label is written; the value is its usual level, outermost first."""

    CAPITAL = 0
    ROMAN = 1
    ARABIC = 2
    DECIMAL = 3
    """Several levels in one number: "3.1.2."."""
    BRACKET = 4
    """"1)"."""
    LETTER = 5
    DOUBLE = 6
    TRIPLE = 7
    BULLET = 8


class Label(NamedTuple):
    """A label, as printed and as counted: ``value`` counts on the level, ``above`` is the number of the level above."""

    style: Style
    text: str
    value: int
    above: str = ""

    @property
    def number(self) -> str:
        """The number in an address, "" where it is not counted."""
        return "" if self.style is Style.BULLET else self.text.strip(".()")


_ROMAN = re.compile(r"(X{0,3}(?:IX|IV|V?I{1,3}|V)|X{1,3})\.(?=\s|$)")
_CAPITAL = re.compile(r"([A-H])\.(?=\s|$)")
_DECIMAL = re.compile(r"((?:\d{1,2}\.)+)(\d{1,2})\.?(?=\s|$)")
_ARABIC = re.compile(r"(\d{1,3})\.(?=\s|$)")
_BRACKET = re.compile(r"(\d{1,2})\)(?=\s|$)")
_LETTER = re.compile(r"(([a-z])\2{0,2})\)(?=\s|$)")
_BULLET = re.compile(r"([•·▪○●■□‣⁃\uf0b7\uf0a7*−–‑-])(?=\s+\S)")
_MONTH = re.compile(rf"\s*(?:{'|'.join(MONTHS)})\b")
_DATE = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2}\b)")
_VALUES = {"I": 1, "V": 5, "X": 10}


def labels(text: str) -> tuple[Label, ...]:
    """What the begin of a line may be read as; "I." is a Roman number and a letter both."""
    if found := _BULLET.match(text):
        return (Label(Style.BULLET, found[1], 1),)
    read = []
    if (found := _ROMAN.match(text)) and found[1]:
        read.append(Label(Style.ROMAN, found[0], _roman(found[1])))
    if found := _CAPITAL.match(text):
        read.append(Label(Style.CAPITAL, found[0], ord(found[1]) - 64))
    if (found := _DECIMAL.match(text)) and not _DATE.match(text):
        read.append(Label(Style.DECIMAL, found[0], int(found[2]), found[1].rstrip(".")))
    elif (found := _ARABIC.match(text)) and not _MONTH.match(text, found.end()):
        read.append(Label(Style.ARABIC, found[0], int(found[1])))
    if found := _BRACKET.match(text):
        read.append(Label(Style.BRACKET, found[0], int(found[1])))
    if found := _LETTER.match(text):
        style = (Style.LETTER, Style.DOUBLE, Style.TRIPLE)[len(found[1]) - 1]
        read.append(Label(style, found[0], ord(found[2]) - 96))
    return tuple(read)


@dataclass(slots=True)
class Numbering:
    """The levels that are open, outermost first; each holds the last label counted on it."""

    levels: list[Label] = field(default_factory=list)

    def place(self, text: str) -> tuple[Label, int] | None:
        """The label that a line begins with if it counts on, and its level (from 0); None where it is none."""
        for label in labels(text):
            depth = self._successor(label)
            if depth is None:
                depth = self._first(label)
            if depth is not None:
                return label, depth
        return None

    def take(self, label: Label, depth: int) -> None:
        """Count a label; the levels below it are closed."""
        self.levels[depth:] = [label]

    def clear(self) -> None:
        """Close all levels."""
        self.levels.clear()

    def _successor(self, label: Label) -> int | None:
        for depth in range(len(self.levels) - 1, -1, -1):
            last = self.levels[depth]
            if last.style is label.style and (
                label.style is Style.BULLET or (label.value == last.value + 1 and label.above == last.above)
            ):
                return depth
        return None

    def _first(self, label: Label) -> int | None:
        """The level on which a label begins to count: below the last one, or below the number that it names."""
        if label.value != 1 or (label.style is not Style.BULLET and any(o.style is label.style for o in self.levels)):
            return self._below(label) if label.style is Style.DECIMAL and label.value == 1 else None
        if label.style is Style.DECIMAL:
            return self._below(label)
        depth = len(self.levels)
        while depth and self.levels[depth - 1].style >= label.style and label.style <= Style.ROMAN:
            depth -= 1
        return depth

    def _below(self, label: Label) -> int | None:
        for depth, last in enumerate(self.levels):
            full = f"{last.above}.{last.value}" if last.above else str(last.value)
            if last.style in (Style.ARABIC, Style.DECIMAL) and full == label.above:
                return depth + 1
        return None


def _roman(text: str) -> int:
    values = [_VALUES[sign] for sign in text]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))

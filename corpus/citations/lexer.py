"""Reading single things at a position of a text: a number, a level with its number, a law."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from corpus.address import StepKind
from corpus.citations import patterns
from corpus.citations.codes import Codes
from corpus.citations.laws import law_behind


class Number(NamedTuple):
    """A number as addresses have it, and where it ends in the text."""

    value: str
    end: int


class Level(NamedTuple):
    """A level with its number: "Abs. 1"."""

    kind: StepKind
    number: Number


@dataclass(frozen=True, slots=True)
class Lexer:
    """A text, the laws that may be named in it, and the levels that are counted in what it cites."""

    text: str
    codes: Codes
    labels: re.Pattern[str] = patterns.LABEL

    def number(self, kind: StepKind, position: int) -> Number | None:
        """The number of a level of this kind."""
        if kind in patterns.ANNEXES and self.law_at(position):
            return None
        found = patterns.NUMBER[kind].match(self.text, position) if kind in patterns.NUMBER else None
        if not found:
            return None
        value, end = self._before_law(found)
        if kind is StepKind.BUCHSTABE:
            return Number(value, end + self.text.startswith(")", end))
        return self._without_following(value, end)

    def _before_law(self, found: re.Match[str]) -> tuple[str, int]:
        """The number up to the law: "A II 1" is one number, but the 5 of "Nr. A 5. VermBG" belongs to the law."""
        parts = re.split(r"\s", found[1])
        end = found.start(1) + len(parts[0])
        number = parts[0]
        for part in parts[1:]:
            if self.law_at(end):
                break
            number, end = f"{number}-{part}", end + 1 + len(part)
        return number, end

    def _without_following(self, value: str, end: int) -> Number:
        """Leave "ff." in "140ff." and "f." in "9f. EStG" to whoever reads on: they are no letters of the number."""
        if value[0].isdigit() and value.endswith("ff"):
            return Number(value[:-2], end - 2)
        dotted = self.text.startswith(".", end) and self.law_at(end + 1)
        if value[0].isdigit() and value.endswith("f") and dotted:
            return Number(value[:-1], end - 1)
        return Number(value, end)

    def bare_number(self, position: int) -> Number | None:
        """A number without the name of its level, unless it begins an amount or a date."""
        found = patterns.BARE_NUMBER.match(self.text, position)
        if not found or patterns.NO_PLACE.match(self.text, found.end()):
            return None
        return Number(found[1], found.end())

    def is_item(self, joint: str, number: Number) -> bool:
        """Whether a number or letter, behind a joint such as ", " or " und ", is the label of a list item.

        In "nach § 44, 2. Mitteilungen" its full stop gives it away, which only a list at the end of a
        sentence has too; "nach Buchst. a, b) Zinsen" is asked only where no bracket closed the "a".
        """
        if number.value.isalpha():
            return self.text.startswith(")", number.end - 1)
        if not self.text.startswith(".", number.end):
            return False
        return "," in joint or "\n" in joint or patterns.ITEM_ENDS.match(self.text, number.end) is not None

    def level(self, position: int) -> Level | None:
        """A level inside a provision with its number."""
        label = self.labels.match(self.text, position)
        if not label:
            return None
        kind = patterns.kind_of(label[1])
        number = self.number(kind, label.end())
        if number is None and kind is StepKind.BUCHSTABE:
            kind, number = StepKind.NUMMER, self._capital(label.end())
        return Level(kind, number) if number else None

    def _capital(self, position: int) -> Number | None:
        """A capital letter: laws call it a Buchstabe (§ 266 Abs. 2 Buchstabe A HGB), but number an outline by it."""
        found = patterns.CAPITAL.match(self.text, position)
        return Number(found[1], found.end()) if found else None

    def kind_at(self, position: int) -> StepKind | None:
        """The kind of the level that is named at the position."""
        label = self.labels.match(self.text, position)
        return patterns.kind_of(label[1]) if label else None

    def occurrence(self, position: int) -> Number:
        """Which of several equal numbers is meant, "(2. Vorkommen)"; the first where nothing is said."""
        found = patterns.OCCURRENCE.match(self.text, position)
        return Number(found[1], found.end()) if found else Number("1", position)

    def law_at(self, position: int) -> bool:
        """Whether a law of the table is named right here."""
        while position < len(self.text) and self.text[position].isspace():
            position += 1
        return self.codes.match_at(self.text, position) is not None

    def law_follows(self, position: int) -> bool:
        """Whether a law is named here, with or without an article: "EStG", "des Einkommensteuergesetzes"."""
        return law_behind(self.text, position, self.codes) is not None

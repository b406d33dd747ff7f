"""From lines to blocks: paragraphs, Randnummern, numbered items, headings, quoted text, rows of tables.

A Randnummer counts on from 1 through the whole letter and stands in the margin, or at the begin of a line. A numbered
line that leads straight to a Randnummer is a heading; without Randnummern below it, it is an item that holds what
follows. Text that a letter quotes („…“ after a colon) keeps its own numbers: they are none of the letter's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from ingest.markup.letter_geometry import Geometry, has_terminal, is_dated, is_row, same_columns, stopped
from ingest.markup.letter_labels import Label, Numbering, Style, labels
from ingest.markup.letter_numbers import Numbers
from ingest.markup.letter_pages import Line
from ingest.markup.letter_quotes import closed, is_command, opens_block
from ingest.markup.letter_table import begins, is_one

_LIST_REACH = 12
"""Lines in which the second item of a list follows on the first."""
_INDENT = 6.0
"""Points by which a list stands further to the right than the words before it."""
_COMMAND_REACH = 5
"""Lines in which an amendment says what is to be done."""


class Kind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    NUMBER = auto()
    """A paragraph with a Randnummer."""
    ITEM = auto()
    HEADING = auto()
    QUOTE = auto()
    ROW = auto()
    FORM = auto()
    """Lines of a form: they stay lines."""


@dataclass(slots=True)
class Block:
    """A block: its label as printed, the level of an item (from 0), and the places of its lines.

    ``whole`` marks what belongs to no number above it.
    """

    kind: Kind
    label: str = ""
    level: int = 0
    whole: bool = False
    bullet: bool = False
    left: float = 0.0
    lines: list[int] = field(default_factory=list)


def read_blocks(lines: Sequence[Line], *, numbered: bool) -> list[Block]:
    """The blocks of some lines, in order; each line lies in exactly one.

    Args:
        lines: lines of text, without furniture.
        numbered: whether Randnummern may be looked for.
    """
    reader = _Reader(lines, numbered=numbered)
    for place in range(len(lines)):
        reader.take(place)
    return reader.blocks


class _Reader:
    """Reads line by line; knows what is open."""

    def __init__(self, lines: Sequence[Line], *, numbered: bool) -> None:
        self.blocks: list[Block] = []
        self._lines = lines
        self._geometry = Geometry(lines)
        self._forms = self._geometry.forms(lines)
        self._numbering = Numbering()
        self._numbers = Numbers(lines, self._forms, wanted=numbered)
        self._heading_until = -1
        self._quoting = False

    def take(self, place: int) -> None:
        """Read the line at a place."""
        if place in self._forms:
            self._form(place)
        elif self._quoting and not self._returns(place):
            self._quoted(place)
        elif place <= self._heading_until:
            self.blocks[-1].lines.append(place)
        elif not self._special(place) and not self._labelled(place):
            self._plain(place)

    def _add(self, kind: Kind, place: int, **facts: object) -> Block:
        block = Block(kind, left=self._lines[place].left, **facts)  # type: ignore[arg-type]  # fields of Block, by name
        block.lines.append(place)
        self.blocks.append(block)
        return block

    def _form(self, place: int) -> None:
        self._quoting = False
        last = self.blocks[-1] if self.blocks else None
        if last and last.kind is Kind.FORM and not self._breaks_form(place):
            last.lines.append(place)
        else:
            self._add(Kind.FORM, place, whole=True)

    def _breaks_form(self, place: int) -> bool:
        before, line = self._lines[place - 1], self._lines[place]
        return before.page != line.page or self._geometry.is_gap(before, line)

    def _special(self, place: int) -> bool:
        """Randnummern, headings, sentences for the whole letter, rows."""
        line = self._lines[place]
        if self._numbers.is_next(place):
            self._numbers.last += 1
            self._numbering.clear()
            self._add(Kind.NUMBER, place, label=str(self._numbers.last))
        elif (last := self._numbers.heading_ends(place)) is not None:
            self._numbering.clear()
            self._add(Kind.HEADING, place, whole=True)
            self._heading_until = last
        elif is_one(line.text, "part") or self._is_for_whole(place):
            self._numbering.clear()
            self._add(Kind.HEADING if is_one(line.text, "part") else Kind.PARAGRAPH, place, whole=True)
        elif self._is_row(place):
            self._add(Kind.ROW, place)
        else:
            return False
        return True

    def _is_for_whole(self, place: int) -> bool:
        text = " ".join(line.text for line in self._lines[place : place + 2])
        return begins(text, "whole") and "veröffentlicht" in text

    def _is_row(self, place: int) -> bool:
        line = self._lines[place]
        near = [self._lines[other] for other in (place - 1, place + 1) if 0 <= other < len(self._lines)]
        if is_dated(line):
            return any(is_dated(other) for other in near)
        return is_row(line) and any(is_row(other) and same_columns(line, other) for other in near)

    def _labelled(self, place: int) -> bool:
        """A line that begins an item."""
        line = self._lines[place]
        found = self._numbering.place(line.text)
        if not found or not self._may_begin(place, found[0]):
            return False
        label, level = found
        self._numbering.take(label, level)
        self._add(Kind.ITEM, place, label=label.text, level=level, bullet=label.style is Style.BULLET)
        return True

    def _may_begin(self, place: int, label: Label) -> bool:
        if not place or label.text in ("•", "\uf0b7", "\uf0a7", "▪"):
            return True
        before, line = self._lines[place - 1], self._lines[place]
        if stopped(before.text) or self._geometry.is_gap(before, line):
            return True
        if label.style is Style.BULLET and (line.left > before.left + _INDENT or self._goes_on_listing(place, label)):
            return True
        if label.value == 1 and label.style is not Style.BULLET and self._has_second(place, label):
            return True
        return len(self.blocks[-1].lines) == 1 and self._geometry.parts(before, line, single=True)

    def _has_second(self, place: int, first: Label) -> bool:
        """Whether the second item of a list follows soon, so that the first one needs no stop before it."""
        following = self._lines[place + 1 : place + _LIST_REACH]
        return any(
            label.style is first.style and label.value == 2 and label.above == first.above
            for line in following
            for label in labels(line.text)
        )

    def _goes_on_listing(self, place: int, label: Label) -> bool:
        """Whether a list of such signs is open; the long dash is too often none ("– BStBl II S. 462")."""
        levels = self._numbering.levels
        before = self._lines[place - 1].text
        return bool(levels) and levels[-1].text == label.text != "–" and not before.endswith((",", "-"))

    def _plain(self, place: int) -> None:
        """A line of words: begins a paragraph or a quotation, or goes on with the block before."""
        last = self.blocks[-1] if self.blocks else None
        line = self._lines[place]
        if last is None:
            self._add(Kind.PARAGRAPH, place)
            return
        before = self._lines[place - 1]
        if opens_block(line.text) and before.text.endswith(":"):
            self._add(Kind.QUOTE, place)
            self._quoting = not closed([line.text])
        elif (
            last.kind in (Kind.ROW, Kind.HEADING, Kind.FORM, Kind.QUOTE)
            or self._parts(before, line, last)
            or self._is_title(place)
        ):
            self._add(Kind.PARAGRAPH, place)
        else:
            last.lines.append(place)

    def _is_title(self, place: int) -> bool:
        """Whether a short line without a full stop stands between two paragraphs ("Rechtliche Würdigung")."""
        if place + 1 >= len(self._lines) or not self._numbers.may_be_title(place):
            return False
        line = self._lines[place]
        return not has_terminal(line.text) and self._geometry.parts(line, self._lines[place + 1], single=True)

    def _parts(self, before: Line, line: Line, last: Block) -> bool:
        return self._geometry.parts(before, line, single=len(last.lines) == 1)

    def _quoted(self, place: int) -> None:
        """A line inside a quotation."""
        last, before = self.blocks[-1], self._lines[place - 1]
        begins_anew = stopped(before.text) and bool(labels(self._lines[place].text))
        if last.kind is Kind.QUOTE and not begins_anew and not self._parts(before, self._lines[place], last):
            last.lines.append(place)
        else:
            self._add(Kind.QUOTE, place)
        self._quoting = not closed(self._since_quote())

    def _since_quote(self) -> list[str]:
        """The lines of the quotation that is open."""
        first = len(self.blocks)
        while self.blocks[first - 1].kind is Kind.QUOTE:
            first -= 1
        return [self._lines[place].text for block in self.blocks[first:] for place in block.lines]

    def _returns(self, place: int) -> bool:
        """Whether the letter goes on although the quotation was never closed: with its next number, and a command."""
        line = self._lines[place]
        found = self._numbering.place(line.text)
        if not found or found[0].style is Style.BULLET or found[1] >= len(self._numbering.levels):
            return False
        reach = " ".join(other.text for other in self._lines[place : place + _COMMAND_REACH])
        if stopped(self._lines[place - 1].text) and is_command(reach):
            self._quoting = False
            return True
        return False

"""Lays out the blocks of a letter as a provision: canonical text, units, pages, and where each character went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.address import Address
from corpus.model import Provision
from corpus.pages import page_note
from ingest.check import LAW, Piece
from ingest.markup.canvas import Canvas, Role
from ingest.markup.letter_blocks import Block, Kind
from ingest.markup.letter_furniture import FOOTNOTE, Tagged
from ingest.markup.letter_labels import labels
from ingest.markup.letter_notes import footnotes
from ingest.markup.letter_pages import Line
from ingest.markup.letter_words import Vocabulary
from ingest.markup.units import addressed

HYPHEN = "Trennstrich"
"""Class of the hyphens that only parted words at the ends of lines."""
_COLUMN = 8.0
"""Points by which cells of one column may stand apart."""
_BULLET = "–"


class LaidOut(NamedTuple):
    """A provision, and the pieces of its section, in the order of the source."""

    provision: Provision
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _Open:
    """A node that is open: "number" (Randnummer), "item" with its level, "table"."""

    kind: str
    level: int = -1
    bullet: bool = False
    left: float = 0.0


@dataclass(slots=True)
class _Writer:
    """Writes blocks on a canvas."""

    lines: Sequence[Line]
    vocabulary: Vocabulary
    canvas: Canvas = field(default_factory=Canvas)
    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    pages: list[tuple[int, int]] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _columns: list[float] = field(default_factory=list)

    def write(self, blocks: Sequence[Block]) -> None:
        """Write all blocks, in order."""
        for place, block in enumerate(blocks):
            self._make_room(block)
            self._turn_page(self.lines[block.lines[0]])
            if block.kind is Kind.ROW:
                self._row(block, blocks[place:])
            elif block.kind in (Kind.NUMBER, Kind.ITEM):
                self._labelled(block)
            elif block.kind in (Kind.HEADING, Kind.QUOTE) or not self._stack or block.kind is Kind.FORM:
                label = _quoted_label(self.lines[block.lines[0]].text) if block.kind is Kind.QUOTE else ""
                self.canvas.open(Role.HEADING if block.kind is Kind.HEADING else Role.TEXT, "", label)
                self._words(block, len(label))
                self.canvas.close()
            else:
                self.canvas.paragraph()
                self._words(block, 0)
        self._close_to(0)

    def _make_room(self, block: Block) -> None:
        """Close what does not hold the block."""
        if block.kind is not Kind.ROW:
            self._close_tables()
        if block.whole or block.kind is Kind.NUMBER:
            self._close_to(0)
        elif block.kind is Kind.ITEM:
            while self._stack and self._stack[-1].kind == "item" and self._stack[-1].level >= block.level:
                self._close_to(len(self._stack) - 1)
        elif block.kind is Kind.PARAGRAPH:
            while self._stack and self._stack[-1].bullet:
                self._close_to(len(self._stack) - 1)

    def _close_tables(self) -> None:
        if self._stack and self._stack[-1].kind == "table":
            self._close_to(len(self._stack) - 1)

    def _close_to(self, depth: int) -> None:
        while len(self._stack) > depth:
            self._stack.pop()
            self.canvas.close()

    def _labelled(self, block: Block) -> None:
        number = block.kind is Kind.NUMBER
        name = block.label if number else _BULLET if block.bullet else block.label.rstrip(".")
        self.canvas.open(Role.RANDNUMMER if number else Role.ITEM, name, block.label)
        self._stack.append(_Open("number" if number else "item", block.level, block.bullet, block.left))
        self._words(block, len(block.label))

    def _row(self, block: Block, following: Sequence[Block]) -> None:
        if not self._stack or self._stack[-1].kind != "table":
            self.canvas.open(Role.TABLE)
            self._stack.append(_Open("table"))
            self._columns = self._columns_of(following)
        self.canvas.open(Role.ROW)
        for place in block.lines:
            line = self.lines[place]
            self._turn_page(line)
            for cell in line.cells:
                self.canvas.enter_cell(self._column(cell.left))
                self.canvas.put(cell.text)
                self.canvas.leave_cell()
            self.pieces[place] = [Piece(LAW, line.text)]
        self.canvas.close()

    def _columns_of(self, following: Sequence[Block]) -> list[float]:
        """The left edges of the columns of the table that begins here."""
        edges: list[float] = []
        for block in following:
            if block.kind is not Kind.ROW:
                break
            for cell in self.lines[block.lines[0]].cells:
                if all(abs(cell.left - edge) >= _COLUMN for edge in edges):
                    edges.append(cell.left)
        return sorted(edges)

    def _column(self, left: float) -> int:
        return next((place for place, edge in enumerate(self._columns) if abs(left - edge) < _COLUMN), 0)

    def _words(self, block: Block, label: int) -> None:
        """The words of a block's lines, put together; the first so many characters are its label, written already."""
        for count, place in enumerate(block.lines):
            line = self.lines[place]
            self._turn_page(line)
            text = line.text
            if block.kind is Kind.FORM:
                self.canvas.paragraph()
            self.pieces[place] = [Piece(LAW, text)]
            shown = self.vocabulary.mended(text[label:] if count == 0 else text)
            if count == len(block.lines) - 1 or block.kind is Kind.FORM:
                self.canvas.put(shown)
                continue
            joint = self.vocabulary.joint(text, self.lines[block.lines[count + 1]].text)
            if joint.dropped:
                shown = shown[:-1]
                self.pieces[place] = [Piece(LAW, text[:-1]), Piece(HYPHEN, text[-1])]
            self.canvas.put(shown)
            if joint.blank:
                self.canvas.blank()

    def _turn_page(self, line: Line) -> None:
        if not self.pages or self.pages[-1][1] != line.page:
            offset = len(self.canvas.text)
            self.pages.append((offset, line.page))


def lay_out(  # noqa: PLR0913, PLR0917 - a provision is what the lines, their blocks and three names make
    tags: Sequence[Tagged], blocks: Sequence[Block], address: Address, label: str, heading: str, vocabulary: Vocabulary
) -> LaidOut:
    """The provision that blocks make.

    Args:
        tags: all lines of the part, furniture among them.
        blocks: blocks of the lines that are text.
        address: of the provision.
        label: how the provision is called.
        heading: its heading, "" where it has none.
        vocabulary: the words of the document.
    """
    lines = [tag.line for tag in tags if not tag.kind]
    writer = _Writer(lines, vocabulary)
    writer.write(blocks)
    text = writer.canvas.text
    notes = (page_note(writer.pages), *footnotes([tag.line for tag in tags if tag.kind == FOOTNOTE], vocabulary))
    provision = Provision(address, label, heading, text, addressed(writer.canvas.root, text, address), notes=notes)
    return LaidOut(provision, tuple(_in_order(tags, writer.pieces)))


def _quoted_label(text: str) -> str:
    """The number of a quoted provision with the mark before it ("„4."); it is no sentence."""
    mark = "„" if text.startswith("„") else ""
    found = labels(text.removeprefix(mark))
    return mark + found[0].text if found else ""


def _in_order(tags: Sequence[Tagged], read: dict[int, list[Piece]]) -> list[Piece]:
    pieces: list[Piece] = []
    place = 0
    for tag in tags:
        if tag.kind:
            pieces.append(Piece(tag.kind, tag.line.text))
        else:
            pieces += read.get(place, [])
            place += 1
    return pieces

"""Reads the text of one section of a handbook (AEAO, R, H, Abschnitt) on to a canvas.

Every character of the section becomes a piece of one class, in the order of the page: the directive's words (which
go on the canvas), or one of the classes beside them. The completeness check compares these pieces with the page.

Three layouts share the markup: Absätze with numbers and sentence numbers (R, A, UStAE), numbered sections with
unnumbered paragraphs (AEAO), and keywords with paragraphs below them (H).
"""

from __future__ import annotations

from enum import Enum, auto

from lxml import etree

from corpus.model import Note, NoteKind
from corpus.sentences import ends_sentence
from ingest.check import CONTENTS, LAW, Piece
from ingest.markup.canvas import Canvas, Node, Role
from ingest.markup.handbook_drawn import has_class, shown_text, words_of
from ingest.markup.handbook_inline import InlineReader
from ingest.markup.handbook_labels import PrintedNumber, printed_numbers
from ingest.markup.handbook_lines import (
    HEADINGS,
    heads_contents,
    is_prose,
    leading_clause,
    leading_sentence,
    numbered_lines,
)
from ingest.markup.handbook_tables import TableReader

NAMING = "Bezeichnung"
"""Class of the label in the margin, and of the word that says what a section is ("R 5.3", "Richtlinie")."""
HEADLINE = "Überschrift"
MARGIN = "Randangabe"
"""Class of what else stands in the margin: file numbers, and annexes that reprint a letter ("Anhang 12 I")."""
CONTROLS = "Bedienelement"

_BLOCKS = frozenset({"p", "div", "ol", "ul", "table", "aside", "section", "article", "dl", "dt", "dd", "figure"})
_LISTS = ("ol", "ul")


class Layout(Enum):
    """How a section is laid out."""

    ABSAETZE = auto()
    NUMBERS = auto()
    KEYWORDS = auto()


class SectionReader:
    """Reads one section, part by part; afterwards ``canvas``, ``pieces`` and ``notes`` hold what was read."""

    def __init__(self, layout: Layout) -> None:
        self.canvas = Canvas()
        self.pieces: list[Piece] = []
        self.notes: list[Note] = []
        self._layout = layout
        self._inline = InlineReader(self)
        self._tables = TableReader(self, self._inline)
        self._in_part = False
        self._keywords: list[str] = []
        self._block: Node | None = None
        self._loose = False
        self._in_contents = False
        self._printed: dict[etree._Element, PrintedNumber] = {}

    def beside(self, element: etree._Element, kind: str) -> None:
        """Take an element as something beside the directive's words."""
        self.pieces.append(Piece(str(kind), shown_text(element)))

    def plain(self, text: str | None, kind: str = LAW) -> None:
        """Take white space between elements."""
        if text:
            self.pieces.append(Piece(kind, text))

    # parts

    def open_part(self, absatz: str, label: str) -> None:
        """Begin a part that holds one Absatz; ``label`` are its words ("(1)"), read from the margin."""
        self.close()
        self.canvas.open(Role.ABSATZ, absatz)
        self.canvas.expect_label(len("".join(label.split())))
        self.words(label)
        if self._layout is Layout.KEYWORDS:
            self._in_part = True
        else:
            self._block = self.canvas.here

    def heading(self, element: etree._Element) -> None:
        """A heading among the words: of keywords, one that holds all up to the next of its level."""
        self._loose = False
        if heads_contents(element):
            self._in_contents = True
            self.beside(element, CONTENTS)
            return
        self._in_contents = False
        if number := self._printed.get(element):
            self._numbered(element, number)
            return
        if self._layout is Layout.KEYWORDS or not self._is_empty_absatz():
            self._end_block()
        if self._layout is Layout.KEYWORDS:
            self._leave_keywords(str(element.tag))
            self._keywords.append(str(element.tag))
        self.canvas.open(Role.HEADING)
        self._inline.nested(element)
        if self._layout is not Layout.KEYWORDS:
            self.canvas.close()

    def _is_empty_absatz(self) -> bool:
        """Whether of the open Absatz there is only the number yet, which the margin gave it."""
        return self._block is not None and self._block.role is Role.ABSATZ and not self._block.runs

    def close(self) -> None:
        """End all that is open."""
        self._end_block()
        self._leave_keywords("")
        if self._in_part:
            self.canvas.close()
            self._in_part = False

    def _leave_keywords(self, level: str) -> None:
        """Leave the keywords of this level and below ("h4" leaves an h5); all of them without a level."""
        while self._keywords and self._keywords[-1] >= level:
            self._keywords.pop()
            self.canvas.close()

    # blocks

    def read(self, body: etree._Element) -> None:
        """Read the body of a part."""
        if self._layout is Layout.NUMBERS:
            lines = list(numbered_lines(body))
            numbers = printed_numbers(map(shown_text, lines))
            self._printed = {line: number for line, number in zip(lines, numbers, strict=True) if number}
        self._blocks(body)
        self._in_contents = False

    def _blocks(self, parent: etree._Element) -> None:
        self._loose_text(parent.text)
        for child in parent:
            if child.tag in _BLOCKS or child.tag in HEADINGS:
                self._loose = False
                self._block_element(child)
            else:
                self._loose_element(child)
            self._loose_text(child.tail)
        self._loose = False

    def _block_element(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if has_class(element, "richtext-margin-label"):
            self.margin(element)
        elif has_class(element, "richtext-footnote"):
            self._footnotes(element)
        elif tag in HEADINGS:
            self.heading(element)
        elif self._in_contents and self._is_contents(element):
            self.beside(element, CONTENTS)
        elif tag == "p":
            self._paragraph(element)
        elif tag in _LISTS:
            self._begin_attached()
            self._inline.items(element)
        elif tag == "table":
            self._begin_attached()
            self.table(element)
        else:
            self._blocks(element)

    def _is_contents(self, element: etree._Element) -> bool:
        """Whether a block below the heading "Inhaltsverzeichnis" belongs to it: lists, lines without a full stop."""
        if element.tag == "p" and is_prose(element):
            self._in_contents = False
        return self._in_contents

    def margin(self, element: etree._Element) -> None:
        """What stands in the margin beside a paragraph; the annex that reprints a letter is kept as a note."""
        repeats = any(has_class(span, "richtext-margin-number") for span in element.iter("span"))
        filed = any(has_class(span, "richtext-file-plan-number") for span in element.iter("span"))
        self.beside(element, NAMING if repeats else MARGIN)
        if (words := words_of(element)) and not (repeats or filed):
            self.notes.append(Note(NoteKind.FUNDSTELLE, words))

    def _footnotes(self, element: etree._Element) -> None:
        self.beside(element, NoteKind.FUSSNOTE)
        values = list(element.iter("dd")) or [element]
        self.notes += [Note(NoteKind.FUSSNOTE, words) for value in values if (words := words_of(value))]

    # paragraphs

    def _paragraph(self, element: etree._Element) -> None:
        words = words_of(element)
        if not words and element.find(".//img") is None:
            self.plain(shown_text(element))
        elif leading_clause(element):
            self._inline.inside(element)  # the number itself begins the Absatz
        elif number := self._printed.get(element):
            self._numbered(element, number)
        elif self._block is None:
            self._open_text(element)
        elif self._goes_on(element, words):
            self._continue(element)
        elif self._block.marks:
            self._text_inside(element)
        else:
            self._end_block()
            self._open_text(element)

    def _goes_on(self, element: etree._Element, words: str) -> bool:
        """Whether a paragraph continues the block that is open: with its next sentence, or amid a sentence."""
        if self._block is None or leading_sentence(element) not in ("", "1"):
            return True
        first = next((sign for sign in words if sign.isalnum()), "")
        if first.islower():
            return True
        return self._block.role is not Role.TEXT and not self._block.marks

    def _continue(self, element: etree._Element) -> None:
        if self._block is not None and (self._block.runs or self._block.children):
            self.canvas.paragraph()
        self._inline.inside(element)

    def _numbered(self, element: etree._Element, number: PrintedNumber) -> None:
        self._end_block()
        self._block = self.canvas.open(Role.ITEM, number.number)
        self.canvas.expect_label(number.characters)
        self._inline.inside(element)

    def _open_text(self, element: etree._Element) -> None:
        self._block = self.canvas.open(Role.TEXT)
        self._inline.inside(element)

    def _text_inside(self, element: etree._Element) -> None:
        """A paragraph that is none of the numbered sentences ("Beispiel: …"), below the sentence before it."""
        self.canvas.open(Role.TEXT)
        self._inline.nested(element)
        self.canvas.close()

    def begin_absatz(self, number: str, label: str) -> None:
        """An Absatz begins; where a whole part is one Absatz already, a number in it is only a label."""
        self._end_block()
        self._block = self.canvas.open(Role.TEXT) if self._in_part else self.canvas.open(Role.ABSATZ, number)
        self.canvas.expect_label(len(label))

    def _end_block(self) -> None:
        if self._block is not None:
            while self.canvas.here is not self._block:
                self.canvas.close()
            self.canvas.close()
            self._block = None

    # loose text

    def _loose_text(self, text: str | None) -> None:
        if text and text.strip():
            self._begin_loose()
            self.words(text)
        else:
            self.plain(text)
            if text and self._loose:
                self.canvas.blank()

    def _loose_element(self, element: etree._Element) -> None:
        if has_class(element, "toc-toggle"):
            self.beside(element, CONTROLS)
        elif self._loose or words_of(element) or element.tag == "img":
            self._begin_loose()
            self._inline.element(element)
        else:
            self.plain(shown_text(element))

    def _begin_loose(self) -> None:
        """Begin a paragraph of text that stands in no element of its own."""
        if not self._loose:
            self._loose = True
            if self._block is None:
                self._block = self.canvas.open(Role.TEXT)
            else:
                self.canvas.paragraph()

    def words(self, text: str) -> None:
        """Write words of the directive."""
        self.pieces.append(Piece(LAW, text))
        self.canvas.put(text)

    # lists and tables

    def _begin_attached(self) -> None:
        """A list or table hangs below the open block, if that leads to it; else it stands for itself."""
        if self._block is None or self._block.role is not Role.TEXT or self._block.marks:
            return
        if ends_sentence(self.canvas.text[self._block.start :]):
            self._end_block()

    def table(self, element: etree._Element) -> None:
        """A table, where it stands."""
        self._tables.read(element)

"""Reads the ``Content`` of a single provision of gesetze-im-internet.de (format gii-norm 1.01) on to a canvas.

Every character of the XML becomes a piece of one class, in the order of the document: law (which goes on the
canvas), or one of the classes beside it (sentence numbers, footnotes …). The completeness check compares these pieces
with the XML.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.model import Note, NoteKind
from ingest.check import CONTENTS, LAW, SENTENCE_NUMBER, Piece
from ingest.markup.canvas import Canvas, Role
from ingest.markup.gii_tables import Columns
from ingest.markup.gii_xml import plain_text, plain_words
from ingest.markup.labels import absatz_label

_HEADINGS = frozenset({"Title", "Subtitle"})
_BREAKS = frozenset({"BR", "Split"})
_BESIDE = {"kommentar": NoteKind.FUNDSTELLE, "Footnotes": NoteKind.FUSSNOTE, "FnArea": NoteKind.FUSSNOTE}
_UNSEEN_FOR_LABELS = frozenset({"kommentar", "table", "DL", "pre", "IMG", "TOC", "FnArea", "Title", "Ident"})
_LONGEST_LABEL = 40
_EDITORIAL = "(+++"


class ContentReader:
    """Reads one provision; afterwards ``canvas``, ``pieces`` and ``notes`` hold what was read."""

    def __init__(self) -> None:
        self.canvas = Canvas()
        self.pieces: list[Piece] = []
        self.notes: list[Note] = []
        self._absatz = ""

    def read(self, content: etree._Element) -> None:
        """Read a ``Content`` element."""
        self._loose_text(content.text)
        for block in content:
            if isinstance(block.tag, str):
                self._block(block)
            self._loose_text(block.tail)
        self._end_absatz()

    def read_beside(self, element: etree._Element, kind: NoteKind) -> None:
        """Take an element as a note beside the law."""
        self.pieces.append(Piece(str(kind), plain_text(element)))
        if words := plain_words(element):
            self.notes.append(Note(kind, words))

    def read_contents(self, element: etree._Element) -> None:
        """Take an element as a table of contents."""
        self.pieces.append(Piece(CONTENTS, plain_text(element)))

    def _loose_text(self, text: str | None) -> None:
        """Text that stands directly in Content: a paragraph of its own, or white space between the blocks."""
        if text and text.strip():
            with_own_node = not self._absatz
            if with_own_node:
                self.canvas.open(Role.TEXT)
            self.canvas.paragraph()
            self._words(text)
            if with_own_node:
                self.canvas.close()
        elif text:
            self.pieces.append(Piece(LAW, text))

    def _block(self, block: etree._Element) -> None:
        if block.tag in _HEADINGS:
            self._end_absatz()
            self.canvas.open(Role.HEADING)
            self._inside(block)
            self.canvas.close()
        elif block.tag in _BREAKS or block.tag in ("table", "TOC") or block.tag in _BESIDE:
            self._element(block)
        else:
            self._paragraph(block)

    def _paragraph(self, block: etree._Element) -> None:
        """A P: begins an Absatz, goes on with the one before, or is a paragraph without a number."""
        label = absatz_label(_leading_words(block))
        number = label.number if label else _number_in_first_cell(block)
        if number and self._is_quoted(number):
            self._text_of_its_own(block)
        elif number:
            self._end_absatz()
            self._absatz = number
            self.canvas.open(Role.ABSATZ, number)
            self.canvas.expect_label(label.characters if label else 0)
            self._inside(block)
        elif self._absatz:
            self.canvas.paragraph()
            self._inside(block)
        else:
            self._text_of_its_own(block)

    def _text_of_its_own(self, block: etree._Element) -> None:
        label = absatz_label(_leading_words(block))
        self.canvas.open(Role.TEXT)
        self.canvas.expect_label(label.characters if label else 0)
        self._inside(block)
        self.canvas.close()

    def _is_quoted(self, number: str) -> bool:
        """Whether an Absatz label belongs to law that the running Absatz quotes („(2) …“), not to this provision.

        So it is where a quotation is open and the number does not follow on the running one: one of the two alone
        may be a slip of the law.
        """
        if not self._absatz:
            return False
        text = self.canvas.text[self.canvas.here.start :]
        return text.count("„") > text.count("“") + text.count("”") and _order(number) <= _order(self._absatz)

    def _end_absatz(self) -> None:
        if self._absatz:
            self.canvas.close()
            self._absatz = ""

    def _inside(self, element: etree._Element) -> None:
        """The text of an element and all its children with their tails."""
        self._words(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._words(child.tail)

    def _words(self, text: str | None) -> None:
        if text:
            self.pieces.append(Piece(LAW, text))
            self.canvas.put(text)

    def _element(self, element: etree._Element) -> None:
        tag = element.tag
        if tag == "SUP" and element.get("class") == "Rec":
            self._sentence_number(element)
        elif tag in ("DL", "table"):
            self._list(element) if tag == "DL" else self._table(element)
        elif tag in ("IMG", "FILE"):
            self._picture(element)
        elif tag in _BREAKS:
            self.canvas.blank()
            self._inside(element)
        elif tag in _BESIDE:
            self.read_beside(element, _BESIDE[tag])
        elif tag == "TOC":
            self.read_contents(element)
        elif tag == "pre" and plain_text(element).lstrip().startswith(_EDITORIAL):
            self.read_beside(element, NoteKind.REDAKTION)
        elif tag == "P" or tag in _HEADINGS or tag == "Ident":
            self._paragraph_inside(element)
        else:
            self._inside(element)

    def _sentence_number(self, element: etree._Element) -> None:
        number = plain_text(element)
        self.pieces.append(Piece(SENTENCE_NUMBER, number))
        self.canvas.mark("".join(sign for sign in number if sign.isalnum()))
        self.canvas.blank()

    def _paragraph_inside(self, element: etree._Element) -> None:
        """A paragraph inside another (quoted law, a cell): on a line of its own."""
        if element.tag == "P" and not self.canvas.in_cell:
            self._text_of_its_own(element)
        else:
            self.canvas.paragraph()
            self._inside(element)
            self.canvas.paragraph()

    def _list(self, element: etree._Element) -> None:
        """A DL: DT holds an item's label, DD its text, in one or several LA."""
        label = ""
        self._words(element.text)
        for child in element:
            if child.tag == "DT":
                label = plain_text(child)
                self.pieces.append(Piece(LAW, label))
            elif child.tag == "DD":
                self._item(child, label)
                label = ""
            elif isinstance(child.tag, str):
                self._element(child)
            self._words(child.tail)

    def _item(self, element: etree._Element, label: str) -> None:
        self.canvas.open(Role.ITEM, label.strip(), label)
        self._words(element.text)
        for count, child in enumerate(element):
            if isinstance(child.tag, str):
                if child.tag == "LA":
                    if count:
                        self.canvas.paragraph()
                    self._inside(child)
                else:
                    self._element(child)
            self._words(child.tail)
        self.canvas.close()

    def _table(self, element: etree._Element) -> None:
        """A CALS table: its rows in order, head rows included, each cell in its column."""
        self.canvas.open(Role.TABLE)
        self._rows(element, None)
        self.canvas.close()

    def _rows(self, element: etree._Element, columns: Columns | None) -> None:
        self._words(element.text)
        for child in element:
            if child.tag == "row" and columns is not None:
                self._row(child, columns)
            elif isinstance(child.tag, str):
                if columns is not None:
                    columns.restart()
                self._rows(child, Columns(child) if child.tag == "tgroup" else columns)
            self._words(child.tail)

    def _row(self, element: etree._Element, columns: Columns) -> None:
        self.canvas.open(Role.ROW)
        self._words(element.text)
        for entry, column in columns.of(element):
            self.canvas.enter_cell(column)
            self._inside(entry)
            self.canvas.leave_cell()
            self._words(entry.tail)
        self.canvas.close()

    def _picture(self, element: etree._Element) -> None:
        """A picture has no text; a placeholder says that it is there."""
        described = " ".join((element.get("alt") or "").split())
        self.canvas.open(Role.PICTURE)
        self.canvas.put(f"[Abbildung: {described}]" if described else "[Abbildung]")
        self.canvas.close()
        self._inside(element)


def _leading_words(element: etree._Element) -> str:
    """The first words of a paragraph, without sentence numbers and notes; none where it begins with a table."""
    words = ""
    for part in _visible(element):
        words += part
        if len(words.lstrip()) > _LONGEST_LABEL:
            break
    return words


def _visible(element: etree._Element) -> Iterator[str]:
    """Text up to the first table, list or picture."""
    yield element.text or ""
    for child in element:
        if child.tag in _UNSEEN_FOR_LABELS:
            if child.tag not in ("kommentar", "FnArea"):
                return
        elif child.tag == "SUP" and child.get("class") == "Rec":
            yield " "
        elif isinstance(child.tag, str):
            yield from _visible(child)
        yield child.tail or ""


def _number_in_first_cell(element: etree._Element) -> str:
    """The number of an Absatz that is set as a table and has its label alone in the first cell (§ 33 StBVV)."""
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if first is None or first.tag != "table" or (element.text or "").strip():
        return ""
    words = next((cell for entry in first.iter("entry") if (cell := plain_text(entry).strip())), "")
    label = absatz_label(words)
    return label.number if label and label.characters == len("".join(words.split())) else ""


def _order(number: str) -> tuple[int, str]:
    """Sorts "2" before "2a" before "10"."""
    first = number.partition("-")[0]
    letters = first.lstrip("0123456789")
    return int(first.removesuffix(letters)), letters

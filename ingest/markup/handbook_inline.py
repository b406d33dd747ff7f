"""Reads what stands inside a paragraph, a list's item or a cell of a handbook's section."""

from __future__ import annotations

from typing import Protocol

from lxml import etree

from corpus.model import NoteKind
from ingest.check import SENTENCE_NUMBER, Piece
from ingest.markup.canvas import Canvas, Role
from ingest.markup.handbook_drawn import CLAUSE, SENTENCE, drawn_label, has_class, shown_text, words_of

_COUNTED = "-"
"""The number of items that are only counted."""


class Sheet(Protocol):
    """What the reader writes on."""

    canvas: Canvas
    pieces: list[Piece]

    def words(self, text: str) -> None:
        """Write words of the directive."""
        ...

    def plain(self, text: str | None) -> None:
        """Take white space."""
        ...

    def beside(self, element: etree._Element, kind: str) -> None:
        """Take an element as something beside the words."""
        ...

    def begin_absatz(self, number: str, label: str) -> None:
        """An Absatz begins here."""
        ...

    def margin(self, element: etree._Element) -> None:
        """Something stands in the margin."""
        ...

    def table(self, element: etree._Element) -> None:
        """A table."""
        ...


class InlineReader:
    """See the module."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._canvas = sheet.canvas
        self._depth = 0

    def nested(self, element: etree._Element) -> None:
        """The text of an element in which no Absatz can begin: an item, a cell, an example."""
        self._depth += 1
        self.inside(element)
        self._depth -= 1

    def inside(self, element: etree._Element) -> None:
        """The text of an element and all its children with their tails."""
        self._words(element.text)
        for child in element:
            self.element(child)
            self._words(child.tail)

    def element(self, element: etree._Element) -> None:
        """One element in running text."""
        tag = str(element.tag)
        if has_class(element, CLAUSE):
            self._clause(element)
        elif has_class(element, SENTENCE):
            self._sentence_number(element)
        elif has_class(element, "dropdown") or has_class(element, "richtext-footnote-ref"):
            self._sheet.beside(element, NoteKind.FUSSNOTE)
        elif has_class(element, "richtext-margin-label"):
            self._sheet.margin(element)
        elif tag == "br":
            self._canvas.blank()
        elif tag in ("ol", "ul"):
            self.items(element)
        elif tag == "table":
            self._sheet.table(element)
        elif tag == "img":
            self._picture(element)
        elif tag in ("p", "div"):
            self._paragraph(element)
        else:
            self.inside(element)

    def items(self, element: etree._Element) -> None:
        """The items of a list, each a place of its own."""
        self._sheet.plain(element.text)
        for child in element:
            if child.tag == "li":
                self._item(child)
            else:
                self.element(child)
            self._sheet.plain(child.tail)

    def _item(self, element: etree._Element) -> None:
        """An item. Numbers with dots ("1.8") are counted through, so that they stand beside "1", not below it."""
        label = drawn_label(element)
        self._canvas.open(Role.ITEM, label or _COUNTED)
        self._canvas.expect_label(len(label))
        self._depth += 1
        is_open = True
        self._words(element.text)
        for child in element:
            if child.tag == "ol" and _is_dotted(child):
                is_open = self._left(is_open=is_open)
                self.items(child)
            else:
                is_open = self._entered(words_of(child), is_open=is_open)
                self.element(child)
            is_open = self._entered(child.tail, is_open=is_open)
            self._words(child.tail)
        self._left(is_open=is_open)
        self._depth -= 1

    def _left(self, *, is_open: bool) -> bool:
        if is_open:
            self._canvas.close()
        return False

    def _entered(self, words: str | None, *, is_open: bool) -> bool:
        """Words behind an item that was left for its dotted numbers are a paragraph beside them."""
        if is_open or not (words or "").strip():
            return is_open
        self._canvas.open(Role.TEXT)
        return True

    def _words(self, text: str | None) -> None:
        if text and not text.strip():
            self._sheet.plain(text)
            self._canvas.blank()
        elif text:
            self._sheet.words(text)

    def _clause(self, element: etree._Element) -> None:
        label = shown_text(element)
        if not self._depth:
            self._sheet.begin_absatz("".join(sign for sign in label if sign.isalnum()), label)
        self.inside(element)

    def _sentence_number(self, element: etree._Element) -> None:
        self._sheet.beside(element, SENTENCE_NUMBER)
        if number := "".join(sign for sign in shown_text(element) if sign.isalnum()):
            self._canvas.mark(number)
        self._canvas.blank()

    def _paragraph(self, element: etree._Element) -> None:
        """A paragraph inside an item or a cell."""
        here = self._canvas.here
        if self._canvas.in_cell or here.runs or here.children:
            self._canvas.paragraph()
        self.inside(element)

    def _picture(self, element: etree._Element) -> None:
        """A picture has no text; a placeholder says that it is there."""
        described = " ".join((element.get("alt") or "").split())
        self._canvas.open(Role.PICTURE)
        self._canvas.put(f"[Abbildung: {described}]" if described else "[Abbildung]")
        self._canvas.close()


def _is_dotted(numbered: etree._Element) -> bool:
    first = next(iter(numbered.iterchildren("li")), None)
    return first is not None and "." in drawn_label(first).rstrip(".")

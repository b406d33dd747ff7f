"""Reads HTML tables: rows in order, each cell in its column, whatever spans columns or rows."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ingest.markup.canvas import Canvas, Role
from ingest.markup.handbook_inline import InlineReader, Sheet

_MOST = 1000
"""Columns or rows that a cell may span, as HTML itself limits them."""


class TableReader:
    """Reads tables on to a sheet; head rows are rows, a caption is a heading in the table."""

    def __init__(self, sheet: Sheet, inline: InlineReader) -> None:
        self._sheet = sheet
        self._canvas: Canvas = sheet.canvas
        self._inline = inline

    def read(self, table: etree._Element) -> None:
        """Read one table."""
        self._canvas.open(Role.TABLE)
        self._rows(table, HtmlColumns())
        self._canvas.close()

    def _rows(self, element: etree._Element, columns: HtmlColumns) -> None:
        self._sheet.plain(element.text)
        for child in element:
            if child.tag == "tr":
                self._row(child, columns)
            elif child.tag == "caption":
                self._canvas.open(Role.HEADING)
                self._inline.nested(child)
                self._canvas.close()
            else:
                self._rows(child, columns)
            self._sheet.plain(child.tail)

    def _row(self, row: etree._Element, columns: HtmlColumns) -> None:
        self._canvas.open(Role.ROW)
        self._sheet.plain(row.text)
        for cell, column in columns.of(row):
            self._canvas.enter_cell(column)
            self._inline.nested(cell)
            self._canvas.leave_cell()
            self._sheet.plain(cell.tail)
        self._canvas.close()


class HtmlColumns:
    """The columns of one table, row by row from the top."""

    def __init__(self) -> None:
        self._taken: dict[int, int] = {}

    def of(self, row: etree._Element) -> Iterator[tuple[etree._Element, int]]:
        """The cells of a row, each with its column (from 0)."""
        reaching = {place for place, rows in self._taken.items() if rows > 0}
        self._taken = {place: rows - 1 for place, rows in self._taken.items() if rows > 1}
        place = 0
        for cell in row.iterchildren("td", "th"):
            while place in reaching:
                place += 1
            yield cell, place
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if height > 1:
                self._taken.update(dict.fromkeys(range(place, place + width), height - 1))
            place += width


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), _MOST) if text.isdigit() else 1

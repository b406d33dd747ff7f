"""Opens the PDF of a letter safely, and reads its pages line by line, each with its place on the page.

The library is pypdfium2 (PDFium): of the maintained ones the fastest by far, and like the others it loses no character
of the ministry's letters. It is not safe for use by several threads, so that one document is read at a time.
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.markup.errors import PdfError, ScannedPdf

MOST_PAGES = 600
"""The longest letters and annexes have some 150 pages; whatever is longer than this is none."""
MOST_CHARACTERS = 3_000_000
_LEAST_CHARACTERS = 20
"""Non-blank characters per page, on average; a scan has none, or a stamp."""
_GAP = 1.3
"""Blank between two cells of a line, in heights of the line; words of justified text stand closer."""
_SAME_LINE = 0.5
"""Two characters stand on one line where their heights overlap by this part of the lower one."""
_HYPHENS = {"\u0002": "-", "\ufffe": "-", "\u00ad": "-"}
"""How PDFium tells a hyphen at the end of a line, and the soft hyphen."""

_NO_SIGNS = frozenset({0, 0x0D, 0x0A})
"""What PDFium puts where a character has no meaning in text, and at the ends of lines."""

_LOCK = threading.Lock()


class Cell(NamedTuple):
    """Words of a line that stand together; left and right edge in points from the left of the page."""

    text: str
    left: float
    right: float


class Line(NamedTuple):
    """A line of print: its page (from 1), its cells from left to right, its upper edge and height in points."""

    page: int
    cells: tuple[Cell, ...]
    top: float
    height: float

    @property
    def text(self) -> str:
        """The words of all cells."""
        return " ".join(cell.text for cell in self.cells)

    @property
    def left(self) -> float:
        """Where the line begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where the line ends."""
        return self.cells[-1].right

    def without_first(self) -> Line:
        """The line without its first cell."""
        return self._replace(cells=self.cells[1:])


class Sheets(NamedTuple):
    """What a PDF holds: the number of its pages, their lines in order, and the pages on which there is no text.

    ``characters`` are the non-blank ones of the whole file, counted apart from the lines.
    """

    pages: int
    lines: tuple[Line, ...]
    blank: tuple[int, ...]
    characters: int


def read_sheets(content: bytes) -> Sheets:
    """Read a PDF.

    Raises:
        PdfError: an HTML page, a broken or truncated file, an encrypted one, or one that is too long.
        ScannedPdf: there is no text in it, only pictures.
    """
    _refuse_others(content)
    with _LOCK, _opened(content) as document:
        count = len(document)
        if count > MOST_PAGES:
            raise PdfError(
                f"Die PDF-Datei hat {count} Seiten; erwartet werden bei einem Schreiben höchstens {MOST_PAGES}. Bitte "
                "prüfen, ob das die richtige Datei ist."
            )
        read = [_page(document, number) for number in range(count)]
    pages = [lines for lines, _ in read]
    lines = tuple(line for page in pages for line in page)
    solid = sum(characters for _, characters in read)
    if solid < _LEAST_CHARACTERS * count or not lines:
        raise ScannedPdf(
            f"Die PDF-Datei ({count} Seiten) enthält keinen lesbaren Text, gefunden wurden {solid} Zeichen; vermutlich "
            "ist sie ein Scan. Erwartet wird eine Datei mit Textebene. Bitte eine Texterkennung (OCR) laufen lassen "
            "und die Datei mit »fundstelle ingest --import« einlesen."
        )
    return Sheets(count, lines, tuple(number for number, page in enumerate(pages, 1) if not page), solid)


def _refuse_others(content: bytes) -> None:
    head = content[:1024].lstrip()
    if b"%PDF-" not in head:
        html = head[:200].lower().startswith((b"<!doctype html", b"<html"))
        found = "eine HTML-Seite" if html else "etwas anderes" if content else "nichts"
        raise PdfError(
            f"Erwartet wird eine PDF-Datei, gefunden wurde {found}. Vielleicht hat der Herausgeber eine Fehlerseite "
            "ausgeliefert; bitte die Adresse im Browser öffnen und später erneut abrufen."
        )
    if b"%%EOF" not in content[-2048:]:
        raise PdfError(
            f"Die PDF-Datei ist abgeschnitten: Nach {len(content)} Bytes fehlt die Endmarke, mit der jede PDF-Datei "
            "schließt. Bitte erneut herunterladen."
        )


@contextmanager
def _opened(content: bytes) -> Iterator[pypdfium2.PdfDocument]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise PdfError(
                "Die PDF-Datei ist mit einem Kennwort verschlüsselt und kann nicht gelesen werden. Bitte eine "
                "unverschlüsselte Fassung mit »fundstelle ingest --import« einlesen."
            ) from error
        raise PdfError(
            "Die PDF-Datei ist beschädigt und lässt sich nicht öffnen. Bitte erneut herunterladen."
        ) from error
    try:
        yield document
    finally:
        document.close()


class _Sign(NamedTuple):
    text: str
    left: float
    right: float
    bottom: float
    top: float


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[list[Line], int]:
    """The lines of a page in the order of the file, and how many non-blank characters it has."""
    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise PdfError(
            f"Seite {number + 1} der PDF-Datei ist beschädigt. Bitte die Datei erneut herunterladen."
        ) from error
    height = page.get_height()
    text = page.get_textpage()
    try:
        if text.count_chars() > MOST_CHARACTERS // 10:
            raise PdfError(
                f"Seite {number + 1} der PDF-Datei enthält {text.count_chars()} Zeichen; das ist kein Schreiben. Bitte "
                "prüfen, ob das die richtige Datei ist."
            )
        rows = [row for row in _rows(text) if any(not sign.text.isspace() for sign in row)]
        characters = _counted(text)
    finally:
        text.close()
        page.close()
    return _with_margin([_line(row, number + 1, height) for row in rows]), characters


def _counted(text: pypdfium2.PdfTextPage) -> int:
    """Non-blank characters that PDFium tells of a page, whether or not they have a place on it."""
    codes = (pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(text.count_chars()))
    return sum(code not in _NO_SIGNS and not chr(code).isspace() for code in codes)


def _rows(text: pypdfium2.PdfTextPage) -> Iterator[list[_Sign]]:
    row: list[_Sign] = []
    for sign in _signs(text):
        if sign.text.isspace():
            row.append(sign)
        elif row and not _continues(row, sign):
            yield row
            row = [sign]
        else:
            row.append(sign)
    if row:
        yield row


def _continues(row: list[_Sign], sign: _Sign) -> bool:
    last = next((one for one in reversed(row) if not one.text.isspace()), None)
    if last is None:
        return True
    overlap = min(last.top, sign.top) - max(last.bottom, sign.bottom)
    lower = max(0.1, min(last.top - last.bottom, sign.top - sign.bottom))
    return overlap >= _SAME_LINE * lower and sign.left > last.left - (last.top - last.bottom)


def _signs(text: pypdfium2.PdfTextPage) -> Iterator[_Sign]:
    """Characters with their boxes: of the glyph in width, of the font in height, so that all of a line are alike."""
    raw = text.raw
    box = pdfium.FS_RECTF()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if code in _NO_SIGNS:
            continue
        sign = chr(code)
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, ctypes.byref(box)):
            continue
        yield _Sign(_HYPHENS.get(sign, sign), box.left, box.right, box.bottom, box.top)


def _line(row: list[_Sign], page: int, page_height: float) -> Line:
    solid = [sign for sign in row if not sign.text.isspace()]
    height = max(sign.top - sign.bottom for sign in solid)
    cells: list[list[_Sign]] = [[]]
    last: _Sign | None = None
    for sign in row:
        if sign.text.isspace():
            if cells[-1]:
                cells[-1].append(sign)
            continue
        if last is not None and sign.left - last.right > _GAP * height:
            cells.append([])
        cells[-1].append(sign)
        last = sign
    built = tuple(_cell(signs) for signs in cells if signs)
    return Line(page, built, page_height - max(sign.top for sign in solid), height)


def _cell(signs: list[_Sign]) -> Cell:
    words = " ".join("".join(sign.text for sign in signs).split())
    solid = [sign for sign in signs if not sign.text.isspace()]
    return Cell(words, solid[0].left, solid[-1].right)


def _with_margin(lines: list[Line]) -> list[Line]:
    """Files often hold the Randnummern of a page apart from its lines; each goes to the line beside which it stands."""
    numbers = [line for line in lines if len(line.cells) == 1 and line.text.isdigit() and len(line.text) <= 4]
    kept = [line for line in lines if line not in numbers]
    for number in numbers:
        beside = next((one for one in kept if _beside(number, one)), None)
        if beside is None:
            return lines
        place = kept.index(beside)
        kept[place] = beside._replace(cells=(*number.cells, *beside.cells))
    return kept


def _beside(number: Line, line: Line) -> bool:
    middle = number.top + number.height / 2
    return line.top <= middle <= line.top + line.height and number.right < line.left

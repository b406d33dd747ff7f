"""What the tests of formats share: a printer of fictional letters (PDF); nothing of them is real."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from fpdf import FPDF, XPos, YPos

PrintLetter = Callable[..., bytes]

HEAD = (
    "Ministerium der Finanzen (fiktiv), 00000 Musterstadt",
    "Nur per E-Mail",
    "7. Juli 2031",
    "Betreff: Fragen zur Wolkensteuer",
    "Bezug: TOP 1 der Sitzung Wolken I/2031",
    "GZ: IV Z 7 - S 8888/00001/002/003",
    "DOK: COO.9999.100.1.1234567",
    "Seite 1 von 1",
    "(bei Antwort bitte GZ und DOK angeben)",
)


def printed(lines: Sequence[str], *, head: Sequence[str] = HEAD) -> FPDF:
    """A letter: one line of print each; "" is a gap, a form feed begins a page, "[7] " is a number in the margin."""
    sheet = FPDF(format="A4")
    sheet.core_fonts_encoding = "cp1252"
    sheet.set_font("Helvetica", size=10)
    sheet.set_auto_page_break(auto=False)
    sheet.add_page()
    for text in (*head, "", *lines):
        if text == "\f":
            sheet.add_page()
        elif text:
            _line(sheet, text)
        else:
            sheet.ln(8)
    return sheet


def _line(sheet: FPDF, text: str) -> None:
    left, words = 30.0, text
    if text.startswith("["):
        number, _, words = text[1:].partition("] ")
        sheet.set_x(18)
        sheet.cell(10, 5, number, new_x=XPos.RIGHT, new_y=YPos.TOP)
    for count, cell in enumerate(words.split(" | ")):
        sheet.set_x(left + 50 * count)
        sheet.cell(50, 5, cell, new_x=XPos.RIGHT, new_y=YPos.TOP)
    sheet.ln(5)


def _pdf(*lines: str, head: Sequence[str] = HEAD, password: str = "") -> bytes:
    sheet = printed(lines, head=head)
    if password:
        sheet.set_encryption(owner_password=password, user_password=password)
    return bytes(sheet.output())


@pytest.fixture(scope="session")
def print_letter() -> PrintLetter:
    """Prints lines as a letter with a letterhead; see :func:`printed`."""
    return _pdf

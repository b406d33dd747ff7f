"""Print the letters as PDF: ``python -m ingest.demo.print_letter``, after a data file has changed.

The result is committed and the same on every machine: fixed dates, no compression (zlib differs
between builds), a core font in cp1252 (nothing embedded). Two letterheads occur, as with the real
publisher: the one in use until 2024 and the one since 2025. fpdf2 is needed for printing only.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, time

from fpdf import FPDF, XPos, YPos

from ingest.demo.letter import LETTERS, Letter, letters

_LEFT, _TEXT, _RIGHT, _LINE, _SIZE = 20.0, 30.0, 25.0, 5.4, 10.5
"""Margin number, text, right margin and line height in millimetres; size of the type in points."""
_NEW_LETTERHEAD = 2025
"""First year of the letterhead with "GZ:" and "Seite 1 von 2"."""
_MARGINAL = re.compile(r"\[(\d+)\] (.+)")


def printed(letter: Letter) -> bytes:
    """The letter as PDF."""
    sheet = _Sheet(letter)
    sheet.letterhead()
    for line in letter.body:
        sheet.paragraph(line)
    return bytes(sheet.output())


class _Sheet(FPDF):
    """A4 pages with the publisher's page line; numbers the pages and breaks them."""

    def __init__(self, letter: Letter) -> None:
        super().__init__(format="A4")
        self.letter = letter
        self.recent = letter.issued.year >= _NEW_LETTERHEAD
        self.core_fonts_encoding = "cp1252"
        self.set_compression(False)
        self.set_creation_date(datetime.combine(letter.issued, time(12), tzinfo=UTC))
        self.set_title(letter.subject)
        self.set_producer("Fundstelle, Vorführbestand (fiktives Recht)")
        self.set_lang("de")
        self.set_margins(_TEXT, 20.0, _RIGHT)
        self.set_auto_page_break(auto=True, margin=25.0)
        self.set_font("Helvetica", size=_SIZE)
        self.add_page()

    def header(self) -> None:
        """Page line of all pages but the first, which carries it below the letterhead."""
        if self.page_no() > 1:
            self._lines(_TEXT, self._page_line())
            self.ln(_LINE)

    def letterhead(self) -> None:
        """Sender, recipient, date, subject and reference in the publisher's order."""
        if self.recent:
            self._recent_letterhead()
        else:
            self._former_letterhead()
        self._lines(_TEXT, "(bei Antwort bitte GZ und DOK angeben)")
        self.ln(_LINE)

    def paragraph(self, line: str) -> None:
        """One line of the body: heading, numbered paragraph, row of a table, indented or plain text."""
        if line.startswith("== "):
            self._heading(line.removeprefix("== "))
        elif " | " in line:
            self._row(line)
        elif found := _MARGINAL.fullmatch(line):
            self._numbered(found[1], found[2])
        else:
            indent = 6.0 if line.startswith("  ") else 0.0
            self._lines(_TEXT + indent, line.strip())
            self.ln(1.5)

    def _page_line(self) -> str:
        return f"Seite {self.page_no()} von {{nb}}" if self.recent else f"Seite {self.page_no()}"

    def _recent_letterhead(self) -> None:
        self._lines(_TEXT, "Bundesministerium der Finanzen (fiktiv), 00000 Musterstadt", "Nur per E-Mail")
        self._lines(_TEXT, "Lunarzollämter", "Bundeszentralstelle für Lunargüter")
        self._lines(125.0, "Musterstraße 1", "00000 Musterstadt", "Tel. +49 30 0000-0")
        self._lines(125.0, "poststelle@ministerium.example", "ministerium.fundstelle.example")
        self._lines(125.0, self.letter.day)
        self.ln(_LINE)
        self._lines(_TEXT, f"Betreff: {self.letter.subject}", f"Bezug: {self.letter.occasion}")
        self._lines(_TEXT, f"GZ: {self.letter.reference}", f"DOK: {self.letter.document}", self._page_line())

    def _former_letterhead(self) -> None:
        self._lines(_TEXT, "POSTANSCHRIFT Bundesministerium der Finanzen (fiktiv), 00000 Musterstadt")
        self._lines(_TEXT, "Nur per E-Mail", "Lunarzollämter", "Bundeszentralstelle für Lunargüter")
        self._lines(110.0, "HAUSANSCHRIFT Musterstraße 1", "00000 Musterstadt", "TEL +49 (0) 30 0000-0")
        self._lines(110.0, "E-MAIL poststelle@ministerium.example", f"DATUM {self.letter.day}")
        self.ln(_LINE)
        self._lines(_TEXT, f"BETREFF {self.letter.subject}", f"BEZUG {self.letter.occasion}")
        self._lines(_TEXT, f"GZ {self.letter.reference}", f"DOK {self.letter.document}")

    def _lines(self, left: float, *texts: str) -> None:
        for text in texts:
            self.set_x(left)
            hyphenated = text.replace("\\-", "\N{SOFT HYPHEN}")
            self.multi_cell(0, _LINE, hyphenated, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _heading(self, text: str) -> None:
        if self.will_page_break(4 * _LINE):
            self.add_page()
        self.ln(1.5)
        self.set_font(style="B")
        self._lines(_TEXT, text)
        self.set_font(style="")
        self.ln(1.5)

    def _numbered(self, number: str, text: str) -> None:
        """A paragraph with its Randnummer in the margin, on the height of the first line."""
        if self.will_page_break(3 * _LINE):
            self.add_page()
        self.set_x(_LEFT)
        self.cell(_TEXT - _LEFT, _LINE, number, new_x=XPos.RIGHT, new_y=YPos.TOP)
        self._lines(_TEXT, text)
        self.ln(1.5)

    def _row(self, line: str) -> None:
        for cell in line.split(" | "):
            self.cell(60.0, _LINE, cell, border=1, new_x=XPos.RIGHT, new_y=YPos.TOP)
        self.ln(_LINE)


if __name__ == "__main__":
    for each in letters():
        (LETTERS / f"{each.name}.pdf").write_bytes(printed(each))

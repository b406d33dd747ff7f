"""A fictional letter as its data file tells it: letterhead and body, line by line."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.citations.dates import MONTHS

LETTERS = Path(__file__).parent / "letters"
"""The data files; beside each stands the PDF that ``print_letter.py`` made of it."""


class Letter(NamedTuple):
    """One letter; ``name`` is the file name without ending, as in the address of its page.

    ``reference`` and ``document`` are the publisher's GZ and DOK, ``occasion`` the Bezug,
    ``summary`` the short text of the detail page; ``body`` holds the lines of the text, in the
    notation that the head of the data file explains.
    """

    name: str
    issued: date
    subject: str
    occasion: str
    reference: str
    document: str
    summary: str
    body: tuple[str, ...]

    @property
    def day(self) -> str:
        """Date of issue as a letterhead writes it: "15. Januar 2026"."""
        return f"{self.issued.day}. {MONTHS[self.issued.month - 1]} {self.issued.year}"

    @property
    def pdf(self) -> bytes:
        """The printed letter, as committed."""
        return (LETTERS / f"{self.name}.pdf").read_bytes()


def letters() -> tuple[Letter, ...]:
    """All letters, oldest first."""
    return tuple(_read(path) for path in sorted(LETTERS.glob("*.txt")))


def _read(path: Path) -> Letter:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    blank = lines.index("")
    head = dict(line.split(": ", 1) for line in lines[:blank])
    return Letter(
        name=path.stem,
        issued=date.fromisoformat(head["Datum"]),
        subject=head["Betreff"],
        occasion=head["Bezug"],
        reference=head["GZ"],
        document=head["DOK"],
        summary=head["Kurztext"],
        body=tuple(line for line in lines[blank:] if line),
    )

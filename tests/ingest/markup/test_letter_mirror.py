"""The twelve real letters of the mirror: facts as read by eye once, nothing lost, numbers as on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest

from corpus.address import StepKind
from corpus.pages import page_at
from ingest.markup.letter_pdf import Facts, Letter, parse_letter

EXAMPLES = Path(__file__).parents[2] / "examples" / "bmf_schreiben"
_COUNTED = (StepKind.RANDNUMMER, StepKind.NUMMER, StepKind.BUCHSTABE)


def rows(name: str) -> list[list[str]]:
    lines = (EXAMPLES / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def path_of(mirror: Path, file: str) -> Path:
    return next((mirror / "www.bundesfinanzministerium.de").rglob(file))


def letter_of(mirror: Path, file: str) -> Letter:
    """The letter, with the date that its address names, as the source would tell it."""
    name = re.sub(r"^[\d-]{10}-|\.pdf$", "", file)
    return parse_letter(path_of(mirror, file).read_bytes(), Facts(issued=date.fromisoformat(file[:10])), name)


def places(letter: Letter, *kinds: StepKind) -> Iterator[str]:
    for provision in letter.provisions:
        for unit in provision.units:
            if unit.address.inner and unit.address.inner[-1].kind in kinds:
                yield "/".join(map(str, unit.address.inner))


@pytest.mark.mirror
@pytest.mark.parametrize(
    ("file", "gz", "dok", "day", "pages", "numbers", "subject"),
    rows("letters.tsv"),
    ids=[r[0] for r in rows("letters.tsv")],
)
def test_facts_and_completeness(  # noqa: PLR0917 - the columns of the table
    mirror: Path, file: str, gz: str, dok: str, day: str, pages: str, numbers: str, subject: str
) -> None:
    """Letterhead, pages and count of Randnummern are right; each character of the PDF is accounted for."""
    letter = letter_of(mirror, file)
    printed = letter.printed
    assert (printed.reference, printed.document, printed.subject) == (gz, dok, subject)
    assert str(printed.issued or "") == day
    assert letter.pages == int(pages)
    assert sum("/" not in place for place in places(letter, StepKind.RANDNUMMER)) == int(numbers)
    assert letter.account.complete
    other = "".join(page.extract_text() for page in pypdf.PdfReader(path_of(mirror, file)).pages)
    assert letter.account.total == len("".join(other.split()))


@pytest.mark.mirror
@pytest.mark.parametrize(("file", "numbers", "headings", "pages"), rows("outlines.tsv"))
def test_outline(mirror: Path, file: str, numbers: str, headings: str, pages: str) -> None:
    """Randnummern, numbers and letters of three letters with their pages, as compared with the picture of each page."""
    letter = letter_of(mirror, file)
    assert " ".join(places(letter, *_COUNTED)) == numbers
    found = [
        provision.text[unit.start : unit.end].split()[0]
        for provision in letter.provisions
        for unit in provision.units
        if unit.address.inner[-1].kind is StepKind.UEBERSCHRIFT
    ]
    assert " ".join(found) == headings
    counted = [
        str(page_at(provision, unit.start))
        for provision in letter.provisions
        for unit in provision.units
        if unit.address.inner and unit.address.inner[-1].kind in _COUNTED
    ]
    assert " ".join(counted) == pages

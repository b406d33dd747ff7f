"""The fictional letters read like real ones, and printing them again gives the committed bytes."""

from __future__ import annotations

import io

import pypdf
import pytest

from ingest.demo.letter import Letter, letters
from ingest.demo.print_letter import printed

FORMER, RECENT = letters()


def pages(letter: Letter) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(letter.pdf)).pages]


@pytest.mark.parametrize("letter", letters(), ids=lambda letter: letter.name)
def test_printing_again_gives_the_committed_file(letter: Letter) -> None:
    """The PDF is the data file's: after a change of the text, ``python -m ingest.demo.print_letter`` is due."""
    assert printed(letter) == letter.pdf


@pytest.mark.parametrize("letter", letters(), ids=lambda letter: letter.name)
def test_every_word_can_be_read_from_the_pdf(letter: Letter) -> None:
    """Umlauts, quotes and § come out of the PDF as they went in; only hyphens at line ends are added."""
    read = "".join("".join(pages(letter)).split()).replace("-", "")
    for line in letter.body:
        bare = line.removeprefix("== ").replace("\\-", "").replace(" | ", "").replace("[", "").replace("]", "")
        assert "".join(bare.split()).replace("-", "")[:40] in read


def test_recent_letterhead() -> None:
    """Since 2025: GZ and DOK with colon, "Seite 1 von 2" below the letterhead and on top of page 2."""
    first, second = pages(RECENT)
    assert first.splitlines()[0] == "Bundesministerium der Finanzen (fiktiv), 00000 Musterstadt"
    for line in (
        "15. Januar 2026",
        "GZ: IV Z 9 - S 9999/00001/002/001",
        "DOK: COO.9999.100.2.1000417",
        "Seite 1 von 2",
        "(bei Antwort bitte GZ und DOK angeben)",
    ):
        assert line in first.splitlines()
    assert "Betreff: Anwendungsfragen zum Mondsteinsteuergesetz (MondStG) – fiktives Recht" in first
    assert second.splitlines()[0] == "Seite 2 von 2"


def test_former_letterhead() -> None:
    """Until 2024: labels in capitals without colon, page lines without total."""
    first, second = pages(FORMER)
    for line in ("DATUM 12. November 2024", "GZ IV Z 9 - S 9999/24/10001 :003", "DOK 2024/9990417"):
        assert line in first.splitlines()
    assert second.splitlines()[0] == "Seite 2"


def test_marginal_numbers_count_on() -> None:
    """Randnummern run from 1 without a gap and stand at the beginning of their paragraph."""
    for letter in (FORMER, RECENT):
        numbers = [line.split("]")[0][1:] for line in letter.body if line.startswith("[")]
        assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
        lines = "\n".join(pages(letter)).splitlines()
        assert all(any(line.startswith(f"{number} ") for line in lines) for number in numbers)


def test_one_letter_amends_the_other() -> None:
    """The later letter quotes new wording for the earlier one and names it by date and GZ."""
    text = " ".join(" ".join(pages(RECENT)).split())
    assert f"BMF-Schreiben vom {FORMER.day} - {FORMER.reference} -" in text
    assert "Randnummer 7 wird wie folgt gefasst: „Die Steuer beträgt" in text
    assert "Randnummer 12 wird aufgehoben" in text
    assert "durch die Angabe „50 Gramm“ ersetzt" in text
    assert "bleibt es bei 12 Prozent (§ 35 Abs. 1 Satz 1 MondStG).“" in text


def test_a_line_is_hyphenated() -> None:
    """The earlier letter breaks a word at a line's end, so that rejoining can be tried."""
    assert any(line.endswith("-") for page in pages(FORMER) for line in page.splitlines())

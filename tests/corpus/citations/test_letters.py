"""Which of the letters that are known a citation means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.citations import Code, Codes, DirectiveCitation, find_all, letters_of_day, match_letter
from corpus.citations.letters import slug
from corpus.model import Rank


def letter(key: str, abbreviation: str, *aliases: str) -> Code:
    return Code(key, abbreviation, f"Schreiben {key}", Rank.VERWALTUNGSANWEISUNG, aliases)


FIRST = letter(
    "bmf-2026-01-29-iv-d-1-s-0062-00121-001-002",
    "BMF v. 29.1.2026, IV D 1 - S 0062/00121/001/002",
    "COO.7005.100.4.13938177",
    "BStBl I 2026 S. 266",
)
SAME_DAY = letter("bmf-2026-01-29-iii-c-3-s-7117-00003", "BMF v. 29.1.2026, III C 3 - S 7117/00003")
OLD = letter(
    "bmf-2019-08-15-iv-c-5-s-2342-19-10007-001", "BMF v. 15.8.2019, IV C 5 - S 2342/19/10007 :001", "2019/0712345"
)
UNNUMBERED = letter("bmf-2024-05-06", "BMF v. 6.5.2024")
CODES = Codes.load().with_added(FIRST, SAME_DAY, OLD, UNNUMBERED)


def cited(text: str, codes: Codes = CODES) -> DirectiveCitation:
    (citation,) = find_all(text, codes)
    assert isinstance(citation, DirectiveCitation)
    return citation


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("BMF v. 29.1.2026, IV D 1 - S 0062/00121/001/002", FIRST),
        ("BMF-Schreiben vom 29. Januar 2026 – IV D 1 – S 0062/00121/001/002", FIRST),
        ("BMF v. 29.1.2026, IV D 1 S 0062/00121/001/002", FIRST),
        ("BMF v. 29.1.2026, III C 3 - S 7117/00003", SAME_DAY),
        ("BMF-Schreiben vom 29. Januar 2026 (BStBl I S. 266)", FIRST),
        ("BMF-Schreiben vom 29. Januar 2026, BStBl I 2026 S. 266", FIRST),
        ("BMF-Schreiben vom 29. Januar 2026, DOK: COO.7005.100.4.13938177", FIRST),
        ("DOK: COO.7005.100.4.13938177", FIRST),
        ("GZ: IV C 5 - S 2342/19/10007:001", OLD),
        ("DOK 2019/0712345", OLD),
        ("BMF v. 6.5.2024", UNNUMBERED),
        ("BMF v. 6.5.2024, Rn. 3", UNNUMBERED),
    ],
)
def test_letters_that_are_known(text: str, found: Code) -> None:
    """Date and file number, the document's number, or the place in the BStBl tell which letter is meant."""
    citation = cited(text)
    assert citation.work == found.key
    assert match_letter(citation, CODES) in (found, None)


@pytest.mark.parametrize(
    "text",
    [
        "BMF-Schreiben vom 29. Januar 2026",
        "BMF-Schreiben vom 30. Januar 2026, IV D 1 - S 0062/00121/001/002",
        "BMF-Schreiben vom 29. Januar 2026, IV D 1 - S 0062/00121/001/003",
        "BMF-Schreiben vom 29. Januar 2026 (BStBl I S. 267)",
        "BMF-Schreiben vom 29. Januar 2025 (BStBl I 2026 S. 266)",
        "BMF-Schreiben vom 6. Mai 2024 (BStBl I S. 700)",
        "OFD Hannover v. 29.1.2026, IV D 1 - S 0062/00121/001/002",
    ],
)
def test_better_no_letter_than_a_wrong_one(text: str) -> None:
    """What another letter of the same day could be, or what contradicts the one that is known, names none."""
    assert cited(text).work is None


def test_letters_of_the_day_are_offered() -> None:
    """Where only the day is told, the letters of that day may be meant."""
    citation = cited("BMF-Schreiben vom 29. Januar 2026")
    assert letters_of_day(citation, CODES) == (FIRST, SAME_DAY)
    assert letters_of_day(replace(citation, issued=date(2026, 1, 30)), CODES) == ()
    assert letters_of_day(replace(citation, issued=None), CODES) == ()


def test_addresses_of_a_letter() -> None:
    """A letter that is known gives addresses: of the places cited, or of itself; one that isn't gives none."""
    text = "BMF v. 15.8.2019, IV C 5 - S 2342/19/10007 :001"
    assert list(map(str, cited(text).addresses)) == [OLD.key]
    assert list(map(str, cited(f"{text}, Rn. 12 und 14").addresses)) == [
        f"{OLD.key}/schreiben/rn-12",
        f"{OLD.key}/schreiben/rn-14",
    ]
    assert cited(text, Codes.load()).addresses == ()


def test_file_numbers_are_the_same_however_they_are_set() -> None:
    """Blanks and dashes of a file number are free; the key of a letter has neither."""
    spellings = ("IV C 5 - S 2342/19/10007 :001", "IV C 5 – S 2342/19/10007:001", "IV C 5 S 2342 / 19 / 10007 :001")
    assert {slug(spelling) for spelling in spellings} == {"iv-c-5-s-2342-19-10007-001"}

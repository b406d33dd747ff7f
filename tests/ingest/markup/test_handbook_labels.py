"""What a section is, and which numbers count: margin and headline as the handbooks print them."""

from __future__ import annotations

import pytest

from corpus.address import StepKind
from ingest.markup.handbook_labels import Label, number_in_margin, printed_numbers, section_label

R, H, A, ZU = StepKind.RICHTLINIE, StepKind.HINWEIS, StepKind.ABSCHNITT, StepKind.ZU


@pytest.mark.parametrize(
    ("mark", "kind", "margin", "headline", "label"),
    [
        # a Richtlinie, with and without a full stop, with a letter
        ("R", R, "R 5.3", "Bestand", Label("5.3", "", "Bestand")),
        ("R", R, "R 4a.", "Wirtschaftsjahr", Label("4a", "", "Wirtschaftsjahr")),
        # only an Absatz of it; a slip in the mark
        ("R", R, "R 4.2 (1)", "Allgemeines", Label("4.2", "1", "Allgemeines")),
        ("R", R, "R. 1.3 (2)", "", Label("1.3", "2", "")),
        ("H", H, "H 4.2 (2 – 15)", "", Label("4.2", "2-15", "")),
        # the ErbStR name their parts by a letter
        ("R", R, "R E 13b.1", "Erwerb", Label("E-13b.1", "", "Erwerb")),
        ("H", H, "H E 3.1 (1)", "", Label("E-3.1", "1", "")),
        # the headline repeats the label, or is the only place of it, or corrects it
        ("R", R, "R E 14.3", "R E 14.3 Mindeststeuer", Label("E-14.3", "", "Mindeststeuer")),
        ("UStAE", A, "UStAE", "15.2a. Rechnung als Voraussetzung", Label("15.2a", "", "Rechnung als Voraussetzung")),
        ("UStAE", A, "UStAE", "4.12.1. Vermietung", Label("4.12.1", "", "Vermietung")),
        ("A", A, "A 251.3", "A 261.3 Wohnungserbbaurecht", Label("261.3", "", "Wohnungserbbaurecht")),
        # a number in the headline that is none of a section
        ("R", R, "R 3.2", "(zu § 3 Nr. 2)", Label("3.2", "", "(zu § 3 Nr. 2)")),
        ("R", R, "R 8.1", "1 %-Regelung", Label("8.1", "", "1 %-Regelung")),
        ("A", A, "A 9.1", "10 Jahre Bindung", Label("9.1", "", "10 Jahre Bindung")),
        # a section on a §, with the slips of the publisher
        ("AEAO", ZU, "AEAO", "AEAO zu § 122 - Bekanntgabe:", Label("122", "", "Bekanntgabe")),
        ("AEAO", ZU, "AEAO", "AEAO zu § 89a – Verfahren:", Label("89a", "", "Verfahren")),
        ("AEAO", ZU, "AEAO", "AEAO zu § 13 8a - Bericht", Label("138a", "", "Bericht")),
        ("AEAO", ZU, "AEAO", "AEAO zu §§ 69 bis 77 - Haftung", Label("69-77", "", "Haftung")),
        ("AEAO", ZU, "AEAO", "AEAO vor §§ 172 bis 177 - Bestandskraft", Label("vor-172-177", "", "Bestandskraft")),
        ("AEAO", ZU, "AEAO", "AEAO zu § 12 - 3 Wege", Label("12", "", "3 Wege")),
        # nothing that names a section
        ("R", R, "R", "Ohne Nummer", Label("", "", "Ohne Nummer")),
        ("AEAO", ZU, "AEAO", "Einführung", Label("", "", "Einführung")),
    ],
)
def test_margin_and_headline_name_the_section(
    mark: str, kind: StepKind, margin: str, headline: str, label: Label
) -> None:
    """Number, Absatz and heading, in every way that the handbooks print them."""
    assert section_label(mark, kind, margin, headline) == label


def test_the_number_in_the_margin_alone() -> None:
    """It is compared with the one that counts; a margin may have none."""
    assert number_in_margin("A", "A 251.3") == "251.3"
    assert number_in_margin("UStAE", "UStAE") == ""
    assert number_in_margin("R", "H 4.1") == ""


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        (["1. Fristen", "1.1 Die Frist", "sie läuft", "1.2 Ende", "2. Aufschub"], ["1", "1.1", None, "1.2", "2"]),
        (["1.1 Die Frist", "1.2. Das Ende", "2.1 Aufschub"], ["1.1", "1.2", "2.1"]),
        (["1. Allgemeines", "1.1 Frist", "1.1.1 Lauf", "1.2 Ende"], ["1", "1.1", "1.1.1", "1.2"]),
        # a single number, a date, an amount, a number out of order: none counts
        (["1. Die Ablaufhemmung", "Text"], [None, None]),
        (["1. Januar ist Neujahr", "2. Januar auch"], [None, None]),
        (["2. Zweitens", "3. Drittens"], [None, None]),
        (["1. Erstens", "3. Drittens"], [None, None]),
        (["1. Erstens", "2. Zweitens", "1. Wieder"], [None, None, None]),
        (["1. kleingeschrieben", "2. auch"], [None, None]),
        ([], []),
    ],
)
def test_printed_numbers_count_only_in_order(lines: list[str], numbers: list[str | None]) -> None:
    """1, 1.1, 1.2, 2 … are numbers of the directive; what is left of a date or a table isn't."""
    found = printed_numbers(lines)
    assert [number.number if number else None for number in found] == numbers
    assert all(line.startswith(line[: number.characters]) for line, number in zip(lines, found, strict=True) if number)

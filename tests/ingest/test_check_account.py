"""The completeness certificate: it balances for what was read well, and fails for every way of reading badly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.address import Address
from corpus.model import Legislation, NoteKind, Provision, Rank, Stand, Unit
from ingest.check import CONTENTS, LAW, SENTENCE_NUMBER, Piece, Section, certify, remarks
from ingest.markup.canvas import Canvas
from ingest.markup.gii_norm import Naming, parse

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "gesetze_im_internet"

TEXT = "(1) Wolken sind frei. Nebel nicht:\n1. Dunst\n2. Rauch [Abbildung]\n(2) Ende."
SOURCE = "(1) 1Wolken sind frei. 2Nebel nicht: 1.Dunst 2.Rauch (2) Ende. (+++ Zur Anwendung +++)"


def _unit(inner: str, words: str, label: str = "") -> Unit:
    start = TEXT.index(label + words)
    return Unit(Address.from_id(f"wolkstg/1/{inner}"), start, start + len(label + words), start + len(label))


UNITS = (
    _unit("abs-1", "Wolken sind frei. Nebel nicht:\n1. Dunst\n2. Rauch [Abbildung]", "(1) "),
    _unit("abs-1/satz-1", "Wolken sind frei."),
    _unit("abs-1/satz-2", "Nebel nicht:\n1. Dunst\n2. Rauch [Abbildung]"),
    _unit("abs-1/satz-2/nr-1", "Dunst", "1. "),
    _unit("abs-1/satz-2/nr-2", "Rauch [Abbildung]", "2. "),
    _unit("abs-1/satz-2/nr-2/abbildung-1", "[Abbildung]"),
    _unit("abs-2", "Ende.", "(2) "),
)
PROVISION = Provision(Address.from_id("wolkstg/1"), "§ 1", "", TEXT, UNITS)
PIECES = (
    Piece(LAW, "(1) "),
    Piece(SENTENCE_NUMBER, "1"),
    Piece(LAW, "Wolken sind frei. "),
    Piece(SENTENCE_NUMBER, "2"),
    Piece(LAW, "Nebel nicht: 1.Dunst 2.Rauch (2) Ende."),
    Piece(str(NoteKind.ANWENDUNG), "(+++ Zur Anwendung +++)"),
)
SECTION = Section("§ 1", SOURCE, PIECES, PROVISION)


def test_a_good_reading_balances() -> None:
    """Every non-blank character is counted once, in its class; what stands for a picture is not law."""
    account = certify([SECTION], SOURCE)
    assert account.complete
    assert account.total == len("".join(SOURCE.split()))
    assert dict(account.classes) == {LAW: 51, SENTENCE_NUMBER: 2, str(NoteKind.ANWENDUNG): 20}


def _law_at(position: int, change: Callable[[str], str]) -> Provision:
    """The provision with one word of its text changed and all its units stretched to fit."""
    new = TEXT[:position] + change(TEXT[position]) + TEXT[position + 1 :]
    shift = len(new) - len(TEXT)

    def moved(offset: int) -> int:
        return offset + shift if offset > position else offset

    units = tuple(replace(u, start=moved(u.start), body=moved(u.body), end=moved(u.end)) for u in UNITS)
    return replace(PROVISION, text=new, units=units)


def _lost(_sign: str) -> str:
    return ""


def _doubled(sign: str) -> str:
    return sign * 2


def _altered(_sign: str) -> str:
    return "¤"


LETTERS = [
    i for i, sign in enumerate(TEXT) if not sign.isspace() and i not in range(TEXT.index("["), TEXT.index("]") + 1)
]


@given(st.sampled_from(LETTERS), st.sampled_from([_lost, _doubled, _altered]))
def test_one_character_lost_doubled_or_altered_in_the_text_is_found(
    position: int, change: Callable[[str], str]
) -> None:
    """No single character of the law can go missing, be doubled or be changed unnoticed."""
    account = certify([SECTION._replace(provision=_law_at(position, change))], SOURCE)
    assert not account.complete
    assert account.findings


@given(st.sampled_from([i for i in LETTERS if i + 1 in LETTERS and TEXT[i] != TEXT[i + 1]]))
def test_two_characters_swapped_in_the_text_are_found(position: int) -> None:
    """The order of characters counts, not only their number."""
    swapped = TEXT[:position] + TEXT[position + 1] + TEXT[position] + TEXT[position + 2 :]
    account = certify([SECTION._replace(provision=replace(PROVISION, text=swapped))], SOURCE)
    assert any("§ 1: Ab Zeichen" in finding for finding in account.findings)


@given(st.integers(0, len(PIECES) - 1))
def test_a_piece_that_the_parser_lost_is_found(index: int) -> None:
    """The pieces must be the whole source, in order."""
    account = certify([SECTION._replace(pieces=PIECES[:index] + PIECES[index + 1 :])], SOURCE)
    assert any("in der Quelle" in finding for finding in account.findings)


def test_a_section_that_the_parser_left_out_is_found() -> None:
    """A whole norm cannot be forgotten."""
    account = certify([SECTION], SOURCE + "§ 2 Vergessen.")
    assert "„§2Vergessen.“" in account.findings[0]


def test_law_without_an_address_is_found() -> None:
    """Law may not be taken as something without a provision."""
    account = certify([Section("Überschrift", "Text", [Piece(LAW, "Text")], None)], "Text")
    assert account.findings == ("Überschrift: Rechtstext ohne Adresse: „Text“.",)


def test_text_beside_the_law_is_counted_by_class() -> None:
    """A table of contents is accounted for, and is no law."""
    account = certify([Section("Inhaltsübersicht", "§ 1 Wolken", [Piece(CONTENTS, "§ 1 Wolken")], None)], "§ 1 Wolken")
    assert account.complete
    assert account.classes == ((CONTENTS, 8),)


def _with(index: int, **changes: object) -> tuple[Unit, ...]:
    return (*UNITS[:index], replace(UNITS[index], **changes), *UNITS[index + 1 :])


@pytest.mark.parametrize(
    ("units", "told"),
    [
        (UNITS[:-1], "Text außerhalb jeder Einheit: „(2) Ende.“"),
        (_with(0, start=1), "Text außerhalb jeder Einheit: „(“"),
        ((UNITS[0], *UNITS[2:]), "Text neben den Teilen von wolkstg/1/abs-1: „Wolken sind frei.“"),
        (_with(1, end=UNITS[2].start + 3), "überschneidet sich"),
        (_with(3, end=UNITS[0].end + 4), "ragt über"),
        (_with(6, end=len(TEXT) + 1), "ungültige Grenzen"),
        (_with(6, end=UNITS[6].start), "ungültige Grenzen"),
        (_with(6, body=UNITS[6].start - 1), "ungültige Grenzen"),
        (_with(6, address=UNITS[0].address), "mehrfach vergeben"),
        (_with(6, address=Address.from_id("wolkstg/2/abs-2")), "gehört nicht zu wolkstg/1"),
        ((UNITS[6], *UNITS[:6]), "nicht in der Reihenfolge"),
    ],
)
def test_a_tree_that_is_no_tree_is_found(units: tuple[Unit, ...], told: str) -> None:
    """Units nest, do not overlap, have unique addresses and valid offsets, and hold all text."""
    account = certify([SECTION._replace(provision=replace(PROVISION, units=units))], SOURCE)
    assert any(told in finding for finding in account.findings), account.findings
    assert not account.complete


def test_provisions_with_the_same_address_are_found() -> None:
    """An address names one provision."""
    account = certify([SECTION, SECTION], SOURCE * 2)
    assert account.findings == ("Die Adresse wolkstg/1 ist 2-mal vergeben.",)


@pytest.mark.parametrize("flaw", [lambda text: text[:-1], lambda text: text + "x", lambda text: text[::-1]])
def test_a_flaw_in_the_layout_of_a_whole_law_is_found(
    flaw: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A canvas that loses, adds or turns characters cannot get a law through."""
    put = Canvas.put
    monkeypatch.setattr(Canvas, "put", lambda canvas, text: put(canvas, flaw(text)))
    xml = (EXAMPLES / "wolkenverordnung.xml").read_bytes()
    account = parse(xml, Naming("wolkv"), "https://x.example/").account
    assert not account.complete
    assert any("in den Einheiten" in finding for finding in account.findings)


def test_many_findings_are_counted_not_listed() -> None:
    """A hopeless document does not flood the report."""
    sections = [Section(f"§ {i}", "a", [], None) for i in range(50)]
    findings = certify(sections, "a" * 50).findings
    assert len(findings) == 21
    assert findings[-1] == "… und 30 weitere Abweichungen."


def test_oddities_are_remarked_without_failing() -> None:
    """A law without text, or with nothing in force, is told, not refused."""
    account = certify([SECTION], SOURCE)
    law = Legislation("w", "W", "", Rank.GESETZ, None, "", Stand(), None, "", (), account)
    assert "keinen Wortlaut" in remarks(law)[0]
    assert "keinen Tag" in remarks(law)[1]
    gone = replace(law, provisions=(replace(PROVISION, repealed=True),))
    assert "weggefallen" in remarks(gone)[0]

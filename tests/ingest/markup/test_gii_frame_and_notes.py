"""Rank from the title, and the kinds of editors' notes."""

from __future__ import annotations

import pytest

from corpus.model import NoteKind, Rank
from ingest.markup.gii_frame import rank_of
from ingest.markup.gii_notes import read_notes
from ingest.markup.gii_xml import open_xml, plain_text


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("Wolkensteuergesetz", Rank.GESETZ),
        ("Wolkenordnung", Rank.GESETZ),
        ("Verordnung zur Durchführung des Wolkensteuergesetzes", Rank.VERORDNUNG),
        ("Wolkensteuer-Durchführungsverordnung", Rank.VERORDNUNG),
        ("Wolkengesetz-Durchführungsverordnung", Rank.VERORDNUNG),
        ("Gesetz zur Durchführung der Verordnung (EU) 2099/1", Rank.GESETZ),
        ("Abkommen über die Wolken", Rank.GESETZ),
    ],
)
def test_rank_is_told_by_the_title(title: str, rank: Rank) -> None:
    """The first word that names a kind of law decides, by how it ends."""
    assert rank_of(title) is rank


def test_notes_are_cut_and_told_apart() -> None:
    """Hints on application are found, also over several lines; every character lands in a piece, in order."""
    xml = (
        "<Content><P><BR/> <pre>(+++ Textnachweis Geltung ab: 1.1.2020 +++)<BR/>"
        "(+++ Zur Anwendung <BR/>   vgl. § 5 +++)"
        "</pre>§ 1: IdF d. Art. 1<BR/>§ 2: gilt bis 31.12.2030</P><P>(+++ offen und nie geschlossen</P></Content>"
    )
    content = open_xml(xml.encode(), "Content")
    pieces, notes = read_notes(content)
    assert [(note.kind, note.text) for note in notes] == [
        (NoteKind.REDAKTION, "Textnachweis Geltung ab: 1.1.2020"),
        (NoteKind.ANWENDUNG, "Zur Anwendung vgl. § 5"),
        (NoteKind.REDAKTION, "§ 1: IdF d. Art. 1"),
        (NoteKind.ANWENDUNG, "§ 2: gilt bis 31.12.2030"),
        (NoteKind.REDAKTION, "(+++ offen und nie geschlossen"),
    ]
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(plain_text(content).split())

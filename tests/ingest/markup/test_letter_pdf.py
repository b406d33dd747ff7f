"""Letters from PDF: what is read, and what is told of files that are none. All letters are fictional."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from corpus.model import NoteKind, Provision
from corpus.pages import page_at
from ingest.check import CONTENTS
from ingest.markup.errors import LetterError, PdfError, ScannedPdf
from ingest.markup.letter_pdf import Facts, Letter, parse_letter

PrintLetter = Callable[..., bytes]

CLOSE = ("Im Auftrag", "Dieses Dokument wurde elektronisch erstellt und ist ohne Unterschrift gültig.")


def read(content: bytes, **known: object) -> Letter:
    letter = parse_letter(content, Facts(**known))  # type: ignore[arg-type]
    assert letter.account.findings == ()
    assert letter.account.complete
    return letter


def said(provision: Provision) -> dict[str, str]:
    """What stands at each place of a provision."""
    return {"/".join(map(str, unit.address.inner)): provision.text[unit.start : unit.end] for unit in provision.units}


def text_of(content: bytes) -> dict[str, str]:
    return said(read(content).provisions[0])


def test_letterhead(print_letter: PrintLetter) -> None:
    """Reference, document number, date, subject and occasion come from the letterhead; the key is made of them."""
    letter = read(print_letter("Wolken sind zu versteuern.", *CLOSE))
    assert letter.facts == Facts(
        "IV Z 7 - S 8888/00001/002/003",
        "COO.9999.100.1.1234567",
        date(2031, 7, 7),
        "Fragen zur Wolkensteuer",
        "TOP 1 der Sitzung Wolken I/2031",
    )
    assert letter.key == "bmf-2031-07-07-iv-z-7-s-8888-00001-002-003"
    assert letter.facts.citation == "BMF v. 7.7.2031, IV Z 7 - S 8888/00001/002/003"
    assert letter.remarks == ()


def test_former_letterhead(print_letter: PrintLetter) -> None:
    """Until 2024 the labels stand in capitals, without a colon."""
    head = (
        "POSTANSCHRIFT Ministerium (fiktiv)",
        "DATUM 3. März 2021",
        "BETREFF Wolken und",
        "Regen",
        "BEZUG Sitzung I/2021",
        "GZ IV Z 7 - S 8888/21/10001 :002",
        "DOK 2021/7654321",
        "(bei Antwort bitte GZ und DOK angeben)",
    )
    facts = read(print_letter("Es regnet.", *CLOSE, head=head)).facts
    assert facts.issued == date(2021, 3, 3)
    assert (facts.reference, facts.document) == ("IV Z 7 - S 8888/21/10001 :002", "2021/7654321")
    assert (facts.subject, facts.occasion) == ("Wolken und Regen", "Sitzung I/2021")


def test_randnummern(print_letter: PrintLetter) -> None:
    """A number in the margin opens a Randnummer; headings stand beside; lists hang below their sentence."""
    told = text_of(
        print_letter(
            "I. Allgemeines",
            "1. Wolken",
            "[1] Eine Wolke ist Dunst. Sie ist zu versteuern, wenn sie",
            "a) am Himmel steht und",
            "b) Schatten wirft.",
            "2. Nebel",
            "[2] Nebel ist keine Wolke.",
            "Dieses Schreiben wird im Wolkenblatt veröffentlicht.",
            *CLOSE,
        )
    )
    assert told == {
        "ueberschrift-1": "I. Allgemeines",
        "ueberschrift-2": "1. Wolken",
        "rn-1": "1 Eine Wolke ist Dunst. Sie ist zu versteuern, wenn sie\na) am Himmel steht und\nb) Schatten wirft.",
        "rn-1/satz-1": "Eine Wolke ist Dunst.",
        "rn-1/satz-2": "Sie ist zu versteuern, wenn sie\na) am Himmel steht und\nb) Schatten wirft.",
        "rn-1/satz-2/a": "a) am Himmel steht und",
        "rn-1/satz-2/b": "b) Schatten wirft.",
        "ueberschrift-3": "2. Nebel",
        "rn-2": "2 Nebel ist keine Wolke.",
        "text-1": "Dieses Schreiben wird im Wolkenblatt veröffentlicht.",
    }


def test_randnummern_in_the_line(print_letter: PrintLetter) -> None:
    """Where the number has lost its margin it counts on all the same; a number that does not count on is text."""
    told = text_of(
        print_letter("1 Eine Wolke hat", "40 Tropfen.", "2 Der Nebel hat", "3 Tropfen in", "4 Farben.", *CLOSE)
    )
    assert told["rn-1"] == "1 Eine Wolke hat 40 Tropfen."
    assert list(told)[1] == "rn-2"


def test_quoted_amendments(print_letter: PrintLetter) -> None:
    """Quoted text is a paragraph of its own, whatever numbers it bears; those are none of the letter's."""
    told = text_of(
        print_letter(
            "Das Wolkenschreiben wird wie folgt geändert:",
            "1. Die Nummer 4 wird wie folgt gefasst:",
            "„4. Wolken sind weiß.",
            "5. Nebel ist grau.“",
            "2. Randnummer 9 wird aufgehoben.",
            *CLOSE,
        )
    )
    assert told["nr-1/text-1"] == "„4. Wolken sind weiß."
    assert told["nr-1/text-2"] == "5. Nebel ist grau.“"
    assert told["nr-2"] == "2. Randnummer 9 wird aufgehoben."


def test_quotation_never_closed(print_letter: PrintLetter) -> None:
    """A quotation whose closing mark is missing ends where the letter's next number commands the next change."""
    told = text_of(
        print_letter(
            "Das Wolkenschreiben wird wie folgt geändert:",
            "1. Die Nummer 4 wird wie folgt gefasst:",
            "„4. Wolken sind weiß.",
            "2. In der Nummer 7 wird das Wort „Dunst“ durch das Wort „Nebel“ ersetzt.",
            *CLOSE,
        )
    )
    assert told["nr-1/text-1"] == "„4. Wolken sind weiß."
    assert told["nr-2"].startswith("2. In der Nummer 7")


def test_sections_without_randnummern(print_letter: PrintLetter) -> None:
    """Without Randnummern the numbers of the sections are the places, nested as they are counted."""
    told = text_of(
        print_letter(
            "I. Wolken", "1. Weiße Wolken sind frei.", "2. Graue Wolken sind es nicht.", "", "II. Nebel",
            "1. Der Nebel ist frei.", *CLOSE,
        )
    )  # fmt: skip
    assert [place for place in told if place.startswith("nr")] == [
        "nr-I", "nr-I/nr-1", "nr-I/nr-2", "nr-II", "nr-II/nr-1",
    ]  # fmt: skip


def test_tables_keep_their_columns(print_letter: PrintLetter) -> None:
    """Lines whose cells stand below one another are the rows of a table."""
    told = text_of(print_letter("Es gilt folgende Tafel:", "Wolke | Satz", "weiß | 7 Euro", "grau | 9 Euro", *CLOSE))
    assert told["tabelle-1/zeile-2"] == "weiß\t7 Euro"


def test_page_furniture_and_pages(print_letter: PrintLetter) -> None:
    """Page lines are a class of their own, in the letterhead too; a paragraph goes on over the page that is known."""
    content = print_letter("Die Wolke steht am", "\f", "Seite 2 von 2", "Himmel und wirft Schatten.", *CLOSE)
    letter = read(content)
    provision = letter.provisions[0]
    assert provision.text == "Die Wolke steht am Himmel und wirft Schatten."
    assert (letter.pages, dict(letter.account.classes)["Seitenangabe"]) == (2, 20)
    assert (page_at(provision, 0), page_at(provision, provision.text.index("wirft"))) == (1, 2)


def test_what_begins_a_page_stands_on_it(print_letter: PrintLetter) -> None:
    """A Randnummer, a heading or a row that is first on its page: label and all."""
    content = print_letter(
        "[1] Wolken sind frei.", "\f", "[2] Nebel ist es nicht.", "\f", "[3] Regen ist frei von Steuer."
    )  # fmt: skip
    (provision,) = read(content).provisions
    pages = [page_at(provision, unit.start) for unit in provision.units if unit.address.inner[0].number]
    assert pages == [1, 2, 3]


def test_table_of_contents_and_footnotes(print_letter: PrintLetter) -> None:
    """A table of contents is no text of the letter; a footnote becomes a note."""
    letter = read(
        print_letter(
            "Inhaltsverzeichnis",
            "I. Wolken ........................ 1",
            "II. Nebel ........................ 1",
            "I. Wolken",
            "[1] Die Wolken1 sind zu versteuern.",
            "II. Nebel",
            "[2] Nebel ist frei.",
            *CLOSE,
        )
    )
    assert dict(letter.account.classes)[CONTENTS] > 0
    assert [place for place in said(letter.provisions[0]) if place.startswith("rn")] == ["rn-1", "rn-2"]
    with_note = read(print_letter("Die Wolken1 sind zu versteuern.", "", "", "1 Siehe das Wolkenbuch."))
    assert footnotes_of(with_note.provisions[0]) == ["1 Siehe das Wolkenbuch."]


def footnotes_of(provision: Provision) -> list[str]:
    return [note.text for note in provision.notes if note.kind is NoteKind.FUSSNOTE]


def test_annexes(print_letter: PrintLetter) -> None:
    """What follows the close is an annex; several begin with their names at the top of a page."""
    letter = read(
        print_letter(
            "Anbei zwei Anlagen.", *CLOSE, "\f", "Anlage 1", "Wolken sind weiß.", "\f", "Anlage 2", "Nebel ist grau."
        )
    )  # fmt: skip
    assert [str(provision.address).rpartition("/")[2] for provision in letter.provisions] == [
        "schreiben", "anlage-1", "anlage-2",
    ]  # fmt: skip
    assert letter.provisions[2].text.endswith("Nebel ist grau.")


def test_draft_and_missing_date(print_letter: PrintLetter) -> None:
    """A draft says that it is one; a date from elsewhere is told as such."""
    head = (
        "Wählen Sie das Datum aus.",
        "Betreff: Entwurf eines BMF-Schreibens zu Wolken",
        "GZ: IV Z 7 - S 8888/00001/002/004",
        "(bei Antwort bitte GZ und DOK angeben)",
    )
    letter = read(print_letter("Wolken sind frei.", head=head), issued=date(2031, 8, 1))
    assert letter.facts.draft
    assert letter.facts.issued == date(2031, 8, 1)
    assert any("Entwurf" in remark for remark in letter.remarks)
    assert any("kein Datum" in remark for remark in letter.remarks)


def test_disagreement_is_told(print_letter: PrintLetter) -> None:
    """The letterhead is the authority; a page that names another day is contradicted in a remark."""
    letter = read(print_letter("Wolken sind frei."), issued=date(2031, 7, 8))
    assert letter.facts.issued == date(2031, 7, 7)
    assert any("maßgeblich ist der Briefkopf" in remark for remark in letter.remarks)


def test_letter_without_reference(print_letter: PrintLetter) -> None:
    """Without GZ a letter bears the publisher's name of the file; without that it is refused, with what to do."""
    bare = print_letter("Wolken sind zu versteuern, Nebel ist frei.", head=())
    letter = parse_letter(bare, Facts(issued=date(2031, 7, 7)), "wolken-liste")
    assert letter.key == "bmf-2031-07-07-wolken-liste"
    assert "kein Geschäftszeichen" in letter.remarks[0]
    with pytest.raises(LetterError, match=r"Datum, Geschäftszeichen \(GZ\).*\.toml"):
        parse_letter(bare)


def test_bad_files(print_letter: PrintLetter) -> None:
    """An HTML page, a truncated, a broken, an encrypted file and a scan: each is told for what it is."""
    good = print_letter("Wolken sind frei.")
    with pytest.raises(PdfError, match="HTML-Seite"):
        parse_letter(b"<!doctype html><html><body>Wartung</body></html>")
    with pytest.raises(PdfError, match="gefunden wurde nichts"):
        parse_letter(b"")
    with pytest.raises(PdfError, match="abgeschnitten"):
        parse_letter(good[: len(good) // 2])
    with pytest.raises(PdfError, match="beschädigt"):
        parse_letter(b"%PDF-1.7\n" + b"\x00" * 500 + b"\n%%EOF")
    with pytest.raises(PdfError, match="Kennwort"):
        parse_letter(print_letter("Wolken sind frei.", password="Regen"))
    with pytest.raises(ScannedPdf, match="OCR"):
        parse_letter(print_letter(head=()))


def test_page_without_text_is_told(print_letter: PrintLetter) -> None:
    """A page that is only a picture is no reason to refuse the letter, but is told."""
    letter = read(print_letter("Wolken sind frei und Nebel ist es auch.", "\f", "\f", "Regen ist nicht frei."))
    assert any("Seite 2 enthält keinen Text" in remark for remark in letter.remarks)


def test_long_letters(print_letter: PrintLetter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three hundred pages are read; a file beyond all measure is refused before its pages are."""
    names = [f"{one}{other}" for one in "abcdefghijklmnopqrstuvwxyz" for other in "abcdefghijklmn"]
    lines = (f"[{number}] Die Wolke {names[number]} ist frei von Steuer." for number in range(1, 301))
    content = print_letter(*[line for number in lines for line in (number, "\f")][:-1])
    letter = read(content)
    assert letter.pages == 300
    assert "rn-300" in said(letter.provisions[0])
    monkeypatch.setattr("ingest.markup.letter_pages.MOST_PAGES", 299)
    with pytest.raises(PdfError, match="300 Seiten"):
        parse_letter(content)

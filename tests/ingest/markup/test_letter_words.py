"""Words that print has parted: the table of examples is the specification. Labels: which numbers count on."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.markup.letter_head import parse_date
from ingest.markup.letter_labels import Numbering, labels
from ingest.markup.letter_quotes import closed, is_command
from ingest.markup.letter_table import begins, is_one, words
from ingest.markup.letter_words import Vocabulary

TABLE = Path(__file__).parents[2] / "examples" / "bmf_schreiben" / "joints.tsv"
ROWS = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line and not line.startswith("#")][1:]


@pytest.mark.parametrize(("first", "second", "together", "others"), ROWS, ids=[row[2] for row in ROWS])
def test_lines_go_together(first: str, second: str, together: str, others: str) -> None:
    """Each pair of lines gives what the table says."""
    joint = Vocabulary([f"Es heißt {others} hier"]).joint(first, second)
    assert (first[:-1] if joint.dropped else first) + " " * joint.blank + second == together


def test_parted_words_are_mended_only_where_the_document_knows_them() -> None:
    """A blank inside a word goes if the document has the whole word and neither part."""
    vocabulary = Vocabulary(["Es ist die Frage nach der Wolke, so wie dar und stellen", "Nun dar und stellen wir sie"])
    assert vocabulary.mended("die Frag e nach der Wol ke") == "die Frage nach der Wolke"
    assert vocabulary.mended("wir stellen dar") == "wir stellen dar"


def test_numbers_count_on() -> None:
    """A label is taken where it follows on those before; dates and citations are none."""
    numbering = Numbering()
    places = []
    for line in (
        "I. Wolken",
        "1. Weiß",
        "a) hell",
        "c) nie",
        "b) dunkel",
        "2. Grau",
        "31. Dezember",
        "2.1. Hell",
        "II. Nebel",
        "1. Früh",
    ):
        found = numbering.place(line)
        if found:
            numbering.take(*found)
            places.append((found[0].text, found[1]))
    assert places == [("I.", 0), ("1.", 1), ("a)", 2), ("b)", 2), ("2.", 1), ("2.1.", 2), ("II.", 0), ("1.", 1)]
    assert labels("3. März 2021 war") == ()
    assert labels("30.7.2008, nein") == ()
    assert [label.number for label in labels("3.1.2 Wolken")] == ["3.1.2"]


def test_quotations() -> None:
    """Quotations inside quotations are counted, and so is the wrong opening mark that letters use."""
    assert closed(["„Die „Wolke“ ist", "frei.“"])
    assert not closed(["„f) „soweit eine Wolke frei ist;“"])
    assert closed(["„das als “Abkommen“ bezeichnete“"])
    assert is_command("In der Nummer 5 wird das Wort ersetzt.")


def test_table_of_words() -> None:
    """Each class of the table is there, its words are no doubles, and lines are told apart by them."""
    for name in (
        "subject", "occasion", "annexes", "reference", "document", "date", "head_end", "contents", "closing", "imprint",
        "whole", "part", "before_number", "after_hyphen", "hyphen_kept", "goes_on",
    ):  # fmt: skip
        assert len(words(name)) == len(set(words(name))) > 0
    assert begins("Dieses Schreiben wird veröffentlicht", "whole")
    assert is_one("Inhaltsverzeichnis:", "contents")
    assert not is_one("Inhaltsverzeichnis der Wolken", "contents")


def test_dates() -> None:
    """Only days that exist are dates."""
    assert str(parse_date("Berlin, 3. März 2021")) == "2021-03-03"
    assert parse_date("31. Februar 2021") is None
    assert parse_date("Wählen Sie das Datum aus.") is None

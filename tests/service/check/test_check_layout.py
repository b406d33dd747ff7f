"""A text taken apart: Markdown and plain text into blocks and sentences, with the words that a reader sees."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.ask import Desk
from service.check.blocks import Kind, blocks
from service.check.characters import clean
from service.check.input import UnusableTextError
from service.check.model import Verdict
from service.check.run import check
from service.check.sentences import Sentence, lay_out

DAY = date(2026, 6, 30)
SCRAPS = (
    "# |- |1. |**|__|`|> |[^1]|[a](b)|(|)|„|“|§ 9 |MondStG|. |? |: |Steuer |nicht |14 Prozent |~~|<!--|-->|…|[…]|"
    "\n|\n\n|\u202e|\u200b|\u0430|\U0001f600|\u0308"
)
MARKUP = st.sampled_from([*SCRAPS.split("|"), "| "])
"""What texts are made of, and what they are spoilt with."""


def sentences(text: str) -> tuple[Sentence, ...]:
    return lay_out(clean(text).reading).sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Titel **fett** #", [(Kind.HEADING, "Titel fett")]),
        ("**Titel**\nText.", [(Kind.HEADING, "Titel"), (Kind.PARAGRAPH, "Text.")]),
        ("**Ein Satz.**", [(Kind.PARAGRAPH, "Ein Satz.")]),
        ("Erste Zeile\nzweite Zeile\n\nNeu", [(Kind.PARAGRAPH, "Erste Zeile zweite Zeile"), (Kind.PARAGRAPH, "Neu")]),
        ("- eins\n  weiter\n* zwei\n3) drei", [(Kind.ITEM, "eins   weiter"), (Kind.ITEM, "zwei"), (Kind.ITEM, "drei")]),
        ("Bis zum\n31. Dezember gilt es.", [(Kind.PARAGRAPH, "Bis zum 31. Dezember gilt es.")]),
        ("> Zitat `code` _kursiv_ snake_case", [(Kind.PARAGRAPH, "Zitat code kursiv snake_case")]),
        ("Siehe [§ 9](https://x.y/a_b) und https://z.z/q.", [(Kind.PARAGRAPH, "Siehe § 9 und ")]),
        ("Alt ~~weg~~ neu<br>Zeile<!-- nichts -->", [(Kind.PARAGRAPH, "Alt  neu    Zeile")]),
        ("| a | b |\n|---|---|\n| 1 | 2 |", [(Kind.ROW, " a   b "), (Kind.ROW, " 1   2 ")]),
        ("[^1]: § 9 MondStG\n---\n```", [(Kind.NOTE, "§ 9 MondStG")]),
        ("5*3 und 2*4", [(Kind.PARAGRAPH, "5*3 und 2*4")]),
    ],
)
def test_blocks_have_the_words_that_a_reader_sees(text: str, expected: list[tuple[Kind, str]]) -> None:
    """No marks of emphasis, no targets of links, nothing struck out."""
    assert [(block.kind, block.reading.text) for block in blocks(clean(text).reading)] == expected


def test_items_know_what_introduces_them() -> None:
    """Nested lists have all the sentences above them; a new paragraph has none."""
    text = "Frei sind:\n- Museen:\n  - staatliche\n  - private\n- Schulen\n\nEnde."
    found = sentences(text)
    assert [(one.text, one.leads, one.introduces) for one in found] == [
        ("Frei sind:", (), True),
        ("Museen:", (0,), True),
        ("staatliche", (0, 1), False),
        ("private", (0, 1), False),
        ("Schulen", (0,), False),
        ("Ende.", (), False),
    ]


def test_footnotes_belong_to_the_sentence_before_them() -> None:
    """With either way of writing them."""
    found = sentences("Eins gilt.[^a] Zwei gilt [2]. Drei gilt.")
    assert [one.notes for one in found] == [("a",), ("2",), ()]


def test_a_citation_in_brackets_behind_the_full_stop_stands_alone() -> None:
    """It belongs to the sentence before, not to the one behind."""
    found = [one.text for one in sentences("Das gilt. (§ 9 MondStG) Jenes gilt nicht.")]
    assert found == ["Das gilt.", "(§ 9 MondStG)", "Jenes gilt nicht."]


@settings(max_examples=60, deadline=None)
@given(st.lists(MARKUP, max_size=30).map("".join))
def test_no_text_breaks_a_check(desk: Desk, text: str) -> None:
    """Whatever stands in it: no fault, spans in order at their places, and nothing odd is supported."""
    try:
        checked = check(text, DAY, desk)
    except UnusableTextError:
        return
    place = 0
    for sentence in checked.sentences:
        assert place <= sentence.start < sentence.end <= len(text)
        assert text[sentence.start : sentence.end] == sentence.text
        assert not (sentence.oddities and sentence.verdict in (Verdict.SUPPORTED, Verdict.NO_CLAIM))
        place = sentence.end

"""The sentence splitter, by examples: each row is a text with "|" where a new sentence begins."""

from __future__ import annotations

from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import ends_sentence, must_start_sentence, split, starts_sentence

EXAMPLES = [
    # abbreviations of legal language
    "Nach § 9 Abs. 1 Satz 3 Nr. 4 EStG ist das z. B. möglich. |Mehr nicht.",
    "Dies gilt i. V. m. § 3 Nr. 5 und i. S. d. Art. 2 Buchst. b. |Satz 2 bleibt unberührt.",
    "Vgl. BFH, Urt. v. 12. März 2020 - VI R 1/18, BStBl II 2021 S. 123. |Danach ist § 8 gem. Abs. 2 anzuwenden.",
    "Die Fassung des Gesetzes vom 3. Mai 2024 (BGBl. 2024 I Nr. 44) gilt. |Sie ist neu.",
    "Das gilt für Bücher, Hefte usw. |Der Preis ist frei.",
    "Die §§ 5 ff. AO gelten. |Das sind viele.",
    "Der Satz beträgt 5 v. H. |Der Rest ist frei.",
    "Der Verein e. V. Musterstadt zahlt. |Er zahlt viel.",
    "Einkünfte dieser Art. |Sie sind frei.",
    "Nach Art. 5 gilt das bzw. Anderes i. d. R. nicht.",
    "Die Kfz. Meier ist gemeint.",
    # ordinals, dates, labels
    "Bis zum 31. Dezember 2025 ist zu zahlen. |Danach nicht.",
    "§ 4 Abs. 1 Satz 3 2. Halbsatz gilt. |Mehr nicht.",
    "Vor Vollendung des 60. Lebensjahres und dem 20. Jahr gilt nichts. |Danach alles.",
    "Im Jahr 2024. |Die Frist endet.",
    "Der Betrag ist 17.500,50 Euro und 3.5 Prozent. |Mehr nicht.",
    "Am 12.3.2020. |Danach nicht.",
    "Es gilt Folgendes: 1. Der Betrag ist frei.",
    # numbers of provisions at the end of a sentence
    "Das ergibt sich aus Absatz 2. |Der Betrag ist frei.",
    "Das gilt für die Sätze 1 und 2. |Nummer 3 gilt nicht.",
    "Nach Maßgabe des § 5 Buchstabe a. |Satz 1 gilt nicht.",
    "Nach Doppelbuchstabe aa. |Die Ausnahme gilt nicht.",
    "In der Steuerklasse III. |Die Steuer ist niedrig.",
    "Person A. |Der Fall ist klar.",
    # sentences that begin with a figure, a paragraph sign, a quotation
    "Der Abzug entfällt. |§ 4 gilt entsprechend.",
    "Die Zerlegung gilt. |2012 erfolgt die nächste.",
    "Er fragte: „Ist das frei?“ |„Nein.“ |So war es.",
    "Sie gelten als „gemeinnützig.“ |Das ist neu.",
    # brackets
    "Der Betrag (vgl. Urt. v. 3. Mai. Anders aber der Senat.) ist frei. |Das gilt.",
    "Das gilt. |(Siehe aber § 3. Dort steht mehr.) |Der Rest ist frei.",
    "Ein offener ( stört nicht. |Der Rest ist frei.",
    # slips and other marks
    "Wenn Gründe vorliegen.|Der Gemeindeteil ist groß.",
    "Ist das so? |Ja! |Gut …",
    "Es ist … nicht so. |Wirklich.",
    "Siehe www.example.org/a.b und Datei x.Y sowie i.d.R. nichts.",
    # lines
    "Antwort\n\n|Der Abzug ist möglich:\n|- 0,30 Euro je Kilometer\n|- 0,38 Euro am 21. Tag\n|1. Erstens\n|a) Zweitens",
    "Die Frist endet am\n31. Dezember 2025 und ist lang.",
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_sentences_begin_where_the_example_says(example: str) -> None:
    """The splitter puts the boundaries where a lawyer would."""
    text = example.replace("|", "")
    starts = [start for start, _ in split(text)]
    marked, position = [0], 0
    for part in example.split("|")[:-1]:
        position += len(part)
        marked.append(position)
    assert starts == marked


@given(st.text(alphabet=st.sampled_from(list("aB1. \n()§„“?!;:…–Nr")), max_size=200))
def test_spans_cover_every_non_blank_character_in_order(text: str) -> None:
    """Whatever the text, nothing is lost and nothing is held twice; no span begins or ends with a blank."""
    spans = split(text)
    held = "".join(text[start:end] for start, end in spans)
    assert "".join(held.split()) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_empty_text_has_no_sentences() -> None:
    """Nothing in, nothing out."""
    assert split("") == split(" \n\t ") == ()


@pytest.mark.parametrize("unit", [".", "(. ", "a. ", "1. ", "\n", " \n", ") ", "z. B. ", "(((", "Nr. 1. "])
def test_hostile_repetition_is_split_like_any_text(unit: str) -> None:
    """Long runs of any mark are handled; the test would not end if time grew faster than the text."""
    text = unit * 20_000
    assert "".join(text[start:end] for start, end in split(text)).split() is not None


def test_word_lists_hold_each_word_once_in_its_section() -> None:
    """The lists are for people to correct: no section is unknown, no word stands twice in one."""
    lines = files("corpus.sentences").joinpath("words.txt").read_text("utf-8").splitlines()
    sections: dict[str, list[str]] = {}
    for line in filter(None, lines):
        if line.startswith("["):
            sections[line] = []
        elif not line.startswith("#"):
            sections[list(sections)[-1]].append(line)
    assert len(sections) == 6
    assert {name: words for name, words in sections.items() if len(set(words)) != len(words)} == {}
    assert all(word.endswith(".") for word in sections["[nie am Satzende]"] + sections["[auch am Satzende]"])


def test_clues_at_the_edges_of_a_text() -> None:
    """What ends a sentence, what may begin one, and what must."""
    assert ends_sentence("gilt nicht.“ ")
    assert not ends_sentence("gilt nicht;")
    assert starts_sentence("„§ 5 gilt")
    assert not starts_sentence("oder nicht")
    assert must_start_sentence("Dies gilt nicht")
    assert not must_start_sentence("Einkünfte erzielt")

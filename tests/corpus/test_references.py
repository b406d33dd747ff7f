"""References of a sentence: with §, and relative ones, led from where the sentence stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.address import Address
from corpus.model import Edition, Provision
from corpus.references import led, references

MakeEdition = Callable[..., Edition]


@pytest.fixture
def provision(make_edition: MakeEdition) -> Provision:
    """A provision of three Absätze, one with a list; what refers is put in by the tests."""
    return make_edition(
        "zwstg/5",
        "Freie Horte",
        ("abs-1/satz-1", "(1) Frei ist ein Hort."),
        ("abs-1/satz-2", "Ein zweiter ist es nicht."),
        ("abs-2/satz-1", "(2) Frei sind"),
        ("abs-2/satz-1/nr-1", "1. Gold,"),
        ("abs-2/satz-1/nr-2", "2. Silber und"),
        ("abs-2/satz-1/nr-3", "3. Blei."),
        ("abs-2/satz-2", "Platz für Verweise."),
        ("abs-3", "(3) Noch ein Platz."),
    ).provision


def read(provision: Provision, around: str, sentence: str) -> list[tuple[str, list[str]]]:
    """The references of a sentence put behind the text, as if it stood at a place: words and places."""
    start = len(provision.text) + 1
    longer = Provision(
        provision.address, provision.label, provision.heading, f"{provision.text}\n{sentence}", provision.units
    )
    found = references(longer, Address.from_id(around), start, len(longer.text))
    return [(longer.text[one.start : one.end], [str(place) for place in one.places]) for one in found]


@pytest.mark.parametrize(
    ("around", "sentence", "words", "places"),
    [
        ("zwstg/5/abs-1/satz-2", "Satz 1 gilt nicht.", "Satz 1", ["zwstg/5/abs-1/satz-1"]),
        ("zwstg/5/abs-2/satz-2", "Satz 1 gilt nicht.", "Satz 1", ["zwstg/5/abs-2/satz-1"]),
        ("zwstg/5/abs-3", "Absatz 1 Satz 2 gilt nicht.", "Absatz 1 Satz 2", ["zwstg/5/abs-1/satz-2"]),
        ("zwstg/5/abs-3", "Die Absätze 1 und 2 gelten.", "Absätze 1 und 2", ["zwstg/5/abs-1", "zwstg/5/abs-2"]),
        ("zwstg/5/abs-2/satz-2", "Nummer 3 gilt nicht.", "Nummer 3", ["zwstg/5/abs-2/satz-1/nr-3"]),
        ("zwstg/5/abs-2/satz-1/nr-2", "Nummer 3 gilt nicht.", "Nummer 3", ["zwstg/5/abs-2/satz-1/nr-3"]),
        (
            "zwstg/5/abs-2/satz-2",
            "Satz 1 Nr. 1 bis 3 gilt nicht.",
            "Satz 1 Nr. 1 bis 3",
            [f"zwstg/5/abs-2/satz-1/nr-{number}" for number in (1, 2, 3)],
        ),
        ("zwstg/5/abs-3", "§ 9 gilt entsprechend.", "§ 9", ["zwstg/9"]),
        ("zwstg/5/abs-3", "§ 9 Absatz 2 EStG gilt.", "§ 9 Absatz 2 EStG", ["estg/9/abs-2"]),
        ("zwstg/5/abs-3", "§ 5 Absatz 2 gilt.", "§ 5 Absatz 2", ["zwstg/5/abs-2"]),
    ],
)
def test_a_reference_leads_to_its_places(
    provision: Provision, around: str, sentence: str, words: str, places: list[str]
) -> None:
    """Relative ones to the nearest place around them; ranges are spelt out by what the provision has."""
    assert read(provision, around, sentence) == [(words, places)]


def test_references_come_in_the_order_of_the_text(provision: Provision) -> None:
    """Those with § among the relative ones; what belongs to a § is not read a second time."""
    found = read(provision, "zwstg/5/abs-3", "Absatz 1 und § 9 Absatz 2 EStG gelten, auch Absatz 2 Satz 2.")
    assert [words for words, _ in found] == ["Absatz 1", "§ 9 Absatz 2 EStG", "Absatz 2 Satz 2"]


@pytest.mark.parametrize("sentence", ["Im Absatz liegt Gold.", "Der Satz ist wahr.", "Nummern sind Zahlen.", ""])
def test_words_without_a_number_refer_to_nothing(provision: Provision, sentence: str) -> None:
    """They are words like any other."""
    assert read(provision, "zwstg/5/abs-3", sentence) == []


def test_a_place_does_not_lead_to_itself(provision: Provision) -> None:
    """In the first Satz of Absatz 1, "Satz 1" is another one, or none."""
    around = Address.from_id("zwstg/5/abs-1/satz-1")
    assert led(provision, around, around.steps[-1:]) is None

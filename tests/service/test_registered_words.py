"""Words that no statute uses are found by the Sachregister, and the keyword that led there is told."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.register import entries
from ingest.demo import SLUGS
from service.ask import Desk, search
from service.model import Question, Refusal

TODAY = date(2026, 6, 30)
FICTIONAL = frozenset(law.key for law in SLUGS.values())


def found(desk: Desk, text: str) -> tuple[str, str]:
    """Address of the best passage, and the keyword that led there."""
    hits = search(Question(text, TODAY), 3, desk)
    assert not isinstance(hits, Refusal)
    return str(hits[0].passage.address), hits[0].keyword


@pytest.mark.parametrize(
    ("asked", "address", "keyword"),
    [
        ("Klunker geerbt", "mondstg/5/abs-1", "Klunker vom Opa geerbt"),
        ("Was kostet es, wenn ich eine Sternschnuppe verkauft habe?", "mondstg/9/abs-4a", "Sternschnuppe verkauft"),
        ("Darf ich nebenbei Steinchen verhökern?", "mondstg/6/abs-1", "Nebenbei ein paar Steinchen verhökern"),
        ("Geht Ratenzahlung?", "mondstg/16/abs-1", "Ratenzahlung beim Lunarzollamt"),
        ("nullmeldung", "mondstg/14/abs-1", "Nullmeldung"),
    ],
)
def test_an_everyday_word_finds_its_place(desk: Desk, asked: str, address: str, keyword: str) -> None:
    """The law has another word for it; the reader learns by which keyword it was found."""
    assert found(desk, asked) == (address, keyword)


def test_what_is_found_by_its_own_words_names_no_keyword(desk: Desk) -> None:
    """Nothing is claimed that did not happen."""
    assert found(desk, "Nach welcher Formel ist der Mindestwert zu ermitteln?") == ("mondstg/8/abs-2", "")


def test_every_fictional_keyword_leads_somewhere(desk: Desk) -> None:
    """Each place is one of the demonstration law."""
    for entry in entries():
        if entry.places[0].law in FICTIONAL:
            for place in entry.places:
                assert desk.library.index.within(place, TODAY), f"{entry.keyword}: {place}"
                held = desk.library.view.provision(place, TODAY)
                assert held is not None
                assert not place.inner or held.provision.unit(place) is not None, f"{entry.keyword}: {place}"


def test_keywords_of_law_that_is_not_held_lead_nowhere(desk: Desk) -> None:
    """In the demonstration corpus those of real law, in a corpus of real law those of the demonstration."""
    fictional = {entry.keyword for entry in entries() if entry.places[0].law in FICTIONAL}
    assert desk.library.index.facts.keywords == len(fictional) >= 20

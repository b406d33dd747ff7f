"""The register as an index: which keywords a question has, and which passages they lead to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.address import Address
from corpus.index.registered import Match, RegisterIndex, keywords_in
from corpus.index.tokens import Analyser
from corpus.register import Entry

PLACES = [
    ("zwstg/1/abs-1",),
    ("zwstg/1/abs-2/nr-1", "zwstg/1/abs-2/nr-2"),
    ("zwstg/2",),
    ("zwstg/3/abs-1",),
]
"""For each passage the places that it consists of."""

REGISTER = (
    ("Schatzkiste", "zwstg/1"),
    ("Schatzkiste im Garten vergraben", "zwstg/2"),
    ("Edelstein", "zwstg/1/abs-2/nr-2/a"),
    ("Rabenpost", "zwstg/3", "zwstg/1/abs-1"),
    ("Riesensteuer", "riestg/1"),
    ("Garten", "zwstg/3/abs-9", "zwstg/2"),
)


def entry(keyword: str, *places: str) -> Entry:
    return Entry(keyword, tuple(map(Address.from_id, places)))


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    """An analyser that knows the words of the keywords."""
    return Analyser.learn([" ".join(keyword for keyword, *_ in REGISTER)])


@pytest.fixture
def register(analyser: Analyser, tmp_path: Path) -> RegisterIndex:
    """The register over four passages."""
    places = [tuple(map(Address.from_id, one)) for one in PLACES]
    return RegisterIndex.build([entry(*one) for one in REGISTER], places, analyser, tmp_path)


def matched(register: RegisterIndex, analyser: Analyser, question: str) -> list[str]:
    """The keywords that a question has, best first."""
    found = register.matches(analyser.tokens(question))
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    return [register.keywords[match.entry] for match in found]


def test_a_keyword_whose_place_is_not_held_leads_nowhere(register: RegisterIndex, analyser: Analyser) -> None:
    """It is no keyword of this generation: neither words nor vectors find it."""
    assert register.keywords == tuple(one for one, *_ in REGISTER if one != "Riesensteuer")
    assert matched(register, analyser, "Was kostet die Riesensteuer?") == []


def test_a_keyword_that_the_question_has_whole_stands_before_a_longer_one(
    register: RegisterIndex, analyser: Analyser
) -> None:
    """As much of the longer one is shared, but it is about more than was asked."""
    assert matched(register, analyser, "Schatzkiste?") == ["Schatzkiste", "Schatzkiste im Garten vergraben"]


def test_the_more_a_question_shares_the_better(register: RegisterIndex, analyser: Analyser) -> None:
    """The longer keyword wins where all of it was asked for."""
    first, *_ = matched(register, analyser, "Ich habe eine Schatzkiste im Garten vergraben.")
    assert first == "Schatzkiste im Garten vergraben"


@pytest.mark.parametrize("question", ["", "und oder", "Drache"])
def test_words_of_no_keyword_match_none(register: RegisterIndex, analyser: Analyser, question: str) -> None:
    """Stop words and unknown words lead nowhere."""
    assert matched(register, analyser, question) == []


@pytest.mark.parametrize(
    ("keyword", "passages"),
    [
        ("Schatzkiste", [0, 1]),
        ("Edelstein", [1]),
        ("Garten", [2]),
    ],
)
def test_a_keyword_leads_to_what_lies_at_in_or_around_its_places(
    register: RegisterIndex, keyword: str, passages: list[int]
) -> None:
    """A § to all of its passages, a Buchstabe to the one that it lies in; a place that is not held is passed over."""
    number = register.keywords.index(keyword)
    assert np.flatnonzero(register.spread([(number, 1.0)])).tolist() == passages


def test_later_places_weigh_less(register: RegisterIndex) -> None:
    """The tables name the most decisive first; the share that a later one counts is the same for each."""
    scores = register.spread([(register.keywords.index("Rabenpost"), 1.0)])
    assert scores[3] == 1
    assert 0 < scores[0] < 1
    assert scores[1] == scores[2] == 0


def test_several_keywords_of_a_passage_say_more_than_one(register: RegisterIndex) -> None:
    """The best stays the best; together they are more than it and less than their sum."""
    alone, both = (
        register.of_passages([Match(register.keywords.index(name), 2.0) for name in names])
        for names in (["Schatzkiste"], ["Schatzkiste", "Edelstein"])
    )
    assert (both.best[0], both.best[1]) == (2, 2)
    assert alone.together[1] == pytest.approx(2)
    assert 2 < both.together[1] < 4
    assert both.together[0] == pytest.approx(2)


def test_the_keyword_that_led_there_is_told(register: RegisterIndex, analyser: Analyser) -> None:
    """The best of those that lead to a passage; none where none does."""
    matches = register.matches(analyser.tokens("Schatzkiste, Edelstein"))
    leading = register.leading(matches, np.array([0, 1, 3]))
    assert leading[1] in {"Schatzkiste", "Edelstein"}
    assert leading[0] == "Schatzkiste"
    assert 3 not in leading
    assert register.leading(matches, np.array([3])) == register.leading([], np.array([0])) == {}


def test_an_opened_register_is_the_one_that_was_built(
    register: RegisterIndex, analyser: Analyser, tmp_path: Path
) -> None:
    """Keywords, matches and what they say of each passage."""
    opened = RegisterIndex.open(tmp_path, len(PLACES))
    assert opened.keywords == register.keywords == keywords_in(tmp_path)
    for question in ("Schatzkiste im Garten", "Rabenpost", "Edelstein"):
        tokens = analyser.tokens(question)
        matches = register.matches(tokens)
        assert matches
        assert opened.matches(tokens) == matches
        for one, other in zip(opened.of_passages(matches), register.of_passages(matches), strict=True):
            assert np.array_equal(one, other)


def test_a_corpus_without_keywords_has_an_empty_register(analyser: Analyser, tmp_path: Path) -> None:
    """Built, opened and asked like any other."""
    RegisterIndex.build((), [(Address.from_id("zwstg/1"),)], analyser, tmp_path)
    opened = RegisterIndex.open(tmp_path, 1)
    assert opened.matches(analyser.tokens("Schatzkiste")) == []
    assert opened.of_passages(()).best.tolist() == [0]

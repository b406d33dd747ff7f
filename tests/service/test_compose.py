"""The composer chooses few sentences, whole ones, in the order of the law, with what limits them."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.address import Address
from corpus.model import Provision, Unit
from service.ask import Desk
from service.compose import STATEMENTS
from service.model import EXTRACTIVE, Draft, Found, Question
from service.sentences import sayings
from service.verify.composition import JOINT

DAY = date(2026, 6, 30)
QUESTIONS = (
    "Wie hoch ist der Steuersatz der Mondsteinsteuer?",
    "Wofür ist die Herkunftsplakette Pflicht, und wofür nicht?",
    "Was regelt § 9 MondStG?",
    "Binnen wie vieler Tage ist die Steueranmeldung zu übermitteln?",
)


def draft(desk: Desk, text: str) -> Draft:
    question = Question(text, DAY)
    found = desk.retrieve(question)
    assert isinstance(found, Found)
    return desk.compose(question, found)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_statement_is_its_quotes_and_nothing_else(desk: Desk, question: str) -> None:
    """The extractive composer adds no word."""
    drafted = draft(desk, question)
    assert drafted.author == EXTRACTIVE
    assert drafted.statements
    for statement in drafted.statements:
        assert statement.text == JOINT.join(evidence.quote for evidence in statement.evidence)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_statement_stands_twice(desk: Desk, question: str) -> None:
    """A limiting sentence that was chosen for itself is not put behind its rule once more."""
    texts = [statement.text for statement in draft(desk, question).statements]
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_of_an_extractive_draft_is_withheld(desk: Desk, question: str) -> None:
    """What the composer brings is complete by the measure of the gate."""
    asked = Question(question, DAY)
    found = desk.retrieve(asked)
    assert isinstance(found, Found)
    assert desk.verify(asked, found, desk.compose(asked, found)).withheld == ()


def test_a_rule_comes_with_its_exception(desk: Desk) -> None:
    """Who asks for the rate learns that meteorites have another."""
    places = [str(one.evidence[0].address.bare) for one in draft(desk, QUESTIONS[0]).statements]
    assert "mondstg/9/abs-1/satz-1" in places
    assert "mondstg/9/abs-4a/satz-1" in places


def test_answers_stay_short(desk: Desk) -> None:
    """A few statements, and at most as many limits again."""
    assert all(len(draft(desk, question).statements) <= 2 * STATEMENTS for question in QUESTIONS)


def test_same_question_same_draft(desk: Desk) -> None:
    """Nothing depends on chance."""
    assert draft(desk, QUESTIONS[1]) == draft(desk, QUESTIONS[1])


def unit(place: str, start: int, end: int, body: int) -> Unit:
    return Unit(Address.from_id(f"mondstg/3{place}"), start, end, body)


def test_an_item_is_said_with_the_words_around_its_list() -> None:
    """Long lists are quoted item by item, each with all that introduces and closes it."""
    outer, middle = "Befreit sind", "a) wer sammelt," + " und sammelt" * 60
    text = f"{outer}\n1. Personen,\n{middle}\nb) wer forscht,\n2. Museen,\nsoweit sie es beantragen."
    first, second = text.index("1. "), text.index("2. ")
    a, b, end = text.index("a) "), text.index("b) "), text.index("\nsoweit")
    norm = Provision(
        Address.from_id("mondstg/3"),
        "§ 3",
        "",
        text,
        (
            unit("/abs-1", 0, len(text), 0),
            unit("/abs-1/nr-1", first, second - 1, first + 3),
            unit("/abs-1/nr-1/a", a, b - 1, a + 3),
            unit("/abs-1/nr-1/b", b, second - 1, b + 3),
            unit("/abs-1/nr-2", second, end, second + 3),
        ),
    )
    found = {str(one.core.address): [text[part.start : part.end] for part in one.stretches] for one in sayings(norm)}
    closing = "soweit sie es beantragen."
    assert found["mondstg/3/abs-1/nr-1/b"] == [outer, "Personen,", "wer forscht,", closing]
    assert found["mondstg/3/abs-1/nr-2"] == [outer, "Museen,", closing]
    assert list(found) == ["mondstg/3/abs-1/nr-1/a", "mondstg/3/abs-1/nr-1/b", "mondstg/3/abs-1/nr-2"]

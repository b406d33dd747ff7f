"""Every quote of an answer is compared with its document, by what the interface itself tells."""

from __future__ import annotations

import json
from datetime import date

import pytest
from fastapi.testclient import TestClient

from eval.answers_command import door_of, measure_answers
from eval.fidelity import Door, Fidelity, check, generated_questions, told
from service.app import create_app
from service.ask import Desk
from service.shelf import Shelf

DAY = date(2026, 6, 30)


def test_every_quote_of_generated_questions_stands_in_its_document(desk: Desk) -> None:
    """The check knows only what the interface tells."""
    questions = list(generated_questions(desk.library.view, 60))
    assert len(set(questions)) == len(questions)
    with TestClient(create_app(Shelf.of(desk), lambda: DAY), base_url="http://localhost") as client:
        found = check(door_of(client), questions)
    assert found.questions == len(questions)
    assert found.quotes > found.answered > len(questions) / 2
    assert found.faults == ()
    assert "0 stimmen nicht" in told(found)


def test_the_command_asks_as_many_questions_as_it_is_told(desk: Desk) -> None:
    """And none that is not made from the corpus."""
    assert measure_answers(desk.library, 5, DAY).questions == 5


@pytest.mark.parametrize(
    ("quote", "text"), [("Steuer", "Die Stuer"), ("", "Die Steuer"), ("Steuer", None), ("teuer", "Die Steuer")]
)
def test_a_false_quote_is_told(quote: str, text: str | None) -> None:
    """A changed letter, an empty quote, a document that is not there, a shifted place."""
    evidence = {"document": "mondstg/9@2026-02-02", "start": 4, "end": 10, "quote": quote}
    answer = json.dumps({"statements": [{"text": quote, "evidence": [evidence]}]})
    document = None if text is None else json.dumps({"text": text})
    found = check(Door(lambda _: answer, lambda _: document), ["Wie hoch?"])
    assert (found.questions, found.answered, found.quotes) == (1, 1, 1)
    assert len(found.faults) == 1
    assert "mondstg/9@2026-02-02 [4:10]" in told(found)


def test_nothing_asked_nothing_false() -> None:
    """Without questions there are no quotes."""
    assert check(Door(lambda _: "", lambda _: None), []) == Fidelity(0, 0, 0, ())

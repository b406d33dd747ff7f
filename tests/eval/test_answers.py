"""What answers cite is measured against gold places, and every quote against its document."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from eval.answers import Cited, cited, figures, table
from eval.answers_command import door_of, measure_answers
from eval.fidelity import Door, Fidelity, check, generated_questions, told
from eval.topics import read_set
from service.app import create_app
from service.ask import Desk
from service.shelf import Shelf

DAY = date(2026, 6, 30)


def one(group: str, statements: int, decisive: int) -> Cited:
    return Cited(f"{group}-{statements}-{decisive}", group, statements, decisive, 0, 100 * statements, 0)


def test_recall_counts_questions_and_precision_statements() -> None:
    """A refused question lowers recall and says nothing of precision."""
    everything, first, second = figures([one("a", 4, 2), one("a", 0, 0), one("b", 2, 0)])
    assert (everything.questions, everything.answered) == (3, 2)
    assert everything.recall == pytest.approx(1 / 3)
    assert everything.recall_of_answered == pytest.approx(1 / 2)
    assert everything.precision == pytest.approx(2 / 6)
    assert (everything.statements, everything.characters) == (3, 300)
    assert (first.group, first.precision) == ("a", 0.5)
    assert (second.group, second.recall) == ("b", 0.0)
    assert "Zitat-Recall" in table([everything])


def test_a_group_without_answers_has_no_figures() -> None:
    """Nothing is divided by nothing."""
    assert figures([one("a", 0, 0)])[0].precision == 0.0


def test_answers_of_the_demonstration_corpus_cite_gold_places(desk: Desk) -> None:
    """Its questions were written beside its law: nearly all are answered from the right place."""
    folder = Path(__file__).parents[2] / "eval" / "topics" / "demo"
    questions = read_set(folder / "topics.jsonl", folder / "qrels.txt")
    found = figures(cited(desk, questions, DAY, iter))[0]
    assert found.questions == len(questions.topics)
    assert found.recall_of_answered > 0.8
    assert found.withheld == 0


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


def test_both_are_measured_together(desk: Desk) -> None:
    """The command's figures, for people and for programs."""
    folder = Path(__file__).parents[2] / "eval" / "topics" / "demo"
    questions = read_set(folder / "topics.jsonl", folder / "qrels.txt")
    measured = measure_answers(desk.library, questions, 5, DAY)
    assert measured.fidelity.questions == 5
    assert set(measured.as_records()) == {"answers", "fidelity"}
    assert "5 Fragen aus dem Bestand" in str(measured)


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

"""The desk and the interface over one library, put to the questions of ``fundstelle eval answers``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from fastapi.testclient import TestClient

from corpus.library import Library
from eval.answers import Figures, cited, figures, table
from eval.fidelity import Door, Fidelity, check, generated_questions, told
from eval.records import Topic
from eval.topics import QuestionSet
from service.app import create_app
from service.desk import build_desk
from service.shelf import Shelf


class AnswersMeasured(NamedTuple):
    """What answers cite, by group of questions, and whether every quote stands where it says."""

    cited: tuple[Figures, ...]
    fidelity: Fidelity

    def as_records(self) -> dict[str, object]:
        """The figures for programs."""
        return {"answers": [one._asdict() for one in self.cited], "fidelity": self.fidelity._asdict()}

    def __str__(self) -> str:
        return f"{table(self.cited)}\n{told(self.fidelity)}"


def measure_answers(
    library: Library,
    questions: QuestionSet,
    generated: int,
    today: date,
    follow: Callable[[Iterable[Topic]], Iterable[Topic]] = iter,
) -> AnswersMeasured:
    """Ask the desk the questions, and the interface as many made from the corpus."""
    desk = build_desk(library)
    rows = figures(cited(desk, questions, today, follow))
    with TestClient(create_app(Shelf.of(desk), lambda: today), base_url="http://localhost") as client:
        checked = check(door_of(client), generated_questions(library.view, generated))
    return AnswersMeasured(tuple(rows), checked)


def door_of(client: TestClient) -> Door:
    """The interface behind a client, as texts."""

    def document(id_: str) -> str | None:
        response = client.get(f"/v1/documents/{id_}")
        return response.text if response.is_success else None

    return Door(lambda question: client.post("/v1/ask", json={"question": question}).text, document)

"""The interface over one library, put to questions made from its corpus: does every quote stand where it says?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from fastapi.testclient import TestClient

from corpus.library import Library
from eval.fidelity import Door, Fidelity, check, generated_questions
from service.app import create_app
from service.ask import Desk
from service.desk import build_desk
from service.shelf import Shelf


def measure_answers(
    library: Library,
    generated: int,
    today: date,
    follow: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> Fidelity:
    """Ask the interface so many questions, and check every quote of its answers."""
    with interface(build_desk(library), today) as client:
        return check(door_of(client), follow(generated_questions(library.view, generated)))


def interface(desk: Desk, today: date) -> TestClient:
    """The HTTP interface of a desk, without a network."""
    return TestClient(create_app(Shelf.of(desk), lambda: today), base_url="http://localhost")


def door_of(client: TestClient) -> Door:
    """The interface behind a client, as texts."""

    def document(id_: str) -> str | None:
        response = client.get(f"/v1/documents/{id_}")
        return response.text if response.is_success else None

    return Door(lambda question: client.post("/v1/ask", json={"question": question}).text, document)

"""What is held is public: a guard that takes every address for a secret keeps no document from its reader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.ask import Desk
from service.model import CorpusMark, Question, Refusal, RefusalReason, Searched
from service.shelf import Shelf

TODAY = date(2026, 6, 30)
HELD = ("mondstg/9", "bmf-2024-11-12-iv-z-9-s-9999-24-10001-003/schreiben")


@dataclass(frozen=True, slots=True)
class Suspicious:
    """A guard to which every text looks like a telephone number."""

    mark: CorpusMark

    def __call__(self, question: Question) -> Refusal | None:
        return self.text(question.text, question.as_of)

    def text(self, text: str, as_of: date, *, confirmed: bool = False) -> Refusal | None:  # noqa: ARG002 (as it is asked)
        question = Question("", as_of)
        return Refusal(question, RefusalReason.CONFIDENTIAL, "Vertraulich.", Searched(), (), (), self.mark)


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """The application behind that guard."""
    suspicious = replace(desk, guard=Suspicious(desk.mark))
    with TestClient(create_app(Shelf.of(suspicious), lambda: TODAY), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize("place", HELD)
def test_what_is_held_can_be_read(client: TestClient, place: str) -> None:
    """By programs, by its address as a citation, and on its page."""
    assert client.get(f"/v1/documents/{place}").status_code == 200
    assert client.get("/v1/cite", params={"ref": place}).status_code == 200
    assert client.get(f"/norm/{place}").status_code == 200


def test_a_law_that_is_held_can_be_read(client: TestClient) -> None:
    """Its table of contents."""
    assert client.get("/gesetz/mondstg").status_code == 200
    assert client.get("/v1/documents/mondstg").status_code == 200


@pytest.mark.parametrize(
    "path", ["/v1/documents/0211-123456", "/v1/cite?ref=0211-123456", "/v1/cite?ref=§ 9 MondStG 0211-1"]
)
def test_what_is_not_held_passes_the_guard_first(client: TestClient, path: str) -> None:
    """Also a citation with something behind it that is none; the problem repeats nothing of it."""
    answer = client.get(path)
    assert answer.status_code == 422
    assert "0211" not in answer.text


@pytest.mark.parametrize("path", ["/norm/0211-123456", "/gesetz/0211-123456"])
def test_pages_of_what_is_not_held_pass_the_guard_first(client: TestClient, path: str) -> None:
    """The page tells no more than the interface."""
    answer = client.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 422
    assert "0211" not in answer.text

"""What stands before the application: hosts, sizes, methods, media types, headers, and faults that tell nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from corpus.settings import Home
from service.app import create_app
from service.ask import Desk
from service.model import Found, Question
from service.shelf import Shelf
from service.shield import BODY_LIMIT

SECRET = "Was schuldet ein Zauberwortkanarienvogel?"
"""A question that the guard lets in, with a word by which it is known again."""


def client_of(desk: Desk) -> TestClient:
    """The application over a desk."""
    return TestClient(create_app(Shelf.of(desk), lambda: date(2026, 6, 30)), base_url="http://localhost")


@pytest.fixture
def broken(desk: Desk) -> TestClient:
    """An application whose desk fails while it retrieves, with the question in its message."""

    def fail(question: Question) -> Found:
        raise RuntimeError(f"no luck with {question.text}")

    return client_of(replace(desk, retrieve=fail))


@pytest.fixture
def bare(tmp_path: Path) -> TestClient:
    """An application in a home that holds nothing."""
    return TestClient(create_app(Shelf(Home(tmp_path)), lambda: date(2026, 6, 30)), base_url="http://localhost")


def test_a_fault_tells_nothing_outside_and_no_question_in_the_log(
    broken: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The incident number joins the response with the log; the log has the place, not the words."""
    with caplog.at_level(logging.DEBUG):
        response = broken.post("/v1/ask", json={"question": SECRET})
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    incident = response.json()["detail"].split("Vorgang ")[1].split(":")[0]
    own = [record.getMessage() for record in caplog.records if record.name == "fundstelle.service"]
    assert any(incident in message and "RuntimeError" in message for message in own)
    assert "Zauberwortkanarienvogel" not in response.text + caplog.text
    assert "no luck" not in response.text


def test_a_fault_is_a_page_for_people(broken: TestClient) -> None:
    """Who asks with a browser reads a page."""
    response = broken.post("/", data={"frage": SECRET}, headers={"accept": "text/html"})
    assert response.status_code == 500
    assert "<h1>Störung</h1>" in response.text
    assert "Zauberwortkanarienvogel" not in response.text


@pytest.mark.parametrize("path", ["/readyz", "/v1/documents/mondstg"])
def test_without_law_programs_are_told_what_to_do(bare: TestClient, path: str) -> None:
    """Not ready, but alive; the problem names the next step."""
    response = bare.get(path)
    assert response.status_code == 503
    assert response.json()["type"] == "urn:fundstelle:problem:kein-bestand"
    assert "fundstelle ingest" in response.json()["detail"]
    assert bare.get("/healthz").status_code == 200


def test_without_law_people_are_told_what_to_do(bare: TestClient) -> None:
    """The first page says so, too."""
    response = bare.get("/", headers={"accept": "text/html"})
    assert response.status_code == 503
    assert "Kein Rechtsbestand" in response.text


def test_a_body_over_the_limit_is_refused_when_announced(client: TestClient) -> None:
    """By its announced length, before a byte of it is read."""
    response = client.post("/v1/ask", json={"question": "x" * BODY_LIMIT})
    assert (response.status_code, response.json()["type"]) == (413, "urn:fundstelle:problem:zu-gross")


@pytest.mark.parametrize("path", ["/v1/ask", "/"])
def test_a_body_over_the_limit_is_refused_when_streamed(client: TestClient, path: str) -> None:
    """Without an announced length it is counted while it comes in, and not read to its end."""
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(64):
            sent += 1
            yield b"x" * 8192

    kind = "application/json" if path == "/v1/ask" else "application/x-www-form-urlencoded"
    response = client.post(path, content=endless(), headers={"content-type": kind})
    assert response.status_code == 413
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b'{"question": ', 422, "ungueltige-angabe"),
        (b'{"question": "\xff"}', 400, "unlesbar"),
        (b"[" * 60_000, 400, "unlesbar"),
        (b"", 422, "ungueltige-angabe"),
    ],
)
def test_a_broken_body_is_a_problem(client: TestClient, body: bytes, status: int, slug: str) -> None:
    """Cut off, not in UTF-8, nested without end, nothing at all."""
    response = client.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    assert (response.status_code, response.json()["type"]) == (status, f"urn:fundstelle:problem:{slug}")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_only_json_is_read(client: TestClient, kind: str) -> None:
    """A foreign page may send plain text and forms without asking first; JSON it may not."""
    response = client.post("/v1/ask", content=b'{"question": "?"}', headers={"content-type": kind})
    assert (response.status_code, response.json()["type"]) == (415, "urn:fundstelle:problem:medientyp")


def test_an_unknown_path_and_a_wrong_method_are_problems(client: TestClient) -> None:
    """Documents for programs, a page for people; the allowed method is named."""
    response = client.get("/v1/nichts")
    assert (response.status_code, response.json()["type"]) == (404, "urn:fundstelle:problem:nicht-gefunden")
    wrong = client.get("/v1/ask")
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "POST")
    assert wrong.json()["type"] == "urn:fundstelle:problem:methode-nicht-erlaubt"
    assert "<h1>Nicht gefunden</h1>" in client.get("/nichts", headers={"accept": "text/html"}).text


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "LOCALHOST"])
def test_known_hosts_are_answered(client: TestClient, host: str) -> None:
    """The names of the loopback, with any port."""
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["boese.example", "localhost.boese.example", "127.0.0.1.boese.example:8000", "[::2]", ""]
)
def test_foreign_hosts_are_not_answered(client: TestClient, host: str) -> None:
    """A page that points its own name at this machine (DNS rebinding) reads nothing."""
    response = client.get("/healthz", headers={"host": host})
    assert (response.status_code, response.json()["type"]) == (400, "urn:fundstelle:problem:fremder-host")


def test_a_host_that_was_told_is_answered(desk: Desk) -> None:
    """The configured name is known beside those of the loopback."""
    app = create_app(Shelf.of(desk), lambda: date(2026, 6, 30), hosts=("recht.amt.example",))
    assert TestClient(app, base_url="http://recht.amt.example").get("/healthz").status_code == 200


@pytest.mark.parametrize("path", ["/", "/v1/documents/mondstg", "/nichts", "/static/grund.css", "/healthz"])
def test_every_response_has_the_security_headers(client: TestClient, path: str) -> None:
    """Pages, answers, problems and files alike."""
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_a_fault_has_the_security_headers(broken: TestClient) -> None:
    """Also the outermost answer."""
    assert "content-security-policy" in broken.post("/v1/ask", json={"question": SECRET}).headers


def test_answers_are_kept_out_of_caches(client: TestClient) -> None:
    """What was asked must not lie on a disk."""
    assert client.get("/v1/documents/mondstg").headers["cache-control"] == "no-store"
    assert client.post("/", data={"frage": "Mondstein?"}).headers["cache-control"] == "no-store"

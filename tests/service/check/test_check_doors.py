"""A text checked through the doors: the interface for programs, the command line, the page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner

from corpus.cli import build
from corpus.settings import Home
from service.app import create_app
from service.ask import Desk
from service.check.input import LIMIT
from service.check.model import Verdict
from service.schema_check import CheckResponse
from service.shelf import Shelf
from service.shield import BODY_LIMIT
from service.terminal_text import visible

TRUE = "Die Verfolgung verjährt in drei Jahren (§ 30 Abs. 3 MondStG)."
FALSE = "Die Verfolgung verjährt in fünf Jahren (§ 30 Abs. 3 MondStG)."
DRAFT = f"# Verjährung\n\nGuten Tag!\n\n- {TRUE}\n- **{FALSE}**\n"


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """The application, in process, with a fixed today."""
    with TestClient(create_app(Shelf.of(desk), lambda: date(2026, 6, 30)), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def env(demo_home: Home) -> dict[str, str]:
    """The environment of a user with the demonstration corpus."""
    return {"FUNDSTELLE_HOME": str(demo_home.root.parent)}


def run(env: dict[str, str], *words: str, given: str | bytes = "") -> tuple[int, str, str]:
    """Exit code, output and error output of the command."""
    result = CliRunner().invoke(build(), ["check", *words, "--demo"], input=given, env=env)
    return result.exit_code, result.stdout, result.stderr


def test_programs_get_every_sentence(client: TestClient) -> None:
    """Text, offsets, verdict, citations, evidence, explanation; and the outcome as a whole."""
    response = client.post("/v1/check", json={"text": DRAFT})
    assert response.status_code == 200, response.text
    found = CheckResponse.model_validate_json(response.text)
    assert [one.verdict for one in found.sentences] == [
        Verdict.NO_CLAIM,
        Verdict.NO_CLAIM,
        Verdict.SUPPORTED,
        Verdict.CONTRADICTED,
    ]
    assert [DRAFT[one.start : one.end] for one in found.sentences] == [one.text for one in found.sentences]
    assert found.sentences[2].citations[0].citation == "§ 30 Abs. 3 MondStG"
    assert found.sentences[3].evidence[0].quote == "Die Verfolgung verjährt in drei Jahren."
    assert found.summary.counts[Verdict.CONTRADICTED] == 1
    assert not found.summary.clean
    assert str(found.as_of) == "2026-06-30"
    assert found.corpus.fictional


def test_every_quote_stands_in_its_document(client: TestClient) -> None:
    """By the interface alone: text[start:end] == quote."""
    found = client.post("/v1/check", json={"text": DRAFT}).json()
    for sentence in found["sentences"]:
        for evidence in sentence["evidence"]:
            document = client.get(f"/v1/documents/{evidence['document']}").json()
            assert document["text"][evidence["start"] : evidence["end"]] == evidence["quote"]


def test_a_day_may_be_named(client: TestClient) -> None:
    """As with questions."""
    assert client.post("/v1/check", json={"text": TRUE, "as_of": "2025-06-30"}).json()["as_of"] == "2025-06-30"


@pytest.mark.parametrize(
    ("text", "status", "slug"),
    [("", 422, "text-unbrauchbar"), ("a\x00b", 422, "text-unbrauchbar"), ("x" * (LIMIT + 1), 413, "text-zu-lang")],
)
def test_a_text_that_cannot_be_checked_is_a_problem(client: TestClient, text: str, status: int, slug: str) -> None:
    """With the field that is wrong, and nothing of the text."""
    response = client.post("/v1/check", json={"text": text})
    assert (response.status_code, response.json()["type"]) == (status, f"urn:fundstelle:problem:{slug}")
    assert response.json()["errors"][0]["pointer"] == "#/text"
    assert "xxx" not in response.text


def test_texts_may_be_longer_than_questions(client: TestClient) -> None:
    """Above the limit of other bodies, even where JSON writes each umlaut with six signs; and not without end."""
    long = "Hallo! " + "ä" * (LIMIT // 2 - 10)
    body = json.dumps({"text": long})
    assert len(body) > 8 * BODY_LIMIT
    headers = {"content-type": "application/json"}
    assert client.post("/v1/check", content=body, headers=headers).status_code == 200
    endless = client.post("/v1/check", content=json.dumps({"text": "x" * 8 * LIMIT}), headers=headers)
    assert (endless.status_code, endless.json()["type"]) == (413, "urn:fundstelle:problem:zu-gross")
    assert client.post("/v1/ask", json={"question": "x" * BODY_LIMIT}).status_code == 413


def test_the_command_says_what_is_wrong(env: dict[str, str], tmp_path: Path) -> None:
    """Sign, label, sentence, explanation and the true wording with its place; the exit code says that it failed."""
    file = tmp_path / "entwurf.md"
    file.write_text(DRAFT, encoding="utf-8")
    code, told, _ = run(env, str(file))
    assert code == 1
    assert "FIKTIVES RECHT" in told
    assert "✓ belegt" in told
    assert "✗ widerlegt" in told
    assert "»Die Verfolgung verjährt in drei Jahren.«" in told
    assert "2 Sätze ohne Rechtsaussage." in told
    assert "Von 2 Rechtsaussagen ist 1 belegt. Nicht belegt: 1 widerlegt." in told


@pytest.mark.parametrize(("text", "code"), [(TRUE, 0), ("Guten Tag!", 0), (FALSE, 1), ("", 2), ("a\x00b", 2)])
def test_the_exit_code_is_the_outcome(env: dict[str, str], text: str, code: int) -> None:
    """0 only where every legal claim is supported; 2 where there is nothing to check."""
    assert run(env, "-", given=text)[0] == code


def test_the_command_gives_the_same_json(env: dict[str, str], client: TestClient) -> None:
    """As the interface for programs."""
    code, told, _ = run(env, "-", "--json", "--as-of", "2026-06-30", given=DRAFT)
    assert code == 1
    assert json.loads(told) == client.post("/v1/check", json={"text": DRAFT}).json()


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"\xff\xfe\xff", b"x" * (2 * LIMIT), "ä".encode("cp1252")])
def test_a_file_that_is_no_text_is_explained(env: dict[str, str], tmp_path: Path, content: bytes) -> None:
    """In German, on the error output, with exit code 2."""
    file = tmp_path / "datei"
    file.write_bytes(content)
    code, told, wrong = run(env, str(file))
    assert (code, told) == (2, "")
    assert "Bitte" in wrong or "Erwartet" in wrong


def test_a_file_that_is_not_there_is_told(env: dict[str, str], tmp_path: Path) -> None:
    """With its name."""
    code, _, wrong = run(env, str(tmp_path / "fehlt.txt"))
    assert code == 2
    assert "fehlt.txt lässt sich nicht lesen" in wrong


def test_signs_that_a_terminal_obeys_are_shown() -> None:
    """Hidden ones by their code, blanks as one."""
    assert visible("a\u202eb\n  c\u00add") == "a[U+202E]b c\u00add"


def test_the_page_shows_the_text_with_each_sentence_marked(client: TestClient) -> None:
    """The text whole; every claim with a sign, a label for those who listen, and a link to its verdict below."""
    page = html.fromstring(client.post("/pruefen", data={"text": DRAFT}, headers={"accept": "text/html"}).text)
    shown = page.find_class("geprueft")[0]
    for hidden in (*shown.find_class("satz-zeichen"), *shown.find_class("nur-vorlesen")):
        hidden.text = ""
    assert shown.text_content() == DRAFT
    marked = shown.find_class("satz")
    assert [one.get("class") for one in marked] == ["satz satz-supported", "satz satz-contradicted"]
    for one in marked:
        (target,) = page.xpath(f"//*[@id='{one.get('href')[1:]}']")
        assert target.find_class("urteil")
    assert [one.text_content() for one in page.find_class("urteil")][:2] == ["✓ belegt", "✗ widerlegt"]
    links = [link.get("href") for link in page.xpath("//ol//h4/a")]
    assert all(client.get(link).status_code == 200 for link in links)
    assert links[0].startswith("/norm/mondstg/30@2026-02-02?von=")


def test_the_page_says_what_is_wrong_with_the_form(client: TestClient) -> None:
    """At the field, with the text still in it."""
    empty = client.post("/pruefen", data={"text": " "}, headers={"accept": "text/html"})
    assert empty.status_code == 422
    assert 'id="text-fehler"' in empty.text
    day = client.post("/pruefen", data={"text": TRUE, "stichtag": "gestern"}, headers={"accept": "text/html"})
    assert day.status_code == 422
    assert TRUE in html.fromstring(day.text).xpath("//textarea")[0].text
    long = client.post("/pruefen", data={"text": "ä " * LIMIT}, headers={"accept": "text/html"})
    assert long.status_code == 413


def test_what_was_typed_is_never_markup(client: TestClient) -> None:
    """Tags in the text are shown as they were typed."""
    attack = "</textarea><script>alert(1)</script> Die Steuer ist hoch."
    told = client.post("/pruefen", data={"text": attack}, headers={"accept": "text/html"}).text
    assert "<script>alert" not in told
    assert "&lt;script&gt;alert" in told


def test_the_page_is_in_the_navigation_and_marks_fictional_law(client: TestClient) -> None:
    """Found from every page; the banner stands on it, too."""
    assert html.fromstring(client.get("/").text).xpath("//nav//a[@href='/pruefen']")
    page = html.fromstring(client.get("/pruefen").text)
    assert "Fiktives Recht" in page.find_class("fiktiv-banner")[0].text_content()
    assert page.xpath("//nav//a[@href='/pruefen'][@aria-current='page']")
    assert page.xpath("//form")[0].get("method") == "post"

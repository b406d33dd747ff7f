"""A text reviewed and exported through the doors: the interface for programs, the command line, the pages."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import docx
import pytest
from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner

from corpus.cli import build
from corpus.settings import Home
from service.app import create_app
from service.ask import Desk
from service.review.model import LIMIT
from service.schema_export import ExportResponse
from service.schema_review import ReviewResponse
from service.shelf import Shelf

LAW = "Bei einer erstmaligen Zuwiderhandlung von geringem Gewicht soll das Lunarzollamt verwarnen, ohne eine Geldbuße"
TEXT = f"Guten Tag! {LAW} festzusetzen. Rentner sind überfordert."
CLEAN = "Die Rosen blühen im Garten."
ASKED = "Wie hoch ist der Steuersatz für Meteoriten?"
EXPORT = {"question": ASKED, "format": "md", "purpose": "vermerk", "responsible": "A. Muster"}
HTML = {"accept": "text/html"}


@pytest.fixture
def client(desk: Desk) -> Iterator[TestClient]:
    """The application, in process, with a fixed day and time."""
    app = create_app(Shelf.of(desk), lambda: date(2026, 6, 30), now=lambda: datetime(2026, 6, 30, 12, 0, tzinfo=UTC))
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def env(demo_home: Home) -> dict[str, str]:
    """The environment of a user with the demonstration corpus."""
    return {"FUNDSTELLE_HOME": str(demo_home.root.parent)}


def run(env: dict[str, str], *words: str, given: str = "") -> tuple[int, str, str]:
    """Exit code, output and error output of a command."""
    result = CliRunner().invoke(build(), [*words, "--demo"], input=given, env=env)
    return result.exit_code, result.stdout, result.stderr


def test_programs_get_every_finding_side_by_side(client: TestClient) -> None:
    """Offsets on both sides, checked by the interface alone."""
    response = client.post("/v1/review", json={"text": TEXT, "purpose": "oeffentlichkeit"})
    assert response.status_code == 200, response.text
    found = ReviewResponse.model_validate_json(response.text)
    (overlap,) = found.plagiarism.overlaps
    assert TEXT[overlap.start : overlap.end] == overlap.text
    source = client.get(f"/v1/documents/{overlap.source.document}").json()
    assert source["text"][overlap.source.start : overlap.source.end] == overlap.source.quote
    (remark,) = found.discrimination.remarks
    assert (remark.rule, remark.ground, remark.level_label) == ("V01", "Alter", "Befund")
    assert found.readability is not None
    assert not found.clean
    assert found.corpus.fictional


def test_hints_on_language_are_for_the_public_alone(client: TestClient) -> None:
    """The purpose decides; without one it is a search."""
    assert client.post("/v1/review", json={"text": TEXT}).json()["readability"] is None


@pytest.mark.parametrize(
    ("text", "status", "slug"),
    [("", 422, "text-unbrauchbar"), ("a\x00b", 422, "text-unbrauchbar"), ("x" * (LIMIT + 1), 413, "text-zu-lang")],
)
def test_a_text_that_cannot_be_reviewed_is_a_problem(client: TestClient, text: str, status: int, slug: str) -> None:
    """At both endpoints, with nothing of the text."""
    wish = {"text": text, "format": "md", "purpose": "vermerk", "responsible": "A"}
    for path, body in (("/v1/review", {"text": text}), ("/v1/export", wish)):
        response = client.post(path, json=body)
        assert (response.status_code, response.json()["type"]) == (status, f"urn:fundstelle:problem:{slug}")
        assert "xxx" not in response.text


def test_a_text_of_a_hundred_pages_passes(client: TestClient) -> None:
    """Above the limit of a check, with umlauts written in six signs each."""
    text = "Die Blüten fallen über die Mäuerchen. " * 7000
    assert 250_000 < len(text.encode()) < LIMIT
    assert client.post("/v1/review", content=json.dumps({"text": text}), headers=_JSON).status_code == 200


_JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("ending", ["md", "docx", "json"])
def test_programs_get_an_answer_as_a_file(client: TestClient, ending: str) -> None:
    """With its media type, a name, and the record in it."""
    response = client.post("/v1/export", json=EXPORT | {"format": ending})
    assert response.status_code == 200, response.text
    assert f"Auskunft-2026-06-30-1200.{ending}" in response.headers["content-disposition"]
    assert response.headers["cache-control"] == "no-store"
    if ending == "docx":
        assert "Prüfvermerk" in [one.text for one in docx.Document(io.BytesIO(response.content)).paragraphs]
    elif ending == "json":
        assert ExportResponse.model_validate_json(response.content).record.responsible == "A. Muster"
    else:
        assert response.headers["content-type"] == "text/markdown; charset=utf-8"
        assert "## Prüfvermerk" in response.text


@pytest.mark.parametrize(
    ("change", "slug"),
    [
        ({"responsible": "  "}, "ungueltige-angabe"),
        ({"format": "pdf"}, "ungueltige-angabe"),
        ({"purpose": "spiel"}, "ungueltige-angabe"),
        ({"text": CLEAN}, "ungueltige-angabe"),
        ({"question": None}, "ungueltige-angabe"),
        ({"question": ""}, "frage-leer"),
        ({"question": "Wie wird das Wetter?"}, "keine-antwort"),
    ],
)
def test_what_cannot_be_exported_is_a_problem(client: TestClient, change: dict[str, str | None], slug: str) -> None:
    """A field that is not as expected, or no answer."""
    response = client.post("/v1/export", json=EXPORT | change)
    assert (response.status_code, response.json()["type"]) == (422, f"urn:fundstelle:problem:{slug}")


def test_the_command_shows_both_sides(env: dict[str, str], tmp_path: Path) -> None:
    """With the rule, the place and the way out; the exit code says that something was found."""
    file = tmp_path / "entwurf.md"
    file.write_text(TEXT, encoding="utf-8")
    code, told, _ = run(env, "review", str(file), "--purpose", "oeffentlichkeit")
    assert code == 1
    for part in ("FIKTIVES RECHT", "Quelle: Bei einer", "§ 30 Abs. 2 Satz 2 MondStG", "Befund V01: Alter", "Sachtext"):
        assert part in told


@pytest.mark.parametrize(("text", "code"), [(CLEAN, 0), (TEXT, 1), ("", 2), ("a\x00b", 2)])
def test_the_exit_code_is_the_outcome(env: dict[str, str], text: str, code: int) -> None:
    """0 only where nothing was found; 2 where there is nothing to review."""
    assert run(env, "review", "-", given=text)[0] == code


def test_the_command_gives_the_same_json(env: dict[str, str], client: TestClient) -> None:
    """As the interface for programs."""
    code, told, _ = run(env, "review", "-", "--json", "--as-of", "2026-06-30", given=TEXT)
    served = client.post("/v1/review", json={"text": TEXT}).json()
    assert code == 1
    assert json.loads(told)["plagiarism"]["overlaps"] == served["plagiarism"]["overlaps"]
    assert json.loads(told)["discrimination"] == served["discrimination"]


def test_a_file_that_is_not_there_is_told(env: dict[str, str], tmp_path: Path) -> None:
    """With its name."""
    code, _, wrong = run(env, "review", str(tmp_path / "fehlt.txt"))
    assert code == 2
    assert "fehlt.txt lässt sich nicht lesen" in wrong


@pytest.mark.parametrize("ending", ["md", "docx", "json"])
def test_the_command_exports_an_answer(env: dict[str, str], tmp_path: Path, ending: str) -> None:
    """And shows it as without an export."""
    file = tmp_path / f"auskunft.{ending}"
    wish = ("--export", str(file), "--purpose", "vermerk", "--responsible", "A. Muster")
    code, told, said = run(env, "ask", ASKED, *wish)
    assert code == 0, said
    assert "§ 9 Abs. 4a Satz 1 MondStG" in told
    assert file.stat().st_size > 500
    assert "Keine Übernahme ohne Beleg" in said


@pytest.mark.parametrize(
    "wish",
    [
        ("--export", "auskunft.pdf", "--purpose", "vermerk", "--responsible", "A"),
        ("--export", "auskunft.md", "--purpose", "vermerk"),
        ("--export", "auskunft.md", "--responsible", "A"),
        ("--purpose", "vermerk"),
        ("--export", "fehlt/ordner/auskunft.md", "--purpose", "vermerk", "--responsible", "A"),
    ],
)
def test_an_export_needs_file_purpose_and_name(env: dict[str, str], wish: tuple[str, ...]) -> None:
    """Each that is missing is told, with exit code 2."""
    code, _, said = run(env, "ask", ASKED, *wish)
    assert code == 2
    assert "rwartet" in said or "gehör" in said


def test_the_page_shows_both_sides_and_offers_the_file(client: TestClient) -> None:
    """Without JavaScript; every link leads somewhere."""
    page = html.fromstring(client.post("/durchsicht", data={"text": TEXT, "zweck": "vermerk"}, headers=HTML).text)
    sides = [quote.text_content() for quote in page.xpath("//*[@class='gegenueber']//blockquote")]
    assert sides == [f"{LAW} festzusetzen"] * 2
    (link,) = page.xpath("//*[@class='gegenueber']//h4/a/@href")
    assert client.get(link).status_code == 200
    (form,) = page.xpath("//form[@action='/durchsicht/export']")
    fields = {field.get("name"): field.text or field.get("value") or "" for field in form.xpath(".//textarea|.//input")}
    sent = fields | {"text": fields["text"].lstrip("\n"), "name": "A. Muster", "format": "docx", "zweck": "vermerk"}
    response = client.post("/durchsicht/export", data=sent, headers=HTML)
    assert response.status_code == 200
    assert "Rentner sind überfordert" in "".join(
        one.text for one in docx.Document(io.BytesIO(response.content)).paragraphs
    )


def test_the_page_of_an_answer_offers_the_file(client: TestClient) -> None:
    """The same question and day, and whoever takes it must give a name."""
    page = html.fromstring(client.post("/", data={"frage": ASKED, "stichtag": "2026-06-30"}, headers=HTML).text)
    (form,) = page.xpath("//form[@action='/export']")
    sent = {field.get("name"): field.get("value") or "" for field in form.xpath(".//input")}
    assert client.post("/export", data=sent | {"format": "md"}, headers=HTML).status_code == 422
    response = client.post("/export", data=sent | {"format": "md", "name": "A. Muster"}, headers=HTML)
    assert response.status_code == 200
    assert "Abweichend von Absatz 1" in response.text


def test_the_page_says_what_is_wrong_with_the_form(client: TestClient) -> None:
    """At the field, with the text still in it."""
    assert client.get("/durchsicht").status_code == 200
    empty = client.post("/durchsicht", data={"text": " "}, headers=HTML)
    assert empty.status_code == 422
    assert 'id="text-fehler"' in empty.text
    day = client.post("/durchsicht", data={"text": CLEAN, "stichtag": "gestern"}, headers=HTML)
    assert day.status_code == 422
    assert CLEAN in html.fromstring(day.text).xpath("//textarea")[0].text
    assert client.post("/durchsicht", data={"text": "ä " * LIMIT}, headers=HTML).status_code == 413


def test_what_was_typed_is_never_markup(client: TestClient) -> None:
    """Tags in the text are shown as they were typed."""
    attack = "</textarea><script>alert(1)</script> Rentner sind <b>geizig</b>."
    told = client.post("/durchsicht", data={"text": attack}, headers=HTML).text
    assert "<script>alert" not in told
    assert "<b>geizig" not in told


def test_the_page_is_in_the_navigation(client: TestClient) -> None:
    """Found from every page."""
    assert html.fromstring(client.get("/").text).xpath("//nav//a[@href='/durchsicht']")

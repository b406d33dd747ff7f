"""Every door asks the same guard: 422 with findings and a redacted proposal, and never the text itself."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner

from corpus import cli
from corpus.settings import Home
from service.ask import Desk, ask, look_up, search
from service.check.run import check
from service.export.model import Format, Wish
from service.export.run import export_answer, export_text
from service.model import Question, Refusal, RefusalReason
from service.review.purpose import Purpose
from service.review.run import review

DAY = date(2026, 6, 30)
WISH = {"format": "md", "purpose": "vermerk", "responsible": "A. Muster"}
NUMBER = "93815/08152"
"""The tax number that the tax administration itself prints as an example for Baden-Württemberg."""
TEXT = f"Wie hoch ist die Mondsteinsteuer? Steuernummer: {NUMBER}"
ASKED = "Wie hoch ist der Steuersatz für Meteoriten?"
CASE = "Mein Mandant, Bäcker in Olpe, hat 2025 einen Mondstein für 900 Euro gekauft. Ist das steuerbar?"
ABSTRACT = "Ein Unternehmer hat im Jahr 01 einen Mondstein für X Euro gekauft. Ist das steuerbar?"
REDACTED = "Wie hoch ist die Mondsteinsteuer? Steuernummer: [Steuernummer]"


@pytest.fixture
def env(demo_home: Home) -> dict[str, str]:
    return {"FUNDSTELLE_HOME": str(demo_home.root.parent)}


def test_every_function_refuses(desk: Desk) -> None:
    """All give the same refusal, which does not hold the text."""
    question = Question(TEXT, DAY)
    wish = Wish(Format.MARKDOWN, Purpose.VERMERK, "A. Muster", datetime(2026, 6, 30, 12, 0, tzinfo=UTC))
    for refused in (
        ask(question, desk),
        search(question, 5, desk),
        check(TEXT, DAY, desk),
        look_up(TEXT, DAY, desk),
        review(TEXT, DAY, Purpose.VERMERK, desk),
        export_text(TEXT, DAY, wish, desk),
        export_answer(question, wish, desk),
    ):
        assert isinstance(refused, Refusal)
        assert refused.reason is RefusalReason.CONFIDENTIAL
        assert refused.proposal == REDACTED
        assert NUMBER not in repr(refused)


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/v1/ask", {"question": TEXT}, "#/question"),
        ("/v1/search", {"query": TEXT}, "#/query"),
        ("/v1/check", {"text": TEXT}, "#/text"),
        ("/v1/review", {"text": TEXT}, "#/text"),
        ("/v1/export", {"text": TEXT} | WISH, "#/text"),
        ("/v1/export", {"question": TEXT} | WISH, "#/question"),
        ("/v1/export", {"question": ASKED, "title": TEXT} | WISH, "#/title"),
        ("/v1/export", {"question": ASKED} | WISH | {"responsible": TEXT}, "#/responsible"),
        ("/v1/ask", {"question": TEXT, "confirmed": True}, "#/question"),
        ("/v1/check", {"text": TEXT, "confirmed": True}, "#/text"),
        ("/v1/review", {"text": TEXT, "confirmed": True}, "#/text"),
        ("/v1/export", {"text": TEXT, "confirmed": True} | WISH, "#/text"),
    ],
)
def test_programs_get_a_problem_with_findings(
    client: TestClient, path: str, body: dict[str, object], pointer: str
) -> None:
    """Kind, offsets and explanation of each; confirming does not help against identifiers."""
    response = client.post(path, json=body)
    told = response.json()
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert (told["outcome"], told["reason"]) == ("refused", "confidential")
    assert told["type"] == "urn:fundstelle:problem:vertraulich"
    assert told["errors"][0]["pointer"] == pointer
    (finding,) = told["findings"]
    assert finding["kind"] == "steuernummer"
    assert TEXT[finding["start"] : finding["end"]] == NUMBER
    assert "Bitte weglassen" in finding["explanation"]
    assert told["proposal"] == REDACTED
    assert NUMBER not in response.text


@pytest.mark.parametrize("spelled", ["02476291358", "02 476 291 358", "０２４７６２９１３５８", "02476\u200b291358"])
def test_a_text_with_an_idnr_is_not_checked(client: TestClient, spelled: str) -> None:
    """Wherever it stands in a long text, and however it is written."""
    text = f"{'Die Verfolgung verjährt in drei Jahren (§ 30 Abs. 3 MondStG). ' * 200}Die IdNr {spelled} gehört dazu."
    response = client.post("/v1/check", json={"text": text, "confirmed": True})
    told = response.json()
    assert response.status_code == 422
    assert told["reason"] == "confidential"
    (finding,) = told["findings"]
    assert (finding["kind"], text[finding["start"] : finding["end"]]) == ("idnr", spelled)
    assert told["proposal"].endswith("Die IdNr [IdNr] gehört dazu.")
    assert spelled not in response.text


@pytest.mark.parametrize("path", ["/v1/cite?ref={}", "/v1/documents/{}", "/norm/{}", "/gesetz/{}"])
def test_addresses_are_guarded_too(client: TestClient, path: str) -> None:
    """Nothing of the address comes back."""
    secret = urlencode({"": "estg@DE89370400440532013000"})[1:]
    response = client.get(path.format(secret))
    assert response.status_code == 422
    assert response.json()["findings"][0]["kind"] == "iban"
    assert "DE8937" not in response.text


def test_people_see_what_was_found_and_a_proposal(client: TestClient) -> None:
    """On all pages; the entered text stays in its field only."""
    for path, field in (("/", "frage"), ("/pruefen", "text"), ("/durchsicht", "text")):
        page = client.post(path, data={field: TEXT})
        assert page.status_code == 422
        assert "Was nicht eingegeben werden darf" in page.text
        assert f'<textarea id="vorschlag" name="{field}"' in page.text
        assert REDACTED in page.text
        assert page.text.count(NUMBER) == 1


def test_the_page_of_a_refused_file_tells_what_was_found(client: TestClient) -> None:
    """Neither the text nor the name of the responsible person comes back."""
    name = {"name": "A. Muster", "format": "md"}
    for path, form in (
        ("/export", {"frage": TEXT} | name),
        ("/durchsicht/export", {"text": TEXT} | name),
        ("/durchsicht/export", {"text": "Die Rosen blühen."} | name | {"modell": TEXT}),
    ):
        page = client.post(path, data=form, headers={"accept": "text/html"})
        assert page.status_code == 422
        assert "Hier steht eine Steuernummer" in page.text
        assert "[Steuernummer]" in page.text
        assert NUMBER not in page.text


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/check", {"text": CASE}),
        ("/v1/review", {"text": CASE}),
        ("/v1/export", {"text": CASE} | WISH),
    ],
)
def test_a_case_passes_where_it_is_confirmed(client: TestClient, path: str, body: dict[str, object]) -> None:
    """Else it is a problem with a proposal in the abstract, which comes in."""
    refused = client.post(path, json=body)
    told = refused.json()
    assert (refused.status_code, told["type"], told["reason"]) == (422, "urn:fundstelle:problem:steuerfall", "case")
    assert {one["kind"] for one in told["findings"]} == {"person", "ort", "zeit", "betrag"}
    assert told["proposal"] == ABSTRACT
    assert client.post(path, json=body | {"confirmed": True}).status_code == 200
    assert client.post(path, json=body | {"text": ABSTRACT}).status_code == 200


def test_a_question_with_a_case_is_not_exported(client: TestClient) -> None:
    """A proposal here, too; confirmed, it is asked like any other."""
    told = client.post("/v1/export", json={"question": CASE} | WISH).json()
    assert (told["reason"], told["errors"][0]["pointer"], told["proposal"]) == ("case", "#/question", ABSTRACT)
    asked = client.post("/v1/export", json={"question": f"{CASE} {ASKED}", "confirmed": True} | WISH)
    assert asked.status_code == 200 or asked.json()["type"] == "urn:fundstelle:problem:keine-antwort"


def test_the_button_confirms_on_every_page(client: TestClient) -> None:
    """The forms below the findings are sent as a browser would, and what was chosen beside the text stays."""
    for path, field, beside in (("/pruefen", "text", {}), ("/durchsicht", "text", {"zweck": "oeffentlichkeit"})):
        page = html.fromstring(client.post(path, data={field: CASE, "stichtag": "2026-06-30"} | beside).text)
        proposed, confirming = page.xpath("//section[@class='vorschlag']//form")
        for form in (proposed, confirming):
            sent = {one.get("name"): one.get("value") or one.text or "" for one in form.xpath(".//input|.//textarea")}
            answer = client.post(form.get("action").partition("#")[0], data=sent | {"x": ""})
            assert answer.status_code == 200, path
            assert "Ergebnis" in answer.text
            assert sent.items() >= beside.items()
    (again,) = html.fromstring(answer.text).xpath("//form[@action='/durchsicht/export']")
    sent = {one.get("name"): one.get("value") or one.text or "" for one in again.xpath(".//input|.//textarea")}
    file = client.post("/durchsicht/export", data=sent | {"name": "A. Muster", "format": "md"})
    assert file.status_code == 200
    assert "Prüfvermerk" in file.text


def test_commands_take_the_confirmation(env: dict[str, str], tmp_path: Path) -> None:
    """At check and review; both refuse a case with 1, and tell how to confirm."""
    file = tmp_path / "vermerk.txt"
    file.write_text(CASE, encoding="utf-8")
    for command in ("check", "review"):
        refused = CliRunner().invoke(cli.build(), [command, "--demo", str(file)], env=env)
        assert refused.exit_code == 1
        assert ABSTRACT in " ".join(refused.output.split())
        assert "--confirmed" in refused.output
        confirmed = CliRunner().invoke(cli.build(), [command, "--demo", "--confirmed", str(file)], env=env)
        assert "--confirmed" not in confirmed.output
        assert "Stichtag" in confirmed.output


def test_an_export_is_refused_before_anything_is_written(env: dict[str, str], tmp_path: Path) -> None:
    """For the question as for the name of the responsible person."""
    file = tmp_path / "auskunft.md"
    for question, name in ((TEXT, "A. Muster"), (ASKED, f"A. Muster, {NUMBER}")):
        words = ["ask", "--demo", question, "--export", str(file), "--purpose", "vermerk", "--responsible", name]
        result = CliRunner().invoke(cli.build(), words, env=env)
        assert result.exit_code == 2
        assert "Hier steht eine Steuernummer" in result.output
        assert NUMBER not in result.output
        assert not file.exists()


def test_commands_refuse_with_two(env: dict[str, str], tmp_path: Path) -> None:
    """They name what was found, and repeat nothing of it."""
    file = tmp_path / "vermerk.txt"
    file.write_text(TEXT, encoding="utf-8")
    for words in (
        ("ask", TEXT),
        ("search", TEXT),
        ("show", TEXT),
        ("check", str(file)),
        ("review", str(file)),
        ("ask", "--confirmed", TEXT),
        ("review", "--confirmed", str(file)),
    ):
        result = CliRunner().invoke(cli.build(), [words[0], "--demo", *words[1:]], env=env)
        assert result.exit_code == 2, words
        assert "Hier steht eine Steuernummer" in result.output
        assert "[Steuernummer]" in result.output
        assert NUMBER not in result.output


def test_the_command_tells_programs_the_same(env: dict[str, str]) -> None:
    """The JSON of ask has reason, findings and proposal, and an empty question."""
    result = CliRunner().invoke(cli.build(), ["ask", "--demo", "--json", TEXT], env=env)
    told = json.loads(result.output)
    assert told["refusal"]["reason"] == "confidential"
    assert told["refusal"]["findings"][0]["kind"] == "steuernummer"
    assert told["refusal"]["proposal"] == REDACTED
    assert told["question"]["text"] == ""

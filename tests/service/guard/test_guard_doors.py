"""Every door asks the same guard: 422 with findings and a redacted proposal, and never the text itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from corpus import cli
from corpus.settings import Home
from service.ask import Desk, ask, look_up, search
from service.check.run import check
from service.model import Question, Refusal, RefusalReason

DAY = date(2026, 6, 30)
NUMBER = "93815/08152"
"""The tax number that the tax administration itself prints as an example for Baden-Württemberg."""
TEXT = f"Wie hoch ist die Mondsteinsteuer? Steuernummer: {NUMBER}"
REDACTED = "Wie hoch ist die Mondsteinsteuer? Steuernummer: [Steuernummer]"


@pytest.fixture
def env(demo_home: Home) -> dict[str, str]:
    return {"FUNDSTELLE_HOME": str(demo_home.root.parent)}


def test_every_function_refuses(desk: Desk) -> None:
    """ask, search, check and look_up give the same refusal, which does not hold the text."""
    question = Question(TEXT, DAY)
    for refused in (ask(question, desk), search(question, 5, desk), check(TEXT, DAY, desk), look_up(TEXT, DAY, desk)):
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
        ("/v1/ask", {"question": TEXT, "confirmed": True}, "#/question"),
        ("/v1/check", {"text": TEXT, "confirmed": True}, "#/text"),
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


@pytest.mark.parametrize("path", ["/v1/cite?ref={}", "/v1/documents/{}", "/norm/{}", "/gesetz/{}"])
def test_addresses_are_guarded_too(client: TestClient, path: str) -> None:
    """Nothing of the address comes back."""
    secret = urlencode({"": "estg@DE89370400440532013000"})[1:]
    response = client.get(path.format(secret))
    assert response.status_code == 422
    assert response.json()["findings"][0]["kind"] == "iban"
    assert "DE8937" not in response.text


def test_people_see_what_was_found_and_a_proposal(client: TestClient) -> None:
    """On both pages; the entered text stays in its field only."""
    for path, field in (("/", "frage"), ("/pruefen", "text")):
        page = client.post(path, data={field: TEXT})
        assert page.status_code == 422
        assert "Was nicht eingegeben werden darf" in page.text
        assert f'<textarea id="vorschlag" name="{field}"' in page.text
        assert REDACTED in page.text
        assert page.text.count(NUMBER) == 1


def test_commands_refuse_with_two(env: dict[str, str], tmp_path: Path) -> None:
    """ask, search, show and check name what was found, and repeat nothing of it."""
    file = tmp_path / "vermerk.txt"
    file.write_text(TEXT, encoding="utf-8")
    for words in (("ask", TEXT), ("search", TEXT), ("show", TEXT), ("check", str(file)), ("ask", "--confirmed", TEXT)):
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

"""Who reads an answer is told who wrote it: at the interface, on the page and at the terminal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from corpus.cli import build
from corpus.settings import Home
from service import terminal
from service.app import create_app
from service.llm.reply import Quoted, Written, write
from service.shelf import Shelf

QUESTION = "Wie hoch ist der Steuersatz der Mondsteinsteuer?"
RULE = "Die Steuer beträgt 14 Prozent der Bemessungsgrundlage."
TEXT = "Die Steuer beträgt 14 % der Bemessungsgrundlage."
LABEL = "Formuliert vom Sprachmodell drehbuch, geprüft am Wortlaut der Fundstellen."
FALLBACK = "Das Sprachmodell drehbuch ist ausgefallen."


@pytest.fixture
def told(stage: Callable[..., Any]) -> Any:
    """A stage on which the model says something true in its own words, and then fails."""
    said = write([Written(TEXT, (Quoted(stage().place(QUESTION, RULE), RULE),))])
    return stage(said, ValueError())


@pytest.fixture
def client(told: Any) -> TestClient:
    return TestClient(create_app(Shelf.of(told.desk), lambda: date(2026, 6, 30)), base_url="http://localhost")


def test_programs_are_told(client: TestClient) -> None:
    """``author`` names the model or "extraktiv", ``notes`` say the same in German."""
    first, second = (client.post("/v1/ask", json={"question": QUESTION}).json() for _ in range(2))
    assert (first["author"], first["notes"]) == ("drehbuch", [LABEL])
    assert first["statements"][0]["text"] == TEXT
    assert first["statements"][0]["evidence"][0]["quote"] == RULE
    assert second["author"] == "extraktiv"
    assert second["notes"][0].startswith(FALLBACK)
    assert second["statements"][0]["text"] == RULE


def test_a_refusal_has_no_author(client: TestClient) -> None:
    """Nobody wrote anything."""
    refused = client.post("/v1/ask", json={"question": "Wie backe ich einen Apfelkuchen?"}).json()
    assert (refused["author"], refused["notes"]) == (None, [])


def test_people_are_told_on_the_page(client: TestClient) -> None:
    """Before the statements, which stand with the quotes that prove them."""
    form = {"frage": QUESTION, "stichtag": "2026-06-30", "rang": ""}
    first, second = (client.post("/", data=form).text for _ in range(2))
    assert LABEL in first
    assert first.index(LABEL) < first.index(TEXT) < first.index(RULE)
    assert FALLBACK in second


def test_people_are_told_at_the_terminal(
    told: Any, demo_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the quote beside words that are the model's own."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(demo_home.root.parent))
    monkeypatch.setattr(terminal, "open_model", lambda _: told.desk.compose.model)
    day = date(2026, 6, 30)
    assert [terminal.ask_once(QUESTION, day, None, demo=True, as_json=False) for _ in range(2)] == [0, 0]
    first, second = capsys.readouterr().out.split("Keine der Vorschriften gilt.")[:2]
    assert TEXT in first
    assert f"»{RULE}«" in first
    assert LABEL in first
    assert FALLBACK in second
    assert f"»{RULE}«" not in second


@pytest.mark.parametrize("command", [["ask", "--demo", QUESTION], ["serve", "--demo", "--port", "0"]])
def test_a_wrong_setting_is_told_before_anything_is_asked(
    demo_home: Home, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    """In German, without a traceback, with the exit code for wrong use."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(demo_home.root.parent))
    monkeypatch.setenv("FUNDSTELLE_MODEL", "orakel")
    result = CliRunner().invoke(build(), command)
    assert result.exit_code == 2
    assert "FUNDSTELLE_MODEL ist »orakel«" in result.output

"""The commands of ``fundstelle eval``: there, in German, and honest about what cannot be measured."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.cli import register


@pytest.fixture
def app() -> typer.Typer:
    built = typer.Typer()
    built.callback()(lambda: None)
    register(built)
    return built


@pytest.fixture(autouse=True)
def empty_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home without any law, and no mirror."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("FUNDSTELLE_MIRROR", raising=False)


def test_every_command_helps_in_german(app: typer.Typer) -> None:
    """The overview names the commands."""
    told = CliRunner().invoke(app, ["eval", "--help"]).output
    for command in ("latency", "footprint", "run", "calibrate", "sentences"):
        assert command in told
    assert "messen" in told.lower()


@pytest.mark.parametrize("command", [["run", "--set", "dev", "--out", "lauf"], ["calibrate"]])
def test_without_law_there_is_nothing_to_measure(
    app: typer.Typer, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the way to law; there is no traceback."""
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["eval", *command])
    assert result.exit_code == 1
    assert "fundstelle ingest" in result.output


def test_sentences_need_a_mirror(app: typer.Typer) -> None:
    """The message says which option is missing."""
    result = CliRunner().invoke(app, ["eval", "sentences"])
    assert result.exit_code == 1
    assert "--mirror" in result.output

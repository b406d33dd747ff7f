"""The release command runs the sealed folder and writes its table; here a stub lies there, and nothing is unsealed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from corpus.settings import Home
from eval.cli import register
from eval.harness import commands
from eval.harness.questions import Files
from eval.harness.release import GOALS


@pytest.fixture
def app() -> typer.Typer:
    built = typer.Typer()
    built.callback()(lambda: None)
    register(built)
    return built


@pytest.fixture
def stub(files: Files, demo_home: Home, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of questions in the place of the sealed one, and the demonstration corpus in the place of the law."""
    folder = files.topics.parent
    monkeypatch.setattr(commands, "set_folder", lambda name: folder if name == "test" else Path("nirgends"))
    monkeypatch.setenv("FUNDSTELLE_HOME", str(demo_home.root))
    return folder


@pytest.mark.usefixtures("stub")
def test_a_release_is_a_table_with_goals(app: typer.Typer, tmp_path: Path) -> None:
    """Every goal with its figure and verdict; a comparison with each baseline."""
    out = tmp_path / "veröffentlichung"
    result = CliRunner().invoke(app, ["eval", "release", "--out", str(out)])
    assert result.exit_code == 0, result.output
    table = (out / "release.md").read_text(encoding="utf-8")
    assert "3 versiegelte Fragen, 1 abzulehnende." in table
    for goal in GOALS:
        assert goal.group == "lay" or f"| {goal.name} |" in table
    assert re.search(r"\| Success@10 \(§\) \| \d+,\d{3} \| mindestens 92 % \| (erreicht|\*\*verfehlt\*\*) \|", table)
    assert re.search(
        r"\| nDCG@10 \(§\) besser als BM25: p \| [01],\d{3} \| höchstens 0,01 \| \*\*verfehlt\*\* \|", table
    )
    assert "| Abzulehnendes abgelehnt | 100,000 | mindestens 95 % | erreicht |" in table
    assert {path.name for path in (out / "vergleiche").iterdir()} == {"bm25", "dense", "rrf", "index"}
    assert (out / "vergleiche" / "bm25" / "vergleich.html").exists()
    assert "Ziel: mindestens 92 %" in result.output


def test_the_sealed_set_is_run_by_nothing_else(app: typer.Typer, tmp_path: Path) -> None:
    """The message names the command that does."""
    result = CliRunner().invoke(app, ["eval", "run", "--set", "test", "--out", str(tmp_path / "lauf")])
    assert result.exit_code == 1
    assert "fundstelle eval release" in result.output

"""The command line as a user meets it: German, with exit codes, in an empty home and over the demonstration corpus."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus import cli
from corpus.settings import Home


@pytest.fixture
def runner() -> CliRunner:
    return CliRunner()


@pytest.fixture
def demo_env(demo_home: Home) -> dict[str, str]:
    """The environment in which the demonstration corpus is at home."""
    return {"FUNDSTELLE_HOME": str(demo_home.root.parent)}


def run(runner: CliRunner, env: dict[str, str], *words: str) -> tuple[int, str, str]:
    result = runner.invoke(cli.build(), list(words), env=env)
    return result.exit_code, result.stdout, result.stderr


def test_help_is_german_and_names_every_command(runner: CliRunner) -> None:
    """Each house brings its commands along."""
    code, out, _ = run(runner, {}, "--help")
    assert code == 0
    assert "Fundstelle beantwortet" in out
    for command in ("up", "demo", "status", "ingest", "ask", "search", "show", "serve", "eval"):
        assert f"\n  {command} " in out


def test_an_empty_home_says_what_to_do(runner: CliRunner, tmp_path: Path) -> None:
    """No corpus yet: exit code 3, and the ways to one."""
    for words in (("ask", "Was gilt?"), ("search", "Steuer"), ("show", "§ 1 EStG")):
        code, _, err = run(runner, {"FUNDSTELLE_HOME": str(tmp_path)}, *words)
        assert code == 3
        assert "fundstelle ingest" in err
    code, out, _ = run(runner, {"FUNDSTELLE_HOME": str(tmp_path)}, "status")
    assert code == 3
    assert "noch kein Recht" in " ".join(out.split())


def test_ask_shows_quotes_and_the_mark_of_fiction(runner: CliRunner, demo_env: dict[str, str]) -> None:
    """Citation, address with offsets, and the mark that this is no law."""
    code, out, _ = run(runner, demo_env, "ask", "--demo", "Wie hoch ist der Steuersatz der Mondsteinsteuer?")
    assert code == 0
    assert "§ 9 Abs. 1 Satz 1 MondStG" in out
    assert "FIKTIVES RECHT" in out
    assert "Keine der Vorschriften gilt" in out


def test_ask_json_has_the_shape_of_the_interface(runner: CliRunner, demo_env: dict[str, str]) -> None:
    """The keys that programs rely on."""
    code, out, _ = run(runner, demo_env, "ask", "--demo", "--json", "--as-of", "2026-06-30", "§ 9 Abs. 1 MondStG")
    told = json.loads(out)
    assert code == 0
    assert told["outcome"] == "answered"
    assert told["question"]["as_of"] == "2026-06-30"
    assert {"statements", "withheld", "refusal", "passages", "corpus"} <= told.keys()
    evidence = told["statements"][0]["evidence"][0]
    wanted = {"citation", "address", "quote", "start", "end", "rank", "document", "stand", "source_url", "sha256"}
    assert wanted <= evidence.keys()
    assert told["corpus"]["fictional"] is True


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("ask", "--demo", ""), 2, "leer"),
        (("ask", "--demo", "x" * 20_000), 2, "20.000 Zeichen"),
        (("ask", "--demo", "Was regelt § 999 MondStG?"), 1, "gibt es nicht"),
        (("ask", "--demo", "Wie hoch ist die Steuer?", "--as-of", "1990-01-01"), 1, "älteste bekannte"),
        (("show", "--demo", "§ 999 MondStG"), 1, "gibt es nicht"),
        (("show", "--demo", "§ 9 MondStG", "--as-of", "1990-01-01"), 1, "älteste bekannte"),
        (("search", "--demo", "  "), 2, "leer"),
    ],
)
def test_what_cannot_be_answered_is_told_in_german(
    runner: CliRunner, demo_env: dict[str, str], words: tuple[str, ...], code: int, told: str
) -> None:
    """Exit code and message for each kind of bad input."""
    ended, out, err = run(runner, demo_env, *words)
    assert ended == code
    assert told in " ".join((out + err).split())


def test_show_answers_from_the_version_of_the_day(runner: CliRunner, demo_env: dict[str, str]) -> None:
    """Two days, two wordings."""
    _, now, _ = run(runner, demo_env, "show", "--demo", "§ 9 Abs. 1 Satz 1 MondStG", "--as-of", "2026-06-30")
    _, then, _ = run(runner, demo_env, "show", "--demo", "§ 9 Abs. 1 Satz 1 MondStG", "--as-of", "2025-06-30")
    assert "14 Prozent" in now
    assert "12 Prozent" in then


def test_the_certificate_accounts_for_every_character(runner: CliRunner, demo_env: dict[str, str]) -> None:
    """All laws of the demonstration corpus are complete; the exit code says so, too."""
    code, out, _ = run(runner, demo_env, "status", "--demo", "--certificate", "--json")
    accounts = json.loads(out)["certificate"]
    assert code == 0
    assert len(accounts) == 4
    assert all(account["complete"] for account in accounts)
    assert all(account["characters"] == sum(account["classes"].values()) > 0 for account in accounts)


def test_status_tells_the_register(runner: CliRunner, demo_env: dict[str, str]) -> None:
    """Keywords of each law, whether it is held, and what tables lead to different provisions, with table and line."""
    code, out, _ = run(runner, demo_env, "status", "--demo", "--register", "--json")
    told = json.loads(out)["register"]
    laws = {one["law"]: one for one in told["laws"]}
    assert code == 0
    assert laws["mondstg"]["held"]
    assert not laws["estg"]["held"]
    assert all(one["keywords"] > 0 and one["provisions"] > 0 for one in told["laws"])
    assert all(len({row["table"] for row in one["rows"]}) > 1 for one in told["several_places"])
    _, out, _ = run(runner, demo_env, "status", "--demo", "--register")
    shown = " ".join(out.split())
    assert f"Stichwörter: {told['keywords']};" in shown
    assert f"verschiedenen Vorschriften: {len(told['several_places'])}." in shown
    for one in told["several_places"][:3]:
        assert f"{one['keyword']}: " in shown
    assert "register" not in json.loads(run(runner, demo_env, "status", "--demo", "--json")[1])


def test_ingest_without_a_mirror_folder_fails_clearly(runner: CliRunner, tmp_path: Path) -> None:
    """Nothing came in: exit code 3 and the path that was wrong."""
    code, _, err = run(runner, {"FUNDSTELLE_HOME": str(tmp_path)}, "ingest", "--mirror", str(tmp_path / "fehlt"))
    assert code == 3
    assert "fehlt" in err


def test_an_embedder_that_cannot_be_had_is_told(runner: CliRunner, tmp_path: Path) -> None:
    """Exit code 3 and what to do; nothing is published."""
    env = {"FUNDSTELLE_HOME": str(tmp_path), "FUNDSTELLE_EMBEDDER": "orakel"}
    code, _, err = run(runner, env, "ingest", "--demo")
    assert code == 3
    assert "orakel" in err
    assert run(runner, {"FUNDSTELLE_HOME": str(tmp_path)}, "ask", "--demo", "Steuer?")[0] == 3


def test_a_service_with_an_embedder_that_cannot_be_had_does_not_start(
    runner: CliRunner, demo_env: dict[str, str]
) -> None:
    """Its vectors would never come, and nobody would know why."""
    code, _, err = run(runner, demo_env | {"FUNDSTELLE_EMBEDDER": "orakel"}, "serve", "--demo")
    assert code == 2
    assert "orakel" in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["fragen"], "Den Befehl 'fragen' gibt es nicht."),
        (["ask"], "Es fehlt das Argument"),
        (["ask", "Was?", "--laut"], "Die Option --laut gibt es nicht."),
        (["show", "§ 1 EStG", "--as-of", "gestern"], "Ungültiger Wert für '--as-of'"),
    ],
)
def test_wrong_command_lines_are_explained_in_german(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: list[str], told: str
) -> None:
    """Exit code 2 and a German sentence."""
    monkeypatch.setattr(sys, "argv", ["fundstelle", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert told in capsys.readouterr().err


def test_status_tells_relations_and_what_leads_nowhere(runner: CliRunner, demo_env: dict[str, str]) -> None:
    """The summary with the share of resolved norms, each relation on its line, and the dangling ones with reasons."""
    code, out, _ = run(runner, demo_env, "status", "--demo", "--relations", "--dangling")
    words = " ".join(out.split())
    assert code == 0
    assert "Ändert: BMF-Schreiben vom 12. November 2024" in words
    assert "Beziehungen der Verwaltungsanweisungen:" in words
    assert "ohne Geschäftszeichen" in words
    code, out, _ = run(runner, demo_env, "status", "--demo", "--relations", "--dangling", "--json")
    told = json.loads(out)
    assert code == 0
    assert told["relations"]["norm_citations"]["share"] == 1.0
    assert told["relations"]["total"] == len(told["relation_list"])
    assert all(one["reason"] and not one["address"] for one in told["dangling_list"])
    assert len(told["dangling_list"]) == sum(one["count"] for one in told["relations"]["dangling"])


def test_share_of_citations_is_measured(runner: CliRunner, demo_env: dict[str, str], tmp_path: Path) -> None:
    """The figure beside its goal, for people and programs; without law there is nothing to measure."""
    code, out, _ = run(runner, demo_env, "eval", "citations", "--demo")
    assert code == 0
    assert "(100,00 %)" in out
    assert "erreicht" in out
    code, out, _ = run(runner, demo_env, "eval", "citations", "--demo", "--json")
    told = json.loads(out)
    assert (code, told["cited"], told["reached"], told["unresolved"]) == (0, told["resolved"], True, [])
    code, _, err = run(runner, {"FUNDSTELLE_HOME": str(tmp_path)}, "eval", "citations")
    assert code == 1
    assert "fundstelle ingest" in err

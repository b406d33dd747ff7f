"""The vectors of the serving generation: computed afterwards, by one process at a time, beside a service."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from filelock import FileLock
from typer.testing import CliRunner

from corpus import cli
from corpus.database import open_database
from corpus.generations import Generations
from corpus.index import EmbedderError, Index
from corpus.settings import Home
from corpus.store import Store
from corpus.vectors import VectorsRunningError, Worker, complete, identity_of, lacking, state

SOON = 120
"""Seconds after which a process that was to compute a few vectors must be called stuck."""


def silent(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture
def at_home(unembedded_home: Home, monkeypatch: pytest.MonkeyPatch) -> Home:
    """That home as the one of the demonstration corpus for every process that is started."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(unembedded_home.root.parent))
    monkeypatch.setenv("FUNDSTELLE_EMBEDDER", "lsa")
    return unembedded_home


def found_by_meaning(home: Home) -> bool:
    """Whether the serving generation, opened now, has vectors."""
    generation = Generations(home.index).current()
    assert generation is not None
    with Index.open(generation.directory) as index:
        return index.vectors is not None


def test_what_is_lacking_is_computed_once(unembedded_home: Home) -> None:
    """Afterwards the generation is found by meaning, and a second call has nothing to do."""
    assert lacking(unembedded_home, "lsa")
    assert not found_by_meaning(unembedded_home)
    facts = complete(unembedded_home, "lsa", silent)
    assert facts is not None
    assert facts.embedder == "lsa"
    assert facts.computed == facts.passages + facts.keywords > 0
    assert f"{facts.passages} Stellen" in facts.sentence
    assert not lacking(unembedded_home, "lsa")
    assert found_by_meaning(unembedded_home)
    assert complete(unembedded_home, "lsa", silent) is None


def test_vectors_of_another_embedder_are_lacking(unembedded_home: Home) -> None:
    """The setting was changed: what is there says nothing about questions that the new one embeds."""
    complete(unembedded_home, "lsa", silent)
    assert lacking(unembedded_home, "sentence-transformers:./anders")


def test_what_is_published_changes_when_vectors_come(unembedded_home: Home) -> None:
    """The same folder, another state: so a running service notices."""
    before = state(unembedded_home)
    assert before is not None
    assert before.vectors == ""
    facts = complete(unembedded_home, "lsa", silent)
    after = state(unembedded_home)
    assert facts is not None
    assert after is not None
    assert (after.directory, after.vectors) == (before.directory, facts.sha256)


def test_without_a_generation_nothing_is_lacking(tmp_path: Path) -> None:
    """Whoever has no law has no vectors to compute."""
    home = Home(tmp_path / "leer")
    assert state(home) is None
    assert not lacking(home, "lsa")
    assert complete(home, "lsa", silent) is None


def test_one_process_at_a_time_computes(unembedded_home: Home) -> None:
    """A second one is told, and changes nothing."""
    with (
        FileLock(unembedded_home.root / "vectors.lock"),
        pytest.raises(VectorsRunningError, match="von einem anderen Vorgang"),
    ):
        complete(unembedded_home, "lsa", silent)
    assert lacking(unembedded_home, "lsa")


def test_the_embedder_of_a_setting_is_known_before_anything_is_computed() -> None:
    """A typing error is told at once."""
    assert identity_of("lsa") == "lsa"
    with pytest.raises(EmbedderError, match="Unbekannter Embedder 'orakel'"):
        identity_of("orakel")


def test_a_worker_computes_beside_a_service(at_home: Home) -> None:
    """In a process of its own; stopping it afterwards is no fault."""
    worker = Worker(at_home, "lsa", demo=True)
    patience = time.monotonic() + SOON
    while lacking(at_home, "lsa") and time.monotonic() < patience:
        time.sleep(0.1)
    worker.stop()
    assert found_by_meaning(at_home)


def test_a_stopped_worker_leaves_the_way_free(at_home: Home) -> None:
    """Whatever it was doing: the next one can compute, and the generation is whole."""
    worker = Worker(at_home, "lsa", demo=True)
    worker.stop()
    complete(at_home, "lsa", silent)
    assert found_by_meaning(at_home)


def test_a_worker_that_has_nothing_to_do_starts_nothing(unembedded_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual case of a service that is started again."""

    def refuse(*_words: object, **_options: object) -> None:
        raise AssertionError("Es wurde ein Vorgang gestartet.")

    complete(unembedded_home, "lsa", silent)
    monkeypatch.setattr(subprocess, "Popen", refuse)
    Worker(unembedded_home, "lsa", demo=True).stop()


def test_the_command_computes_what_is_lacking_and_says_so(at_home: Home) -> None:
    """Then that nothing is lacking."""
    runner = CliRunner()
    first = runner.invoke(cli.build(), ["vectors", "--demo"])
    assert first.exit_code == 0
    assert "Bedeutungen:" in first.stderr
    assert found_by_meaning(at_home)
    again = runner.invoke(cli.build(), ["vectors", "--demo"])
    assert again.exit_code == 0
    assert "Es fehlt nichts" in again.stderr


def test_the_command_tells_that_another_process_is_at_it(at_home: Home) -> None:
    """With an exit code that a script can see."""
    with FileLock(at_home.root / "vectors.lock"):
        ended = CliRunner().invoke(cli.build(), ["vectors", "--demo"])
    assert ended.exit_code == 1
    assert "von einem anderen Vorgang" in ended.stderr


def test_an_ingest_without_vectors_serves_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Law comes in and is found by its words; the vectors are left to the service."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(tmp_path))
    monkeypatch.setenv("FUNDSTELLE_EMBEDDER", "lsa")
    ended = CliRunner().invoke(cli.build(), ["ingest", "--demo", "--no-vectors"])
    home = Home(tmp_path / "demo")
    assert ended.exit_code == 0
    assert "Bedeutungen" not in ended.stderr
    assert len(Store(open_database(home.database_url)).view().laws()) == 4
    assert not found_by_meaning(home)
    assert lacking(home, "lsa")

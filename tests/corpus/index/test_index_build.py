"""Building a generation: facts, repetition, reuse, and what goes wrong."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

from corpus.index import (
    BrokenIndexError,
    EmptyCorpusError,
    Index,
    IndexFacts,
    KeptVectors,
    add_vectors,
    build,
)
from corpus.model import Edition


def silent(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def test_the_facts_count_what_was_built(editions: tuple[Edition, ...], tmp_path: Path) -> None:
    """Passages, editions, provisions, laws; and every step was told."""
    steps: list[tuple[str, int, int]] = []
    facts = build(editions, tmp_path / "new", lambda *step: steps.append(step))
    assert (facts.passages, facts.editions, facts.provisions, facts.laws) == (8, 6, 5, 2)
    assert {name for name, done, total in steps if done == total} >= {"In Stellen teilen", "Verweise lesen"}


def test_the_same_editions_make_the_same_generation(editions: tuple[Edition, ...], tmp_path: Path) -> None:
    """Down to the hashes of texts and index; another text changes them."""
    first, again = (build(editions, tmp_path / name, silent) for name in ("first", "again"))
    assert first == again
    other = build(editions[1:], tmp_path / "other", silent)
    assert not set(other[-2:]) & set(first[-2:])


def test_nothing_is_pickled(built: Path) -> None:
    """No file of a generation can run code when it is read: text, JSON, plain arrays, SQLite."""
    for path in built.rglob("*.npy"):
        np.load(path, allow_pickle=False)
    assert not [path for path in built.rglob("*") if path.suffix in {".pickle", ".pkl", ".npz", ".joblib"}]


def test_an_empty_corpus_is_a_failure(tmp_path: Path) -> None:
    """No index of nothing, and the message says what to do."""
    with pytest.raises(EmptyCorpusError, match="fundstelle ingest"):
        build((), tmp_path, silent)


def test_an_unfinished_generation_is_not_opened(editions: tuple[Edition, ...], tmp_path: Path) -> None:
    """The facts are written last: without them the build was cut off."""
    build(editions, tmp_path, silent)
    (tmp_path / "facts.json").unlink()
    with pytest.raises(BrokenIndexError, match="kein vollständiger Index"):
        Index.open(tmp_path)


def test_a_generation_of_another_format_is_not_opened(built: Path, tmp_path: Path) -> None:
    """It is to be built anew, not misread."""
    facts = json.loads((built / "facts.json").read_text(encoding="utf-8"))
    (tmp_path / "facts.json").write_text(json.dumps(facts | {"format": "1"}), encoding="utf-8")
    with pytest.raises(BrokenIndexError, match="hat das Format 1"):
        Index.open(tmp_path)


def test_facts_are_those_of_the_build(index: Index, built: Path) -> None:
    """An opened generation says what it is."""
    assert index.facts == IndexFacts(**json.loads((built / "facts.json").read_text(encoding="utf-8")))


def test_chroma_never_gets_an_embedding_function(
    editions: tuple[Edition, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its default would fetch a model from the network at first use."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("Chromas eigener Embedder wurde benutzt.")

    monkeypatch.setattr(ONNXMiniLM_L6_V2, "__init__", refuse)
    monkeypatch.setattr(ONNXMiniLM_L6_V2, "__call__", refuse)
    build(editions, tmp_path, silent)
    add_vectors(editions, tmp_path, "lsa", KeptVectors(tmp_path / "vectors.db"), silent)
    with Index.open(tmp_path) as index:
        assert index.search_dense("Steuersatz", date(2026, 1, 1))

"""Building a generation: facts, repetition, reuse, and what goes wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from chromadb.utils.embedding_functions.onnx_mini_lm_l6_v2 import ONNXMiniLM_L6_V2

from corpus.index import BrokenIndexError, EmbedderError, EmptyCorpusError, Index, IndexFacts, build, building, fused
from corpus.index.base import Progress, Vectors, Wording
from corpus.index.dense import DenseIndex
from corpus.model import Edition


def silent(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


class LetterCounter:
    """A trained model as far as the index can tell: vectors that depend on each text alone."""

    name = "letters"
    dimension = 26
    fitted = False
    weight = 1.0

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def passages(self, wordings: Sequence[Wording], _progress: Progress) -> Vectors:
        """Vectors of passages, noting each."""
        self.embedded.extend(wording.text for wording in wordings)
        return np.array([self._vector(wording.text) for wording in wordings], dtype=np.float32).reshape(-1, 26)

    def query(self, wording: Wording) -> Vectors:
        """The vector of a question."""
        return self._vector(wording.text)[None, :]

    def save(self, directory: Path) -> None:
        """It has nothing to keep."""

    def _vector(self, text: str) -> Vectors:
        counts = np.array([text.lower().count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"], dtype=np.float32)
        return np.asarray(counts / np.linalg.norm(counts), dtype=np.float32)


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch) -> LetterCounter:
    """The letter counter in the place of every embedder."""
    counter = LetterCounter()
    monkeypatch.setattr(building, "fit_embedder", lambda _setting, _wordings: counter)
    monkeypatch.setattr(fused, "load_embedder", lambda _setting, _directory: counter)
    return counter


def test_the_facts_count_what_was_built(editions: tuple[Edition, ...], tmp_path: Path) -> None:
    """Passages, editions, provisions, laws; and every step was told."""
    steps: list[tuple[str, int, int]] = []
    facts = build(editions, tmp_path / "new", "lsa", lambda *step: steps.append(step))
    assert (facts.passages, facts.editions, facts.provisions, facts.laws) == (8, 6, 5, 2)
    assert (facts.embedder, facts.reused) == ("lsa", 0)
    assert {name for name, done, total in steps if done == total} >= {"In Stellen teilen", "Vektoren ablegen"}


def test_the_same_editions_make_the_same_generation(editions: tuple[Edition, ...], tmp_path: Path) -> None:
    """Down to the hashes of texts, index and vectors; another text changes them."""
    first, again = (build(editions, tmp_path / name, "lsa", silent) for name in ("first", "again"))
    assert first == again
    other = build(editions[1:], tmp_path / "other", "lsa", silent)
    assert not set(other[-3:]) & set(first[-3:])


def test_nothing_is_pickled(built: Path) -> None:
    """No file of a generation can run code when it is read: text, JSON, plain arrays, SQLite."""
    for path in built.rglob("*.npy"):
        assert np.load(path, allow_pickle=False).size
    assert not [path for path in built.rglob("*") if path.suffix in {".pickle", ".pkl", ".npz", ".joblib"}]


def test_unchanged_texts_keep_their_vectors(
    editions: tuple[Edition, ...], tmp_path: Path, letters: LetterCounter
) -> None:
    """A model's vectors are taken over from the previous generation; only new texts are embedded."""
    build(editions[1:], tmp_path / "first", "letters", silent)
    before = len(letters.embedded)
    facts = build(editions, tmp_path / "second", "letters", silent, previous=tmp_path / "first")
    assert len(letters.embedded) - before == 2
    assert facts.reused == facts.passages - 2
    build(editions, tmp_path / "anew", "letters", silent)
    with DenseIndex.open(tmp_path / "second" / "chroma") as one, DenseIndex.open(tmp_path / "anew" / "chroma") as other:
        everything = range(facts.passages)
        assert np.allclose(one.vectors(everything), other.vectors(everything))


def test_a_damaged_predecessor_costs_time_only(
    editions: tuple[Edition, ...], tmp_path: Path, letters: LetterCounter
) -> None:
    """Everything is embedded anew."""
    build(editions, tmp_path / "first", "letters", silent)
    (tmp_path / "first" / "passages.jsonl").write_text("{", encoding="utf-8")
    facts = build(editions, tmp_path / "second", "letters", silent, previous=tmp_path / "first")
    assert facts.reused == 0
    assert len(letters.embedded) == 2 * facts.passages


def test_a_trained_embedder_searches(editions: tuple[Edition, ...], tmp_path: Path, letters: LetterCounter) -> None:
    """The seam holds on both sides: what it embedded is found by it."""
    build(editions, tmp_path / "generation", letters.name, silent)
    with Index.open(tmp_path / "generation") as index:
        hits = index.search_dense("zwstdv zwergensteuer-durchführungsverordnung § 1 messung", date(2026, 1, 1))
    assert str(hits[0].passage.address) == "zwstdv/1"


def test_an_empty_corpus_is_a_failure(tmp_path: Path) -> None:
    """No index of nothing, and the message says what to do."""
    with pytest.raises(EmptyCorpusError, match="fundstelle ingest"):
        build((), tmp_path, "lsa", silent)


def test_an_unfinished_generation_is_not_opened(editions: tuple[Edition, ...], tmp_path: Path) -> None:
    """The facts are written last: without them the build was cut off."""
    build(editions, tmp_path, "lsa", silent)
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


@pytest.mark.parametrize("setting", ["word2vec", "", "sentence-transformers:"])
def test_an_unknown_embedder_is_named(editions: tuple[Edition, ...], tmp_path: Path, setting: str) -> None:
    """With what is expected instead."""
    with pytest.raises(EmbedderError, match="Erwartet wird »lsa« oder »sentence-transformers:"):
        build(editions, tmp_path, setting, silent)


def test_a_missing_extra_is_named(
    editions: tuple[Edition, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package the message says how to get it."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderError, match=r"pip install 'fundstelle\[st\]'"):
        build(editions, tmp_path, "sentence-transformers:./model", silent)


def test_chroma_never_gets_an_embedding_function(
    editions: tuple[Edition, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its default would fetch a model from the network at first use."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("Chromas eigener Embedder wurde benutzt.")

    monkeypatch.setattr(ONNXMiniLM_L6_V2, "__init__", refuse)
    monkeypatch.setattr(ONNXMiniLM_L6_V2, "__call__", refuse)
    build(editions, tmp_path, "lsa", silent)
    with Index.open(tmp_path) as index:
        assert index.search_dense("Steuersatz", date(2026, 1, 1))

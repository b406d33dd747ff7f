"""The vectors of a generation: computed afterwards, kept, put in place as a whole."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.index import EmbedderError, Index, KeptVectors, add_vectors, build, nearness, vectors
from corpus.index.base import Progress, Vectors, Wording
from corpus.index.layout import Layout
from corpus.index.vectors import OtherCorpusError, read_facts
from corpus.model import Edition

TODAY = date(2026, 1, 1)


def silent(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


class LetterCounter:
    """A trained model as far as the index can tell: vectors that depend on each text alone."""

    name = identity = "letters"
    dimension = 26
    fitted = False

    def __init__(self) -> None:
        self.embedded: list[str] = []
        self.breaks_at = 10_000

    def passages(self, wordings: Sequence[Wording], _progress: Progress) -> Vectors:
        """Vectors of passages, noting each."""
        if len(self.embedded) + len(wordings) > self.breaks_at:
            raise KeyboardInterrupt
        self.embedded.extend(wording.text for wording in wordings)
        return np.array([self._vector(wording.text) for wording in wordings], dtype=np.float32).reshape(-1, 26)

    keywords = passages

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
    monkeypatch.setattr(vectors, "fit_embedder", lambda _setting, _wordings: counter)
    monkeypatch.setattr(nearness, "load_embedder", lambda _setting, _directory: counter)
    return counter


@pytest.fixture
def generation(editions: tuple[Edition, ...], tmp_path: Path) -> Path:
    """A generation without vectors."""
    build(editions, tmp_path / "generation", silent)
    return tmp_path / "generation"


def test_without_vectors_words_answer_alone(generation: Path) -> None:
    """A generation serves as soon as it is built, and says that nothing is found by meaning yet."""
    with Index.open(generation) as index:
        assert index.vectors is None
        assert str(index.search("Wie hoch ist der Steuersatz?", TODAY)[0].passage.address) == "zwstg/2"
        assert index.search_dense("Steuersatz", TODAY) == ()


def test_with_vectors_it_is_found_by_meaning(
    generation: Path, editions: tuple[Edition, ...], tmp_path: Path, letters: LetterCounter
) -> None:
    """What was embedded is found, and the facts tell by which model."""
    facts = add_vectors(editions, generation, "letters", KeptVectors(tmp_path / "v.db"), silent)
    assert (facts.embedder, facts.passages, facts.computed) == ("letters", 8, len(letters.embedded))
    with Index.open(generation) as index:
        hits = index.search_dense("zwstdv zwergensteuer-durchführungsverordnung § 1 messung", TODAY)
        assert str(hits[0].passage.address) == "zwstdv/1"
        assert index.vectors == facts


def test_nothing_is_computed_twice(
    generation: Path, editions: tuple[Edition, ...], tmp_path: Path, letters: LetterCounter
) -> None:
    """Neither for the same generation nor for the next one with the same texts."""
    kept = KeptVectors(tmp_path / "v.db")
    first = add_vectors(editions, generation, "letters", kept, silent)
    embedded = len(letters.embedded)
    again = add_vectors(editions, generation, "letters", kept, silent)
    assert (again.computed, len(letters.embedded)) == (0, embedded)
    assert again.sha256 == first.sha256
    build(editions[1:], tmp_path / "next", silent)
    assert add_vectors(editions[1:], tmp_path / "next", "letters", kept, silent).computed == 0


def test_an_interruption_costs_only_what_was_not_kept(
    generation: Path,
    editions: tuple[Edition, ...],
    tmp_path: Path,
    letters: LetterCounter,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was computed before is there; the generation has no vectors until all are."""
    monkeypatch.setattr(vectors, "_AT_ONCE", 2)
    kept, letters.breaks_at = KeptVectors(tmp_path / "v.db"), 5
    with pytest.raises(KeyboardInterrupt):
        add_vectors(editions, generation, "letters", kept, silent)
    assert read_facts(Layout(generation)) is None
    letters.breaks_at = 10_000
    facts = add_vectors(editions, generation, "letters", kept, silent)
    assert facts.computed == facts.passages + facts.keywords - 4


def test_vectors_of_another_model_are_not_used(
    generation: Path, editions: tuple[Edition, ...], tmp_path: Path, letters: LetterCounter
) -> None:
    """They would say nothing: words answer alone until the new ones are there."""
    add_vectors(editions, generation, "letters", KeptVectors(tmp_path / "v.db"), silent)
    letters.identity = "other letters"
    with Index.open(generation) as index:
        assert index.vectors is None


def test_other_editions_are_refused(generation: Path, editions: tuple[Edition, ...], tmp_path: Path) -> None:
    """Vectors of one corpus never stand beside the words of another."""
    with pytest.raises(OtherCorpusError, match="fundstelle ingest"):
        add_vectors(editions[1:], generation, "lsa", KeptVectors(tmp_path / "v.db"), silent)


@pytest.mark.parametrize("setting", ["word2vec", "", "sentence-transformers:"])
def test_an_unknown_embedder_is_named(
    generation: Path, editions: tuple[Edition, ...], tmp_path: Path, setting: str
) -> None:
    """With what is expected instead."""
    with pytest.raises(EmbedderError, match="Erwartet wird »e5«, »lsa« oder »sentence-transformers:"):
        add_vectors(editions, generation, setting, KeptVectors(tmp_path / "v.db"), silent)


def test_a_missing_extra_is_named(
    generation: Path, editions: tuple[Edition, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the package the message says how to get it."""
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderError, match=r"pip install 'fundstelle\[st\]'"):
        add_vectors(editions, generation, "sentence-transformers:./model", KeptVectors(tmp_path / "v.db"), silent)


def test_only_vectors_of_the_present_model_are_kept(tmp_path: Path) -> None:
    """A new model's vectors replace those of the old one."""
    kept = KeptVectors(tmp_path / "v.db")
    one = np.ones(3, dtype=np.float32)
    kept.keep("old", {"a": one})
    kept.keep("new", {"a": 2 * one, "b": one})
    assert set(kept.of("old", ["a", "b"])) == {"a"}
    kept.drop_others("new")
    assert kept.of("old", ["a"]) == {}
    assert np.array_equal(kept.of("new", ["a", "x"])["a"], 2 * one)

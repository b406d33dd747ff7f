"""Latent semantic analysis, the seam for sentence-transformers, and the vectors' home."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from corpus.index import EmbedderError, Wording
from corpus.index.base import BrokenIndexError
from corpus.index.dense import DenseIndex
from corpus.index.embed import fit_embedder, load_embedder
from corpus.index.lsa import LatentSemantic

DOCUMENTS = [
    ("hort", "gold", "steuer"),
    ("hort", "silber", "steuer"),
    ("rabe", "bescheid", "frist"),
    ("rabe", "bote", "frist"),
]


def silent(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


def test_words_of_the_same_company_are_near() -> None:
    """Gold and silver never stand together, but in the same company; the messenger does not."""
    lsa = LatentSemantic.fit(DOCUMENTS, dimension=2)
    vectors = {word: lsa.query(Wording("", (word,)))[0] for word in ("gold", "silber", "bote")}
    assert vectors["gold"] @ vectors["silber"] > vectors["gold"] @ vectors["bote"]


def test_vectors_have_length_one_or_zero() -> None:
    """A text of unknown words has nothing to say."""
    lsa = LatentSemantic.fit(DOCUMENTS)
    vectors = lsa.passages([Wording("", ("hort", "rabe")), Wording("", ("xylophon",)), Wording("", ())], silent)
    assert np.allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0])
    assert vectors.shape == (3, lsa.dimension)


def test_a_loaded_embedder_is_the_same(tmp_path: Path) -> None:
    """Questions are embedded as the passages were."""
    fitted = fit_embedder("lsa", [Wording("", tokens) for tokens in DOCUMENTS])
    fitted.save(tmp_path / "embedder")
    question = Wording("", ("hort", "gold"))
    assert np.array_equal(load_embedder("lsa", tmp_path / "embedder").query(question), fitted.query(question))


class _Model:
    """What a sentence-transformers model looks like from here."""

    def __init__(self, source: str, *, local_files_only: bool) -> None:
        self.local_files_only = local_files_only
        if source == "missing":
            raise OSError("no such model")

    def encode(self, texts: list[str], **_options: bool) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
        return np.full((len(texts), 4), 0.5, dtype=np.float32)

    encode_document = encode_query = encode


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the optional package."""
    module = ModuleType("sentence_transformers")
    vars(module)["SentenceTransformer"] = _Model
    monkeypatch.setitem(sys.modules, "sentence_transformers", module)


@pytest.mark.usefixtures("stand_in")
def test_a_model_is_named_by_the_setting(tmp_path: Path) -> None:
    """Name or folder after the colon; its vectors can be kept; nothing is fetched unasked."""
    embedder = fit_embedder("sentence-transformers:some/model", [])
    assert (embedder.name, embedder.dimension, embedder.fitted) == ("sentence-transformers:some/model", 4, False)
    assert embedder.passages([Wording("a", ())] * 3, silent).shape == (3, 4)
    assert embedder.passages([], silent).shape == (0, 4)
    embedder.save(tmp_path)
    assert load_embedder(embedder.name, tmp_path).query(Wording("a", ())).shape == (1, 4)


@pytest.mark.usefixtures("stand_in")
@pytest.mark.parametrize(("variable", "local"), [(None, True), ("0", True), ("1", False)])
def test_a_model_is_fetched_only_if_allowed(monkeypatch: pytest.MonkeyPatch, variable: str | None, local: bool) -> None:
    """The environment variable must say so."""
    made: list[bool] = []

    class Noting(_Model):
        def __init__(self, source: str, *, local_files_only: bool) -> None:
            super().__init__(source, local_files_only=local_files_only)
            made.append(local_files_only)

    vars(sys.modules["sentence_transformers"])["SentenceTransformer"] = Noting
    monkeypatch.delenv("FUNDSTELLE_MODEL_DOWNLOAD", raising=False)
    if variable is not None:
        monkeypatch.setenv("FUNDSTELLE_MODEL_DOWNLOAD", variable)
    fit_embedder("sentence-transformers:some/model", []).query(Wording("a", ()))
    assert made == [local]


@pytest.mark.usefixtures("stand_in")
def test_a_model_that_is_not_there_is_named() -> None:
    """With the way to allow its download."""
    with pytest.raises(EmbedderError, match="»missing« ist auf diesem Rechner nicht zu finden"):
        fit_embedder("sentence-transformers:missing", []).query(Wording("a", ()))


@pytest.fixture
def dense(tmp_path: Path) -> DenseIndex:
    """Three hundred vectors on a quarter of a circle: the nearer the number, the nearer the vector."""
    angles = np.linspace(0, np.pi / 2, 300)
    vectors = np.stack([np.cos(angles), np.sin(angles)], axis=1).astype(np.float32)
    return DenseIndex.build(tmp_path, "points", vectors, "circle", silent)


def test_neighbours_are_the_nearest_that_are_allowed(dense: DenseIndex) -> None:
    """However many must be left out before enough remain."""
    start = np.array([[1.0, 0.0]], dtype=np.float32)
    allowed = np.zeros(300, dtype=np.bool_)
    allowed[250:] = True
    with dense:
        assert [hit.ordinal for hit in dense.nearest(start, np.ones(300, dtype=np.bool_), 3)] == [0, 1, 2]
        assert [hit.ordinal for hit in dense.nearest(start, allowed, 3)] == [250, 251, 252]
        assert dense.nearest(start, np.zeros(300, dtype=np.bool_), 3) == []
        assert dense.nearest(np.zeros((1, 2), dtype=np.float32), allowed, 3) == []


def test_similarity_is_the_cosine(dense: DenseIndex) -> None:
    """One for the same direction."""
    with dense:
        (best,) = dense.nearest(np.array([[1.0, 0.0]], dtype=np.float32), np.ones(300, dtype=np.bool_), 1)
    assert best.score == pytest.approx(1.0)


def test_a_folder_without_vectors_is_named(tmp_path: Path) -> None:
    """And what to do."""
    with pytest.raises(BrokenIndexError, match="liegen keine Vektoren"):
        DenseIndex.open(tmp_path, "points")

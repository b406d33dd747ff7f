"""The embedder that ships with the project: the files are those of the card, and say what the trained model says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest

from corpus.index import EmbedderError, Wording
from corpus.index.base import Vectors
from corpus.index.e5 import FOLDER, LONGEST, E5Embedder
from eval.embedder.probe import sentences

LEAST = 0.93
"""Cosine that 8-bit weights and activations keep at least with the trained model's own vectors (measured: 0.949)."""


def silent(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


class Probe(NamedTuple):
    """Sentences with the vectors that the trained model itself made of them, in full precision."""

    texts: list[str]
    queries: Vectors
    passages: Vectors


@pytest.fixture(scope="module")
def probe() -> Probe:
    rows = json.loads((FOLDER / "probe.json").read_text(encoding="utf-8"))["rows"]
    queries, passages = (np.array([row[kind] for row in rows], dtype=np.float32) for kind in ("query", "passage"))
    return Probe([row["text"] for row in rows], queries, passages)


@pytest.fixture(scope="module")
def e5() -> E5Embedder:
    return E5Embedder()


def cosines(found: Vectors, wanted: Vectors) -> list[float]:
    """Row by row."""
    assert found.shape == wanted.shape
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-3)
    return (found * wanted).sum(axis=1).tolist()


def test_the_files_are_those_of_the_card() -> None:
    """Whoever exchanges one of them makes the card, and the probe, anew."""
    card = json.loads((FOLDER / "karte.json").read_text(encoding="utf-8"))
    hashes = {
        name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in ("model.onnx", "tokenizer.json")
    }
    assert (card["model_sha256"], card["tokenizer_sha256"]) == tuple(hashes.values())
    assert json.loads((FOLDER / "probe.json").read_text(encoding="utf-8"))["model_sha256"] == card["model_sha256"]


def test_the_model_is_small_enough_to_ship() -> None:
    """Model and tokenizer together."""
    assert sum((FOLDER / name).stat().st_size for name in ("model.onnx", "tokenizer.json")) <= 45_000_000


def test_the_probe_has_the_sentences_of_the_list(probe: Probe) -> None:
    """All of them, in their order."""
    assert probe.texts == list(sentences())
    assert len(set(probe.texts)) >= 10


def test_passages_have_the_vectors_of_the_trained_model(e5: E5Embedder, probe: Probe) -> None:
    """Within what weights of 8 bits cost; together with others, short and long, as the index computes them."""
    found = e5.passages([Wording(text, ()) for text in probe.texts], silent)
    assert min(cosines(found, probe.passages)) >= LEAST


def test_questions_have_the_vectors_of_the_trained_model(e5: E5Embedder, probe: Probe) -> None:
    """One at a time, as they are asked."""
    found = np.concatenate([e5.query(Wording(text, ())) for text in probe.texts])
    assert min(cosines(found, probe.queries)) >= LEAST


def test_a_keyword_is_embedded_as_a_question_is(e5: E5Embedder, probe: Probe) -> None:
    """In company or alone: whoever asks in the words of the register finds the keyword itself."""
    found = e5.keywords([Wording(text, ()) for text in probe.texts], silent)
    alone = np.concatenate([e5.query(Wording(text, ())) for text in probe.texts])
    assert min(cosines(found, alone)) >= 0.999


def test_sentences_are_told_apart(probe: Probe) -> None:
    """Else agreement with the probe would say nothing."""
    likeness = probe.passages @ probe.passages.T - np.eye(len(probe.texts), dtype=np.float32)
    assert likeness.max() < LEAST


def test_a_text_is_read_so_far(e5: E5Embedder) -> None:
    """What stands behind the longest text that is read changes nothing; nothing at all is no fault."""
    long = "Steuer " * LONGEST
    assert np.allclose(e5.query(Wording(long, ())), e5.query(Wording(f"{long} Xylophon", ())))
    assert e5.query(Wording("", ())).shape == (1, e5.dimension)
    assert e5.passages([], silent).shape == (0, e5.dimension)


def test_a_missing_model_is_told(tmp_path: Path) -> None:
    """With the folder, and the embedder that needs none."""
    with pytest.raises(EmbedderError, match="FUNDSTELLE_EMBEDDER=lsa"):
        E5Embedder(tmp_path)

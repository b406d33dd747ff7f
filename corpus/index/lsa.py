"""Latent semantic analysis: an embedding fitted on the corpus itself, so that no weights are needed.

TF-IDF over the analyser's tokens, reduced by a truncated singular value decomposition
(S. Deerwester et al., "Indexing by latent semantic analysis", JASIS 41 (1990)).
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.index.base import EmbedderError, Progress, Vectors, Wording

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_DIMENSION = 256
_ITERATIONS = 2
"""Power iterations: more change nothing in what is found, and cost seconds."""
_SEED = 0
_SMALL = 500
"""Below so many passages every token counts; above, those of a single passage or of a third of all say nothing."""
_BATCH = 4096


class LatentSemantic:
    """Vectors from the words that occur together in the corpus."""

    name = identity = "lsa"
    fitted = True

    def __init__(self, vocabulary: dict[str, int], rarity: Vectors, components: Vectors) -> None:
        """``components`` has a row for each token of the vocabulary, ``rarity`` its inverse document frequency."""
        self._vocabulary = vocabulary
        self._rarity = rarity
        self._components = components
        self.dimension = int(components.shape[1])

    @classmethod
    def fit(cls, documents: Sequence[Sequence[str]], dimension: int = _DIMENSION) -> LatentSemantic:
        """Learn from the tokens of all passages; the same passages give the same vectors.

        A corpus with fewer passages than dimensions gets vectors of as many dimensions as it has passages.
        """
        if find_spec("sklearn") is None:
            raise EmbedderError(
                "Für den Embedder »lsa« fehlt das Paket scikit-learn. "
                "Bitte mit »pip install 'fundstelle[eval]'« nachinstallieren oder FUNDSTELLE_EMBEDDER=e5 setzen."
            )
        vocabulary, rarity = _vocabulary(documents)
        matrix = _matrix(documents, vocabulary, rarity)
        return cls(vocabulary, rarity, _reduce(matrix, dimension))

    def passages(self, wordings: Sequence[Wording], progress: Progress) -> Vectors:
        """Vectors of passages."""
        batches = []
        for start in range(0, len(wordings), _BATCH):
            progress("Vektoren berechnen", start, len(wordings))
            batches.append(self._embed([wording.tokens for wording in wordings[start : start + _BATCH]]))
        progress("Vektoren berechnen", len(wordings), len(wordings))
        return np.concatenate(batches)

    def keywords(self, wordings: Sequence[Wording], _progress: Progress) -> Vectors:
        """Vectors of keywords."""
        return self._embed([wording.tokens for wording in wordings])

    def query(self, wording: Wording) -> Vectors:
        """The vector of a question, as a matrix of one row."""
        return self._embed([wording.tokens])

    def save(self, directory: Path) -> None:
        """Write vocabulary and matrices."""
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "vocabulary.json").write_text(json.dumps(list(self._vocabulary), ensure_ascii=False), "utf-8")
        np.save(directory / "rarity.npy", self._rarity)
        np.save(directory / "components.npy", self._components)

    @classmethod
    def load(cls, directory: Path) -> LatentSemantic:
        """What was saved there; the large matrix stays on the disk until its rows are asked for."""
        tokens = json.loads((directory / "vocabulary.json").read_text("utf-8"))
        components = np.load(directory / "components.npy", mmap_mode="r")
        return cls(
            {token: number for number, token in enumerate(tokens)}, np.load(directory / "rarity.npy"), components
        )

    def _embed(self, documents: Sequence[Sequence[str]]) -> Vectors:
        vectors = np.zeros((len(documents), self.dimension), dtype=np.float32)
        for row, tokens in enumerate(documents):
            numbers, weights = _weights(tokens, self._vocabulary, self._rarity)
            if len(numbers):
                vectors[row] = weights @ self._components[numbers]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths > 0, lengths, 1)
        return vectors


def _vocabulary(documents: Sequence[Sequence[str]]) -> tuple[dict[str, int], Vectors]:
    """The tokens that say something, numbered in alphabetical order, and their rarity."""
    having: Counter[str] = Counter()
    for tokens in documents:
        having.update(set(tokens))
    least, most = (1, len(documents)) if len(documents) < _SMALL else (2, len(documents) // 3)
    kept = sorted(token for token, count in having.items() if least <= count <= most)
    rarity = np.array([math.log(1 + len(documents) / having[token]) for token in kept], dtype=np.float32)
    return {token: number for number, token in enumerate(kept)}, rarity


def _weights(tokens: Iterable[str], vocabulary: dict[str, int], rarity: Vectors) -> tuple[list[int], Vectors]:
    """TF-IDF of one text (logarithmic counts), of length 1: numbers of its tokens and their weights."""
    counts = Counter(vocabulary[token] for token in tokens if token in vocabulary)
    numbers = sorted(counts)
    weights = np.array([1 + math.log(counts[number]) for number in numbers], dtype=np.float32) * rarity[numbers]
    length = float(np.linalg.norm(weights))
    return numbers, weights / length if length else weights


def _matrix(documents: Sequence[Sequence[str]], vocabulary: dict[str, int], rarity: Vectors) -> csr_matrix:
    from scipy.sparse import csr_matrix  # noqa: PLC0415  (only for fitting)

    rows = [_weights(tokens, vocabulary, rarity) for tokens in documents]
    ends = np.cumsum([0, *(len(numbers) for numbers, _ in rows)])
    numbers = np.array([number for row, _ in rows for number in row], dtype=np.int32)
    weights = np.concatenate([weights for _, weights in rows])
    return csr_matrix((weights, numbers, ends), shape=(len(documents), len(vocabulary)))


def _reduce(matrix: csr_matrix, dimension: int) -> Vectors:
    """The directions in which the corpus varies most: a row for each token."""
    from sklearn.utils.extmath import randomized_svd  # noqa: PLC0415  (a second, and only for fitting)
    from threadpoolctl import threadpool_limits  # noqa: PLC0415  (comes with scikit-learn)

    # One thread: several add up in an order of their own, and wait for each other on a busy machine.
    with threadpool_limits(1):
        _, _, directions = randomized_svd(matrix, min(dimension, *matrix.shape), n_iter=_ITERATIONS, random_state=_SEED)
    return np.ascontiguousarray(directions.T, dtype=np.float32)

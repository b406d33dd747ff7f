"""The half of an opened generation that finds by meaning: what is near to a question, passages and keywords."""

from __future__ import annotations

import os
from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

import numpy as np

from corpus.index.base import Hit, Mask, Vectors, Wording
from corpus.index.dense import DenseIndex
from corpus.index.embed import Embedder, load_embedder
from corpus.index.layout import Layout
from corpus.index.ranking import Scores
from corpus.index.registered import RegisterIndex
from corpus.index.vectors import VectorFacts, read_facts

_NEAR = 100
"""Nearest passages that are asked of the vectors."""
_KEYWORDS = 40
"""Nearest keywords that are asked of the vectors."""
_FAR = 0.3
"""Similarity of a question and a keyword from which on they have nothing in common."""


class Near(NamedTuple):
    """How near each passage is, and the keywords that lead to it; nothing while there are no vectors.

    ``vector`` is the question's; ``nearest`` the similarity of the nearest keyword and of the nearest passage.
    """

    passages: Scores
    keywords: Scores
    vector: Vectors | None
    nearest: tuple[float, float]

    @classmethod
    def nothing(cls, allowed: Mask) -> Near:
        """What is near while there are no vectors."""
        none = np.zeros(len(allowed), dtype=np.float32)
        return cls(none, none, None, (0.0, 0.0))


class Meaning:
    """The vectors of a generation and the embedder that made them. To be closed."""

    def __init__(self, embedder: Embedder, layout: Layout, facts: VectorFacts, register: RegisterIndex) -> None:
        self.facts = facts
        self._embedder = embedder
        self._register = register
        self._passages = DenseIndex.open(layout.vectors.passages, "passages")
        self._keywords = DenseIndex.open(layout.vectors.keywords, "keywords")
        self._embedding = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="meaning")

    @classmethod
    def open(cls, layout: Layout, register: RegisterIndex) -> Meaning | None:
        """The vectors of a generation; None while they are not there, or are those of another model.

        Raises:
            EmbedderError: the embedder needs something that is missing.
        """
        facts = read_facts(layout)
        if facts is None:
            return None
        embedder = load_embedder(facts.embedder, layout.vectors.embedder)
        return cls(embedder, layout, facts, register) if embedder.identity == facts.identity else None

    def embedded(self, wording: Wording) -> Future[Vectors]:
        """The vector of a question, computed while the caller looks for its words."""
        return self._embedding.submit(self._embedder.query, wording)

    def near(self, vector: Vectors, allowed: Mask) -> Near:
        """What is near to a question; the nearness of passages counts from that of the farthest that was fetched."""
        hits = self._passages.nearest(vector, allowed, _NEAR)
        floor = hits[-1].score if len(hits) > 1 else 0.0
        passages = np.zeros(len(allowed), dtype=np.float32)
        for hit in hits:
            passages[hit.ordinal] = max(hit.score - floor, 1e-6)
        everything = np.ones(len(self._register.keywords), dtype=np.bool_)
        found = self._keywords.nearest(vector, everything, _KEYWORDS)
        keywords = self._register.spread((hit.ordinal, max(0.0, hit.score - _FAR) / (1 - _FAR)) for hit in found)
        return Near(passages, keywords, vector, (_best(found), _best(hits)))

    def hits(self, wording: Wording, allowed: Mask, depth: int) -> list[Hit]:
        """The nearest passages, nearest first."""
        return self._passages.nearest(self._embedder.query(wording), allowed, depth)

    def close(self) -> None:
        """Let go of the databases."""
        self._embedding.shutdown()
        self._passages.close()
        self._keywords.close()


def _best(hits: list[Hit]) -> float:
    return hits[0].score if hits else 0.0

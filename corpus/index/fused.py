"""An opened generation: what is found for a question, by words and by meaning together."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from corpus.address import Address
from corpus.index.base import BrokenIndexError, Hit, IndexFacts, Mask, ScoredPassage, Wording
from corpus.index.dense import DenseIndex
from corpus.index.embed import Embedder, load_embedder
from corpus.index.layout import FORMAT, Layout
from corpus.index.shelf import Shelf
from corpus.index.sparse import SparseIndex
from corpus.index.tokens import Analyser, Word
from corpus.model import Passage, Rank

_DEPTH = 100
"""Ranks of each method that are fused: below, a rank says nothing any more."""
_K = 60
"""Constant of reciprocal rank fusion (G. Cormack, C. Clarke, S. Büttcher, SIGIR 2009)."""


class Index:
    """One generation of the index. The same question gets the same passages, always. To be closed."""

    def __init__(self, layout: Layout, facts: IndexFacts) -> None:
        self.facts = facts
        self._analyser = Analyser.load(layout.words)
        self._shelf = Shelf.open(layout.root)
        self._sparse = SparseIndex.open(layout.sparse)
        self._embedder: Embedder = load_embedder(facts.embedder, layout.embedder)
        self._dense = DenseIndex.open(layout.dense)

    @classmethod
    def open(cls, directory: Path) -> Index:
        """The generation that :func:`corpus.index.building.build` made in a folder.

        Raises:
            BrokenIndexError: there is none, or it has another format.
            EmbedderError: its embedder needs something that is missing.
        """
        layout = Layout(directory)
        return cls(layout, _facts(layout))

    def search(
        self, text: str, day: date, k: int = 10, ranks: frozenset[Rank] | None = None
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages that the store answers with for the day, by both methods together.

        Reciprocal rank fusion: each method gives a passage its weight divided by 60 + rank.
        """
        depth = max(_DEPTH, k)
        sparse = self._sparse_hits(text, self._shelf.mask(day, ranks), depth)
        dense = self._dense_hits(text, self._shelf.mask(day, ranks), depth)
        return self._fuse(sparse, dense)[:k]

    def search_sparse(
        self, text: str, day: date, k: int = 10, ranks: frozenset[Rank] | None = None
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages by BM25 alone."""
        hits = self._sparse_hits(text, self._shelf.mask(day, ranks), k)
        return tuple(ScoredPassage(self._shelf.passages[hit.ordinal], hit.score) for hit in hits)

    def search_dense(
        self, text: str, day: date, k: int = 10, ranks: frozenset[Rank] | None = None
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages by similarity of vectors alone."""
        hits = self._dense_hits(text, self._shelf.mask(day, ranks), k)
        return tuple(ScoredPassage(self._shelf.passages[hit.ordinal], hit.score) for hit in hits)

    def within(self, address: Address, day: date) -> tuple[Passage, ...]:
        """Passages of the day at an address, in it, or around it, in the order of the law."""
        return self._shelf.within(address, day)

    def count(self, day: date, ranks: frozenset[Rank] | None = None) -> int:
        """Number of passages that can be found for a day."""
        return int(self._shelf.mask(day, ranks).sum())

    def tokens(self, text: str) -> tuple[str, ...]:
        """The tokens of a text: words, parts of compounds, §§, amounts; each as often as it stands there."""
        return tuple(self._analyser.tokens(text))

    def words(self, text: str) -> tuple[Word, ...]:
        """The words of a text, each with its tokens."""
        return self._analyser.words(text)

    def knows(self, token: str) -> bool:
        """Whether any passage has the token."""
        return self._sparse.knows(token)

    def idf(self, token: str) -> float:
        """Rarity of a token in the corpus; highest for one that no passage has."""
        return self._sparse.idf(token)

    def close(self) -> None:
        """Let go of the files; nothing can be searched afterwards."""
        self._dense.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _sparse_hits(self, text: str, allowed: Mask, depth: int) -> list[Hit]:
        scores = self._sparse.scores(self._analyser.tokens(text))
        return _best(scores, allowed & (scores > 0), self._shelf.order, depth)

    def _dense_hits(self, text: str, allowed: Mask, depth: int) -> list[Hit]:
        vector = self._embedder.query(Wording(text, self.tokens(text)))
        hits = self._dense.nearest(vector, allowed, depth)
        return sorted(hits, key=lambda hit: (-hit.score, int(self._shelf.order[hit.ordinal])))

    def _fuse(self, sparse: Sequence[Hit], dense: Sequence[Hit]) -> tuple[ScoredPassage, ...]:
        scores: dict[int, float] = {}
        parts: dict[int, list[tuple[str, float]]] = {}
        for name, weight, hits in (("bm25", 1.0, sparse), ("dense", self._embedder.weight, dense)):
            for rank, hit in enumerate(hits, 1):
                scores[hit.ordinal] = scores.get(hit.ordinal, 0.0) + weight / (_K + rank)
                parts.setdefault(hit.ordinal, []).extend(((name, hit.score), (f"{name}_rank", float(rank))))
        best = sorted(scores, key=lambda ordinal: (-scores[ordinal], int(self._shelf.order[ordinal])))
        return tuple(ScoredPassage(self._shelf.passages[one], scores[one], tuple(parts[one])) for one in best)


def _best(scores: NDArray[np.float32], allowed: Mask, order: NDArray[np.int32], count: int) -> list[Hit]:
    """The highest scores among the allowed, ties in the order of the addresses."""
    found = np.flatnonzero(allowed)
    if len(found) > count:
        least = np.partition(scores[found], -count)[-count]
        found = found[scores[found] >= least]
    ranked = found[np.lexsort((order[found], -scores[found]))][:count]
    return [Hit(int(ordinal), float(scores[ordinal])) for ordinal in ranked]


def _facts(layout: Layout) -> IndexFacts:
    try:
        facts = IndexFacts(**json.loads(layout.facts.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BrokenIndexError(
            f"In {layout.root} liegt kein vollständiger Index ({error}). Bitte »fundstelle ingest« neu ausführen."
        ) from error
    if facts.format != FORMAT:
        raise BrokenIndexError(
            f"Der Index in {layout.root} hat das Format {facts.format}, erwartet wird {FORMAT}. "
            "Bitte »fundstelle ingest« neu ausführen."
        )
    return facts

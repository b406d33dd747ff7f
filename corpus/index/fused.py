"""An opened generation: what is found for a question, by words, register, meaning and references together."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.address import Address
from corpus.index.base import BrokenIndexError, Hit, IndexFacts, Mask, ScoredPassage, Vectors, Wording
from corpus.index.graph import Graph
from corpus.index.layout import FORMAT, Layout
from corpus.index.nearness import Meaning, Near
from corpus.index.ranking import NAMES, Signals, Weights, candidates, features, spread, weights
from corpus.index.registered import Match, RegisterIndex
from corpus.index.shelf import Shelf
from corpus.index.sparse import SparseIndex
from corpus.index.tokens import Analyser, Word
from corpus.index.vectors import VectorFacts
from corpus.model import Passage, Rank

_EACH = 100
"""Passages of each method that are weighed: below, a rank says nothing any more."""
_TENTH = 9
"""Place of the passage by which the lead of the best is measured."""


class Weighed(NamedTuple):
    """The passages that came into question, with the features by which they are ranked.

    ``vector`` is the question's, and ``nearest`` the similarity of the nearest keyword and the nearest passage to it;
    None and 0 while there are no vectors.
    """

    ordinals: NDArray[np.int64]
    features: NDArray[np.float32]
    signals: Signals
    matches: tuple[Match, ...]
    vector: Vectors | None
    nearest: tuple[float, float]


class Signs(NamedTuple):
    """How sure a search may be of what it found, question by question; each about 0 to 1, the score apart.

    ``score`` is that of the best passage, ``lead`` by how much it is ahead of the tenth; ``register`` the share of the
    question's rarity that the best keyword stands for; ``keyword`` and ``passage`` the similarity of the nearest.
    """

    score: float
    lead: float
    register: float
    keyword: float
    passage: float


class Look(NamedTuple):
    """What a search found, how sure it may be, and the question's vector (None while there are none).

    ``ordinals`` are those of the hits in the generation, in the same order.
    """

    hits: tuple[ScoredPassage, ...]
    ordinals: tuple[int, ...]
    signs: Signs
    vector: Vectors | None


class Index:
    """One generation of the index. The same question gets the same passages, always. To be closed."""

    def __init__(self, layout: Layout, facts: IndexFacts) -> None:
        self.facts = facts
        self._analyser = Analyser.load(layout.words)
        self._shelf = Shelf.open(layout.root)
        self._sparse = SparseIndex.open(layout.sparse)
        self._register = RegisterIndex.open(layout.register, facts.passages)
        self._graph = Graph.open(layout.graph, (passage.address for passage in self._shelf.passages))
        self._meaning = Meaning.open(layout, self._register)

    @classmethod
    def open(cls, directory: Path) -> Index:
        """The generation that :func:`corpus.index.building.build` made in a folder.

        Raises:
            BrokenIndexError: there is none, or it has another format.
            EmbedderError: its embedder needs something that is missing.
        """
        layout = Layout(directory)
        return cls(layout, _facts(layout))

    @property
    def vectors(self) -> VectorFacts | None:
        """The vectors that it finds by; None while they are still being computed."""
        return self._meaning.facts if self._meaning else None

    def search(
        self, text: str, day: date, k: int = 10, ranks: frozenset[Rank] | None = None
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages that the store answers with for the day, by all methods together."""
        return self.look(text, day, k, ranks).hits

    def look(self, text: str, day: date, k: int = 10, ranks: frozenset[Rank] | None = None) -> Look:
        """The ``k`` best passages, and how sure the search may be of them."""
        weighed = self.weigh(text, day, ranks)
        fitted = weights(dense=self._meaning is not None)
        provisions = self._graph.provision_of[weighed.ordinals]
        scores = spread(weighed.features @ fitted.values, provisions, fitted.repetition)
        order = np.lexsort((self._shelf.order[weighed.ordinals], -scores))
        leading = self._register.leading(weighed.matches, weighed.ordinals[order[:k]])
        rows = order[:k].tolist()
        hits = tuple(self._scored(weighed, row, float(scores[row]), fitted, leading) for row in rows)
        ranked = scores[order[: _TENTH + 1]]
        signs = Signs(
            score=float(ranked[0]) if len(ranked) else 0.0,
            lead=float(ranked[0] - ranked[-1]) if len(ranked) else 0.0,
            register=float(weighed.signals.register.max(initial=0)),
            keyword=weighed.nearest[0],
            passage=weighed.nearest[1],
        )
        return Look(hits, tuple(weighed.ordinals[rows].tolist()), signs, weighed.vector)

    def weigh(self, text: str, day: date, ranks: frozenset[Rank] | None = None) -> Weighed:
        """The passages that come into question, before they are ranked."""
        allowed = self._shelf.mask(day, ranks)
        tokens = self._analyser.tokens(text)
        embedded = self._meaning.embedded(Wording(text, tuple(tokens))) if self._meaning else None
        matches = tuple(self._register.matches(tokens))
        lexical = self._lexical(tokens, matches)
        near = self._meaning.near(embedded.result(), allowed) if self._meaning and embedded else Near.nothing(allowed)
        signals = lexical._replace(meaning=near.passages, keywords=near.keywords).of(allowed)
        rows = candidates(signals, _EACH)
        found = features(signals, self._graph, self._shelf.laws, rows)
        return Weighed(rows, found, signals, matches, near.vector, near.nearest)

    def passage(self, ordinal: int) -> Passage:
        """The passage of an ordinal of :class:`Weighed`."""
        return self._shelf.passages[ordinal]

    def search_sparse(
        self, text: str, day: date, k: int = 10, ranks: frozenset[Rank] | None = None
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages by BM25 alone."""
        hits = self._sparse_hits(text, self._shelf.mask(day, ranks), k)
        return tuple(ScoredPassage(self._shelf.passages[hit.ordinal], hit.score) for hit in hits)

    def search_dense(
        self, text: str, day: date, k: int = 10, ranks: frozenset[Rank] | None = None
    ) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages by similarity of vectors alone; nothing while there are none."""
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

    def tokens_there(self, tokens: Sequence[str], ordinals: Sequence[int]) -> tuple[frozenset[str], ...]:
        """For each passage (by its ordinal) those of the tokens that it has: in text, headings or the law's name."""
        return self._sparse.there(tokens, ordinals)

    def knows(self, token: str) -> bool:
        """Whether any passage has the token."""
        return self._sparse.knows(token)

    def idf(self, token: str) -> float:
        """Rarity of a token in the corpus; highest for one that no passage has."""
        return self._sparse.idf(token)

    def close(self) -> None:
        """Let go of the files; nothing can be searched afterwards."""
        if self._meaning:
            self._meaning.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _lexical(self, tokens: Sequence[str], matches: Sequence[Match]) -> Signals:
        """What words and register say; of meaning nothing yet."""
        asked = sum(self._sparse.idf(token) for token in dict.fromkeys(tokens)) or 1.0
        registered = self._register.of_passages(matches)
        nothing = np.zeros(len(self._shelf.passages), dtype=np.float32)
        return Signals(
            words=self._sparse.scores(tokens),
            register=registered.best / np.float32(asked),
            together=registered.together / np.float32(asked),
            meaning=nothing,
            keywords=nothing,
            ranks=self._shelf.ranks,
        )

    def _scored(
        self, weighed: Weighed, row: int, score: float, fitted: Weights, leading: Mapping[int, str]
    ) -> ScoredPassage:
        ordinal = int(weighed.ordinals[row])
        added = weighed.features[row] * fitted.values
        parts = tuple((name, float(part)) for name, part in zip(NAMES, added, strict=True) if part)
        words = float(weighed.signals.words[ordinal])
        return ScoredPassage(
            self._shelf.passages[ordinal],
            score,
            (("bm25", words), *parts),
            leading.get(ordinal, ""),
        )

    def _sparse_hits(self, text: str, allowed: Mask, depth: int) -> list[Hit]:
        scores = self._sparse.scores(self._analyser.tokens(text))
        return _best(scores, allowed & (scores > 0), self._shelf.order, depth)

    def _dense_hits(self, text: str, allowed: Mask, depth: int) -> list[Hit]:
        if self._meaning is None:
            return []
        hits = self._meaning.hits(Wording(text, self.tokens(text)), allowed, depth)
        return sorted(hits, key=lambda hit: (-hit.score, int(self._shelf.order[hit.ordinal])))


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

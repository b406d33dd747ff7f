"""Whether a question is one of tax law at all: by its words, and by the place of its vector.

The first half is a weight for each word, the second a small network over the numbers of the vector: where tax law ends
no plane can be laid ("Pendlerpauschale in Österreich"). Both are fitted by ``fundstelle eval scope`` on training
questions of tax law and of everything else. The second holds for the embedder that it was fitted with; with another
one, or without vectors, it says nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import log, sqrt
from typing import Any, NamedTuple

import numpy as np

from corpus.index.base import Vectors

MOST = 6.0
"""Log-odds beyond which more says nothing."""


class Word(NamedTuple):
    """How rare a token is among training questions, and what it says: above 0 for tax law."""

    rarity: float
    weight: float


class Network(NamedTuple):
    """One layer of units between a vector and its log-odds; a unit below 0 says nothing.

    Shapes: ``inward`` (numbers of a vector, units), ``thresholds`` and ``outward`` (units,).
    """

    inward: Vectors
    thresholds: Vectors
    outward: Vectors
    bias: float

    def odds(self, vector: Vectors) -> float:
        """What the network says of a vector."""
        return float(np.maximum(vector @ self.inward + self.thresholds, 0) @ self.outward) + self.bias

    @classmethod
    def read(cls, sheet: dict[str, Any]) -> Network:
        """The network as it stands in the file; one without units says always the same."""
        inward, thresholds, outward = (
            np.array(sheet[name], dtype=np.float32) for name in ("inward", "thresholds", "outward")
        )
        return cls(inward, thresholds, outward, float(sheet["bias"]))


class Scope(NamedTuple):
    """The fitted weights of words and what is added to their sum; the network, and the embedder that it holds for."""

    words: dict[str, Word]
    words_bias: float
    network: Network
    embedder: str


@cache
def fitted() -> Scope:
    """The weights of ``scope.json``."""
    sheet = json.loads(files("service").joinpath("scope.json").read_text(encoding="utf-8"))
    return Scope(
        words={token: Word(*pair) for token, pair in sheet["words"].items()},
        words_bias=float(sheet["words_bias"]),
        network=Network.read(sheet["network"]),
        embedder=str(sheet["embedder"]),
    )


def by_words(tokens: Iterable[str]) -> float:
    """Log-odds by the words of a question, from -6 to 6; words that no training question has say nothing."""
    scope = fitted()
    counts = Counter(token for token in tokens if token in scope.words)
    parts = [
        ((1 + log(count)) * scope.words[token].rarity, scope.words[token].weight) for token, count in counts.items()
    ]
    length = sqrt(sum(part * part for part, _ in parts)) or 1.0
    return _within(sum(part * weight for part, weight in parts) / length + scope.words_bias)


def by_meaning(vector: Vectors | None, embedder: str) -> float:
    """Log-odds by the vector of a question, from -6 to 6; 0 where nothing can be said."""
    scope = fitted()
    if vector is None or embedder != scope.embedder:
        return 0.0
    return _within(scope.network.odds(vector[0]))


def _within(odds: float) -> float:
    return max(-MOST, min(MOST, odds))

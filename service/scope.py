"""Whether a question is one of tax law at all: by its words, and by the place of its vector.

Both halves are linear: a weight for each word, and one for each number of the vector. They are fitted by ``fundstelle
eval scope`` on training questions of tax law and of everything else. The second holds for the embedder that it was
fitted with; with another one, or without vectors, it says nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import log, sqrt
from typing import NamedTuple

import numpy as np

from corpus.index.base import Vectors

MOST = 6.0
"""Log-odds beyond which more says nothing."""


class Word(NamedTuple):
    """How rare a token is among training questions, and what it says: above 0 for tax law."""

    rarity: float
    weight: float


class Scope(NamedTuple):
    """The fitted weights, what is added to either sum, and the embedder that the second half holds for."""

    words: dict[str, Word]
    words_bias: float
    numbers: Vectors
    numbers_bias: float
    embedder: str


@cache
def fitted() -> Scope:
    """The weights of ``scope.json``."""
    sheet = json.loads(files("service").joinpath("scope.json").read_text(encoding="utf-8"))
    return Scope(
        words={token: Word(*pair) for token, pair in sheet["words"].items()},
        words_bias=float(sheet["words_bias"]),
        numbers=np.array(sheet["numbers"], dtype=np.float32),
        numbers_bias=float(sheet["numbers_bias"]),
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
    return _within(float(vector[0] @ scope.numbers) + scope.numbers_bias)


def _within(odds: float) -> float:
    return max(-MOST, min(MOST, odds))

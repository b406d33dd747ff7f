"""How sure retrieval may be that what it found answers the question: a number from 0 to 1.

A weighted sum of signs, turned into a probability (logistic regression); weights and threshold are made by
``fundstelle eval calibrate`` and stand in ``confidence.json``, one set for an index with vectors, one without, and one,
set by hand, for fictional law.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from corpus.index import Look
from service.scope import by_meaning, by_words

NAMES = ("words", "register", "lead", "score", "keyword", "passage", "scope by words", "scope by meaning")
"""The signs, in the order of the weights; see :func:`signs_of`."""


FICTIONAL = "fictional law"
"""The demonstration corpus: what is tax law there is told by its words alone, 45 % of which must be met."""


class Calibration(NamedTuple):
    """Weights of the signs, what is added to their sum, and the confidence below which a question is refused."""

    weights: tuple[float, ...]
    bias: float
    threshold: float

    def confidence(self, signs: tuple[float, ...]) -> float:
        """The probability that a question with these signs is one that the corpus answers."""
        total = self.bias + sum(weight * sign for weight, sign in zip(self.weights, signs, strict=True))
        return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def calibration(ground: str) -> Calibration:
    """The calibration for a ground: :data:`WITH` vectors of the shipped embedder, :data:`WITHOUT`, or fictional law."""
    sheet = json.loads(files("service").joinpath("confidence.json").read_text(encoding="utf-8"))
    fitted = sheet[ground]
    weights = tuple(float(fitted["weights"][name]) for name in NAMES)
    return Calibration(weights, float(fitted["bias"]), float(fitted["threshold"]))


def signs_of(share: float, tokens: Iterable[str], look: Look, embedder: str) -> tuple[float, ...]:
    """What speaks for an answer.

    Args:
        share: share of the question's words, by their rarity, that the best of the first passages has.
        tokens: the question's.
        look: what the search found.
        embedder: its identity, "" while there are no vectors.
    """
    signs = look.signs
    return (
        share,
        signs.register,
        signs.lead,
        signs.score,
        signs.keyword,
        signs.passage,
        by_words(tokens),
        by_meaning(look.vector, embedder),
    )

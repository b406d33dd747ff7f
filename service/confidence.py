"""How sure retrieval may be that what it found answers the question: a number from 0 to 1.

A weighted sum of signs, turned into a probability (logistic regression); weights and threshold are made by
``fundstelle eval calibrate`` and stand in ``confidence.json``, one set for an index with vectors, one without.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from corpus.index import Look
from corpus.index.ranking import WITH, WITHOUT
from service.scope import in_scope

NAMES = ("words", "register", "lead", "score", "keyword", "passage", "scope")
"""The signs, in the order of the weights; see :func:`signs_of`."""


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
def calibration(*, dense: bool) -> Calibration:
    """The fitted calibration for an index with vectors, or without."""
    sheet = json.loads(files("service").joinpath("confidence.json").read_text(encoding="utf-8"))
    fitted = sheet[WITH if dense else WITHOUT]
    weights = tuple(float(fitted["weights"][name]) for name in NAMES)
    return Calibration(weights, float(fitted["bias"]), float(fitted["threshold"]))


def signs_of(share: float, look: Look, identity: str) -> tuple[float, ...]:
    """What speaks for an answer.

    Args:
        share: share of the question's words, by their rarity, that the best of the first passages has.
        look: what the search found.
        identity: the embedder's, "" while there are no vectors.
    """
    signs = look.signs
    scope = in_scope(look.vector, identity)
    return (share, signs.register, signs.lead, signs.score, signs.keyword, signs.passage, scope)

"""Whether a question is one of tax law at all, by the place of its vector: on which side of a plane it lies.

The plane is fitted by ``fundstelle eval scope`` on training questions of tax law and of everything else, and holds for
the embedder that it was fitted with; with another one, or without vectors, nothing is said.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from corpus.index.base import Vectors

_MOST = 6.0
"""Log-odds beyond which more says nothing."""


class Plane(NamedTuple):
    """Weights for the numbers of a vector, what is added to their sum, and the embedder that it holds for."""

    weights: Vectors
    bias: float
    identity: str


@cache
def plane() -> Plane:
    """The fitted plane."""
    sheet = json.loads(files("service").joinpath("scope.json").read_text(encoding="utf-8"))
    return Plane(np.array(sheet["weights"], dtype=np.float32), float(sheet["bias"]), str(sheet["embedder"]))


def in_scope(vector: Vectors | None, identity: str) -> float:
    """Log-odds that a question is one of tax law, from -6 to 6; 0 where nothing can be said."""
    fitted = plane()
    if vector is None or identity != fitted.identity:
        return 0.0
    odds = float(vector[0] @ fitted.weights) + fitted.bias
    return max(-_MOST, min(_MOST, odds))

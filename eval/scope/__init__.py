"""Questions of everything but tax law, and the plane that parts them from those of tax law."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.index.base import Vectors, Wording
from corpus.index.embed import trained
from eval.embedder.pairs import examples

FOLDS = 5
_STRENGTH = 1.0
"""Inverse strength of the penalty on large weights."""


class Outside(NamedTuple):
    """A question that must be refused, and what it is about instead."""

    question: str
    reason: str


class Parted(NamedTuple):
    """The plane with what it reaches on questions that it was not fitted on: shares recognised of each side."""

    weights: Vectors
    bias: float
    embedder: str
    inside: int
    outside: int
    inside_recognised: float
    outside_recognised: float

    def __str__(self) -> str:
        return (
            f"Fragen zum Steuerrecht: {self.inside}, erkannt {self.inside_recognised:.1%}; andere: {self.outside}, "
            f"erkannt {self.outside_recognised:.1%} (je in Teilen, an denen nicht angepasst wurde; {self.embedder})"
        )

    def write(self, file: Path) -> None:
        """Write the plane as :mod:`service.scope` reads it."""
        sheet = {
            "made_by": "fundstelle eval scope",
            "embedder": self.embedder,
            "inside": self.inside,
            "outside": self.outside,
            "inside_recognised": round(self.inside_recognised, 4),
            "outside_recognised": round(self.outside_recognised, 4),
            "bias": round(self.bias, 4),
            "weights": [round(float(one), 4) for one in self.weights],
        }
        file.write_text(json.dumps(sheet, ensure_ascii=False) + "\n", encoding="utf-8")


def outside() -> tuple[Outside, ...]:
    """The questions of the table."""
    return tuple(_rows(files("eval.scope").joinpath("out-of-scope.tsv").read_text(encoding="utf-8")))


def _rows(text: str) -> Iterator[Outside]:
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield Outside(row["question"], row["reason"])


def part(setting: str) -> Parted:
    """Fit the plane for an embedder whose vectors depend on each text alone.

    Raises:
        EmbedderError: there is none of that name, or what it needs is missing.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (a second, and only for fitting)
    from sklearn.model_selection import cross_val_predict  # noqa: PLC0415

    embedder = trained(setting)
    texts = [*(one.question for one in examples()), *(one.question for one in outside())]
    vectors = embedder.keywords([Wording(text, ()) for text in texts], _silent)
    inside = np.array([True] * len(examples()) + [False] * len(outside()))
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=2000)
    told = cross_val_predict(model, vectors, inside, cv=FOLDS)
    model.fit(vectors, inside)
    return Parted(
        weights=model.coef_[0].astype(np.float32),
        bias=float(model.intercept_[0]),
        embedder=embedder.identity,
        inside=int(inside.sum()),
        outside=int((~inside).sum()),
        inside_recognised=_share(told[inside], wanted=True),
        outside_recognised=_share(told[~inside], wanted=False),
    )


def _share(told: Sequence[bool], *, wanted: bool) -> float:
    return float(np.mean([one == wanted for one in told]))


def _silent(_step: str, _done: int, _of: int) -> None:
    """A minute at most."""

"""Questions of everything but tax law, and what parts them from those of tax law: weights of words, and a network."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.index import Index
from corpus.index.base import Vectors, Wording
from corpus.index.embed import trained
from corpus.library import Library
from eval.embedder.pairs import examples
from service.scope import Network

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

FOLDS = 5
UNITS = 64
"""Units of one network."""
NETWORKS = 3
SCALE = 8.0
"""By which vectors of length 1 are multiplied before fitting: their numbers are small, and learning would be slow."""
_EMPTY: dict[str, object] = {"inward": [[]], "thresholds": [], "outward": [], "bias": 0.0}
"""The network where there are no vectors to fit one with."""


class Outside(NamedTuple):
    """A question that must be refused, and what it is about instead."""

    question: str
    reason: str


class Parted(NamedTuple):
    """The weights of both halves as :mod:`service.scope` reads them, and what each reaches on unseen questions."""

    sheet: dict[str, object]

    def __str__(self) -> str:
        told = (f"{name}: {self.sheet[name]}" for name in _TOLD)
        return "\n".join(told)

    def write(self, file: Path) -> None:
        """Write the weights."""
        file.write_text(json.dumps(self.sheet, ensure_ascii=False) + "\n", encoding="utf-8")


_TOLD = ("embedder", "inside", "outside", "recognised_by_words", "recognised_by_meaning")


def outside() -> tuple[Outside, ...]:
    """The questions of the table."""
    return tuple(_rows(files("eval.scope").joinpath("out-of-scope.tsv").read_text(encoding="utf-8")))


def _rows(text: str) -> Iterator[Outside]:
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield Outside(row["question"], row["reason"])


def part(library: Library) -> Parted:
    """Fit both halves with the words of a library and the vectors of its embedder, if it has vectors."""
    index, facts = library.index, library.index.vectors
    texts = [*(one.question for one in examples()), *(one.question for one in outside())]
    inside = np.array([True] * len(examples()) + [False] * len(outside()))
    words, words_bias, by_words = _words([_content(text, index) for text in texts], inside)
    network, by_meaning = fit_network(_vectors(texts, facts.embedder), inside) if facts else (_EMPTY, "")
    return Parted(
        {
            "made_by": "fundstelle eval scope",
            "embedder": facts.identity if facts else "",
            "inside": len(examples()),
            "outside": len(outside()),
            "recognised_by_words": by_words,
            "recognised_by_meaning": by_meaning,
            "words_bias": words_bias,
            "network": network,
            "words": words,
        }
    )


def _content(text: str, index: Index) -> list[str]:
    return [token for word in index.words(text) for token in word.tokens]


def _words(documents: list[list[str]], inside: NDArray[np.bool_]) -> tuple[dict[str, list[float]], float, str]:
    """Rarity and weight of each token, and what is added to the sum."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415  (a second, and only for fitting)

    reader = TfidfVectorizer(analyzer=list, min_df=2, sublinear_tf=True)
    rows = reader.fit_transform(documents)
    model, told = _fitted(rows, inside, 3.0)
    pairs = zip(reader.get_feature_names_out(), reader.idf_, model.coef_[0], strict=True)
    kept = {str(token): [round(float(rarity), 3), round(float(weight), 3)] for token, rarity, weight in pairs}
    return kept, round(float(model.intercept_[0]), 4), told


def _vectors(texts: list[str], setting: str) -> Vectors:
    return trained(setting).keywords([Wording(text, ()) for text in texts], _silent)


def fit_network(vectors: Vectors, inside: NDArray[np.bool_]) -> tuple[dict[str, object], str]:
    """A network as :class:`service.scope.Network` reads it, and what it reaches on questions that it did not see.

    Several small networks, each from another beginning, say in the mean more than one; their mean is again one.
    """
    from sklearn.model_selection import StratifiedKFold  # noqa: PLC0415  (a second, and only for fitting)

    found = np.zeros(len(inside), dtype=np.bool_)
    for known, unseen in StratifiedKFold(FOLDS, shuffle=True, random_state=1).split(vectors, inside):
        network = _network(vectors[known], inside[known])
        found[unseen] = [network.odds(one) > 0 for one in vectors[unseen]]
    whole = _network(vectors, inside)
    sheet: dict[str, object] = {
        "inward": _rounded(whole.inward),
        "thresholds": _rounded(whole.thresholds),
        "outward": _rounded(whole.outward),
        "bias": round(whole.bias, 4),
    }
    return sheet, _shares(found, inside)


def _rounded(numbers: Vectors) -> list[object]:
    """As few digits as the file needs; those of 32 bits would be told with all their noise."""
    rounded: list[object] = np.round(numbers.astype(np.float64), 3).tolist()
    return rounded


def _network(vectors: Vectors, inside: NDArray[np.bool_]) -> Network:
    """The mean of :data:`NETWORKS` fitted networks."""
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415

    fits = [
        MLPClassifier(
            (UNITS,), alpha=0.1, learning_rate_init=2e-3, max_iter=100, early_stopping=True, random_state=seed
        ).fit(vectors * SCALE, inside)
        for seed in range(NETWORKS)
    ]
    return Network(
        inward=np.concatenate([SCALE * one.coefs_[0] for one in fits], axis=1).astype(np.float32),
        thresholds=np.concatenate([one.intercepts_[0] for one in fits]).astype(np.float32),
        outward=np.concatenate([one.coefs_[1][:, 0] / NETWORKS for one in fits]).astype(np.float32),
        bias=float(np.mean([one.intercepts_[1][0] for one in fits])),
    )


def _fitted(rows: object, inside: NDArray[np.bool_], strength: float) -> tuple[LogisticRegression, str]:
    """A fit, and the shares of both sides that it recognises among questions that it was not fitted on."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.model_selection import StratifiedKFold, cross_val_predict  # noqa: PLC0415

    model = LogisticRegression(C=strength, class_weight="balanced", max_iter=4000)
    found = cross_val_predict(model, rows, inside, cv=StratifiedKFold(FOLDS, shuffle=True, random_state=1))
    model.fit(rows, inside)
    return model, _shares(found, inside)


def _shares(found: NDArray[np.bool_], inside: NDArray[np.bool_]) -> str:
    shares = (float(np.mean(found[inside])), float(np.mean(~found[~inside])))
    return f"{shares[0]:.1%} der Fragen zum Steuerrecht, {shares[1]:.1%} der anderen"


def _silent(_step: str, _done: int, _of: int) -> None:
    """A minute at most."""

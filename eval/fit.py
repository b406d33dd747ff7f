"""Fits the weights of the ranking on questions with gold places, and says by cross-validation how good they are.

The passages of a question compete: the loss is the logarithm of the share that the right ones have of all, as a
softmax of their scores deals it out (listwise softmax: Z. Cao et al., "Learning to Rank: From Pairwise Approach to
Listwise Approach", ICML 2007). Half of it asks for the right place, half for the right provision.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.address import Address
from corpus.index import Index
from corpus.index.ranking import DENSE, NAMES, WITH, WITHOUT, spread
from corpus.library import Library
from eval.measures import matches
from eval.records import Topic
from eval.retrieval import places_of
from eval.topics import QuestionSet

FOLDS = 5
REPETITIONS = (0.0, 0.1, 0.2, 0.4, 0.7, 1.0, 1.5)
"""What each passage may lose for every better one of its provision, in turn."""
PENALTIES = (0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
"""How much large weights cost, in turn."""

Matrix = NDArray[np.float64]


class Case(NamedTuple):
    """A question: the features of its passages, which of them lie at a gold place, which in a gold provision."""

    query_id: str
    features: Matrix
    places: NDArray[np.bool_]
    provisions: NDArray[np.bool_]
    numbers: NDArray[np.int32]
    """For each passage the number of its provision."""


class Fitted(NamedTuple):
    """Weights with what they reach: on questions that they were not fitted on, provision by provision."""

    weights: dict[str, float]
    repetition: float
    penalty: float
    success_1: float
    success_10: float
    questions: int

    def __str__(self) -> str:
        return (
            f"Success@1 {self.success_1:.3f}, Success@10 {self.success_10:.3f} über {self.questions} Fragen "
            f"(kreuzvalidiert, Strafe {self.penalty})"
        )


@dataclass(frozen=True, slots=True)
class Fitting:
    """Questions put to a library whose index is to be weighted; those without a day are asked as of ``today``."""

    library: Library
    questions: QuestionSet
    today: date

    def cases(self, follow: Callable[[Iterable[Topic]], Iterable[Topic]] = iter) -> list[Case]:
        """All questions, with the passages that come into question."""
        gold = self.questions.gold()
        found = []
        for topic in follow(self.questions.topics):
            places = [Address.from_id(one.doc_id) for one in gold[topic.query_id]]
            found.append(self._case(topic, places))
        return found

    def _case(self, topic: Topic, gold: Sequence[Address]) -> Case:
        day = topic.as_of or self.today
        index: Index = self.library.index
        weighed = index.weigh(topic.text, day)
        passages = [index.passage(int(one)) for one in weighed.ordinals]
        members = [places_of(one, self.library, day) for one in passages]
        provisions = {one.provision for one in gold}
        numbers: dict[Address, int] = {}
        return Case(
            query_id=topic.query_id,
            features=weighed.features.astype(np.float64),
            places=np.array([any(matches(place, one) for place in own for one in gold) for own in members], np.bool_),
            provisions=np.array([one.address.provision in provisions for one in passages], np.bool_),
            numbers=np.array([numbers.setdefault(one.address.provision, len(numbers)) for one in passages], np.int32),
        )


def fit(cases: Sequence[Case], *, dense: bool) -> Fitted:
    """The weights with the highest penalty that does as well as the best in cross-validation, but for chance.

    As well is: within one standard error (L. Breiman et al., "Classification and Regression Trees", 1984, 3.4.3). Small
    weights leave nothing out that speaks for a passage: a law without keywords is found, too.
    """
    used = [number for number, name in enumerate(NAMES) if dense or name not in DENSE]
    tried = [(_validated(cases, used, penalty), penalty) for penalty in PENALTIES]
    best, _ = max(tried, key=lambda one: sum(one[0]))
    least = sum(best) - sqrt(sum(share * (1 - share) for share in best) / len(cases))
    success, penalty = max((one for one in tried if sum(one[0]) >= least), key=lambda one: one[1])
    weights = _weights(cases, used, penalty)
    return Fitted(
        weights={name: round(float(one), 4) for name, one in zip(NAMES, weights, strict=True)},
        repetition=_repetition(cases, weights),
        penalty=penalty,
        success_1=success[0],
        success_10=success[1],
        questions=len(cases),
    )


def write(file: Path, fitted: Mapping[str, Fitted], made_from: Mapping[str, str]) -> None:
    """Write the weights as :mod:`corpus.index.ranking` reads them, keeping a set that was not fitted now."""
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept = {name: known[name] for name in (WITH, WITHOUT) if name in known}
    sheets = kept | {name: one._asdict() | dict(made_from) for name, one in fitted.items()}
    text = json.dumps({"made_by": "fundstelle eval fit", **sheets}, ensure_ascii=False, indent=2)
    file.write_text(f"{text}\n", encoding="utf-8")


def _validated(cases: Sequence[Case], used: Sequence[int], penalty: float) -> tuple[float, float]:
    """Success at 1 and at 10 provisions, each question ranked by weights fitted without its part."""
    hits = np.zeros(2)
    for fold in range(FOLDS):
        weights = _weights([one for place, one in enumerate(cases) if place % FOLDS != fold], used, penalty)
        for case in cases[fold::FOLDS]:
            hits += _success(case, weights)
    first, tenth = hits / len(cases)
    return float(first), float(tenth)


def _repetition(cases: Sequence[Case], weights: Matrix) -> float:
    """What repetition must cost for the right place to stand among ten passages most often; the least of equals."""

    def found(cost: float) -> float:
        return sum(_place_found(case, weights, cost) for case in cases)

    return max(REPETITIONS, key=lambda cost: (found(cost), -cost))


def _place_found(case: Case, weights: Matrix, cost: float) -> float:
    """1 / log2(1 + rank) of the first passage at a gold place among ten, else 0."""
    scores = spread((case.features @ weights).astype(np.float32), case.numbers, cost)
    best = np.argsort(-scores, kind="stable")[:10]
    right = np.flatnonzero(case.places[best])
    return float(1 / np.log2(2 + right[0])) if len(right) else 0.0


def _success(case: Case, weights: Matrix) -> Matrix:
    order = np.argsort(-(case.features @ weights), kind="stable")
    seen: list[int] = []
    for one in order:
        if case.numbers[one] not in seen:
            seen.append(int(case.numbers[one]))
            if case.provisions[one]:
                return np.array([len(seen) == 1, len(seen) <= 10], dtype=np.float64)
    return np.zeros(2)


def _weights(cases: Sequence[Case], used: Sequence[int], penalty: float) -> Matrix:
    from scipy.optimize import minimize  # noqa: PLC0415  (only for fitting)

    usable = [one for one in cases if one.places.any() or one.provisions.any()]

    def loss(values: Matrix) -> tuple[float, Matrix]:
        total, slope = penalty * float(values @ values), 2 * penalty * values
        for case in usable:
            rows = case.features[:, used]
            for right in (case.places, case.provisions):
                if right.any():
                    lost, change = _lost(rows, right, values)
                    total += lost / (2 * len(usable))
                    slope = slope + change / (2 * len(usable))
        return total, slope

    found = minimize(loss, np.ones(len(used)), jac=True, method="L-BFGS-B")
    weights = np.zeros(len(NAMES))
    weights[list(used)] = found.x
    return weights


def _lost(rows: Matrix, right: NDArray[np.bool_], values: Matrix) -> tuple[float, Matrix]:
    """The loss of one question, and its slope."""
    scores = rows @ values
    shares = np.exp(scores - scores.max())
    shares /= shares.sum()
    hit = float(shares[right].sum())
    inside = shares[right] / hit
    return -float(np.log(hit)), rows.T @ shares - rows[right].T @ inside

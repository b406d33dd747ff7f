"""Fits how sure retrieval may be, and chooses below which confidence a question is refused, with a stated risk.

The confidence is a logistic regression over the signs of :mod:`service.confidence`, fitted on answerable questions and
such that must be refused. The threshold is a quantile of the confidences of answerable questions (split conformal
prediction: V. Vovk, A. Gammerman, G. Shafer, "Algorithmic Learning in a Random World", 2005), each from a fit that
did not see the question.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from math import floor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.index.ranking import WITH, WITHOUT
from corpus.library import Library
from eval.records import Topic
from service.confidence import FICTIONAL, NAMES, Calibration
from service.desk import build_desk
from service.model import Question
from service.overlap import QuestionWords
from service.retrieve import DEPTH, Retriever

RISK = 0.05
"""Share of answerable questions that may be refused."""
RULE = (
    "Die Schwelle ist so gewählt, dass höchstens 5 % der beantwortbaren Fragen darunter liegen (gespaltene konforme "
    "Vorhersage); unter diesen ist es die, bei der der größere der beiden Fehler (beantwortbare abgelehnt, "
    "abzulehnende beantwortet) am kleinsten ist. Jede Zuversicht stammt aus einer Anpassung, die die Frage nicht "
    "kannte."
)
FOLDS = 5
STEPS = 100
"""Thresholds told: 0.00 to 1.00 in hundredths."""
NEVER = -1.0
"""Confidence of a question that the guard refuses: below every threshold."""


class Outcome(NamedTuple):
    """What retrieval saw of a question; no signs where the guard refuses it."""

    query_id: str
    group: str
    answerable: bool
    signs: tuple[float, ...]


class Judged(NamedTuple):
    """A question with the confidence of a fit that did not know it."""

    query_id: str
    group: str
    answerable: bool
    confidence: float


class Row(NamedTuple):
    """What a threshold does: shares (0 to 1) of answerable questions refused and of others answered."""

    threshold: float
    answerable_refused: float
    others_answered: float


class Choice(NamedTuple):
    """A calibration, and what it does to questions that it was not fitted on."""

    calibration: Calibration
    judged: tuple[Judged, ...]
    row: Row


def outcomes_of(library: Library, topics: Iterable[Topic], today: date, *, answerable: bool) -> tuple[Outcome, ...]:
    """Ask guard and retrieval about questions; topics without a day of their own are asked as of today."""
    guard, retriever = build_desk(library).guard, Retriever(library)
    outcomes = []
    for topic in topics:
        question = Question(topic.text, topic.as_of or today)
        signs: tuple[float, ...] = ()
        if not guard(question):
            look = library.index.look(question.text, question.as_of, DEPTH)
            signs = retriever.signs(QuestionWords(question.text, library.index), look)
        outcomes.append(Outcome(topic.query_id, topic.group, answerable, signs))
    return tuple(outcomes)


def choose(outcomes: Sequence[Outcome], risk: float = RISK) -> Choice:
    """Fit the confidence, and choose the threshold by :data:`RULE`."""
    asked = [one for one in outcomes if one.signs]
    confidences = _validated(asked)
    judged = tuple(
        Judged(one.query_id, one.group, one.answerable, confidences.get(one.query_id, NEVER)) for one in outcomes
    )
    threshold = _balanced(judged, risk)
    weights, bias = _fit(asked)
    return Choice(Calibration(weights, bias, threshold), judged, row(judged, threshold))


def row(judged: Sequence[Judged], threshold: float) -> Row:
    """What a threshold does; a question is answered where its confidence is not below it."""
    good = [one.confidence for one in judged if one.answerable]
    other = [one.confidence for one in judged if not one.answerable]
    return Row(threshold, _below(good, threshold), 1 - _below(other, threshold))


def by_group(judged: Iterable[Judged], threshold: float) -> dict[str, tuple[int, int]]:
    """Questions answered and questions asked, by group."""
    counts: dict[str, tuple[int, int]] = {}
    for one in judged:
        answered, asked = counts.get(one.group, (0, 0))
        counts[one.group] = (answered + (one.confidence >= threshold), asked + 1)
    return counts


def sheet(choice: Choice) -> dict[str, object]:
    """A choice with all that it does, as a reader of the file sees it."""
    answered = by_group(choice.judged, choice.calibration.threshold)
    return {
        "weights": {name: round(one, 4) for name, one in zip(NAMES, choice.calibration.weights, strict=True)},
        "bias": round(choice.calibration.bias, 4),
        "threshold": round(choice.calibration.threshold, 4),
        "answerable_questions": sum(one.answerable for one in choice.judged),
        "answerable_refused": round(choice.row.answerable_refused, 4),
        "questions_to_refuse": sum(not one.answerable for one in choice.judged),
        "wrongly_answered": round(choice.row.others_answered, 4),
        "answered_by_group": {group: f"{count}/{asked}" for group, (count, asked) in answered.items()},
    }


def write_choices(path: Path, choices: Mapping[str, Choice], hashes: Mapping[str, str]) -> None:
    """Write the sheets, keeping one that stands in the file and is not among the choices."""
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept = {name: known[name] for name in (FICTIONAL, WITH, WITHOUT) if name in known}
    sheets = kept | {name: sheet(choice) | dict(hashes) for name, choice in choices.items()}
    text = json.dumps({"rule": RULE, "made_by": "fundstelle eval calibrate", **sheets}, ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")


def table(choice: Choice) -> str:
    """What every fifth threshold and the chosen one do, then the chosen one by group."""
    chosen = choice.calibration.threshold
    marks = sorted({step / STEPS for step in range(0, STEPS + 1, 5)} | {chosen})
    lines = ["Schwelle  beantwortbare abgelehnt  abzulehnende beantwortet"]
    for one in (row(choice.judged, mark) for mark in marks):
        mark = "  <- gewählt" if one.threshold == chosen else ""
        lines.append(f"{one.threshold:8.3f}  {one.answerable_refused:23.1%}  {one.others_answered:24.1%}{mark}")
    lines.append(f"Regel: {RULE}")
    groups = by_group(choice.judged, chosen).items()
    return "\n".join([*lines, *(f"{group}: {answered} von {asked} beantwortet" for group, (answered, asked) in groups)])


def _validated(asked: Sequence[Outcome]) -> dict[str, float]:
    """The confidence of each question by a fit without its part; every part has both kinds of questions."""
    ordered = sorted(asked, key=lambda one: one.answerable)
    found: dict[str, float] = {}
    for fold in range(FOLDS):
        weights, bias = _fit([one for place, one in enumerate(ordered) if place % FOLDS != fold])
        fitted = Calibration(weights, bias, 0.0)
        found.update({one.query_id: fitted.confidence(one.signs) for one in ordered[fold::FOLDS]})
    return found


def _fit(asked: Sequence[Outcome]) -> tuple[tuple[float, ...], float]:
    """Weights for the signs as they are, and what is added to their sum."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415  (a second, and only for fitting)

    signs: NDArray[np.float64] = np.array([one.signs for one in asked])
    middle, spread = signs.mean(axis=0), signs.std(axis=0)
    spread[spread == 0] = 1.0
    model = LogisticRegression(class_weight="balanced", max_iter=1000)
    model.fit((signs - middle) / spread, [one.answerable for one in asked])
    weights = model.coef_[0] / spread
    return tuple(float(one) for one in weights), float(model.intercept_[0] - weights @ middle)


def _balanced(judged: Sequence[Judged], risk: float) -> float:
    """The threshold within the risk whose larger error is the smallest; of equal ones the lowest."""
    highest = _quantile([one.confidence for one in judged if one.answerable], risk)
    marks = sorted({0.0, highest} | {one.confidence for one in judged if 0 < one.confidence < highest})
    return min(marks, key=lambda mark: max(row(judged, mark)[1:]))


def _quantile(confidences: Sequence[float], risk: float) -> float:
    """The highest confidence below which at most this share lies, with the correction for so few."""
    ordered = sorted(confidences)
    place = floor(risk * (len(ordered) + 1)) - 1
    return max(0.0, ordered[place]) if place >= 0 else 0.0


def _below(confidences: Sequence[float], threshold: float) -> float:
    """Share of confidences below a threshold; 0 where there are none."""
    return sum(confidence < threshold for confidence in confidences) / len(confidences) if confidences else 0.0

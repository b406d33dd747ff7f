"""Chooses the confidence below which a question is refused, from answerable questions and such that must be refused.

The confidence is the one that retrieval gives (:class:`service.model.Found`). The result is a small
file that a reader can check: the threshold, what it costs, and which questions and corpus it is made from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.library import Library
from eval.measures import brings
from eval.records import Qrel, Topic
from eval.retrieval import places_of
from service.desk import build_desk
from service.model import Question
from service.retrieve import Retriever

RULE = (
    "Beantwortbar heißt eine Frage, zu der die Suche eine richtige Stelle unter den ersten zehn findet; alle anderen "
    "sind abzulehnen, auch wenn das Recht eine Antwort hätte. Gewählt wird die Schwelle mit dem größten Unterschied "
    "zwischen dem Anteil der beantworteten beantwortbaren Fragen und dem Anteil der beantworteten abzulehnenden; bei "
    "Gleichstand die höhere, denn eine falsche Antwort wiegt schwerer als eine verweigerte."
)
SEEN = 10
"""Passages among which a right one must be, so that an answer can be made from it."""
STEPS = 100
"""Thresholds tried: 0.00 to 1.00 in hundredths."""
NEVER = -1.0
"""Confidence of a question that the guard refuses: below every threshold."""


class Outcome(NamedTuple):
    """How confident retrieval was of one question, and whether it found what answers it."""

    query_id: str
    group: str
    answerable: bool
    confidence: float


class Row(NamedTuple):
    """What a threshold does: shares (0 to 1) of answerable questions refused and of others answered."""

    threshold: float
    answerable_refused: float
    others_answered: float

    @property
    def value(self) -> float:
        """What the rule maximises."""
        return 1 - self.answerable_refused - self.others_answered


def outcomes_of(
    library: Library, topics: Iterable[Topic], gold: Mapping[str, Sequence[Qrel]], today: date
) -> tuple[Outcome, ...]:
    """Ask the guard and retrieval about questions; topics without a day of their own are asked as of today."""
    guard, retriever = build_desk(library).guard, Retriever(library)
    outcomes = []
    for topic in topics:
        question = Question(topic.text, topic.as_of or today)
        if guard(question):
            outcomes.append(Outcome(topic.query_id, topic.group, answerable=False, confidence=NEVER))
            continue
        found = retriever.find(question)
        ranking = [places_of(hit.passage, library, question.as_of) for hit in found.passages[:SEEN]]
        answerable = any(brings(ranking, gold.get(topic.query_id, ())))
        outcomes.append(Outcome(topic.query_id, topic.group, answerable, found.confidence))
    return tuple(outcomes)


def sweep(outcomes: Sequence[Outcome]) -> tuple[Row, ...]:
    """What each threshold does; a question is answered where its confidence is not below it."""
    good = [outcome.confidence for outcome in outcomes if outcome.answerable]
    other = [outcome.confidence for outcome in outcomes if not outcome.answerable]
    thresholds = [step / STEPS for step in range(STEPS + 1)]
    return tuple(Row(mark, _below(good, mark), 1 - _below(other, mark)) for mark in thresholds)


def choose(rows: Iterable[Row]) -> Row:
    """The best row by :data:`RULE`."""
    return max(rows, key=lambda row: (round(row.value, 9), row.threshold))


def by_group(outcomes: Iterable[Outcome], threshold: float) -> dict[str, tuple[int, int]]:
    """Questions answered and questions asked, by group."""
    counts: dict[str, tuple[int, int]] = {}
    for outcome in outcomes:
        answered, asked = counts.get(outcome.group, (0, 0))
        counts[outcome.group] = (answered + (outcome.confidence >= threshold), asked + 1)
    return counts


def sheet(chosen: Row, outcomes: Sequence[Outcome], hashes: Mapping[str, str]) -> dict[str, object]:
    """The threshold with all that it is made from, as a reader of the file sees it."""
    answered = by_group(outcomes, chosen.threshold)
    return {
        "threshold": chosen.threshold,
        "rule": RULE,
        "answerable_questions": sum(outcome.answerable for outcome in outcomes),
        "answerable_refused": round(chosen.answerable_refused, 4),
        "questions_to_refuse": sum(not outcome.answerable for outcome in outcomes),
        "wrongly_answered": round(chosen.others_answered, 4),
        "answered_by_group": {group: f"{count}/{asked}" for group, (count, asked) in answered.items()},
        "made_by": "fundstelle eval calibrate",
        **hashes,
    }


def write_choice(path: Path, chosen: Row, outcomes: Sequence[Outcome], hashes: Mapping[str, str]) -> None:
    """Write the sheet; the same questions and the same corpus give the same bytes."""
    text = json.dumps(sheet(chosen, outcomes, hashes), ensure_ascii=False, indent=2)
    path.write_text(f"{text}\n", encoding="utf-8")


def table(rows: Iterable[Row], chosen: Row, outcomes: Sequence[Outcome]) -> str:
    """What every fifth threshold and the chosen one do, then the chosen one by group."""
    lines = ["Schwelle  beantwortbare abgelehnt  abzulehnende beantwortet"]
    for row in rows:
        if row == chosen or round(row.threshold * STEPS) % 5 == 0:
            mark = "  <- gewählt" if row == chosen else ""
            lines.append(f"{row.threshold:8.2f}  {row.answerable_refused:23.1%}  {row.others_answered:24.1%}{mark}")
    lines.append(f"Regel: {RULE}")
    lines += [
        f"{group}: {answered} von {asked} beantwortet"
        for group, (answered, asked) in by_group(outcomes, chosen.threshold).items()
    ]
    return "\n".join(lines)


def _below(confidences: Sequence[float], threshold: float) -> float:
    """Share of confidences below a threshold; 0 where there are none."""
    return sum(confidence < threshold for confidence in confidences) / len(confidences) if confidences else 0.0

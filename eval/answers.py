"""How well answers cite: is the decisive place among what they quote, and how much of what they quote is decisive.

*Citation recall* is the share of questions whose answer quotes a gold place (what lies in it, or what contains
it); a refusal quotes nothing. *Citation precision* is the share of answered questions' statements that quote one;
statements that only limit another one count like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from statistics import fmean
from typing import NamedTuple

from corpus.address import Address
from eval.measures import matches
from eval.records import Topic
from eval.topics import QuestionSet
from service.ask import Desk, ask
from service.model import Answer, Question, Statement


class Cited(NamedTuple):
    """One question: how many statements its answer has, how many of them quote a gold place, how long it is."""

    query_id: str
    group: str
    statements: int
    decisive: int
    named: int
    """Places that are named as limits and not quoted."""
    characters: int
    withheld: int

    @property
    def answered(self) -> bool:
        """Whether there was an answer at all."""
        return self.statements > 0


class Figures(NamedTuple):
    """The measures of a group of questions; "" is the group of all."""

    group: str
    questions: int
    answered: int
    recall: float
    recall_of_answered: float
    precision: float
    statements: float
    characters: float
    withheld: int


def cited(
    desk: Desk, questions: QuestionSet, today: date, follow: Callable[[Iterable[Topic]], Iterable[Topic]]
) -> list[Cited]:
    """Ask all questions at a desk; topics without a day of their own are asked as of ``today``."""
    gold = {
        query_id: tuple(Address.from_id(qrel.doc_id) for qrel in qrels) for query_id, qrels in questions.gold().items()
    }
    return [_cited(desk, topic, gold[topic.query_id], today) for topic in follow(questions.topics)]


def _cited(desk: Desk, topic: Topic, gold: tuple[Address, ...], today: date) -> Cited:
    outcome = ask(Question(topic.text, topic.as_of or today), desk)
    statements = outcome.statements if isinstance(outcome, Answer) else ()
    return Cited(
        topic.query_id,
        topic.group,
        len(statements),
        sum(_is_decisive(statement, gold) for statement in statements),
        sum(len(statement.limits) for statement in statements),
        sum(len(statement.text) for statement in statements),
        len(outcome.withheld),
    )


def _is_decisive(statement: Statement, gold: tuple[Address, ...]) -> bool:
    """Whether what a statement says is quoted from a gold place; the words around a list are no quote of it."""
    deepest = max(len(evidence.address.steps) for evidence in statement.evidence)
    core = (evidence.address for evidence in statement.evidence if len(evidence.address.steps) == deepest)
    return any(matches(address, place) for address in core for place in gold)


def figures(found: Iterable[Cited]) -> list[Figures]:
    """The measures of all questions, then of each group."""
    known = list(found)
    groups = dict.fromkeys(("", *(one.group for one in known)))
    return [_figures(group, [one for one in known if group in ("", one.group)]) for group in groups]


def _figures(group: str, found: list[Cited]) -> Figures:
    answered = [one for one in found if one.answered]
    hits = sum(one.decisive > 0 for one in answered)
    statements = sum(one.statements for one in answered)
    return Figures(
        group,
        len(found),
        len(answered),
        hits / len(found),
        hits / len(answered) if answered else 0.0,
        sum(one.decisive for one in answered) / statements if statements else 0.0,
        statements / len(answered) if answered else 0.0,
        fmean(one.characters for one in answered) if answered else 0.0,
        sum(one.withheld for one in found),
    )


def table(rows: Iterable[Figures]) -> str:
    """The measures as a text table, a line for each group."""
    lines = ["Gruppe    Fragen  beantwortet  Zitat-Recall  der beantworteten  Zitat-Präzision  Aussagen  Zeichen"]
    for one in rows:
        lines.append(
            f"{one.group or 'alle':8}  {one.questions:6}  {one.answered:11}  {one.recall:12.3f}  "
            f"{one.recall_of_answered:17.3f}  {one.precision:15.3f}  {one.statements:8.2f}  {one.characters:7.0f}"
        )
    return "\n".join(lines)

"""A question put to a system: to the desk as it is served, or to one that only finds."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from typing import TypeVar

from eval.harness.finding import DEPTH, Finder, as_places
from eval.harness.outcome import Cite, Ending, Outcome, Said
from eval.records import Topic
from service.ask import Desk, ask, search
from service.model import Answer, Question, Refusal, Statement

Asker = Callable[[Topic], Outcome]
"""Puts a topic to a system."""
Result = TypeVar("Result")


def asker_of_desk(desk: Desk, today: date) -> Asker:
    """The desk's search, and then its answer to the same question; both are what the service gives."""

    def put(topic: Topic) -> Outcome:
        question = Question(topic.text, topic.as_of or today)
        found, find_ms = timed(lambda: search(question, DEPTH, desk))
        outcome, ask_ms = timed(lambda: ask(question, desk))
        ranking = () if isinstance(found, Refusal) else as_places(found, desk.library, question.as_of)
        return Outcome(
            topic.query_id,
            Ending.ANSWERED if isinstance(outcome, Answer) else Ending.REFUSED,
            outcome.reason if isinstance(outcome, Refusal) else "",
            tuple(map(_said, outcome.statements)) if isinstance(outcome, Answer) else (),
            ranking,
            ask_ms,
            find_ms,
        )

    return put


def asker_of_finder(finder: Finder, today: date) -> Asker:
    """A system that only finds."""

    def put(topic: Topic) -> Outcome:
        found, find_ms = timed(lambda: finder(Question(topic.text, topic.as_of or today)))
        return Outcome(topic.query_id, Ending.FOUND, ranking=found, find_ms=find_ms)

    return put


def timed(call: Callable[[], Result]) -> tuple[Result, float]:
    """What a call gives, and the milliseconds that it took."""
    start = time.perf_counter()
    result = call()
    return result, round((time.perf_counter() - start) * 1000, 3)


def _said(statement: Statement) -> Said:
    return Said(
        statement.text,
        tuple(
            Cite(str(one.address), one.citation, one.quote, one.document, one.start, one.end)
            for one in statement.evidence
        ),
    )

"""Drives a language model through questions and writes down all it drafted, and what the gate made of it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random
from typing import NamedTuple

from corpus.library import Library
from eval.records import Topic
from service.ask import Desk, ask
from service.companions import Judging, judging_completed
from service.compose import Composer
from service.desk import build_desk
from service.llm import FaultKind, LanguageModel, ModelComposer, ModelFault, Turn
from service.llm.prompt import Limits
from service.llm.reply import read
from service.model import EXTRACTIVE, Answer, Draft, Found, Question, Statement
from service.verify import Verifier
from service.verify.bench import Finding


class Judged(NamedTuple):
    """A statement as a model drafted it; ``reason`` is empty where the gate lets it pass."""

    text: str
    quotes: tuple[tuple[str, str], ...]
    """Where the words are said to stand, and the words."""
    reason: str
    explanation: str


class Try(NamedTuple):
    """A reply of the model, the seconds it took, its fault if any, and the draft as it stood after it."""

    reply: str
    seconds: float
    fault: str
    judged: tuple[Judged, ...]


class Drive(NamedTuple):
    """One question: every try of the model, and what went out in the end."""

    query_id: str
    question: str
    as_of: date
    seconds: float
    outcome: str
    author: str
    notes: tuple[str, ...]
    statements: tuple[str, ...]
    withheld: tuple[tuple[str, str], ...]
    """Reason and explanation of each."""
    tries: tuple[Try, ...]

    @property
    def fallback(self) -> str:
        """Why the answer is not the model's, as the code of a fault; empty where it is, or the model was not asked."""
        if not self.tries or self.author not in ("", EXTRACTIVE):
            return ""
        first = self.tries[0]
        return first.fault or (FaultKind.NOTHING_PROVED if first.judged else FaultKind.NO_STATEMENT)


def chosen(topics: Sequence[Topic], count: int, seed: int) -> list[Topic]:
    """So many of the questions, in their order: the same ones for the same seed, and fewer are among more."""
    places = Random(seed).sample(range(len(topics)), len(topics))[:count]  # noqa: S311 (a sample, no secret)
    return [topics[place] for place in sorted(places)]


def drive(
    library: Library, model: LanguageModel, topics: Iterable[Topic], limits: Limits, today: date
) -> Iterator[Drive]:
    """Ask the questions at a desk whose model and gate are listened to; topics without a day are asked as of today."""
    record = _Record(model, judging_completed(Verifier(library).judge, library))
    composer = ModelComposer(library, record, record.judge, Composer(library), limits)
    desk = replace(build_desk(library, log=lambda _: None), compose=composer)
    for topic in topics:
        yield _driven(topic, Question(topic.text, topic.as_of or today), desk, record)


def _driven(topic: Topic, question: Question, desk: Desk, record: _Record) -> Drive:
    record.tries.clear()
    start = time.perf_counter()
    outcome = ask(question, desk)
    seconds = time.perf_counter() - start
    answered = isinstance(outcome, Answer)
    return Drive(
        query_id=topic.query_id,
        question=question.text,
        as_of=question.as_of,
        seconds=seconds,
        outcome="answered" if answered else "refused",
        author=outcome.author if isinstance(outcome, Answer) else "",
        notes=outcome.notes,
        statements=tuple(one.text for one in outcome.statements) if isinstance(outcome, Answer) else (),
        withheld=tuple((one.reason, one.explanation) for one in outcome.withheld),
        tries=tuple(record.tries),
    )


class _Record:
    """Stands between composer, model and gate, and keeps what passes by."""

    def __init__(self, model: LanguageModel, gate: Judging) -> None:
        self._model = model
        self._gate = gate
        self.tries: list[Try] = []

    @property
    def name(self) -> str:
        return self._model.name

    def reply(self, turns: Sequence[Turn]) -> str:
        start = time.perf_counter()
        reply, fault = "", ""
        try:
            reply = self._model.reply(turns)
            read(reply)  # what is not of the demanded form is a fault of this reply, and counted as one
        except ModelFault as error:
            fault = error.kind
            raise
        finally:
            self.tries.append(Try(reply, time.perf_counter() - start, fault, ()))
        return reply

    def judge(self, question: Question, found: Found, draft: Draft) -> tuple[Finding | None, ...]:
        findings = self._gate(question, found, draft)
        judged = tuple(map(_judged, draft.statements, findings))
        self.tries[-1] = self.tries[-1]._replace(judged=judged)
        return findings


def _judged(statement: Statement, finding: Finding | None) -> Judged:
    quotes = tuple((one.citation, one.quote) for one in statement.evidence)
    return Judged(statement.text, quotes, finding.reason if finding else "", finding.explanation if finding else "")

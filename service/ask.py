"""The line of a question. Start reading here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from corpus.index.base import ScoredPassage
from corpus.library import Library
from service.cite import Cited, NotCited, cite
from service.model import Answer, CorpusMark, Draft, Found, Question, Refusal
from service.review.originals import Originals


class Guarding(Protocol):
    """What may not come in, for questions and for any other free text; every door asks it first."""

    def __call__(self, question: Question) -> Refusal | None:
        """Why a question may not come in, or None."""

    def text(self, text: str, as_of: date, *, confirmed: bool = False) -> Refusal | None:
        """Why a text may not come in, or None."""


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is needed to answer; built in one place for service, evaluation and tests alike.

    The parts are functions: guard (what may not come in), find (the passages for a search), retrieve
    (question to passages, or why not), compose (passages to draft), verify (draft to answer: the
    only way from one to the other), and log, which is told the outcome and never the question. ``originals`` are the
    texts that a reviewed one is compared with.
    """

    library: Library
    guard: Guarding
    find: Callable[[Question, int], tuple[ScoredPassage, ...]]
    retrieve: Callable[[Question], Found | Refusal]
    compose: Callable[[Question, Found], Draft]
    verify: Callable[[Question, Found, Draft], Answer | Refusal]
    log: Callable[[Answer | Refusal], None]
    originals: Originals

    @property
    def mark(self) -> CorpusMark:
        """Which corpus answers at this desk."""
        return CorpusMark(self.library.generation, self.library.fictional)


def ask(question: Question, desk: Desk) -> Answer | Refusal:
    """Answer a question with verbatim, exactly addressed sources, or refuse."""
    outcome = desk.guard(question) or _answer(question, desk)
    desk.log(outcome)
    return outcome


def _answer(question: Question, desk: Desk) -> Answer | Refusal:
    found = desk.retrieve(question)
    if isinstance(found, Refusal):
        return found
    draft = desk.compose(question, found)
    return desk.verify(question, found, draft)


def search(question: Question, k: int, desk: Desk) -> tuple[ScoredPassage, ...] | Refusal:
    """The ``k`` best passages, without an answer; what may not come in is refused here, too."""
    return desk.guard(question) or desk.find(question, k)


def look_up(reference: str, day: date, desk: Desk) -> Cited | NotCited | Refusal:
    """The place that a citation names; what may not come in is refused here, too.

    The address of a place that is held is public, whatever the file number in it looks like.
    """
    found = cite(reference, day, desk.library)
    if isinstance(found, Cited) and reference.partition("@")[0] == str(found.address.bare):
        return found
    return desk.guard.text(reference, day) or found

"""What may not come in. Start reading here.

text → Reading → identifiers and names → confidential, with a redacted proposal
               → person, place, time, amount → a case, with a proposal in the abstract

Every door asks the same :class:`Guard`, before it does anything else with a text. Nothing here writes, logs or keeps a
text, and no exception of this folder has a word of it in its message.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.guard.length import empty, too_long
from service.guard.objection import Objection
from service.guard.scope import no_words
from service.guard.screen import Screen
from service.model import CorpusMark, Question, Refusal, Searched

__all__ = ["Guard", "Screen"]

RULES = (empty, too_long, no_words)
"""What makes a question one, in the order in which it is asked."""


class Guard:
    """Refuses what may not come in; the refusal of a secret text does not hold that text."""

    def __init__(self, mark: CorpusMark, screen: Screen | None = None) -> None:
        self._mark = mark
        self._screen = screen or Screen()

    def __call__(self, question: Question) -> Refusal | None:
        """Why a question may not come in, or None: it must be one, and tell nothing of a case."""
        for rule in RULES:
            found = rule(question.text)
            if found:
                return self._refusal(question, Objection(*found))
        return self._screened(question)

    def text(self, text: str, as_of: date, *, confirmed: bool = False) -> Refusal | None:
        """Why any free text may not come in, or None: for doors that take something else than a question.

        Args:
            text: as it was entered, of any length.
            as_of: the day that the refusal names.
            confirmed: who entered it says that it describes no case; identifiers and names are refused all the same.
        """
        return self._screened(Question(text, as_of, confirmed=confirmed))

    def _screened(self, question: Question) -> Refusal | None:
        objection = self._screen(question.text, confirmed=question.confirmed)
        return self._refusal(question, objection) if objection else None

    def _refusal(self, question: Question, objection: Objection) -> Refusal:
        told = replace(question, text="") if objection.reason.is_secret else question
        return Refusal(
            question=told,
            reason=objection.reason,
            message=objection.message,
            searched=Searched(),
            withheld=(),
            passages=(),
            corpus=self._mark,
            findings=objection.findings,
            proposal=objection.proposal,
        )

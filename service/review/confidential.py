"""Asks the guard about a whole text, which is longer than the questions that it judges.

The text is put before it stretch by stretch, each with the end of the one before, so that nothing is hidden by a cut.
That a stretch is no question (no word in it, too long) is no objection to a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from service.guard.length import QUESTION_LIMIT
from service.model import Question, Refusal, RefusalReason

_OVERLAP = 200
"""Characters that a stretch has in common with the one before; longer than any identifier with the words around it."""
_NO_OBJECTION = frozenset({RefusalReason.EMPTY, RefusalReason.TOO_LONG, RefusalReason.OUT_OF_SCOPE})


def refused(text: str, day: date, guard: Callable[[Question], Refusal | None]) -> Refusal | None:
    """The guard's refusal of a text; None where it lets all of it pass."""
    for stretch in stretches(text):
        refusal = guard(Question(stretch, day))
        if refusal is not None and refusal.reason not in _NO_OBJECTION:
            return refusal
    return None


def stretches(text: str) -> Iterator[str]:
    """The text in stretches of a question's length, cut at blanks where there are any."""
    start = 0
    while True:
        end = start + QUESTION_LIMIT
        if end >= len(text):
            yield text[start:]
            return
        blank = max(text.rfind(sign, end - _OVERLAP, end) for sign in " \n\t")
        end = blank if blank > 0 else end
        yield text[start:end]
        start = end - _OVERLAP

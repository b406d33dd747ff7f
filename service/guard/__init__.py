"""What may not come in. Each rule is a function of the question; the first that objects refuses it.

Nothing here writes, logs or keeps the question.
"""

from __future__ import annotations

from collections.abc import Callable

from service.guard.length import empty, too_long
from service.guard.scope import no_words
from service.model import Question, RefusalReason

Objection = tuple[RefusalReason, str]
"""A reason and its German explanation."""

RULES: tuple[Callable[[str], Objection | None], ...] = (empty, too_long, no_words)
"""In the order in which they are asked."""


def object_to(question: Question) -> Objection | None:
    """The first objection to a question, or None."""
    return next((objection for rule in RULES if (objection := rule(question.text))), None)

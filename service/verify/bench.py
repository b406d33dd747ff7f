"""What a rule may look at: the store, the day, and what was retrieved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.library import Library
from service.model import Draft, Evidence, Found, Question, Statement

_NO_DRAFT = Draft(())


@dataclass(frozen=True, slots=True)
class Bench:
    """The ground on which a statement is judged.

    ``draft`` holds the statements that still stand beside it: what they quote is delivered, too.
    """

    library: Library
    question: Question
    found: Found
    draft: Draft = _NO_DRAFT


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a statement must not go out: a code for programs, a German sentence for people, the evidence concerned."""

    reason: str
    explanation: str
    evidence: Evidence | None = None


Rule = Callable[[Statement, Bench], Finding | None]

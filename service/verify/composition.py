"""A statement of the extractive composer says its quotes and nothing else."""

from __future__ import annotations

from service.model import EXTRACTIVE, Statement
from service.verify.bench import Bench, Finding

JOINT = " […] "
"""Stands between two quotes of one statement that do not adjoin."""


def only_quotes(statement: Statement, bench: Bench) -> Finding | None:
    """The text is its quotes, joined by the mark of omission; not one word more. Free text has rules of its own."""
    if bench.draft.author != EXTRACTIVE:
        return None
    if statement.text == JOINT.join(evidence.quote for evidence in statement.evidence):
        return None
    return Finding("unproved-words", "Die Aussage enthält Wörter, die in keinem ihrer Zitate stehen.")

"""The records of evaluation: four fields, in the words of TREC and ir_measures.

A document id (``doc_id``) is an address or the beginning of one: ``estg/9``, ``estg/9/abs-4a``.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple


class Topic(NamedTuple):
    """A question to be measured with; ``group`` is its style, or why it must be refused; no ``as_of`` is today."""

    query_id: str
    text: str
    as_of: date | None = None
    group: str = ""


class Qrel(NamedTuple):
    """A judgement: this place answers the question; ``relevance`` above 0 counts, a higher one counts more."""

    query_id: str
    doc_id: str
    relevance: int


class ScoredDoc(NamedTuple):
    """One line of a run: what a system found for a question, and how highly it valued it."""

    query_id: str
    doc_id: str
    score: float


class Metric(NamedTuple):
    """The value of a measure (``nDCG@10``) for one question."""

    query_id: str
    measure: str
    value: float

"""Checks every quote of answers by what the interface itself tells: JSON in, JSON out, no part of the house is asked.

``POST /v1/ask`` gives the quotes, ``GET /v1/documents/{id}`` the stored texts; a quote is true where
``text[start:end] == quote``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from corpus.store import View
from eval.latency import heading_questions, in_turn


class UnfaithfulError(Exception):
    """A quote does not stand where its answer says."""


class Fault(NamedTuple):
    """A quote that does not stand where its answer says, or a document that is not there."""

    question: str
    document: str
    start: int
    end: int
    quote: str


class Fidelity(NamedTuple):
    """How many questions were asked and answered, how many quotes were checked, and those that are false."""

    questions: int
    answered: int
    quotes: int
    faults: tuple[Fault, ...]


class Door(NamedTuple):
    """How to get at the interface: both give JSON, as it came; a document that is not there is None."""

    ask: Callable[[str], str]
    document: Callable[[str], str | None]


def check(door: Door, questions: Iterable[str]) -> Fidelity:
    """Ask questions and compare every quote with its document."""
    asked = answered = quotes = 0
    faults: list[Fault] = []
    texts: dict[str, str | None] = {}
    for question in questions:
        found = json.loads(door.ask(question))
        statements = found.get("statements", [])
        asked, answered = asked + 1, answered + bool(statements)
        for evidence in chain.from_iterable(statement["evidence"] for statement in statements):
            quotes += 1
            document, start, end, quote = (evidence[name] for name in ("document", "start", "end", "quote"))
            if document not in texts:
                texts[document] = _text(door, document)
            text = texts[document]
            if text is None or text[start:end] != quote or not quote:
                faults.append(Fault(question, document, start, end, quote))
    return Fidelity(asked, answered, quotes, tuple(faults))


def generated_questions(view: View, count: int) -> Iterator[str]:
    """Questions made from the corpus: headings put as questions and provisions named, law by law in turn."""
    named = in_turn(*(_named(view, law.law) for law in view.laws()))
    return (question for _, question in zip(range(count), in_turn(heading_questions(view), named), strict=False))


def _named(view: View, law: str) -> list[str]:
    version = view.oldest(law) and view.versions(law)[-1]
    if version is None:
        return []
    provisions = (one for one in view.provisions(version) if not one.repealed and one.label.startswith("§"))
    return [f"Was regelt {provision.label} {version.abbreviation}?" for provision in provisions]


def _text(door: Door, document: str) -> str | None:
    found = door.document(document)
    return str(json.loads(found)["text"]) if found is not None else None


def told(found: Fidelity) -> str:
    """The figures, and every fault."""
    lines = [
        f"{found.questions} Fragen aus dem Bestand, {found.answered} beantwortet, "
        f"{found.quotes} Zitate am Dokument geprüft: {len(found.faults)} stimmen nicht."
    ]
    lines += [f"  {one.document} [{one.start}:{one.end}] zu »{one.question}«" for one in found.faults]
    return "\n".join(lines)

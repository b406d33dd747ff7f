"""Builds the Desk: the one place where the parts of the line of a question are wired together."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from corpus.library import Library
from service.ask import Desk
from service.companions import judging_completed
from service.compose import Composer
from service.guard import Guard, Screen
from service.guard.recogniser import Recogniser
from service.llm import LanguageModel, ModelComposer
from service.model import Answer, CorpusMark, Found, Refusal
from service.radar import marked
from service.retrieve import Retriever
from service.review.originals import Originals
from service.verify import Verifier

_log = logging.getLogger("fundstelle.ask")


def log_outcome(outcome: Answer | Refusal) -> None:
    """Log that something was asked and how it ended; never what was asked (§ 30 AO)."""
    if isinstance(outcome, Refusal):
        _log.info("refused reason=%s generation=%s", outcome.reason, outcome.corpus.generation)
    else:
        _log.info(
            "answered author=%s statements=%d withheld=%d generation=%s",
            outcome.author,
            len(outcome.statements),
            len(outcome.withheld),
            outcome.corpus.generation,
        )


def build_desk(
    library: Library,
    log: Callable[[Answer | Refusal], None] = log_outcome,
    model: LanguageModel | None = None,
    recogniser: Recogniser | None = None,
    home: Path | None = None,
) -> Desk:
    """A desk over an opened library; without a model, answers are made of quotes alone.

    ``home`` is the folder in which a review keeps fingerprints and exported texts; without it none are kept.
    """
    retriever, verifier, composer = Retriever(library), Verifier(library), Composer(library)
    gate = judging_completed(verifier.judge, library)
    return Desk(
        library=library,
        guard=Guard(CorpusMark(library.generation, library.fictional), Screen(recogniser)),
        find=retriever.passages,
        retrieve=retriever,
        compose=composer if model is None else ModelComposer(library, model, gate, composer),
        verify=lambda question, found, draft: _finished(verifier(question, found, draft), found, library),
        log=log,
        originals=Originals(library, home),
    )


def _finished(outcome: Answer | Refusal, found: Found, library: Library) -> Answer | Refusal:
    """What passed the gate, with what a reader must know beside it."""
    return marked(replace(outcome, notes=(*found.notes, *outcome.notes)), library)

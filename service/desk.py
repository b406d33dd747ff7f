"""Builds the Desk: the one place where the parts of the line of a question are wired together."""

from __future__ import annotations

import logging
from collections.abc import Callable

from corpus.library import Library
from service.ask import Desk
from service.companions import judging_completed
from service.compose import Composer
from service.guard import Guard, Screen
from service.guard.recogniser import Recogniser
from service.llm import LanguageModel, ModelComposer
from service.model import Answer, CorpusMark, Refusal
from service.retrieve import Retriever
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
) -> Desk:
    """A desk over an opened library; without a model, answers are made of quotes alone."""
    retriever, verifier, composer = Retriever(library), Verifier(library), Composer(library)
    gate = judging_completed(verifier.judge, library)
    return Desk(
        library=library,
        guard=Guard(CorpusMark(library.generation, library.fictional), Screen(recogniser)),
        find=retriever.passages,
        retrieve=retriever,
        compose=composer if model is None else ModelComposer(library, model, gate, composer),
        verify=verifier,
        log=log,
    )

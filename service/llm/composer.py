"""Passages -> draft by a language model. It goes through the same gate as every other; this only looks there first."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from corpus.library import Library
from service.companions import Judging, completed
from service.llm.language_model import FaultKind, LanguageModel, ModelFault
from service.llm.prompt import STANDARD, Limits, Objection, Shown, opening, revision, show
from service.llm.quotes import statement
from service.llm.reply import Written, read
from service.model import Draft, Found, Question, Statement
from service.verify import withheld
from service.verify.bench import Finding

_log = logging.getLogger("fundstelle.model")


@dataclass(frozen=True, slots=True)
class ModelComposer:
    """Lets a model draft, once more what the gate refuses, and else leaves it to the composer of quotes.

    ``gate`` tells what would be objected to each statement if the draft were completed. ``instead`` drafts where
    the model fails, or where nothing that it wrote would pass.
    """

    library: Library
    model: LanguageModel
    gate: Judging
    instead: Callable[[Question, Found], Draft]
    limits: Limits = STANDARD

    def __call__(self, question: Question, found: Found) -> Draft:
        """Draft an answer; the author says whose words it has, the notes say what a reader must know of that."""
        shown = show(question, found, self.library, self.limits)
        try:
            written = self._first_try(question, shown)
        except ModelFault as fault:
            return self._without_model(question, found, fault.kind)
        draft, findings = self._judged(question, found, written, shown)
        if any(findings):
            written = self._second_try(question, shown, written, findings)
            draft, findings = self._judged(question, found, written, shown)
        if all(findings):
            return self._without_model(question, found, FaultKind.NOTHING_PROVED, findings)
        return draft

    def _first_try(self, question: Question, shown: tuple[Shown, ...]) -> tuple[Written, ...]:
        """The statements that the model makes of the passages; raises ModelFault where there are none."""
        written = read(self.model.reply(opening(question, shown))) if shown else ()
        if not written:
            raise ModelFault(FaultKind.NO_STATEMENT)
        return written

    def _second_try(
        self,
        question: Question,
        shown: tuple[Shown, ...],
        written: tuple[Written, ...],
        findings: tuple[Finding | None, ...],
    ) -> tuple[Written, ...]:
        """What the gate let pass, and what the model makes of the rest; the rest as it was where it makes nothing."""
        judged = list(zip(written, findings, strict=True))
        objections = [Objection(one, finding.explanation) for one, finding in judged if finding]
        passed = {one.text: one for one, finding in judged if not finding}
        try:
            revised = read(self.model.reply(revision(question, shown, objections)))
        except ModelFault as fault:
            _log.info("second try failed kind=%s", fault.kind)
            return written
        # Many a model repeats what nobody asked for again.
        new = [one for one in revised if one.text not in passed]
        return (*passed.values(), *new) if new else written

    def _judged(
        self, question: Question, found: Found, written: tuple[Written, ...], shown: tuple[Shown, ...]
    ) -> tuple[Draft, tuple[Finding | None, ...]]:
        """The draft, and what the gate objects to each statement of the model.

        What passes is completed with the law's sentences that limit it, as with every composer.
        """
        own = tuple(statement(one, shown, self.library.codes) for one in written)
        findings = self.gate(question, found, self._draft(own))
        judged = list(zip(own, findings, strict=True))
        passed = completed([one for one, finding in judged if not finding], self.library, question.as_of)
        return self._draft((*passed, *(one for one, finding in judged if finding))), findings

    def _draft(self, statements: tuple[Statement, ...]) -> Draft:
        label = f"Formuliert vom Sprachmodell {self.model.name}, geprüft am Wortlaut der Fundstellen."
        return Draft(statements, self.model.name, (label,))

    def _without_model(
        self, question: Question, found: Found, kind: FaultKind, findings: tuple[Finding | None, ...] = ()
    ) -> Draft:
        """The draft of quotes, with a note on why the model did not write it and what of it was refused."""
        _log.info("drafted without model kind=%s", kind)
        note = (
            f"Das Sprachmodell {self.model.name} {kind.told}. "
            "Die Frage wurde deshalb ohne Sprachmodell bearbeitet, allein mit wörtlichen Zitaten."
        )
        draft = self.instead(question, found)
        refused = tuple(withheld(finding) for finding in findings if finding)
        return Draft(draft.statements, draft.author, (*draft.notes, note), (*draft.withheld, *refused))

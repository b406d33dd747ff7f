"""The gate. Only this turns a draft into an answer: what one rule stops does not go out.

Rules are asked in the order of ``RULES``; the first that objects withholds the statement. An answer
with nothing left is a refusal. Nothing is repaired here, and nothing is accepted by similarity.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.library import Library
from service.model import Answer, CorpusMark, Draft, Found, Question, Refusal, RefusalReason, Statement, Withheld
from service.verify.additions import nothing_added
from service.verify.bench import Bench, Finding, Rule
from service.verify.companion import with_exceptions
from service.verify.composition import only_quotes
from service.verify.coverage import words_covered
from service.verify.figures import figures_agree
from service.verify.in_force import in_force
from service.verify.norms import norms_agree
from service.verify.polarity import polarity_agrees
from service.verify.quote import no_evidence, quote_retrieved, quote_stands
from service.verify.roles import roles_agree

RULES: tuple[Rule, ...] = (
    no_evidence,
    quote_stands,
    quote_retrieved,
    in_force,
    only_quotes,
    figures_agree,
    norms_agree,
    polarity_agrees,
    roles_agree,
    nothing_added,
    words_covered,
    with_exceptions,
)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Judges each statement of a draft against the store."""

    library: Library
    rules: tuple[Rule, ...] = RULES

    def __call__(self, question: Question, found: Found, draft: Draft) -> Answer | Refusal:
        """The answer of those statements that every rule lets pass, or a refusal."""
        findings = self.judge(question, found, draft)
        judged = zip(draft.statements, findings, strict=True)
        passed = tuple(statement for statement, finding in judged if finding is None)
        stopped = (
            *(Withheld("no-such-place", message) for message in found.missing),
            *draft.withheld,
            *(withheld(finding) for finding in findings if finding),
        )
        mark = CorpusMark(self.library.generation, self.library.fictional)
        if passed:
            return Answer(question, passed, stopped, found.passages, mark, draft.author, draft.notes)
        return Refusal(
            question,
            RefusalReason.NOTHING_PROVED,
            "Zu dieser Frage ließ sich keine Aussage mit einer wörtlichen Fundstelle belegen.",
            found.searched,
            stopped,
            found.passages,
            mark,
            draft.notes,
        )

    def judge(self, question: Question, found: Found, draft: Draft) -> tuple[Finding | None, ...]:
        """What the gate objects to each statement of a draft, in their order; None where it lets it pass."""
        findings: list[Finding | None] = [None] * len(draft.statements)
        standing, judged = draft.statements, -1
        # What falls may have been what limited another statement: those that stand are judged until none falls.
        while len(standing) != judged:
            judged = len(standing)
            bench = Bench(self.library, question, found, replace(draft, statements=standing))
            for place, statement in enumerate(draft.statements):
                findings[place] = findings[place] or self.object_to(statement, bench)
            standing = tuple(one for one, finding in zip(draft.statements, findings, strict=True) if finding is None)
        return tuple(findings)

    def object_to(self, statement: Statement, bench: Bench) -> Finding | None:
        """The first objection of a rule, or None."""
        return next((finding for rule in self.rules if (finding := rule(statement, bench))), None)


def withheld(finding: Finding) -> Withheld:
    """What a reader is told of a statement that the gate stopped; never its words."""
    return Withheld(finding.reason, finding.explanation, finding.evidence.citation if finding.evidence else "")

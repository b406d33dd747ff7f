"""The gate. Only this turns a draft into an answer: what one rule stops does not go out.

Rules are asked in the order of ``RULES``; the first that objects withholds the statement. An answer
with nothing left is a refusal. Nothing is repaired here, and nothing is accepted by similarity.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.library import Library
from service.model import Answer, CorpusMark, Draft, Found, Question, Refusal, RefusalReason, Statement, Withheld
from service.verify.bench import Bench, Finding, Rule
from service.verify.composition import only_quotes
from service.verify.in_force import in_force
from service.verify.quote import no_evidence, quote_retrieved, quote_stands

RULES: tuple[Rule, ...] = (no_evidence, quote_stands, quote_retrieved, in_force, only_quotes)


@dataclass(frozen=True, slots=True)
class Verifier:
    """Judges each statement of a draft against the store."""

    library: Library
    rules: tuple[Rule, ...] = RULES

    def __call__(self, question: Question, found: Found, draft: Draft) -> Answer | Refusal:
        """The answer of those statements that every rule lets pass, or a refusal."""
        bench = Bench(self.library, question, found)
        passed: list[Statement] = []
        withheld = [Withheld("no-such-place", message) for message in found.missing]
        for statement in draft.statements:
            finding = self.object_to(statement, bench)
            if finding is None:
                passed.append(statement)
            else:
                withheld.append(_withheld(finding))
        mark = CorpusMark(self.library.generation, self.library.fictional)
        if passed:
            return Answer(question, tuple(passed), tuple(withheld), found.passages, mark)
        return Refusal(
            question,
            RefusalReason.NOTHING_PROVED,
            "Zu dieser Frage ließ sich keine Aussage mit einer wörtlichen Fundstelle belegen.",
            found.searched,
            tuple(withheld),
            found.passages,
            mark,
        )

    def object_to(self, statement: Statement, bench: Bench) -> Finding | None:
        """The first objection of a rule, or None."""
        return next((finding for rule in self.rules if (finding := rule(statement, bench))), None)


def _withheld(finding: Finding) -> Withheld:
    return Withheld(finding.reason, finding.explanation, finding.evidence.citation if finding.evidence else "")

"""From what was found to a verdict: which objection is a contradiction, and which only says that proof is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.check.judge import LIMITED, Judged
from service.check.model import Verdict
from service.check.strict import NEAR
from service.model import Evidence, Statement
from service.verify.bench import Finding


@dataclass(frozen=True, slots=True)
class Outcome:
    """A verdict with its reason, its explanation and the quotes that belong to it."""

    verdict: Verdict
    reason: str
    explanation: str
    evidence: tuple[Evidence, ...] = ()
    limits: tuple[Evidence, ...] = ()
    """What limits the quotes, where that is what the sentence lacks."""
    statement: Statement | None = None
    """What the gate let pass, but for limits; None where it did not."""


def supported(judged: Judged) -> Outcome:
    """The law says so."""
    places = " und ".join(dict.fromkeys(one.citation for one in judged.evidence[-2:]))
    return Outcome(
        Verdict.SUPPORTED, "supported", f"So steht es in {places}.", judged.evidence, statement=judged.statement
    )


def limited(judged: Judged, limits: Sequence[Evidence], *, cited: bool) -> Outcome:
    """The law says so, and limits it; the sentence does not tell how."""
    places = ", ".join(dict.fromkeys(one.citation for one in limits))
    explanation = judged.finding.explanation if judged.finding else ""
    told = f"Es fehlt die Ausnahme in {places}." if places else explanation
    explanation = f"So steht es in {judged.evidence[-1].citation}, aber nicht uneingeschränkt. {told}"
    verdict = Verdict.NOT_SUPPORTED if cited else Verdict.NO_SOURCE
    return Outcome(verdict, LIMITED, explanation, judged.evidence, tuple(limits), judged.statement)


def completed(outcome: Outcome) -> Outcome:
    """A limited rule whose limits the text tells elsewhere."""
    place = outcome.evidence[-1].citation
    explanation = f"So steht es in {place}; die Ausnahme steht an anderer Stelle des Textes."
    return Outcome(Verdict.SUPPORTED, "supported", explanation, outcome.evidence)


def nearest(judged: Sequence[Judged]) -> Judged | None:
    """The quote that shares most words with the claim; of equals one that does not contradict it."""
    return max(judged, key=lambda one: (one.share, not contradicts(one)), default=None)


def objected(judged: Judged, *, cited: bool, known: bool = True) -> Outcome:
    """What a candidate's finding means for the sentence; ``known``: it is about this provision and no other."""
    finding = judged.finding or Finding("not-found", "")
    if contradicts(judged) and known:
        return Outcome(Verdict.CONTRADICTED, finding.reason, finding.explanation, judged.evidence)
    if cited:
        return Outcome(Verdict.NOT_SUPPORTED, finding.reason, finding.explanation, judged.evidence)
    if judged.share < NEAR:
        return Outcome(Verdict.NO_SOURCE, "not-found", "Im Bestand fand sich keine Stelle, die das sagt.")
    explanation = f"Belegt ist das nicht. Am nächsten kommt {judged.evidence[-1].citation}: {finding.explanation}"
    return Outcome(Verdict.NO_SOURCE, finding.reason, explanation, judged.evidence)


def contradicts(judged: Judged) -> bool:
    """Whether a candidate speaks of the same thing and says something else."""
    return judged.differs and judged.share >= NEAR

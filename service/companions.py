"""A rule is delivered with what limits it: the sentences beside it are quoted, or at least named.

Used by composers before the gate; the gate itself (:mod:`service.verify.companion`) repairs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from corpus.address import Address
from corpus.library import Library
from corpus.model import Provision, Unit
from corpus.store import Held
from service.evidence import evidence_at
from service.limits import Delivered, Limitation, Span, covered, left_out, missing
from service.model import Draft, Evidence, Found, Question, Statement
from service.sentences import Saying, sayings
from service.verify.bench import Finding
from service.verify.composition import JOINT

QUOTED = 3
"""Limiting sentences that are quoted behind one statement; further ones are named."""
QUOTED_IN_ALL = 6
"""Limiting sentences quoted in one answer."""
LONGEST = 700
"""Characters of a limiting sentence that is quoted; a longer one (a list, mostly) is named."""


Judging = Callable[[Question, Found, Draft], tuple[Finding | None, ...]]
"""What the gate objects to each statement of a draft, in their order."""


def completed(statements: Sequence[Statement], library: Library, day: date) -> tuple[Statement, ...]:
    """The statements, each followed by what limits it; what would be too much is named in its ``limits``."""
    return tuple(_Completion(library, day, list(statements)).run())


def judging_completed(judge: Judging, library: Library) -> Judging:
    """A gate that judges drafts as if they were completed, and tells what it objects to their own statements.

    Each statement is completed by itself: another one that brings its limits may not pass.
    """

    def judged(question: Question, found: Found, draft: Draft) -> tuple[Finding | None, ...]:
        groups = [completed([statement], library, question.as_of) for statement in draft.statements]
        findings = judge(question, found, replace(draft, statements=tuple(one for group in groups for one in group)))
        heads = accumulate((len(group) for group in groups), initial=0)
        return tuple(findings[head] for head, _ in zip(heads, groups, strict=False))

    return judged


@dataclass(slots=True)
class _Completion:
    """Goes through the statements once, and remembers what is delivered already."""

    library: Library
    day: date
    given: list[Statement]
    left: int = QUOTED_IN_ALL

    def run(self) -> Iterator[Statement]:
        for statement in tuple(self.given):
            companions, named = self._limits_of(statement, QUOTED)
            self.left -= len(companions)
            self.given.extend(companions)
            yield replace(statement, limits=(*statement.limits, *named))
            for companion in companions:
                # The limits of a limit are named; quoting them, too, would lead ever further away.
                yield replace(companion, limits=self._limits_of(companion, 0)[1])

    def _limits_of(self, statement: Statement, most: int) -> tuple[list[Statement], tuple[Address, ...]]:
        """The statements to put behind a statement, and the places to name with it."""
        companions: list[Statement] = []
        named: dict[Address, None] = {}
        for evidence in statement.evidence:
            held = self.library.view.provision(evidence.address.provision)
            if held is None:
                continue
            companions.extend(self._own_sentence(statement, evidence, held, companions))
            for one in missing(evidence, held.provision, Delivered.of([*self.given, *companions])):
                quotable = _quotable(one, held.provision)
                if quotable and len(companions) < min(most, self.left):
                    companions.append(self._statement(quotable, held))
                else:
                    named[self._dated(one.place, evidence)] = None
        return companions, tuple(named)

    def _own_sentence(
        self, statement: Statement, evidence: Evidence, held: Held, companions: list[Statement]
    ) -> Iterator[Statement]:
        """The whole sentence of a quote that leaves out what limits it."""
        place = evidence.address.provision
        delivered = Delivered.of([*self.given, *companions])
        piece = left_out(held.provision, Delivered.of([statement]).spans(place), delivered.spans(place))
        whole = next((one for one in sayings(held.provision) if piece and _brings(one, evidence, piece)), None)
        if whole:
            yield self._statement(whole, held)

    def _statement(self, saying: Saying, held: Held) -> Statement:
        evidence = tuple(
            evidence_at(held, stretch.address, stretch.start, stretch.end, self.library.codes)
            for stretch in saying.stretches
        )
        return Statement(JOINT.join(one.quote for one in evidence), evidence)

    def _dated(self, place: Address, evidence: Evidence) -> Address:
        """A place in the version of the day, where the law is held at all."""
        if place.law == evidence.address.law:
            return place.bare.at(evidence.address.version or "")
        version = self.library.view.version_on(place.law, self.day)
        return place.bare.at(version.day) if version else place.bare


def _quotable(limitation: Limitation, provision: Provision) -> Saying | None:
    """The one saying that a limiting place consists of; None where it is elsewhere, a list, or too long."""
    unit = limitation.limiting
    if unit is None or unit.end - unit.body > LONGEST:
        return None
    inside = [saying for saying in sayings(provision) if _in(saying, unit)]
    return inside[0] if len(inside) == 1 and covered(provision.text, unit.body, unit.end, _spans(inside[0])) else None


def _in(saying: Saying, unit: Unit) -> bool:
    return unit.start <= saying.core.start and saying.core.end <= unit.end


def _spans(saying: Saying) -> list[Span]:
    return [Span(stretch.start, stretch.end) for stretch in saying.stretches]


def _brings(saying: Saying, evidence: Evidence, piece: Span) -> bool:
    """Whether a saying holds both a quote and what the quote left out."""
    spans = _spans(saying)
    meets = any(one.start < evidence.end and evidence.start < one.end for one in spans)
    return meets and any(one.start <= piece.start and piece.end <= one.end + 1 for one in spans)

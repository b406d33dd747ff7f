"""Judges a claim against candidates, with the rules of the gate and those for foreign sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.address import Address
from corpus.citations import find
from corpus.library import Library
from service.check.candidates import Candidate, Candidates
from service.check.claims import Claim
from service.check.differences import OTHERWISE, changed_negation, is_difference
from service.check.places import Target
from service.check.strict import NEAR, Strictness
from service.check.wording import claim_words, words_of
from service.evidence import evidence_at
from service.limits import Delivered, missing
from service.model import Draft, Evidence, Found, Question, Searched, Statement
from service.overlap import QuestionWords
from service.verify import RULES, Verifier
from service.verify.bench import Bench, Finding
from service.verify.comparison import compare
from service.verify.composition import only_quotes
from service.verify.figures import figures_agree
from service.verify.polarity import polarity_agrees
from service.verify.quote import quote_retrieved

WORDING_RULES = tuple(rule for rule in RULES if rule not in (only_quotes, quote_retrieved))
"""The gate without the two rules on how an answer of ours is made."""
LIMITED = "exception-missing"
"""The gate's reason where everything is right, and what limits the rule is not told."""
_NOTHING_BESIDE = Draft(())
_NOTHING_FOUND = Found((), (), (), 0.0, Searched())
_JOINTS = re.compile(r";\s+|,?\s+(?:und|sowie)\s+|,\s+(?:während|jedoch|aber)\s+")
_CLEAR_JOINTS = re.compile(r";\s+")
_SPLITS = 3
"""Joints at which a sentence is tried to be two."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate judged: what was said by it, its quotes, and the objection to it, if any.

    ``share`` is the share of the claim's words that the quotes have, ``told`` that of the quotes' words that the claim
    has. ``differs`` says that the law has it otherwise, and does not just say something else.
    """

    statement: Statement
    share: float
    finding: Finding | None
    told: float = 0.0
    differs: bool = False

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The quotes."""
        return self.statement.evidence

    @property
    def is_said(self) -> bool:
        """Whether the law says what the claim says, be it with a limit that the claim does not tell."""
        return _passes(self.finding)


class Judge:
    """Judges claims of one text: one library, one day."""

    def __init__(self, library: Library, day: date, candidates: Candidates) -> None:
        self._library = library
        self._day = day
        self._candidates = candidates
        self._verifier = Verifier(library, WORDING_RULES)
        self._strict = Strictness(library)

    def judge(self, claim: Claim, candidates: Sequence[Candidate]) -> tuple[Judged, ...]:
        """Each candidate judged, in their order; behind them two together, where only both say it all."""
        singles = tuple(self._singles(claim, candidates))
        if any(one.is_said for one in singles):
            return singles
        return (*singles, *self._pair(claim, candidates))

    def _singles(self, claim: Claim, candidates: Sequence[Candidate]) -> Iterator[Judged]:
        """Judge until none that is left can outweigh the proof found."""
        enough = 0.0
        for candidate in candidates:
            if candidate.share < enough:
                return
            judged = self._single(claim, candidate)
            enough = candidate.share if judged.finding is None else enough
            yield judged

    def object_to(self, statement: Statement, beside: Draft = _NOTHING_BESIDE) -> Finding | None:
        """The gate's first objection; a limit that ``beside`` quotes is not missing."""
        return self._verifier.object_to(statement, self._bench(beside))

    def limits_of(self, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
        """The wording that limits quotes and is not among them."""
        delivered = Delivered.of((Statement("", tuple(evidence)),))
        found: dict[Address, Evidence] = {}
        for one in evidence:
            held = self._library.view.provision(one.address.provision)
            for limit in missing(one, held.provision, delivered) if held else ():
                if held and limit.limiting:
                    place = limit.limiting
                    found[limit.place] = evidence_at(held, place.address, place.body, place.end, self._library.codes)
        return tuple(found.values())

    def _single(self, claim: Claim, candidate: Candidate) -> Judged:
        statement = Statement(self._strict.worded(claim.text, candidate), self._candidates.evidence(candidate))
        finding = self.object_to(statement)
        if _passes(finding):
            finding = self._strict.unfitting(claim, (candidate,)) or self._unfaithful(statement, candidate) or finding
        passes = _passes(finding) or candidate.share < NEAR
        difference = None if passes else self._difference(statement)
        return Judged(statement, candidate.share, difference or finding, candidate.told, difference is not None)

    def _unfaithful(self, statement: Statement, candidate: Candidate) -> Finding | None:
        return self._strict.unfaithful(statement, candidate, self._bench(_NOTHING_BESIDE))

    def _difference(self, statement: Statement) -> Finding | None:
        """The first objection that says that the law has it otherwise."""
        bench = self._bench(_NOTHING_BESIDE)
        compared = compare(statement, bench)
        findings = (finding for rule in (figures_agree, polarity_agrees) if (finding := rule(statement, bench)))
        found = next((one for one in findings if is_difference(one, compared.ours.items, compared.theirs.items)), None)
        negated = "" if found else changed_negation(compared)
        return Finding(OTHERWISE, negated) if negated else found

    def _pair(self, claim: Claim, candidates: Sequence[Candidate]) -> Iterator[Judged]:
        """Two provisions in one sentence: each half proved by one quote alone, and the whole by both together."""
        for halves in _halves(claim.text) if len(candidates) > 1 else ():
            first, second = (next((one for one in candidates if self._says(half, one)), None) for half in halves)
            if first is None or second is None or first is second:
                continue
            evidence = (*self._candidates.evidence(first), *self._candidates.evidence(second))
            statement = Statement(claim.text, evidence)
            finding = self.object_to(statement)
            if _passes(finding):
                finding = self._strict.unfitting(claim, (first, second)) or finding
            both = Judged(statement, 1.0, finding)
            if both.is_said:
                yield both
                return

    def _says(self, half: str, candidate: Candidate) -> bool:
        words = QuestionWords(half, self._library.index)
        if words.share(candidate.tokens, candidate.above) < NEAR:
            return False
        statement = Statement(self._strict.worded(half, candidate), self._candidates.evidence(candidate))
        return _passes(self.object_to(statement)) and self._unfaithful(statement, candidate) is None

    def _bench(self, beside: Draft) -> Bench:
        return Bench(self._library, Question("", self._day), _NOTHING_FOUND, beside)


def _passes(finding: Finding | None) -> bool:
    """Whether nothing is objected, or only that a limit is missing."""
    return finding is None or finding.reason == LIMITED


def unproved(targets: Sequence[Target], evidence: Sequence[Evidence], library: Library) -> Target | None:
    """The first cited place that the evidence neither comes from nor names."""
    named = [
        place.address(citation.law or "")
        for one in evidence
        for citation in find(one.quote, library.codes, one.address.law)
        for place in citation.places
    ]
    return next((target for target in targets if not _is_proved(target, evidence, named)), None)


def _is_proved(target: Target, evidence: Sequence[Evidence], named: Sequence[Address]) -> bool:
    places = [target.address, *(spot.address.bare for spot in target.spots)]
    inside = any(place.covers(one.address.bare) for place in places for one in evidence)
    if target.address.law:
        return inside or any(name.covers(place) or place.covers(name) for place in places for name in named)
    return any(name.steps == target.address.steps for name in named)


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """The sentence as two; with a negation in it only at a semicolon, for its reach is not known."""
    negated = not claim_words("verneinung").isdisjoint(words_of(text))
    joints = list((_CLEAR_JOINTS if negated else _JOINTS).finditer(text))[:_SPLITS]
    for joint in joints:
        yield text[: joint.start()], text[joint.end() :]

"""Examines one sentence: first the places that it cites, then the quotes in it, then what it says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus.address import Address
from corpus.library import Library
from service.check.candidates import Candidates
from service.check.citations import Citing
from service.check.claims import Claim
from service.check.judge import Judge, Judged, unproved
from service.check.model import CitationState, Verdict
from service.check.places import Register, Spot, Target
from service.check.quoted import Quotes
from service.check.subjects import Subject
from service.check.verdicts import Outcome, contradicts, limited, nearest, objected, supported
from service.check.wording import GERMAN, foreign_sources
from service.model import Draft, Evidence, Statement
from service.overlap import QuestionWords
from service.radar import mark

LONGEST = 4_000
"""Characters of a sentence; no rule of law is longer, and a longer one is no sentence."""
CERTAIN = 0.9
"""Share of a claim's words from which on a cited place is the one meant, so that no other is looked for."""
FEWEST_WORDS = 3
"""Words that carry meaning which a claim without a citation must have: fewer stand anywhere."""
TOLD_ANYWHERE, TOLD_NEAR_BY = 0.7, 0.5
"""Shares of a provision's words from which on a claim without a citation is about it: else it contradicts nothing."""


class Examiner:
    """Examines sentences by the law of one day."""

    def __init__(self, library: Library, day: date) -> None:
        self._library = library
        self._day = day
        self._candidates = Candidates(library, day)
        self._judge = Judge(library, day, self._candidates)
        self._quotes = Quotes(library, day, self._candidates)
        self._register = Register(library, day)

    def targets(self, citing: Citing) -> tuple[Target, ...]:
        """What each place of a citation leads to."""
        if citing.law is None:
            named = f"Das Gesetz »{citing.raw}« ist nicht bekannt." if citing.raw else "Es ist kein Gesetz genannt."
            named = "Dieses Schreiben ist nicht im Bestand." if citing.directive else named
            state = CitationState.NOT_HELD if citing.raw else CitationState.NO_LAW
            message = f"{citing.text}: {named}"
            return tuple(Target(state, citing.text, Address("", one.steps), message=message) for one in citing.places)
        return tuple(self._register.target(citing.law, place) for place in citing.places)

    def marked(self, evidence: Evidence) -> Evidence:
        """The evidence, marked where it is a directive older than the text of a norm that it cites."""
        return mark(evidence, self._day, self._library)

    def delivered(self, statement: Statement, beside: Draft) -> bool:
        """Whether the gate lets a statement pass beside others, which may tell its limits."""
        return self._judge.object_to(statement, beside) is None

    def examine(self, subject: Subject) -> Outcome:
        """The verdict on a sentence by itself."""
        return _unexaminable(subject) or self._by_places(subject)

    def _by_places(self, subject: Subject) -> Outcome:
        """The verdict, first by whether what is cited exists."""
        targets = tuple(target for citing in subject.claim.citings for target in self.targets(citing))
        missing = next((one for one in targets if one.state is CitationState.MISSING), None)
        if missing:
            return Outcome(Verdict.NO_SUCH_NORM, "no-such-place", missing.message)
        if subject.language != GERMAN:
            message = "Der Satz ist nicht auf Deutsch; geprüft wird nur deutscher Text."
            return Outcome(Verdict.NO_SOURCE, "foreign-language", message)
        unheld = next((one for one in targets if one.state is not CitationState.FOUND), None)
        if unheld and (subject.silence or not any(one.spots for one in targets)):
            proof = None if subject.silence else self._referring(subject, targets)
            return self._said(proof, cited=True) if proof else _unheld(unheld)
        if subject.silence:
            return Outcome(Verdict.NO_CLAIM, "no-claim", subject.silence)
        others = foreign_sources(_without_directives(subject))
        if others:
            told = "Der Satz beruft sich auf Entscheidungen oder Anweisungen, die hier nicht geprüft werden können."
            return Outcome(Verdict.NO_SOURCE, "source-not-held", told)
        return self._claim(subject, targets)

    def _claim(self, subject: Subject, targets: tuple[Target, ...]) -> Outcome:
        spots = tuple(spot for target in targets for spot in target.spots)
        written = ", ".join(target.citation for target in targets)
        for quotation in subject.claim.quotations:
            if not (self._quotes.at(quotation, spots) if spots else self._quotes.anywhere(quotation)):
                return self._quotes.objection(quotation, spots, written)
        if targets:
            return self._cited(subject.claim, targets, spots)
        return self._uncited(subject)

    def _cited(self, claim: Claim, targets: tuple[Target, ...], spots: Sequence[Spot]) -> Outcome:
        words = QuestionWords(_words(claim), self._library.index)
        judged = self._judge.judge(claim, self._candidates.at(spots, words))
        proof = _proof(judged) or self._naming(claim, targets, words)
        near = nearest(judged)
        if proof and not (near and contradicts(near) and near.share > proof.share):
            idle = unproved(targets, proof.evidence, self._library)
            return self._said(proof, cited=True) if idle is None else _idle(idle, proof)
        if near and contradicts(near):
            return objected(near, cited=True)
        elsewhere = None if near and near.share >= CERTAIN else self._elsewhere(claim, words)
        if elsewhere and not _is_at(elsewhere, spots) and elsewhere.share > (near.share if near else 0):
            return _elsewhere(elsewhere, targets)
        if near:
            return objected(near, cited=True)
        return Outcome(Verdict.NOT_SUPPORTED, "not-found", f"{targets[0].citation} sagt dazu nichts.")

    def _naming(self, claim: Claim, targets: tuple[Target, ...], words: QuestionWords) -> Judged | None:
        """Proof in a sentence of the law that itself names all the places ("wenn ein Zeugnis nach § 25 vorliegt").

        Only where the text refers as laws do, without naming the law: "(§ 25 EStG)" says that it stands there.
        """
        referring = claim.text != claim.unplaced and all(citing.assumed for citing in claim.citings)
        found = self._candidates.anywhere(claim.text, words) if referring else ()
        naming = [one for one in found if unproved(targets, self._candidates.evidence(one), self._library) is None]
        return _proof(self._judge.judge(claim, naming))

    def _referring(self, subject: Subject, targets: tuple[Target, ...]) -> Judged | None:
        """Proof in a sentence of the law that refers to the same places of laws that are not held."""
        claim = subject.claim
        if claim.text == claim.unplaced or not subject.around:
            return None
        words = QuestionWords(_words(claim), self._library.index)
        proof = _proof(self._judge.judge(claim, self._candidates.at(self._spots(subject), words)))
        return proof if proof and unproved(targets, proof.evidence, self._library) is None else None

    def _spots(self, subject: Subject) -> list[Spot]:
        """The places cited shortly before a sentence."""
        return [spot for citing in subject.around for target in self.targets(citing) for spot in target.spots]

    def _said(self, proof: Judged, *, cited: bool) -> Outcome:
        """The law says so; where it is limited, the limit is shown."""
        if proof.finding is None:
            return supported(proof)
        limits = self._judge.limits_of(proof.evidence)
        return limited(proof, limits, cited=cited)

    def _elsewhere(self, claim: Claim, words: QuestionWords) -> Judged | None:
        """Proof at another place than the cited one."""
        moved = Claim(claim.unplaced, claim.unplaced, claim.labels, (), claim.quotations)
        return _proof(self._judge.judge(moved, self._candidates.anywhere(claim.unplaced, words)))

    def _uncited(self, subject: Subject) -> Outcome:
        claim = subject.claim
        words = QuestionWords(_words(claim), self._library.index)
        if len(words.words) < FEWEST_WORDS:
            return Outcome(Verdict.NO_SOURCE, "too-vague", "Der Satz nennt weder Fundstelle noch Gegenstand.")
        spots = self._spots(subject)
        near_by = self._judge.judge(claim, self._candidates.at(spots, words)) if spots else ()
        judged = (*near_by, *self._judge.judge(claim, self._candidates.anywhere(claim.text, words)))
        proof = _proof(judged)
        if proof is None:
            near = nearest(judged)
            known = near is not None and near.told >= (TOLD_NEAR_BY if near in near_by else TOLD_ANYWHERE)
            return objected(near, cited=False, known=known) if near else _nothing()
        against = next((one for one in judged if contradicts(one) and one.share >= proof.share), None)
        return self._said(proof, cited=False) if against is None else _undecided(proof, against)


def _unheld(target: Target) -> Outcome:
    return Outcome(Verdict.NO_SOURCE, target.state.value, target.message)


def _unexaminable(subject: Subject) -> Outcome | None:
    if len(subject.sentence.text) <= LONGEST:
        return None
    message = f"Der Satz ist zu lang: Geprüft werden Sätze bis {LONGEST} Zeichen."
    return Outcome(Verdict.NO_SOURCE, "too-long", message)


def _proof(judged: Sequence[Judged]) -> Judged | None:
    """What says it with most of its words; of equals rather the one without a limit."""
    said = [one for one in judged if one.is_said]
    return max(said, key=lambda one: (one.share, one.finding is None), default=None)


def _is_at(proof: Judged, spots: Sequence[Spot]) -> bool:
    """Whether a proof stands at, in or around a cited place."""
    places = [spot.address.bare for spot in spots]
    return any(one.covers(proof.evidence[-1].address) or proof.evidence[-1].address.covers(one) for one in places)


def _words(claim: Claim) -> str:
    """The words by which the nearness of a quote is measured: figures and places left out, for they may be wrong."""
    return "".join(" " if sign.isdigit() else sign for sign in claim.unplaced)


def _idle(idle: Target, proof: Judged) -> Outcome:
    place = proof.evidence[-1].citation
    explanation = f"Belegt ist der Satz mit {place}; {idle.citation} sagt dazu nichts."
    return Outcome(Verdict.NOT_SUPPORTED, "citation-unproved", explanation, proof.evidence)


def _elsewhere(proof: Judged, targets: Sequence[Target]) -> Outcome:
    place = proof.evidence[-1].citation
    explanation = f"Das steht in {place}, nicht in {', '.join(dict.fromkeys(target.citation for target in targets))}."
    return Outcome(Verdict.CONTRADICTED, "norm-differs", explanation, proof.evidence)


def _undecided(proof: Judged, against: Judged) -> Outcome:
    one, other = proof.evidence[-1].citation, against.evidence[-1].citation
    explanation = f"Ohne Angabe der Vorschrift nicht zu entscheiden: {one} sagt es so, {other} anders."
    return Outcome(Verdict.NO_SOURCE, "undecided", explanation, (*proof.evidence, *against.evidence))


def _nothing() -> Outcome:
    return Outcome(Verdict.NO_SOURCE, "not-found", "Im Bestand fand sich keine Stelle, die das sagt.")


def _without_directives(subject: Subject) -> str:
    """The words of a sentence without the directives that it cites exactly: these are looked up like norms."""
    text = subject.sentence.text
    for citing in reversed(subject.own):
        if citing.directive and citing.law:
            text = f"{text[: citing.start]} {text[citing.end :]}"
    return text

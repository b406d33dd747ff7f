"""Quotes in a foreign text: do they stand where it says, elsewhere, or nowhere?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from corpus.library import Library
from service.check.candidates import PASSAGES, Candidate, Candidates
from service.check.model import Verdict
from service.check.places import Spot
from service.check.quotations import Quotation, stands_in
from service.check.strict import NEAR
from service.check.verdicts import Outcome
from service.evidence import evidence_at, innermost
from service.model import Evidence
from service.overlap import QuestionWords


class Quotes:
    """Looks up quotes in one library on one day."""

    def __init__(self, library: Library, day: date, candidates: Candidates) -> None:
        self._library = library
        self._day = day
        self._candidates = candidates

    def at(self, quotation: Quotation, spots: Sequence[Spot]) -> Evidence | None:
        """The quote at one of the cited places, where it stands there word for word."""
        return next(self._standing(quotation, spots), None)

    def anywhere(self, quotation: Quotation) -> Evidence | None:
        """The quote in whatever provision has its words."""
        hits = self._library.index.search_sparse(quotation.text, self._day, PASSAGES)
        addresses = dict.fromkeys(hit.passage.address.provision for hit in hits)
        held = (self._library.view.provision(address, self._day) for address in addresses)
        return self.at(quotation, [Spot(one.provision.address, one, 0, len(one.provision.text)) for one in held if one])

    def objection(self, quotation: Quotation, spots: Sequence[Spot], written: str) -> Outcome:
        """What is to be said of a quote that does not stand where it should."""
        elsewhere = self.anywhere(quotation)
        if elsewhere:
            place = elsewhere.citation
            explanation = f"Das Zitat steht nicht in {written}, sondern in {place}."
            return Outcome(Verdict.CONTRADICTED, "misattributed", explanation, (elsewhere,))
        near = self._nearest(quotation, spots)
        if near is None or near.share < NEAR:
            if spots:
                explanation = f"Das Zitat steht nicht in {written} und auch sonst nirgends im Bestand."
                return Outcome(Verdict.NOT_SUPPORTED, "misquoted", explanation)
            return Outcome(Verdict.NO_SOURCE, "misquoted", "Das Zitat steht nirgends im Bestand.")
        evidence = self._candidates.evidence(near)
        explanation = f"Das Zitat steht so nirgends im Bestand; {evidence[-1].citation} lautet anders."
        return Outcome(Verdict.CONTRADICTED, "misquoted", explanation, evidence)

    def _standing(self, quotation: Quotation, spots: Sequence[Spot]) -> Iterator[Evidence]:
        for spot in spots:
            provision = spot.held.provision
            found = stands_in(quotation, provision, spot.start, spot.end)
            if found:
                place = innermost(provision, *found)
                yield evidence_at(spot.held, place, *found, self._library.codes)

    def _nearest(self, quotation: Quotation, spots: Sequence[Spot]) -> Candidate | None:
        words = QuestionWords(quotation.text, self._library.index)
        found = self._candidates.at(spots, words) if spots else self._candidates.anywhere(quotation.text, words)
        return next(iter(found), None)

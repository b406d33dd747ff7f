"""Which words of a text are quoted with evidence, so that taking them over is no finding.

Two ways: they are the quote of an answer's own evidence, or the text marks them as a quote and cites beside it a place
that really holds them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.address import Address
from corpus.citations import (
    Code,
    DirectiveCitation,
    NormCitation,
    Place,
    Unresolved,
    find_all,
    in_range,
    resolve,
)
from corpus.library import Library
from corpus.model import Provision
from service.check.places import Register, Spot
from service.model import Evidence
from service.review.marks import Marked, marked
from service.review.prints import Prints, Run
from service.review.reading import Reading
from service.review.words import Codes, Words, words_of

_REMEMBERED = 1024
_FEWEST_WORDS = 4
"""Words from which on something in quotation marks is a quote, and not a term."""

_Cited = NormCitation | DirectiveCitation


class Proved(NamedTuple):
    """Words ``[first, end)`` of a text that are quoted with evidence, and that evidence as it is cited."""

    first: int
    end: int
    citation: str


def by_evidence(words: Words, evidence: Iterable[Evidence]) -> Iterator[Proved]:
    """The quotes of an answer's evidence, wherever they stand in the text."""
    for one in {one.quote: one for one in evidence}.values():
        quote = words_of(one.quote).codes
        for first in _occurrences(words.codes, quote):
            yield Proved(first, first + len(quote), one.citation)


def _occurrences(codes: Codes, wanted: Codes) -> Iterator[int]:
    if not len(wanted):
        return
    for first in np.flatnonzero(codes[: len(codes) - len(wanted) + 1] == wanted[0]).tolist():
        if np.array_equal(codes[first : first + len(wanted)], wanted):
            yield first


class Quotes:
    """The marked quotes of one text, and the places cited beside them."""

    def __init__(self, reading: Reading, library: Library, day: date) -> None:
        self._library = library
        self._register = Register(library, day)
        self._text = reading.text
        self._marked = tuple(marked(reading.text))
        spans = ((reading.words.within(one.start, one.end), one) for one in self._marked)
        self._quotes = sorted((span, one) for span, one in spans if span[1] - span[0] >= _FEWEST_WORDS)
        self._longest = max((end - first for (first, end), _ in self._quotes), default=0)
        self._cited: Callable[[str], tuple[_Cited, ...]] = lru_cache(_REMEMBERED)(self._cited_in)
        self._place: Callable[[Marked], str] = lru_cache(_REMEMBERED)(self._stands)

    def proved(self, runs: Sequence[Run], originals: Prints) -> Iterator[Proved]:
        """The parts of runs that are marked as a quote whose citation leads to where they were taken from."""
        for run in runs:
            for (first, end), quote in self._around(run):
                part = _part(run, max(first, run.first), min(end, run.end))
                citation = self._proof(quote, part, originals)
                if citation:
                    yield Proved(part.first, part.end, citation)

    def proved_by_place(self, runs: Sequence[Run]) -> Iterator[Proved]:
        """Quotes in runs that stand whole at a place cited beside them, wherever the runs themselves were found.

        An earlier export that quotes the same short rule has the citation in common, too.
        """
        for run in runs:
            for (first, end), quote in self._around(run):
                citation = self._place(quote)
                if citation:
                    yield Proved(first, end, citation)

    def shows(self, start: int, end: int) -> bool:
        """Whether ``text[start:end]`` lies in a marked quote, however short, that stands at a place cited beside it."""
        return any(one.start <= start and end <= one.end and self._place(one) for one in self._marked)

    def _stands(self, quote: Marked) -> str:
        """The place cited beside a quote at which all of its words stand in a row; "" where there is none."""
        wanted = words_of(self._text[quote.start : quote.end]).codes
        for citation in self._cited(quote.around):
            law = citation.law if isinstance(citation, NormCitation) else citation.work
            spots = (spot for place in citation.places if law for spot in self._register.target(law, place).spots)
            if any(_stands_at(spot, wanted) for spot in spots):
                return citation.text
        return ""

    def _around(self, run: Run) -> Iterator[tuple[tuple[int, int], Marked]]:
        """The quotes that share words with a run."""
        at = bisect_left(self._quotes, run.first - self._longest, key=lambda one: one[0][0])
        for (first, end), quote in self._quotes[at:]:
            if first >= run.end:
                return
            if end > run.first:
                yield (first, end), quote

    def _proof(self, quote: Marked, part: Run, originals: Prints) -> str:
        """The citation beside a quote that leads to the words; "" where none does."""
        name = str(originals.names[part.original])
        cited = self._cited(quote.around)
        if not cited:
            return ""
        address = Address.from_id(name)
        held = self._library.view.provision(address)
        code = self._library.codes.by_key(address.law)
        if held is None or code is None:
            return ""
        stretch = originals.original_words(part)
        provision = held.provision
        holding = (one.text for one in cited if _leads_to(one, provision, code, stretch))
        return next(holding, "")

    def _cited_in(self, around: str) -> tuple[_Cited, ...]:
        found = find_all(around, self._library.codes)
        return tuple(one for one in found if isinstance(one, _Cited))


def _stands_at(spot: Spot, wanted: Codes) -> bool:
    """Whether words stand in a row at a cited place."""
    held = words_of(spot.held.provision.text[spot.start : spot.end]).codes
    return next(_occurrences(held, wanted), None) is not None


def _part(run: Run, first: int, end: int) -> Run:
    return Run(first, end - first, run.original, run.place + first - run.first)


def _leads_to(citation: _Cited, provision: Provision, code: Code, stretch: tuple[int, int]) -> bool:
    """Whether a citation names a place of a provision that holds a stretch of its text."""
    law = citation.law if isinstance(citation, NormCitation) else citation.work
    unnamed = isinstance(citation, NormCitation) and law is None and not citation.raw
    if law != code.key and not unnamed:
        return False
    return not citation.places or any(_holds(place, provision, code, stretch) for place in citation.places)


def _holds(place: Place, provision: Provision, code: Code, stretch: tuple[int, int]) -> bool:
    address = provision.address.bare
    if not place.steps or _is_between(place, address):
        return True

    def provision_of(wanted: Address) -> Provision | None:
        return provision if wanted.provision.bare == address else None

    found = resolve(place, code, provision_of)
    if isinstance(found, Unresolved):
        return any(_inside(provision, one, one, stretch) for one in found.candidates)
    return _inside(provision, found.address, found.through or found.address, stretch)


def _is_between(place: Place, address: Address) -> bool:
    """Whether a provision lies between the two that a range names ("§§ 140 bis 148")."""
    first, last = Address(address.law, place.steps), Address(address.law, place.through)
    if not place.through or first.provision == last.provision or len(address.steps) != len(first.provision.steps):
        return False
    *above, number = address.steps
    *_, low = first.provision.steps
    *_, high = last.provision.steps
    same = number.kind is low.kind and tuple(above) == first.provision.steps[:-1]
    return same and in_range(number.number, f"{low.number}-{high.number}")


def _inside(provision: Provision, first: Address, last: Address, stretch: tuple[int, int]) -> bool:
    """Whether a stretch lies in a unit, or in the units from the first to the last."""
    if first.provision.bare != provision.address.bare:
        return False
    begin, end = provision.unit(first), provision.unit(last)
    start = begin.start if begin else 0
    stop = end.end if end else len(provision.text)
    return start <= stretch[0] and stretch[1] <= stop


def mask(words: Words, proved: Iterable[Proved]) -> NDArray[np.bool_]:
    """Which words are quoted with evidence."""
    found = np.zeros(len(words), dtype=np.bool_)
    for one in proved:
        found[one.first : one.end] = True
    return found

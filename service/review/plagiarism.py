"""What a text has in common with others, stretch by stretch: quoted with evidence, or a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.address import Address
from corpus.citations import format_address
from corpus.library import Library
from corpus.store import Held
from service.ask import Desk
from service.evidence import evidence_at, innermost
from service.model import Evidence
from service.review.earlier import Export, name_of
from service.review.evidenced import Proved, Quotes, by_evidence, mask
from service.review.model import Overlap, Plagiarism, Quoted, Source
from service.review.prints import SHORTEST, Prints, Run
from service.review.reading import Reading
from service.review.words import Words, compared

LISTED = 300
"""Overlaps that are shown one by one; more are counted."""
_OTHERS = 3
"""Further places of the same words that are named."""


class _Found(NamedTuple):
    """A run with the fingerprints that it was found by."""

    run: Run
    prints: Prints

    @property
    def name(self) -> str:
        """The name of the original."""
        return str(self.prints.names[self.run.original])

    @property
    def order(self) -> tuple[int, int, int, int]:
        """The longest first; of equals the higher source, then what stands first."""
        return -self.run.words, int(self.prints.orders[self.run.original]), self.run.first, self.run.original


def compare(reading: Reading, quotes: Quotes, evidence: Sequence[Evidence], desk: Desk) -> Plagiarism:
    """Compare a text with the corpus and with what was exported before."""
    words = reading.words
    corpus = desk.originals.corpus()
    earlier, exports = desk.originals.earlier.compared()
    own = name_of(reading.text)
    in_corpus = corpus.common(words)
    in_exports = [run for run in earlier.common(words) if earlier.names[run.original] != own]
    proved = [*by_evidence(words, evidence), *quotes.proved(in_corpus, corpus), *quotes.proved_by_place(in_exports)]
    free = ~mask(words, proved)
    runs = [(run, corpus) for run in in_corpus] + [(run, earlier) for run in in_exports]
    found = [_Found(part, prints) for run, prints in runs for part in _unproved(run, free)]
    chosen = _chosen(found, len(words))
    sources = _Sources(reading, desk.library, exports, found)
    overlaps = [overlap for one in chosen[:LISTED] if (overlap := sources.overlap(one))]
    return Plagiarism(
        overlaps=tuple(sorted(overlaps, key=lambda one: (one.start, one.end))),
        quoted=tuple(_quoted(proved, words)),
        more=max(0, len(chosen) - LISTED),
        corpus=len(np.unique(corpus.names)),
        earlier=len(exports) - (own in exports),
    )


def _unproved(run: Run, free: NDArray[np.bool_]) -> Iterator[Run]:
    """The parts of a run that are not quoted with evidence, as far as they are long enough."""
    at = run.first
    for is_free, group in groupby(free[run.first : run.end].tolist()):
        length = sum(1 for _ in group)
        if is_free and length >= SHORTEST:
            yield Run(at, length, run.original, run.place + at - run.first)
        at += length


def _chosen(found: Iterable[_Found], count: int) -> list[_Found]:
    """The longest runs that together hold every word in common: one stays for a word that no longer one has."""
    taken = np.zeros(count, dtype=np.bool_)
    chosen = []
    for one in sorted(found, key=lambda one: one.order):
        stretch = taken[one.run.first : one.run.end]
        if not stretch.all():
            chosen.append(one)
            stretch[:] = True
    return chosen


def _quoted(proved: Iterable[Proved], words: Words) -> Iterator[Quoted]:
    """What is quoted with evidence, each stretch once, in the order of the text."""
    spans: dict[tuple[int, int], str] = {}
    for one in sorted(proved, key=lambda one: (one.first, -one.end)):
        if not any(first <= one.first and one.end <= end for first, end in list(spans)[-1:]):
            spans.setdefault((one.first, one.end), one.citation)
    for (first, end), citation in spans.items():
        yield Quoted(int(words.starts[first]), int(words.ends[end - 1]), citation)


class _Sources:
    """Tells where runs were taken from."""

    def __init__(self, reading: Reading, library: Library, exports: dict[str, Export], found: Sequence[_Found]) -> None:
        self._reading = reading
        self._library = library
        self._exports = exports
        self._firsts: dict[int, list[_Found]] = {}
        for one in found:
            self._firsts.setdefault(one.run.first, []).append(one)

    def overlap(self, found: _Found) -> Overlap | None:
        """A run with its source beside it; None where the words, compared letter by letter, are not the same."""
        words = self._reading.spelled[found.run.first : found.run.end]
        text = self._text(found)
        if [word.compared for word in words] != [
            compared(text[start:end]) for start, end in found.prints.spans(found.run)
        ]:
            return None
        source = self._source(found, text)
        start, end = words[0].start, words[-1].end
        return Overlap(start, end, self._reading.text[start:end], found.run.words, source, self._others(found))

    def _text(self, found: _Found) -> str:
        """The text of the original."""
        export = self._exports.get(found.name)
        return export.text if export else self._held(found.name).provision.text

    def _source(self, found: _Found, text: str) -> Source:
        start, end = found.prints.original_words(found.run)
        export = self._exports.get(found.name)
        if export is not None:
            return Source(export.name, "", start, end, text[start:end])
        held = self._held(found.name)
        evidence = evidence_at(held, innermost(held.provision, start, end), start, end, self._library.codes)
        citation, document = evidence.citation, evidence.document
        return Source(
            citation, document, start, end, evidence.quote, evidence.stand, evidence.source_url, evidence.sha256
        )

    def _held(self, name: str) -> Held:
        held = self._library.view.provision(Address.from_id(name))
        if held is None:
            raise LookupError(f"{name} hat einen Abdruck und ist doch nicht im Bestand.")
        return held

    def _others(self, found: _Found) -> tuple[str, ...]:
        """Names of other places where all the words of a run stand; versions of one provision are one place."""
        told: dict[str, None] = {}
        own = self._place(found)
        for one in self._firsts[found.run.first]:
            place = self._place(one)
            if one.run.end >= found.run.end and place != own and len(told) < _OTHERS:
                told[place] = None
        return tuple(told)

    def _place(self, found: _Found) -> str:
        """The provision or export that a run was found in, as it is told."""
        export = self._exports.get(found.name)
        return export.name if export else format_address(Address.from_id(found.name).bare, self._library.codes)

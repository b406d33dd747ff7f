"""Where a claim may stand: sayings of the places that it cites, or of the passages that have its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from corpus.citations import Codes, format_address
from corpus.library import Library
from corpus.store import Held
from service.check.parts import finely, part_of
from service.check.places import Spot
from service.evidence import evidence_at
from service.model import Evidence
from service.overlap import QuestionWords
from service.sentences import Saying, Stretch

PASSAGES = 8
"""Passages in which a claim is looked for that cites nothing."""
FOUND = 0.7
"""Share of its words that such a passage must have."""
CONSIDERED = 6
"""Sayings that are judged for one claim: those that share most words with it."""
LEAST = 0.5
"""Share of a claim's words below which a saying is no candidate; only the best of cited ones is, to be shown."""
ABOVE = 0.4
"""What a word counts that stands only in the headings above a saying."""
_REMEMBERED = 20_000
_PROVISIONS = 1_000
"""Provisions whose sayings are remembered, with their words; some 100 MB at most."""

Tokens = frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """A saying that may prove a claim: its words (``quote``), their tokens, and those of the headings above it.

    ``share`` is the share of the claim's words that it has, ``told`` the share of its words that the claim has.
    """

    saying: Saying
    held: Held
    quote: str
    tokens: Tokens
    above: Tokens
    share: float = 0.0
    told: float = 0.0

    @property
    def closing(self) -> tuple[str, ...]:
        """What stands behind the list that the core is an item of."""
        text, core = self.held.provision.text, self.saying.core
        return tuple(text[part.start : part.end] for part in self.saying.stretches[:-1] if part.start >= core.end)

    @property
    def before(self) -> str:
        """The sentence before it in the same Absatz; "" where it is the first."""
        text, core = self.held.provision.text, self.saying.stretches[0]
        absatz = text.rfind("\n(", 0, core.start)
        earlier = text[max(absatz, 0) : core.start].rstrip()
        return earlier[max(earlier.rfind(". ", 0, -1), earlier.rfind("\n")) + 1 :].strip()

    def citation(self, codes: Codes) -> str:
        """How its core is cited."""
        return format_address(self.saying.core.address.bare, codes)

    def weighed(self, words: QuestionWords) -> Candidate:
        """This candidate with its shares for the words of a claim."""
        said = {token for word in words.words for token in word.tokens}
        told = len(self.tokens & said) / len(self.tokens) if self.tokens else 0.0
        return replace(self, share=words.share(self.tokens, self.above, ABOVE), told=told)


class Candidates:
    """Finds candidates in one library on one day; remembers the words of what it has seen."""

    def __init__(self, library: Library, day: date) -> None:
        self._library = library
        self._day = day
        self._provisions: dict[str, tuple[Candidate, ...]] = {}
        self.tokens = lru_cache(_REMEMBERED)(self._analyse)

    def at(self, spots: Iterable[Spot], words: QuestionWords) -> tuple[Candidate, ...]:
        """Sayings of cited places, best first."""
        return _best((one for spot in spots for one in self.of_spot(spot)), words)

    def anywhere(self, text: str, words: QuestionWords) -> tuple[Candidate, ...]:
        """Sayings of the passages that have the words of a claim, best first.

        The lexical search alone: what proves a claim has its words. It is some thirty times faster than both searches
        together, so that a long text without citations is checked while one waits.
        """
        return _best(self._found(text, words), words)

    def of_spot(self, spot: Spot) -> tuple[Candidate, ...]:
        """What is said at a cited place: its sayings, or, where it is only part of one, this part and its frame."""
        inside = tuple(one for one in self._of(spot.held) if _lies_in(one.saying, spot.start, spot.end))
        unit = None if inside else spot.held.provision.unit(spot.address)
        return inside if unit is None else (self._candidate(part_of(spot.held.provision, unit), spot.held),)

    def evidence(self, candidate: Candidate) -> tuple[Evidence, ...]:
        """The quotes of a candidate."""
        return tuple(self._quote(candidate.held, part) for part in candidate.saying.stretches)

    def _quote(self, held: Held, stretch: Stretch) -> Evidence:
        return evidence_at(held, stretch.address, stretch.start, stretch.end, self._library.codes)

    def _found(self, text: str, words: QuestionWords) -> Iterator[Candidate]:
        """Sayings of the passages found; a passage that lacks too many of the words holds no saying that has them."""
        for hit in self._library.index.search_sparse(text, self._day, PASSAGES):
            passage = hit.passage
            above = self.tokens(" ".join((*passage.context, passage.heading)))
            if words.share(self.tokens(passage.text), above, ABOVE) < FOUND:
                continue
            held = self._library.view.provision(passage.address.provision, self._day)
            if held and not held.provision.repealed:
                yield from (one for one in self._of(held) if _lies_in(one.saying, passage.start, passage.end))

    def _of(self, held: Held) -> tuple[Candidate, ...]:
        """All sayings of a provision."""
        key = str(held.provision.address)
        found = self._provisions.get(key)
        if found is None:
            if len(self._provisions) >= _PROVISIONS:
                self._provisions.clear()
            found = tuple(self._candidate(saying, held) for saying in finely(held.provision))
            self._provisions[key] = found
        return found

    def _candidate(self, saying: Saying, held: Held) -> Candidate:
        text = held.provision.text
        quote = "\n".join(text[part.start : part.end] for part in saying.stretches)
        headings = " ".join((held.law.title, *held.provision.context, held.provision.heading))
        return Candidate(saying, held, quote, self._analyse(quote), self.tokens(headings))

    def _analyse(self, text: str) -> Tokens:
        return frozenset(self._library.index.tokens(text))


def _best(found: Iterable[Candidate], words: QuestionWords) -> tuple[Candidate, ...]:
    once = {(one.saying.core, one.held.law.law): one for one in found}
    best = sorted((one.weighed(words) for one in once.values()), key=lambda one: -one.share)[:CONSIDERED]
    return tuple(one for place, one in enumerate(best) if place == 0 or one.share >= LEAST)


def _lies_in(saying: Saying, start: int, end: int) -> bool:
    return start <= saying.core.start and saying.core.end <= end

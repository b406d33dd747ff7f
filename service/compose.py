"""Passages -> draft, without any language model: the best-supporting sentences, verbatim, in legal order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from math import exp

from corpus.address import Address
from corpus.citations import number_key
from corpus.index.base import ScoredPassage
from corpus.library import Library
from corpus.model import Passage, Unit
from corpus.register import places_of
from corpus.store import Held
from service.companions import completed
from service.cues import expectations, offers
from service.evidence import evidence_at
from service.model import Draft, Found, Question, Statement
from service.overlap import QuestionWords
from service.sentences import Saying, sayings
from service.verify.composition import JOINT

CONSIDERED = 8
"""Passages whose sentences are weighed."""
STATEMENTS = 5
"""Statements of an answer at most, what limits them not counted: an official reads them all."""
KEPT = 0.7
"""Share of the best sentence's weight that another must reach to be quoted beside it."""
LEADERS = 4
"""Provisions that are quoted each with its best sentence, where they are near enough to the best found."""
NEAR = 0.2
"""Relevance from which a provision is near enough, see :func:`_relevance`."""
ABOVE = 0.6
"""What a word of the question counts that stands only in the headings above a sentence."""
OFFERED = 0.25
"""What it adds to a sentence to offer what is asked for (an amount, a period …)."""
BESIDE = 0.05
"""Relevance of the best passage found, where the question itself points to another place."""
FOUND = 0.6
"""What it adds to a sentence to stand in the passage found best; less in others, by their relevance."""
LED_TO = 0.3
"""What it adds to a sentence to stand at the place to which a keyword of the register leads."""
CITED = 1.0
"""What it adds to a sentence to stand where the question itself points: more than anything else can."""
_REMEMBERED = 20_000
"""Sentences whose analysis is remembered; some 20 MB."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A saying of a held provision, with its weight for the question and the place of its passage in the list."""

    saying: Saying
    held: Held
    weight: float
    place: int
    relevance: float


class Composer:
    """Chooses sentences by how well their place was found, by the question's words, and by what it asks for."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._tokens = lru_cache(maxsize=_REMEMBERED)(self._analyse)

    def __call__(self, question: Question, found: Found) -> Draft:
        """Draft an answer of quotes. An empty draft says that no sentence fits."""
        candidates = sorted(self._candidates(question, found), key=lambda one: (-one.weight, one.place))
        chosen = tuple(_chosen(candidates))
        statements = completed([self._statement(one) for one in chosen], self.library, question.as_of)
        return Draft(tuple(sorted(statements, key=lambda one: _legal_order(one, chosen))))

    def _candidates(self, question: Question, found: Found) -> Iterator[Candidate]:
        words = QuestionWords(found.topic or question.text, self.library.index)
        expected = expectations(question.text)
        seen: set[tuple[Address, int]] = set()
        relevances = _relevances(found.passages[:CONSIDERED])
        for place, scored in enumerate(found.passages[:CONSIDERED]):
            passage, relevance = scored.passage, relevances[place]
            led = places_of(scored.keyword)
            held = self.library.view.provision(passage.address.provision, question.as_of)
            if held is None or held.provision.repealed:
                continue
            cited = found.cited_in(passage)
            for saying in _inside(sayings(held.provision), passage, cited):
                mark = (saying.core.address, saying.core.start)
                if mark not in seen:
                    seen.add(mark)
                    weight = self._weight(saying, held, words, expected) + FOUND * relevance
                    weight += LED_TO * any(one.covers(saying.core.address) for one in led if one.inner)
                    yield Candidate(saying, held, weight + CITED * bool(cited), place, relevance)

    def _weight(self, saying: Saying, held: Held, words: QuestionWords, expected: frozenset[str]) -> float:
        """How well a saying answers: the question's words in it or above it, and what it offers of what is asked."""
        text = " ".join(held.provision.text[part.start : part.end] for part in saying.stretches)
        above = " ".join((held.law.title, *held.provision.context, held.provision.heading))
        core = held.provision.text[saying.core.start : saying.core.end]
        share = words.share(self._tokens(text), self._tokens(above), ABOVE)
        return share + OFFERED * sum(offers(core, kind) for kind in expected)

    def _analyse(self, text: str) -> frozenset[str]:
        return frozenset(self.library.index.tokens(text))

    def _statement(self, candidate: Candidate) -> Statement:
        held, codes = candidate.held, self.library.codes
        evidence = tuple(
            evidence_at(held, stretch.address, stretch.start, stretch.end, codes)
            for stretch in candidate.saying.stretches
        )
        return Statement(JOINT.join(one.quote for one in evidence), evidence)


def _relevances(passages: Sequence[ScoredPassage]) -> list[float]:
    """How near each passage is to the best found, from 0 to 1.

    The scores of the ranking are logarithms of odds; what the question itself points to is as near as can be. Half of
    it is that of the best passage of the same provision: a rule and its exception stand in different Absätze.
    """
    ranked = [one.score for one in passages if len(one.parts) > 1]
    best = max(ranked, default=0.0)
    # Where the question points to a place, the rest is only near to it.
    most = 1.0 if len(ranked) == len(passages) else BESIDE
    own = [most * exp(one.score - best) if len(one.parts) > 1 else 1.0 for one in passages]
    of_provision: dict[Address, float] = {}
    for one, near in zip(passages, own, strict=True):
        place = one.passage.address.provision
        of_provision[place] = max(near, of_provision.get(place, 0.0))
    return [(near + of_provision[one.passage.address.provision]) / 2 for one, near in zip(passages, own, strict=True)]


def _inside(all_sayings: Iterable[Saying], passage: Passage, cited: tuple[Unit, ...]) -> Iterator[Saying]:
    """The sayings whose core stands in the passage and, where the question cites places in it, at one of these."""
    for saying in all_sayings:
        core = saying.core
        if (
            passage.start <= core.start
            and core.end <= passage.end
            and (not cited or any(place.start <= core.start and core.end <= place.end for place in cited))
        ):
            yield saying


def _chosen(candidates: list[Candidate]) -> Iterator[Candidate]:
    """The best sentence of each provision that is near enough, then the others that come near the best of all."""
    if not candidates or candidates[0].weight <= 0:
        return
    best: dict[Address, Candidate] = {}
    for one in candidates:
        best.setdefault(one.held.provision.address.bare, one)
    near = sorted((one for one in best.values() if one.relevance >= NEAR), key=lambda one: -one.relevance)
    leaders = near[:LEADERS]
    floor = KEPT * candidates[0].weight
    others = (one for one in candidates if one not in leaders and one.weight >= floor)
    yield from leaders
    yield from islice(others, STATEMENTS - len(leaders))


def _legal_order(statement: Statement, chosen: tuple[Candidate, ...]) -> tuple[object, ...]:
    """Rank first, then the law whose passage was found first, then the place in the law."""
    core = max(statement.evidence, key=lambda one: len(one.address.steps))
    law = core.address.law
    first = min(one.place for one in chosen if one.held.law.law == law)
    steps = tuple((step.kind, number_key(step.number)) for step in core.address.provision.steps)
    return (core.rank.order, first, law, steps, core.start)

"""Passages -> draft, without any language model: the best-supporting sentences, verbatim, in legal order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.address import Address
from corpus.citations import number_key
from corpus.index.base import ScoredPassage
from corpus.library import Library
from corpus.model import Passage, Unit
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
FADING = 0.05
"""By how much a passage's sentences lose with each place further down the list."""
ABOVE = 0.6
"""What a word of the question counts that stands only in the headings above a sentence."""
OFFERED = 0.25
"""What it adds to a sentence to offer what is asked for (an amount, a period …)."""
FOUND = 0.3
"""What it adds to a sentence to stand in the passage that has the question's words best; less in others."""
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


class Composer:
    """Chooses sentences by the words they share with the question, by what the question asks for, and by rank."""

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
        best = max((_score(scored) for scored in found.passages), default=0.0) or 1.0
        for place, scored in enumerate(found.passages[:CONSIDERED]):
            passage = scored.passage
            lift = FOUND * _score(scored) / best
            held = self.library.view.provision(passage.address.provision, question.as_of)
            if held is None or held.provision.repealed:
                continue
            cited = found.cited_in(passage)
            for saying in _inside(sayings(held.provision), passage, cited):
                mark = (saying.core.address, saying.core.start)
                if mark not in seen:
                    seen.add(mark)
                    weight = (self._weight(saying, held, words, expected) + lift) / (1 + FADING * place)
                    yield Candidate(saying, held, weight + CITED * bool(cited), place)

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


def _score(scored: ScoredPassage) -> float:
    """How well the words of the question are met by a passage (BM25); 0 where only its meaning is near."""
    return dict(scored.parts).get("bm25", 0.0)


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
    """The best candidate and those that come near it."""
    if not candidates or candidates[0].weight <= 0:
        return
    floor = KEPT * candidates[0].weight
    yield from (one for one in candidates[:STATEMENTS] if one.weight >= floor)


def _legal_order(statement: Statement, chosen: tuple[Candidate, ...]) -> tuple[object, ...]:
    """Rank first, then the law whose passage was found first, then the place in the law."""
    core = max(statement.evidence, key=lambda one: len(one.address.steps))
    law = core.address.law
    first = min(one.place for one in chosen if one.held.law.law == law)
    steps = tuple((step.kind, number_key(step.number)) for step in core.address.provision.steps)
    return (core.rank.order, first, law, steps, core.start)

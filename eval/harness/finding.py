"""The systems that only find, by name: what is served is measured beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from corpus.address import Address
from corpus.index import ScoredPassage
from corpus.library import Library
from eval.harness.outcome import Place
from eval.harness.sections import SectionSearch
from eval.retrieval import places_of
from service.model import Question

DEPTH = 100
"""Places asked of every system: as many as R@100 looks through."""
PASSAGES = 400
"""Passages from which the best 100 provisions are taken, where one § may fill many ranks."""
RRF_K = 60
"""Constant of reciprocal rank fusion (G. Cormack, C. Clarke, S. Büttcher, SIGIR 2009)."""

Finder = Callable[[Question], tuple[Place, ...]]
"""Finds places for a question, best first."""


def finders(library: Library) -> Mapping[str, Finder]:
    """The systems that only find: baselines, and the halves and the whole of the index without the desk."""
    index, sections = library.index, SectionSearch(library)

    def bm25(question: Question) -> tuple[Place, ...]:
        return sections.find(question.text, question.as_of, DEPTH)

    def dense(question: Question, depth: int = DEPTH) -> tuple[Place, ...]:
        return as_places(index.search_dense(question.text, question.as_of, depth), library, question.as_of)

    def sparse(question: Question) -> tuple[Place, ...]:
        return as_places(index.search_sparse(question.text, question.as_of, DEPTH), library, question.as_of)

    def fused(question: Question) -> tuple[Place, ...]:
        return as_places(index.search(question.text, question.as_of, DEPTH), library, question.as_of)

    def rrf(question: Question) -> tuple[Place, ...]:
        return reciprocal_ranks(bm25(question), provisions(dense(question, PASSAGES)))

    return {"bm25": bm25, "dense": dense, "rrf": rrf, "sparse": sparse, "index": fused}


def as_places(passages: Sequence[ScoredPassage], library: Library, day: date) -> tuple[Place, ...]:
    """Passages as places of a ranking."""
    return tuple(
        Place(
            str(one.passage.address),
            tuple(map(str, places_of(one.passage, library, day))),
            one.passage.start,
            one.passage.end,
            float(one.score),
        )
        for one in passages
    )


def provisions(places: Sequence[Place]) -> tuple[Place, ...]:
    """The provisions of a ranking, each at the rank of its best place, with that place's span and score."""
    best: dict[str, Place] = {}
    for one in places:
        name = str(Address.from_id(one.address).provision)
        best.setdefault(name, one._replace(address=name, places=(name,)))
    return tuple(best.values())


def reciprocal_ranks(*rankings: Sequence[Place]) -> tuple[Place, ...]:
    """Rankings fused: each gives a place 1 / (60 + its rank); of equals the one that an earlier ranking names first."""
    scores: dict[str, float] = {}
    first: dict[str, Place] = {}
    for ranking in rankings:
        for rank, one in enumerate(ranking, 1):
            scores[one.address] = scores.get(one.address, 0.0) + 1 / (RRF_K + rank)
            first.setdefault(one.address, one)
    best = sorted(first, key=lambda address: -scores[address])
    return tuple(first[address]._replace(score=scores[address]) for address in best)[:DEPTH]

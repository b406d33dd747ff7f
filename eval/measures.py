"""Measures of retrieval, as ir_measures names them: Success@k, RR (its mean is the MRR) and nDCG@10.

A retrieved passage is known by the places that it consists of. It counts for a gold place that
contains one of them or lies in one of them; each gold place counts once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import log2
from statistics import fmean
from typing import NamedTuple

from corpus.address import Address
from eval.records import Metric, Qrel

MEASURES = ("Success@1", "Success@5", "Success@10", "RR", "nDCG@10")

Ranking = Sequence[tuple[Address, ...]]
"""Retrieved passages, best first, each as the places that it consists of."""


class Mean(NamedTuple):
    """The mean of a measure over the questions of a group; ``group`` is empty for all questions."""

    group: str
    measure: str
    value: float
    questions: int


def matches(place: Address, gold: Address) -> bool:
    """Whether one of the two contains the other (or they are the same)."""
    return place.covers(gold) or gold.covers(place)


def measure(query_id: str, ranking: Ranking, gold: Sequence[Qrel]) -> tuple[Metric, ...]:
    """All measures of one question."""
    added = gains(ranking, gold)
    values = (
        *(float(any(added[:depth])) for depth in (1, 5, 10)),
        next((1 / rank for rank, gain in enumerate(added, 1) if gain), 0.0),
        _ndcg(added[:10], [qrel.relevance for qrel in gold]),
    )
    return tuple(Metric(query_id, name, value) for name, value in zip(MEASURES, values, strict=True))


def gains(ranking: Ranking, gold: Iterable[Qrel]) -> list[int]:
    """What each rank adds: the relevance of the gold places that no better rank has brought yet."""
    waiting = [(Address.from_id(qrel.doc_id), qrel.relevance) for qrel in gold]
    added = []
    for places in ranking:
        met = [one for one in waiting if any(matches(place, one[0]) for place in places)]
        waiting = [one for one in waiting if one not in met]
        added.append(sum(relevance for _, relevance in met))
    return added


def by_provision(ranking: Ranking) -> Ranking:
    """The provisions of a ranking, each at the rank of its best passage."""
    return [(provision,) for provision in dict.fromkeys(places[0].provision for places in ranking)]


def gold_provisions(gold: Iterable[Qrel]) -> tuple[Qrel, ...]:
    """Gold at the level of provisions; a provision is as relevant as its most relevant place."""
    best: dict[str, Qrel] = {}
    for qrel in gold:
        provision = str(Address.from_id(qrel.doc_id).provision)
        known = best.get(provision)
        if known is None or known.relevance < qrel.relevance:
            best[provision] = qrel._replace(doc_id=provision)
    return tuple(best.values())


def means(metrics: Iterable[Metric], groups: Mapping[str, str]) -> tuple[Mean, ...]:
    """Means over all questions, then by group (``groups``: query id to group), in the order of first appearance."""
    values: dict[tuple[str, str], list[float]] = {}
    for metric in metrics:
        for group in dict.fromkeys(("", groups[metric.query_id])):
            values.setdefault((group, metric.measure), []).append(metric.value)
    order = list(dict.fromkeys(group for group, _ in values))
    found = [Mean(group, name, fmean(some), len(some)) for (group, name), some in values.items()]
    return tuple(sorted(found, key=lambda mean: order.index(mean.group)))


def _ndcg(added: Sequence[int], relevances: Iterable[int]) -> float:
    """Gain against the best ranking; a passage that brings two gold places at once could exceed it, hence the cap."""
    ideal = _dcg(sorted(relevances, reverse=True)[:10])
    return min(1.0, _dcg(added) / ideal) if ideal else 0.0


def _dcg(added: Sequence[int]) -> float:
    return sum(gain / log2(rank + 1) for rank, gain in enumerate(added, 1))

"""Measures of retrieval by ir_measures: nDCG@10, Success@k, R@100 and RR (its mean is the MRR).

What is ours is the rule when something found counts. A retrieved passage is known by the places that it
consists of. It counts for a gold place that contains one of them or lies in one of them; each gold place counts
once, at the first rank that brings it. So rankings are told to ir_measures as gold places: a rank that brings one
stands there as that gold place, one that brings several as each of them, any other as a document nobody judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

import ir_measures

from corpus.address import Address
from eval.records import Metric, Qrel, ScoredDoc

MEASURES = ("nDCG@10", "Success@1", "Success@5", "Success@10", "R@100", "RR")
"""As ir_measures writes them (https://ir-measur.es)."""

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


def measured(rankings: Mapping[str, Ranking], gold: Mapping[str, Sequence[Qrel]]) -> tuple[Metric, ...]:
    """All measures of all questions that have gold; a question without a ranking counts as zero."""
    run = [scored for query_id in gold for scored in as_gold(query_id, rankings.get(query_id, ()), gold[query_id])]
    qrels = [ir_measures.Qrel(*qrel) for judged in gold.values() for qrel in judged]
    wanted = [ir_measures.parse_measure(name) for name in MEASURES]
    found = {
        (one.query_id, str(one.measure)): float(one.value)
        for one in ir_measures.iter_calc(wanted, qrels, [ir_measures.ScoredDoc(*scored) for scored in run])
    }
    return tuple(
        Metric(query_id, name, found.get((query_id, name), 0.0))
        for query_id, judged in gold.items()
        if judged
        for name in MEASURES
    )


def as_gold(query_id: str, ranking: Ranking, gold: Sequence[Qrel]) -> list[ScoredDoc]:
    """A ranking in the ids of its gold places, scored so that the order stays as it is."""
    ids: list[str] = []
    for rank, brought in enumerate(brings(ranking, gold), 1):
        best_first = sorted(brought, key=lambda qrel: -qrel.relevance)
        ids += [qrel.doc_id for qrel in best_first] or [f"#{rank}"]
    return [ScoredDoc(query_id, doc_id, -float(place)) for place, doc_id in enumerate(ids, 1)]


def brings(ranking: Ranking, gold: Iterable[Qrel]) -> list[tuple[Qrel, ...]]:
    """The gold places that each rank brings and no better one has brought."""
    waiting = [(Address.from_id(qrel.doc_id), qrel) for qrel in gold]
    brought = []
    for places in ranking:
        met = [one for one in waiting if any(matches(place, one[0]) for place in places)]
        waiting = [one for one in waiting if one not in met]
        brought.append(tuple(qrel for _, qrel in met))
    return brought


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

"""Outcomes and gold to figures: the values of each question, and their means over all questions and by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import NamedTuple

from eval.harness.catalogue import catalogue
from eval.harness.citing import citation_values, naming_values, quotes_value
from eval.harness.outcome import MISSING, Ending, Outcome, Said
from eval.harness.questions import Item
from eval.latency import percentile
from eval.measures import by_provision, gold_provisions, measured
from service.check.model import Verdict


class Scored(NamedTuple):
    """A question and its values by measure (see ``measures.csv``); a measure that does not apply is missing."""

    query_id: str
    group: str
    to_refuse: bool
    ending: str
    values: Mapping[str, float]
    reason: str = ""
    """Code of a refusal or a fault."""


class Group(NamedTuple):
    """The means of a group of questions, "" being all; ``questions`` counts answerable ones, ``to_refuse`` others."""

    group: str
    questions: int
    to_refuse: int
    measures: Mapping[str, float]


class Latency(NamedTuple):
    """Milliseconds inside this process: of a search or of an answer."""

    what: str
    questions: int
    p50: float
    p95: float


def score(items: Sequence[Item], outcomes: Mapping[str, Outcome]) -> tuple[Scored, ...]:
    """The values of every question; one without an outcome counts like one that failed."""
    kind = _Kind.of(outcomes.values())
    retrieved = _retrieval(items, outcomes) if kind.finds else {}
    return tuple(
        Scored(
            item.topic.query_id,
            item.topic.group,
            item.to_refuse,
            outcome.ending,
            {**retrieved.get(item.topic.query_id, {}), **(_answer_values(item, outcome) if kind.answers else {})},
            outcome.reason,
        )
        for item in items
        for outcome in [outcomes.get(item.topic.query_id) or missing(item.topic.query_id)]
    )


def missing(query_id: str) -> Outcome:
    """The outcome of a question that a system did not deal with."""
    return Outcome(query_id, Ending.FAILED, MISSING)


def by_group(scored: Iterable[Scored]) -> tuple[Group, ...]:
    """Means over all questions, then by group, in the order of first appearance."""
    known = list(scored)
    groups = dict.fromkeys(("", *(one.group for one in known)))
    return tuple(_group(group, [one for one in known if group in ("", one.group)]) for group in groups)


def refusal(scored: Iterable[Scored]) -> dict[str, float]:
    """Precision and recall of refusing (where anything had to be refused), and the share of answerable ones refused.

    Empty where the system only finds.
    """
    known = list(scored)
    if not any(one.ending in (Ending.ANSWERED, Ending.REFUSED) for one in known):
        return {}
    refused = [one for one in known if one.ending == Ending.REFUSED]
    wanted = sum(one.to_refuse for one in known)
    right = sum(one.to_refuse for one in refused)
    over = {"over_refusal": (len(refused) - right) / (len(known) - wanted)} if len(known) > wanted else {}
    if not wanted:
        return over
    return {"precision": right / len(refused) if refused else 0.0, "recall": right / wanted} | over


def latencies(outcomes: Iterable[Outcome]) -> tuple[Latency, ...]:
    """Median and 95 % value of searches and of answers, as far as there were any."""
    known = list(outcomes)
    times = {
        "search": [one.find_ms for one in known if one.find_ms is not None],
        "ask": [one.ask_ms for one in known if one.ask_ms is not None],
    }
    return tuple(
        Latency(what, len(values), percentile(values, 0.5), percentile(values, 0.95))
        for what, values in times.items()
        if values
    )


class _Kind(NamedTuple):
    """What a system does, by its outcomes: one that never answers is not measured by answers."""

    finds: bool
    answers: bool

    @classmethod
    def of(cls, outcomes: Iterable[Outcome]) -> _Kind:
        known = list(outcomes)
        failed = all(one.ending is Ending.FAILED for one in known)
        finds = any(one.ending is Ending.FOUND or one.ranking or one.find_ms is not None for one in known)
        answers = any(one.ending in (Ending.ANSWERED, Ending.REFUSED) for one in known)
        return cls(finds or failed, answers or failed)


def _retrieval(items: Sequence[Item], outcomes: Mapping[str, Outcome]) -> dict[str, dict[str, float]]:
    """The measures of retrieval at both levels, by question."""
    gold = {item.topic.query_id: item.gold for item in items if item.gold}
    places = {query_id: outcomes[query_id].ranked() for query_id in gold if query_id in outcomes}
    at_provisions = measured(
        {query_id: by_provision(ranking) for query_id, ranking in places.items()},
        {query_id: gold_provisions(qrels) for query_id, qrels in gold.items()},
    )
    found: dict[str, dict[str, float]] = {}
    for level, metrics in (("provision", at_provisions), ("place", measured(places, gold))):
        for metric in metrics:
            found.setdefault(metric.query_id, {})[f"{level}.{metric.measure}"] = metric.value
    return found


def _answer_values(item: Item, outcome: Outcome) -> dict[str, float]:
    """The measures of an answer, a refusal or a failure."""
    if item.to_refuse:
        return {"refusal.recall": float(outcome.ending is Ending.REFUSED)} | _check_values(outcome.statements)
    values = naming_values(outcome.statements, item.gold)
    # A failure is no refusal, but nobody was answered either.
    values["refusal.over"] = float(outcome.ending is not Ending.ANSWERED)
    if item.value:
        values["answer.value"] = float(quotes_value(outcome.statements, item.gold, item.value))
    if outcome.statements:
        values |= citation_values(outcome.statements, item.gold)
    return values | _check_values(outcome.statements)


def _check_values(statements: Sequence[Said]) -> dict[str, float]:
    """The shares of a foreign answer's legal claims by verdict, and of its citations that exist."""
    claims = [one for one in statements if one.verdict]
    if not claims:
        return {}
    verdicts = [verdict for verdict in Verdict if verdict is not Verdict.NO_CLAIM]
    values = {f"check.{verdict}": fmean(one.verdict == verdict for one in claims) for verdict in verdicts}
    citations = [bool(cite.address) for one in claims for cite in one.evidence]
    return values | ({"check.resolved": fmean(citations)} if citations else {})


def _group(group: str, scored: Sequence[Scored]) -> Group:
    means = {
        name: fmean(values)
        for name in catalogue()
        if (values := [one.values[name] for one in scored if name in one.values])
    }
    to_refuse = sum(one.to_refuse for one in scored)
    return Group(group, len(scored) - to_refuse, to_refuse, means)

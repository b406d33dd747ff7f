"""Measures of retrieval agree with what one works out by hand."""

from __future__ import annotations

from math import log2

import pytest

from corpus.address import Address
from eval.measures import MEASURES, Ranking, brings, by_provision, gold_provisions, matches, means, measured
from eval.records import Metric, Qrel


def place(text: str) -> Address:
    return Address.from_id(text)


def ranking(*texts: str) -> list[tuple[Address, ...]]:
    """Passages, best first; "+" joins the places of one."""
    return [tuple(map(place, text.split("+"))) for text in texts]


def gold(*texts: str) -> tuple[Qrel, ...]:
    return tuple(Qrel("q", text, 1) for text in texts)


def measure(found: Ranking, wanted: tuple[Qrel, ...]) -> dict[str, float]:
    """The measures of one question."""
    return {metric.measure: metric.value for metric in measured({"q": found}, {"q": wanted})}


@pytest.mark.parametrize(
    ("found", "wanted", "counts"),
    [
        ("nabg/9/abs-1/satz-2", "nabg/9/abs-1", True),
        ("nabg/9", "nabg/9/abs-1", True),
        ("nabg/9/abs-1", "nabg/9/abs-1", True),
        ("nabg/9/abs-10", "nabg/9/abs-1", False),
        ("nabg/9/abs-2", "nabg/9/abs-1", False),
        ("nabgdv/9/abs-1", "nabg/9/abs-1", False),
    ],
)
def test_a_place_counts_where_one_contains_the_other(found: str, wanted: str, counts: bool) -> None:
    """Prefixes are prefixes of steps, not of letters: Abs. 10 isn't in Abs. 1."""
    assert matches(place(found), place(wanted)) is counts


def test_each_gold_place_counts_once() -> None:
    """A second sentence of the same gold Absatz adds nothing."""
    found = ranking("nabg/1/abs-1/satz-1", "nabg/1/abs-1/satz-2", "nabg/2")
    first, second = gold("nabg/1/abs-1", "nabg/2")
    assert brings(found, (first, second)) == [(first,), (), (second,)]


def test_a_passage_of_several_siblings_counts_for_each() -> None:
    """Numbers that stand together in one passage are all found."""
    assert brings(ranking("nabg/3/nr-1+nabg/3/nr-2"), gold("nabg/3/nr-2")) == [gold("nabg/3/nr-2")]


def test_measures_by_hand() -> None:
    """One of two gold places, at rank 3."""
    found = ranking("nabg/5", "nabg/6", "nabg/1/abs-2", *(f"nabg/{number}" for number in range(20, 40)))
    ideal = 1 + 1 / log2(3)
    assert measure(found, gold("nabg/1", "nabg/2")) == pytest.approx(
        {"nDCG@10": 0.5 / ideal, "Success@1": 0.0, "Success@5": 1.0, "Success@10": 1.0, "R@100": 0.5, "RR": 1 / 3}
    )


def test_nothing_found_is_zero() -> None:
    """A question without results, or without a ranking at all, counts as a failure."""
    assert measure([], gold("nabg/1")) == dict.fromkeys(MEASURES, 0.0)
    assert [metric.value for metric in measured({}, {"q": gold("nabg/1")})] == [0.0] * len(MEASURES)


def test_a_question_without_gold_is_not_measured() -> None:
    """There is nothing that it could be measured by."""
    assert measured({"q": ranking("nabg/1")}, {"q": ()}) == ()


def test_a_late_hit_does_not_count_for_the_first_ten() -> None:
    """RR looks through the whole ranking, recall through a hundred ranks, the others through ten."""
    found = ranking(*(f"nabg/{number}" for number in range(10, 21)), "nabg/1")
    assert measure(found, gold("nabg/1")) == pytest.approx(dict.fromkeys(MEASURES, 0.0) | {"R@100": 1.0, "RR": 1 / 12})


def test_the_order_of_a_long_ranking_stays() -> None:
    """Rank 101 is no longer among the first hundred."""
    numbers = [f"nabg/{number}" for number in range(1000, 1100)]
    assert measure(ranking(*numbers, "nabg/1"), gold("nabg/1"))["R@100"] == 0.0
    assert measure(ranking(*numbers[1:], "nabg/1"), gold("nabg/1"))["R@100"] == 1.0


def test_two_gold_places_in_one_passage_are_no_more_than_perfect() -> None:
    """The best ranking has an nDCG of 1, and none has more."""
    values = measure(ranking("nabg/1"), gold("nabg/1/abs-1", "nabg/1/abs-2"))
    assert values["nDCG@10"] == 1.0
    assert values["R@100"] == 1.0


def test_relevance_weighs() -> None:
    """The more relevant place first is better."""
    judged = (Qrel("q", "nabg/1", 1), Qrel("q", "nabg/2", 2))
    first, second = (
        measure(ranking(*order), judged)["nDCG@10"] for order in (("nabg/2", "nabg/1"), ("nabg/1", "nabg/2"))
    )
    assert first == 1.0
    assert second == pytest.approx((1 + 2 / log2(3)) / (2 + 1 / log2(3)))


def test_provisions_stand_at_the_rank_of_their_best_passage() -> None:
    """Several passages of one § take one rank."""
    found = ranking("nabg/9/abs-2", "nabg/9/abs-1", "nabg/4/abs-1")
    assert by_provision(found) == ranking("nabg/9", "nabg/4")


def test_gold_provisions_keep_the_highest_relevance() -> None:
    """Two gold places in one § are one gold §."""
    judged = (Qrel("q", "nabg/9/abs-1", 1), Qrel("q", "nabg/9/abs-2", 2), Qrel("q", "nabg/3", 1))
    assert gold_provisions(judged) == (Qrel("q", "nabg/9", 2), Qrel("q", "nabg/3", 1))


def test_means_are_over_all_and_by_group() -> None:
    """The group without a name is all questions, and comes first."""
    metrics = [Metric("a", "RR", 1.0), Metric("b", "RR", 0.0), Metric("c", "RR", 0.5)]
    found = means(metrics, {"a": "lay", "b": "lay", "c": "faq"})
    assert [(mean.group, mean.value, mean.questions) for mean in found] == [
        ("", 0.5, 3),
        ("lay", 0.5, 2),
        ("faq", 0.5, 1),
    ]

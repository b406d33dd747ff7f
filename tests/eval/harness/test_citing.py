"""What answers cite, in the terms of ALCE, agrees with what one works out by hand."""

from __future__ import annotations

import pytest

from eval.harness.catalogue import catalogue
from eval.harness.citing import citation_values, cited, naming_values, quotes_value
from eval.harness.outcome import Cite, Said
from eval.records import Qrel


def said(*addresses: str, quote: str = "") -> Said:
    return Said("…", tuple(Cite(address, "", quote) for address in addresses))


def gold(*addresses: str) -> tuple[Qrel, ...]:
    return tuple(Qrel("q", address, 1) for address in addresses)


def test_recall_is_of_statements_and_precision_of_citations() -> None:
    """Two of three statements cite a gold place; two of four citations are one."""
    answer = [said("nabg/9/abs-1@2029-01-01", "nabg/5/abs-1"), said("nabg/9/abs-1/satz-2"), said("nabg/7")]
    assert citation_values(answer, gold("nabg/9/abs-1")) == {
        "citation.recall": pytest.approx(2 / 3),
        "citation.precision": pytest.approx(2 / 4),
    }


def test_a_statement_without_a_citation_is_not_supported() -> None:
    """Nor has an answer without any citation a precision above 0."""
    assert citation_values([said(), said("nabg/9")], gold("nabg/9"))["citation.recall"] == 0.5
    assert citation_values([said(), said("")], gold("nabg/9")) == {"citation.recall": 0.0, "citation.precision": 0.0}


def test_the_words_before_a_list_are_no_citation_of_their_own() -> None:
    """§ 3 as a whole would cover every gold place in it."""
    item = said("nabg/3", "nabg/3/nr-5")
    assert [str(place) for place in cited(item.evidence)] == ["nabg/3/nr-5"]
    assert citation_values([item], gold("nabg/3/nr-26")) == {"citation.recall": 0.0, "citation.precision": 0.0}
    assert citation_values([item], gold("nabg/3/nr-5")) == {"citation.recall": 1.0, "citation.precision": 1.0}


def test_a_norm_is_named_by_any_place_in_it() -> None:
    """The right § but another Absatz: the norm is named, the place is not; half of the gold provisions are."""
    assert naming_values([said("nabg/9/abs-2")], gold("nabg/9/abs-1", "nabg/9/abs-3", "nabg/4")) == {
        "answer.norm": 1.0,
        "answer.place": 0.0,
        "answer.gold": 0.5,
    }
    assert naming_values([], gold("nabg/9")) == {"answer.norm": 0.0, "answer.place": 0.0, "answer.gold": 0.0}


def test_a_value_counts_where_a_gold_place_is_quoted() -> None:
    """However it is spaced; the same words at another place prove nothing."""
    answer = [said("nabg/9/abs-1", quote="… bis\n9\u00a0984 Euro …")]
    assert quotes_value(answer, gold("nabg/9"), "9 984 Euro")
    assert not quotes_value(answer, gold("nabg/9"), "11 604 Euro")
    assert not quotes_value(answer, gold("nabg/8"), "9 984 Euro")


def test_the_table_of_measures_is_well_formed() -> None:
    """Names once, labels once, a German explanation each."""
    measures = list(catalogue().values())
    assert len({one.label for one in measures}) == len(measures)
    assert all(one.what and one.label for one in measures)
    assert {one.name for one in measures if not one.higher_is_better} == {
        "refusal.over",
        "check.contradicted",
        "check.cited-norm-does-not-exist",
        "check.cited-but-not-supported",
        "check.no-source",
    }

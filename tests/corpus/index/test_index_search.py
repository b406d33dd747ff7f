"""What is found, for which day, in which order, and why."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.index import Index, ScoredPassage
from corpus.index.ranking import NAMES
from corpus.model import Rank

OLD, NEW, BEFORE = date(2024, 6, 1), date(2026, 1, 1), date(2020, 1, 1)


def found(hits: tuple[ScoredPassage, ...]) -> list[str]:
    return [str(hit.passage.address) for hit in hits]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Wie hoch ist der Steuersatz?", "zwstg/2"),
        ("Wann gilt ein Bescheid als bekannt gegeben?", "zwstg/3/abs-1"),
        ("Gehören Edelsteine zum Hort?", "zwstg/1/abs-2"),
        ("Widerspruchsfrist im Winter", "zwstg/3/abs-2"),
        ("5.000 Taler", "zwstg/2"),
        ("§ 4 ZwStG", "zwstg/4"),
        ("Wie wird gewogen?", "zwstdv/1"),
    ],
)
def test_the_best_passage_stands_first(index: Index, question: str, best: str) -> None:
    """In words of the law, in compounds of them, by amount, and by §."""
    assert found(index.search(question, NEW))[0] == best


def test_only_what_holds_on_the_day_is_found(index: Index) -> None:
    """Each day has its wording; a day before all versions has none."""
    for day, words in ((OLD, "15 Prozent"), (NEW, "17 Prozent")):
        texts = [hit.passage.text for hit in index.search("Steuersatz Prozent", day) if "Prozent" in hit.passage.text]
        assert len(texts) == 1
        assert words in texts[0]
    assert index.search("Steuersatz", BEFORE) == ()


def test_ranks_limit_what_is_found(index: Index) -> None:
    """By words as well as by vectors."""
    ordinances = frozenset({Rank.VERORDNUNG})
    assert found(index.search("Hort", NEW, ranks=ordinances)) == ["zwstdv/1"]
    assert index.count(NEW, ordinances) == 1
    assert index.count(NEW) == 7


def test_a_hit_says_why_it_was_found(index: Index) -> None:
    """The plain score of its words, and the parts whose sum is its score."""
    hit = index.search("Wie hoch ist der Steuersatz?", NEW)[0]
    parts = dict(hit.parts)
    assert parts.pop("bm25") > 0
    assert {"words", "meaning"} < set(parts) <= set(NAMES)
    assert hit.score == pytest.approx(sum(parts.values()), rel=1e-4)


def test_no_more_than_asked_for(index: Index) -> None:
    """``k`` limits the list and does not change its order."""
    assert found(index.search("Zwergensteuer", NEW, k=2)) == found(index.search("Zwergensteuer", NEW))[:2]


def test_each_method_can_be_asked_alone(index: Index) -> None:
    """For measuring one against the other."""
    assert found(index.search_sparse("Schwebewaage", NEW)) == ["zwstdv/1"]
    assert found(index.search_dense("Schwebewaage", NEW))[0] == "zwstdv/1"


@pytest.mark.parametrize("question", ["", "und oder aber", "Xylophonkonzert"])
def test_nothing_is_found_for_words_nobody_uses(index: Index, question: str) -> None:
    """No neighbour is better than a wrong one."""
    assert index.search(question, NEW) == ()


def test_the_same_question_has_the_same_answer_always(built: Path, index: Index) -> None:
    """From several threads, and from a second opening of the generation."""
    questions = ["Steuersatz", "Hort Gold", "Bescheid bekannt", "Zwergensteuer"] * 5
    first = [index.search(question, NEW) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda question: index.search(question, NEW), questions)) == first
    with Index.open(built) as again:
        assert [again.search(question, NEW) for question in questions] == first


@pytest.mark.parametrize(
    ("address", "passages"),
    [
        ("zwstg/1", ["zwstg/1/abs-1", "zwstg/1/abs-2"]),
        ("zwstg/1/abs-2", ["zwstg/1/abs-2"]),
        ("zwstg/3/abs-2/nr-2", ["zwstg/3/abs-2"]),
        ("zwstg/4", ["zwstg/4"]),
        ("zwstg/1/abs-9", []),
        ("zwstg/99", []),
        ("hortg/1", []),
        ("zwstdv", ["zwstdv/1"]),
    ],
)
def test_passages_at_in_or_around_an_address(index: Index, address: str, passages: list[str]) -> None:
    """A question that cites a norm gets what stands there, and nothing else."""
    assert [str(passage.address) for passage in index.within(Address.from_id(address), NEW)] == passages


def test_passages_at_an_address_are_those_of_the_day(index: Index) -> None:
    """The old wording for an old day."""
    (passage,) = index.within(Address.from_id("zwstg/2@2024-01-01"), OLD)
    assert "15 Prozent" in passage.text


def test_rare_words_weigh_more(index: Index) -> None:
    """A word nobody uses weighs most, so that a guard sees it is missing."""
    rare, common, unknown = (index.idf(index.tokens(word)[0]) for word in ("Rabe", "Hort", "Xylophon"))
    assert unknown > rare > common > 0
    assert index.knows(index.tokens("Rabe")[0])
    assert not index.knows("xylophon")

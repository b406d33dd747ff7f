"""A trial puts each question to a system on its day, and compares what it finds with the gold."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from corpus.address import Address
from corpus.index import ScoredPassage
from corpus.model import Passage, Provision, Rank, Unit
from eval.measures import Mean
from eval.records import Qrel, Topic
from eval.retrieval import Result, Trial, places_of, records, table
from eval.topics import QuestionSet
from service.model import Question

TODAY = date(2031, 6, 1)
ITEMS = ("nr-1", "nr-2", "nr-3")


def address(text: str) -> Address:
    return Address.from_id(text)


def passage(text: str, through: str = "", start: int = 0, end: int = 5) -> Passage:
    last = address(through) if through else None
    return Passage(address(text), last, start, end, "x" * (end - start), Rank.GESETZ, "", (), ())


def listing() -> Provision:
    """§ 3 of a law with three numbers of ten characters each."""
    units = tuple(
        Unit(address(f"nabg/3/{item}"), place * 10, place * 10 + 10, place * 10) for place, item in enumerate(ITEMS)
    )
    return Provision(address("nabg/3"), "§ 3", "Nebelarten", "x" * 30, units)


class Shelf:
    """A library that holds § 3, and remembers for which days it was asked."""

    def __init__(self) -> None:
        self.days: list[date] = []
        self.view = SimpleNamespace(provision=self._provision)

    def _provision(self, wanted: Address, day: date) -> SimpleNamespace | None:
        self.days.append(day)
        return (
            SimpleNamespace(provision=listing())
            if wanted.covers(address("nabg/3")) or address("nabg/3").covers(wanted)
            else None
        )


def finding(*passages: Passage):
    """A system that finds the same for every question, and remembers the questions."""
    asked: list[Question] = []

    def system(question: Question) -> tuple[ScoredPassage, ...]:
        asked.append(question)
        return tuple(ScoredPassage(one, 1.0, ()) for one in passages)

    return system, asked


QUESTIONS = QuestionSet(
    (
        Topic("a", "Welche Nebelarten gibt es?", None, "faq"),
        Topic("b", "Gab es früher andere?", date(2029, 1, 1), "lay"),
    ),
    (Qrel("a", "nabg/3/nr-2", 1), Qrel("b", "nabg/8", 1)),
    "00",
)


def test_questions_are_asked_on_their_day() -> None:
    """A topic without a day is asked as of today."""
    system, asked = finding()
    Trial(Shelf(), QUESTIONS, TODAY).run("stumm", system)
    assert [(question.text, question.as_of) for question in asked] == [
        ("Welche Nebelarten gibt es?", TODAY),
        ("Gab es früher andere?", date(2029, 1, 1)),
    ]


def test_a_trial_measures_provisions_and_places() -> None:
    """§ 3 is found by its first passage, its Nr. 2 by the second only."""
    system, _ = finding(passage("nabg/3/nr-1"), passage("nabg/3/nr-2"))
    result = Trial(Shelf(), QUESTIONS, TODAY).run("probe", system)
    assert Mean("faq", "Success@1", 1.0, 1) in result.provisions
    assert Mean("faq", "RR", 0.5, 1) in result.places
    assert Mean("", "Success@10", 0.5, 2) in result.places
    assert Mean("lay", "nDCG@10", 0.0, 1) in result.provisions


def test_a_passage_of_siblings_consists_of_all_of_them() -> None:
    """Nr. 2 is found where a passage goes from Nr. 1 through Nr. 3."""
    spanning = passage("nabg/3/nr-1", "nabg/3/nr-3", 0, 30)
    assert places_of(spanning, Shelf(), TODAY) == tuple(address(f"nabg/3/{item}") for item in ITEMS)


def test_gold_that_the_library_does_not_hold_is_named() -> None:
    """§ 8 does not exist, and § 3 has no Nr. 9; it is looked up on the day of the question."""
    wanted = (*QUESTIONS.qrels, Qrel("a", "nabg/3/nr-9", 1), Qrel("a", "nabg/3", 1))
    shelf = Shelf()
    unknown = Trial(shelf, QUESTIONS._replace(qrels=wanted), TODAY).unknown_places()
    assert [qrel.doc_id for qrel in unknown] == ["nabg/8", "nabg/3/nr-9"]
    assert shelf.days == [TODAY, date(2029, 1, 1), TODAY, TODAY]


def test_results_are_told_as_table_and_as_records() -> None:
    """A line for each level and group; the group of all questions has a name."""
    result = Result("bm25", (Mean("", "RR", 0.25, 4), Mean("", "nDCG@10", 0.5, 4)), (Mean("", "RR", 0.125, 4),))
    assert table([result]).splitlines()[1:] == [
        "bm25      Vorschrift   alle            4  0.25  0.50",
        "bm25      Stelle       alle            4  0.12",
    ]
    assert records(result)[2] == {
        "system": "bm25",
        "level": "place",
        "group": "",
        "measure": "RR",
        "value": pytest.approx(0.125),
        "questions": 4,
    }

"""A passage stands for the places that it consists of, and gold is looked up on the day of its question."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

from corpus.address import Address
from corpus.model import Passage, Provision, Rank, Unit
from eval.harness.questions import Item, unknown_gold
from eval.records import Qrel, Topic
from eval.retrieval import places_of

TODAY = date(2031, 6, 1)
ITEMS = ("nr-1", "nr-2", "nr-3")


def address(text: str) -> Address:
    return Address.from_id(text)


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
        held = address("nabg/3")
        return SimpleNamespace(provision=listing()) if wanted.covers(held) or held.covers(wanted) else None


def test_a_passage_of_siblings_consists_of_all_of_them() -> None:
    """Nr. 2 is found where a passage goes from Nr. 1 through Nr. 3."""
    spanning = Passage(address("nabg/3/nr-1"), address("nabg/3/nr-3"), 0, 30, "x" * 30, Rank.GESETZ, "", (), ())
    assert places_of(spanning, Shelf(), TODAY) == tuple(address(f"nabg/3/{item}") for item in ITEMS)


def test_gold_that_the_library_does_not_hold_is_named() -> None:
    """§ 8 does not exist, and § 3 has no Nr. 9; it is looked up on the day of the question."""
    shelf = Shelf()
    now = Item(Topic("a", "Welche Nebelarten gibt es?"), (Qrel("a", "nabg/3/nr-9", 1), Qrel("a", "nabg/3", 1)))
    then = Item(Topic("b", "Gab es früher andere?", date(2029, 1, 1)), (Qrel("b", "nabg/8", 1),))
    unknown = unknown_gold((now, then), shelf, TODAY)
    assert [qrel.doc_id for qrel in unknown] == ["nabg/3/nr-9", "nabg/8"]
    assert shelf.days == [TODAY, TODAY, date(2029, 1, 1)]

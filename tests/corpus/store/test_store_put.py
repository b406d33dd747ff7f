"""Putting laws into the store: what counts as new, changed, unchanged, and what it is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.address import Address
from corpus.model import Period
from corpus.store import Outcome, PutResult, Store

MARCH, APRIL, MAY = date(2031, 3, 1), date(2031, 4, 1), date(2031, 5, 1)
OLD = {"1": "(1) Brunnen sind steuerbar.", "2": "(1) Quellen auch.", "3": "(1) Bäche nicht."}
NEW = {"1": "(1) Brunnen sind steuerbar.", "2": "(1) Quellen nicht.", "4": "(1) Seen auch."}


def days(store: Store, law: str = "brunnstg") -> list[tuple[str, Period]]:
    """Names and periods of a law's versions."""
    return [(version.day, version.known) for version in store.view().versions(law)]


def test_a_first_law_is_new(store: Store, make_law) -> None:
    """The first capture of a law is new, with all its provisions."""
    result = store.put(make_law(OLD, published=MARCH), "a" * 64, APRIL)
    assert result == PutResult(Outcome.NEW, "2031-03-01", new=3, changed=0, unchanged=0, removed=0)
    assert days(store) == [("2031-03-01", Period(MARCH))]


def test_the_day_of_a_version_is_never_later_than_its_capture(store: Store, make_law) -> None:
    """A build date after the day of the capture, or none at all, leaves the day of the capture."""
    assert store.put(make_law(OLD, published=MAY), "a" * 64, APRIL).version == "2031-04-01"
    assert store.put(make_law(OLD, published=None, key="seestg"), "a" * 64, MARCH).version == "2031-03-01"


def test_a_changed_law_keeps_the_old_version(store: Store, make_law) -> None:
    """The counts name what changed against the version before; the old one ends where the new one is known."""
    store.put(make_law(OLD, published=MARCH), "a" * 64, MARCH)
    result = store.put(make_law(NEW, published=APRIL), "b" * 64, APRIL)
    assert result == PutResult(Outcome.CHANGED, "2031-04-01", new=1, changed=1, unchanged=1, removed=1)
    assert days(store) == [("2031-03-01", Period(MARCH, APRIL)), ("2031-04-01", Period(APRIL))]


@pytest.mark.parametrize("published", [MARCH, APRIL, None])
def test_the_same_content_again_changes_nothing(store: Store, make_law, published: date | None) -> None:
    """Neither the same capture nor a moved build date is a new version; the sequence stands still."""
    store.put(make_law(OLD, published=MARCH), "a" * 64, MARCH)
    before = store.view()
    result = store.put(make_law(OLD, published=published), "c" * 64, MAY)
    assert result == PutResult(Outcome.UNCHANGED, "2031-03-01", new=0, changed=0, unchanged=3, removed=0)
    assert store.view().sequence == before.sequence
    assert store.view().fingerprint() == before.fingerprint()


def test_an_earlier_sighting_extends_a_version_backwards(store: Store, make_law) -> None:
    """The same content known for an earlier day keeps its name, and answers from that day on."""
    store.put(make_law(OLD, published=APRIL), "a" * 64, APRIL)
    result = store.put(make_law(OLD, published=MARCH), "b" * 64, MARCH)
    assert (result.outcome, result.version, result.unchanged) == (Outcome.CHANGED, "2031-04-01", 3)
    assert days(store) == [("2031-04-01", Period(MARCH))]


def test_a_content_that_comes_back_is_known_again(store: Store, make_law) -> None:
    """A, B, A: three periods, and the returned content has its old name."""
    for texts, day in ((OLD, MARCH), (NEW, APRIL), (OLD, MAY)):
        store.put(make_law(texts, published=day), "a" * 64, day)
    assert days(store) == [
        ("2031-03-01", Period(MARCH, APRIL)),
        ("2031-04-01", Period(APRIL, MAY)),
        ("2031-03-01", Period(MAY)),
    ]


def test_an_older_text_that_comes_late_does_not_displace_a_newer_one(store: Store, make_law) -> None:
    """A for March, confirmed for May, then B imported for April: for May the publisher still said A."""
    store.put(make_law(OLD, published=MARCH), "a" * 64, MARCH)
    store.put(make_law(OLD, published=MAY), "a" * 64, MAY)
    store.put(make_law(NEW, published=APRIL), "b" * 64, APRIL)
    assert [period for _, period in days(store)] == [Period(MARCH, APRIL), Period(APRIL, MAY), Period(MAY)]
    assert days(store)[2][0] == "2031-03-01"


def test_two_contents_of_one_day_are_both_kept(store: Store, make_law) -> None:
    """The later capture answers for the day, whichever was stored first; the other is readable by its name."""
    store.put(make_law(OLD, published=MARCH), "a" * 64, MARCH)
    second = store.put(make_law(NEW, published=MARCH), "b" * 64, APRIL)
    third = store.put(make_law({"1": "(1) Anders."}, published=MARCH), "c" * 64, MARCH)
    assert (second.version, third.version) == ("2031-03-01.2", "2031-03-01.3")
    assert days(store) == [("2031-03-01.2", Period(MARCH))]
    view = store.view()
    held = view.provision(Address.from_id("brunnstg/1@2031-03-01.3"))
    assert held is not None
    assert held.provision.text == "(1) Anders."
    assert held.law.known == Period(MARCH, MARCH)
    assert held.held == ()
    assert store.put(make_law(OLD, published=MARCH), "a" * 64, MARCH).outcome is Outcome.UNCHANGED
    assert store.view().sequence == view.sequence


def test_another_stand_of_the_same_text_is_told(store: Store, make_law) -> None:
    """The Stand may change where no provision does: same version, newer words on it, no provision changed."""
    law = make_law(OLD, published=MARCH)
    store.put(law, "a" * 64, MARCH)
    result = store.put(make_law(OLD, published=APRIL, stand="Neuer Stand"), "b" * 64, APRIL)
    assert result == PutResult(Outcome.CHANGED, "2031-03-01", new=0, changed=0, unchanged=3, removed=0)
    assert days(store) == [("2031-03-01", Period(MARCH))]
    assert str(store.view().laws()[0].stand) == "Neuer Stand"


def test_a_better_reading_of_the_same_capture_takes_effect(store: Store, make_law) -> None:
    """The same text with other units (a corrected parser) replaces the old reading under the same name."""
    store.put(make_law(OLD, published=MARCH, units=False), "a" * 64, MARCH)
    result = store.put(make_law(OLD, published=MARCH), "a" * 64, MARCH)
    assert (result.version, result.unchanged) == ("2031-03-01", 3)
    held = store.view().provision(Address.from_id("brunnstg/1@2031-03-01"))
    assert held is not None
    assert len(held.provision.units) == 3
    assert [edition.provision.units != () for edition in store.view().editions()] == [True] * 3


@pytest.mark.parametrize("address", ["brunnstg/1@2031-03-01", "seestg/1", "brunnstg/2"])
def test_an_unfit_address_is_an_error_that_names_it(store: Store, make_law, address: str) -> None:
    """Addresses of a version, of another law, or twice the same are refused, and nothing is stored."""
    law = make_law(OLD, published=MARCH)
    wrong = replace(law.provisions[0], address=Address.from_id(address))
    with pytest.raises(ValueError, match=f"Die Adresse {address} "):
        store.put(replace(law, provisions=(wrong, *law.provisions[1:])), "a" * 64, MARCH)
    assert store.view().sequence == 0

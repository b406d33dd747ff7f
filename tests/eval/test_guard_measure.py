"""The guard's benchmark: its numbers are right by independent knowledge, and its counts honest."""

from __future__ import annotations

import random

import pytest
from stdnum import iban as stdnum_iban
from stdnum.de import idnr as stdnum_idnr
from stdnum.de import vat as stdnum_vat

from eval.guard import finder, judged, read_sentences, specimens, tallies
from eval.guard_numbers import LAENDER, iban, idnr, mistyped, steuernummer, ust_idnr
from service.model import Finding

FILES = ("names", "names_harmless", "cases", "cases_harmless")


def test_generated_numbers_are_valid() -> None:
    """Where a library knows the rule, it agrees; mistyped ones it refuses."""
    chance = random.Random(1)
    for _ in range(50):
        number = idnr(chance)
        assert stdnum_idnr.is_valid(number)
        assert not stdnum_idnr.is_valid(mistyped(number, chance))
        assert stdnum_vat.is_valid(ust_idnr(chance))
    assert iban("DE", "370400440532013000") == "DE89370400440532013000"
    assert stdnum_iban.is_valid(iban("AT", "1904300234573201"))


@pytest.mark.parametrize("land", LAENDER)
def test_every_land_is_generated(land: str) -> None:
    """Own form of ten or eleven digits, unified form of thirteen."""
    own, unified = steuernummer(land, random.Random(2))
    assert len(unified) == 13
    assert sum(sign.isdigit() for sign in own) in (10, 11)


@pytest.mark.parametrize("name", FILES)
def test_three_hundred_different_sentences(name: str) -> None:
    """Of each kind."""
    found = read_sentences(name)
    assert len(found) >= 300
    assert len(set(found)) == len(found)


def test_valid_identifiers_are_all_found() -> None:
    """A small run of what the command measures: every kind, every Land, every digit covered."""
    found = tallies(specimens(3), finder())
    assert len({tally.group for tally in found if tally.kind == "steuernummer"}) == 32
    assert [tally for tally in found if tally.valid and tally.stopped < tally.total] == []


def test_a_blind_guard_fails() -> None:
    """The benchmark can fail, also where only a part of a number is found."""

    def half(text: str) -> list[Finding]:
        return [Finding("idnr", 0, len(text) // 2, "")]

    assert all(tally.stopped == 0 for tally in tallies(specimens(1), lambda _: ()))
    assert any(tally.stopped < tally.total for tally in tallies(specimens(1), half))
    assert judged("cases", lambda _: ()).stopped == 0

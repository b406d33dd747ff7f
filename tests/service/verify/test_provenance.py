"""A quote that is not at its place is told where it comes from; its false words are not repeated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.address import Address
from service.ask import Desk
from service.evidence import evidence_at
from service.model import Evidence, Found, Question, Statement
from service.verify.bench import Bench, Finding
from service.verify.nearest import wording
from service.verify.quote import quote_stands

DAY = date(2026, 6, 30)
QUESTION = Question("Was regelt § 9 MondStG?", DAY)


@pytest.fixture
def bench(desk: Desk) -> Bench:
    found = desk.retrieve(QUESTION)
    assert isinstance(found, Found)
    return Bench(desk.library, QUESTION, found)


def quoted(bench: Bench, place: str, day: date = DAY) -> Evidence:
    """The true quote of a unit."""
    address = Address.from_id(place)
    held = bench.library.view.provision(address, day)
    assert held is not None
    unit = held.provision.unit(address)
    assert unit is not None
    return evidence_at(held, address, unit.body, unit.end, bench.library.codes)


def objection(bench: Bench, evidence: Evidence) -> Finding:
    finding = quote_stands(Statement(evidence.quote, (evidence,)), bench)
    assert finding is not None
    assert finding.evidence is evidence
    return finding


def test_a_true_quote_is_not_explained(bench: Bench) -> None:
    """There is nothing to say of it."""
    evidence = quoted(bench, "mondstg/9/abs-3")
    assert quote_stands(Statement(evidence.quote, (evidence,)), bench) is None


def test_words_of_another_sentence_are_misattributed(bench: Bench) -> None:
    """The place where they do stand is named."""
    other = quoted(bench, "mondstg/9/abs-1/satz-2")
    finding = objection(bench, replace(quoted(bench, "mondstg/9/abs-1/satz-1"), quote=other.quote))
    assert finding.reason == "misattributed-quote"
    assert "sondern in § 9 Abs. 1 Satz 2 MondStG" in finding.explanation


def test_words_of_a_provision_that_nobody_found_are_found(bench: Bench) -> None:
    """The whole store is looked through by the words of the quote."""
    nothing = replace(bench, found=replace(bench.found, passages=()))
    other = quoted(bench, "mondstg/14/abs-1/satz-1")
    finding = objection(nothing, replace(quoted(bench, "mondstg/9/abs-3"), quote=other.quote))
    assert finding.reason == "misattributed-quote"
    assert "§ 14 Abs. 1 Satz 1 MondStG" in finding.explanation


def test_words_of_an_older_version_are_told_as_such(bench: Bench) -> None:
    """What stood there once is not what stands there."""
    old = quoted(bench, "mondstg/9/abs-1/satz-1", date(2025, 6, 30))
    finding = objection(bench, replace(quoted(bench, "mondstg/9/abs-1/satz-1"), quote=old.quote))
    assert finding.reason == "misattributed-quote"
    assert "anderen Fassung" in finding.explanation
    assert "2025-01-15" in finding.explanation


def test_two_places_in_one_quote_are_stitched(bench: Bench) -> None:
    """Both places are named."""
    first, second = quoted(bench, "mondstg/9/abs-3"), quoted(bench, "mondstg/9/abs-5/satz-1")
    stitched = f"{first.quote[:40]} {second.quote[-30:]}"
    finding = objection(bench, replace(first, quote=stitched))
    assert finding.reason == "stitched-quote"
    assert "§ 9 Abs. 3 MondStG" in finding.explanation
    assert "§ 9 Abs. 5 Satz 1 MondStG" in finding.explanation


@pytest.mark.parametrize("mark", [" ", " … ", " […] "])
def test_a_gap_in_a_quote_is_told(bench: Bench, mark: str) -> None:
    """Words left out of one sentence, with or without a mark, are words left out."""
    whole = quoted(bench, "mondstg/9/abs-4a/satz-1")
    finding = objection(bench, replace(whole, quote=f"{whole.quote[:33]}{mark}{whole.quote[-40:]}"))
    assert finding.reason == "stitched-quote"
    assert "lässt Wörter aus" in finding.explanation


@pytest.mark.parametrize(("true", "false"), [("900", "950"), ("insgesamt", "jeweils")])
def test_a_changed_quote_is_told_the_true_words(bench: Bench, true: str, false: str) -> None:
    """The law's words at the place are told, and nothing of the false ones."""
    evidence = quoted(bench, "mondstg/9/abs-3")
    finding = objection(bench, replace(evidence, quote=evidence.quote.replace(true, false)))
    assert finding.reason == "misquoted"
    assert true in finding.explanation
    assert false not in finding.explanation


def test_a_dropped_nicht_is_told(bench: Bench) -> None:
    """A quote without its "nicht" is one with words left out, and the law's words are told."""
    evidence = quoted(bench, "mondstg/9/abs-3")
    finding = objection(bench, replace(evidence, quote=evidence.quote.replace(" nicht", "")))
    assert finding.reason == "stitched-quote"
    assert "nicht übersteigen" in finding.explanation


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u202e", "\u0435"])
def test_signs_that_one_does_not_see_are_named(bench: Bench, sign: str) -> None:
    """By their number, for the eye cannot tell them."""
    evidence = quoted(bench, "mondstg/9/abs-3")
    finding = objection(bench, replace(evidence, quote=evidence.quote[:10] + sign + evidence.quote[10:]))
    assert finding.reason == "misquoted"
    assert f"U+{ord(sign):04X}" in finding.explanation


@pytest.mark.parametrize("quote", ["", " \n ", "x" * 50_000, "Der Mond ist aus Käse."])
def test_what_stands_nowhere_is_misquoted(bench: Bench, quote: str) -> None:
    """Nothing, far too much, and pure invention get an answer, too."""
    finding = objection(bench, replace(quoted(bench, "mondstg/9/abs-3"), quote=quote))
    assert finding.reason == "misquoted"
    assert "Käse" not in finding.explanation


def test_right_words_at_wrong_offsets_are_told(bench: Bench) -> None:
    """The words are there, the figures are not."""
    evidence = quoted(bench, "mondstg/9/abs-3")
    finding = objection(bench, replace(evidence, start=evidence.start + 1, end=evidence.end + 1))
    assert finding.reason == "misquoted"
    assert "nicht zwischen den angegebenen Zeichen" in finding.explanation


def test_a_quite_different_wording_is_not_suggested(bench: Bench) -> None:
    """Help needs something near to point at."""
    held = bench.library.view.provision(Address.from_id("mondstg/9"), DAY)
    assert held is not None
    assert wording("Ganz andere Wörter über etwas anderes", held.provision.address, held.provision) == ""
    assert wording("wort " * 500, held.provision.address, held.provision) == ""

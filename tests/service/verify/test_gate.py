"""The gate: what is not word for word in the store, on the day, does not go out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.address import Address
from service.ask import Desk
from service.model import Answer, Draft, Evidence, Found, Question, Refusal, RefusalReason, Statement
from service.verify import Verifier

DAY = date(2026, 6, 30)
QUESTION = Question("Was regelt § 9 Abs. 1 MondStG?", DAY)


@pytest.fixture
def found(desk: Desk) -> Found:
    found = desk.retrieve(QUESTION)
    assert isinstance(found, Found)
    return found


@pytest.fixture
def statement(desk: Desk, found: Found) -> Statement:
    """A true statement of the composer with one quote, which nothing limits."""
    return next(one for one in desk.compose(QUESTION, found).statements if reason(desk, found, one) == "")


def quoting(evidence: Evidence) -> Statement:
    return Statement(evidence.quote, (evidence,))


def reason(desk: Desk, found: Found, statement: Statement, question: Question = QUESTION) -> str:
    """The reason for which a single statement is withheld; "" where it passes."""
    outcome = Verifier(desk.library)(question, found, Draft((statement,)))
    if isinstance(outcome, Answer):
        return ""
    assert outcome.reason is RefusalReason.NOTHING_PROVED
    return outcome.withheld[-1].reason


def test_a_true_statement_passes(desk: Desk, found: Found, statement: Statement) -> None:
    """The composer's own quotes pass."""
    assert reason(desk, found, statement) == ""


def test_a_changed_letter_is_withheld(desk: Desk, found: Found, statement: Statement) -> None:
    """Nearly equal is not equal."""
    evidence = statement.evidence[0]
    false = evidence.quote.replace("14", "15", 1) if "14" in evidence.quote else evidence.quote[:-1] + "!"
    assert reason(desk, found, quoting(replace(evidence, quote=false))) == "misquoted"


def test_shifted_offsets_are_withheld(desk: Desk, found: Found, statement: Statement) -> None:
    """A true quote at a false place is not at its place."""
    evidence = statement.evidence[0]
    shifted = replace(evidence, start=evidence.start + 1, end=evidence.end + 1)
    assert reason(desk, found, quoting(shifted)) == "misquoted"


def test_a_quote_outside_its_unit_is_withheld(desk: Desk, found: Found, statement: Statement) -> None:
    """The words of one Satz may not be passed off as another; where they do stand is told."""
    evidence = statement.evidence[0]
    other = Address.from_id(f"mondstg/9/abs-1/satz-1@{evidence.address.version}")
    assert evidence.address != other
    assert reason(desk, found, quoting(replace(evidence, address=other))) == "misattributed-quote"


def test_a_place_that_does_not_exist_is_withheld(desk: Desk, found: Found, statement: Statement) -> None:
    """An invented Satz, and an invented §, are no places."""
    evidence = statement.evidence[0]
    for path in ("mondstg/9/abs-1/satz-77", "mondstg/999"):
        invented = Address.from_id(f"{path}@{evidence.address.version}")
        assert reason(desk, found, quoting(replace(evidence, address=invented))) == "no-such-place"


def test_an_older_version_is_withheld(desk: Desk, found: Found, statement: Statement) -> None:
    """A word-for-word quote of a superseded version is not in force on the day."""
    held = desk.library.view.provision(Address.from_id("mondstg/9@2025-01-15"))
    assert held is not None
    unit = held.provision.unit(Address.from_id("mondstg/9/abs-1/satz-1"))
    assert unit is not None
    old = replace(
        statement.evidence[0],
        address=unit.address,
        start=unit.body,
        end=unit.end,
        quote=held.provision.text[unit.body : unit.end],
    )
    assert reason(desk, found, quoting(old)) == "not-in-force"


def test_what_was_not_retrieved_is_withheld(desk: Desk, found: Found, statement: Statement) -> None:
    """A true quote from a place that nobody found does not answer this question."""
    elsewhere = replace(
        found, passages=tuple(one for one in found.passages if one.passage.address.steps[0].number != "9")
    )
    assert reason(desk, elsewhere, statement) == "not-retrieved"


def test_words_beside_the_quotes_are_withheld(desk: Desk, found: Found, statement: Statement) -> None:
    """One word more than the quotes is one word too many."""
    assert reason(desk, found, replace(statement, text=f"Immer gilt: {statement.text}")) == "unproved-words"


def test_no_evidence_is_withheld(desk: Desk, found: Found) -> None:
    """A statement that names no place proves nothing."""
    assert reason(desk, found, Statement("Die Steuer beträgt 14 Prozent.", ())) == "no-evidence"


def test_a_false_statement_does_not_drag_down_a_true_one(desk: Desk, found: Found, statement: Statement) -> None:
    """The true one goes out, the false one is named with its reason; its words appear nowhere."""
    false = replace(statement, text="Der Mond ist aus Käse.")
    outcome = Verifier(desk.library)(QUESTION, found, Draft((statement, false)))
    assert isinstance(outcome, Answer)
    assert [one.text for one in outcome.statements] == [statement.text]
    assert [one.reason for one in outcome.withheld] == ["unproved-words"]
    assert "Käse" not in str(outcome.withheld)


def test_nothing_left_is_a_refusal(desk: Desk, found: Found) -> None:
    """An empty draft is no answer."""
    outcome = Verifier(desk.library)(QUESTION, found, Draft(()))
    assert isinstance(outcome, Refusal)
    assert outcome.message

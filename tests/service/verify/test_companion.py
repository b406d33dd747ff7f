"""A rule goes out only with what limits it: quoted in the same answer, or named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.address import Address
from corpus.citations import format_address
from service.ask import Desk
from service.companions import completed, judging_completed
from service.evidence import evidence_at
from service.model import Answer, Draft, Found, Question, Refusal, Statement
from service.verify import Verifier
from service.verify.bench import Bench
from service.verify.companion import with_exceptions

DAY = date(2026, 6, 30)
QUESTION = Question("Was regelt § 9 MondStG?", DAY)
RULE, LIMIT, FURTHER = "mondstg/9/abs-1/satz-1", "mondstg/9/abs-4a/satz-1", "mondstg/9/abs-4a/satz-3"
"""Absatz 4a says "Abweichend von Absatz 1 Satz 1"; its Satz 3 says "Satz 1 gilt nicht"."""


@pytest.fixture
def found(desk: Desk) -> Found:
    found = desk.retrieve(QUESTION)
    assert isinstance(found, Found)
    return found


def said(desk: Desk, place: str, words: str = "") -> Statement:
    """A statement that quotes a unit, or some words of it."""
    address = Address.from_id(place)
    held = desk.library.view.provision(address, DAY)
    assert held is not None
    unit = held.provision.unit(address)
    assert unit is not None
    start = held.provision.text.index(words, unit.body) if words else unit.body
    end = start + len(words) if words else unit.end
    evidence = evidence_at(held, address, start, end, desk.library.codes)
    return Statement(evidence.quote, (evidence,))


def objection(desk: Desk, found: Found, statement: Statement, *others: Statement) -> str:
    """What the rule objects to a statement that stands beside others; "" where it lets it pass."""
    finding = with_exceptions(statement, Bench(desk.library, QUESTION, found, Draft((statement, *others))))
    assert finding is None or finding.reason == "exception-missing"
    return finding.explanation if finding else ""


def test_a_rule_without_its_exception_is_withheld(desk: Desk, found: Found) -> None:
    """The explanation names the place that limits it."""
    assert "§ 9 Abs. 4a Satz 1 MondStG" in objection(desk, found, said(desk, RULE))


def test_a_rule_with_its_exception_passes(desk: Desk, found: Found) -> None:
    """It is enough that another statement of the answer quotes it."""
    assert objection(desk, found, said(desk, RULE), said(desk, LIMIT)) == ""


def test_a_part_of_the_exception_is_not_enough(desk: Desk, found: Found) -> None:
    """A few words of the limiting sentence do not deliver it."""
    part = said(desk, LIMIT, "beträgt die Steuer für Meteoriten")
    assert objection(desk, found, said(desk, RULE), part)


def test_a_named_limit_is_delivered(desk: Desk, found: Found) -> None:
    """Naming the place, or what contains it, is enough; another place is not."""
    rule = said(desk, RULE)
    for place in (LIMIT, "mondstg/9/abs-4a", "mondstg/9"):
        assert objection(desk, found, replace(rule, limits=(Address.from_id(place),))) == ""
    assert objection(desk, found, replace(rule, limits=(Address.from_id(FURTHER),)))


def test_what_nothing_limits_passes_alone(desk: Desk, found: Found) -> None:
    """Satz 2 of the same Absatz is not what Absatz 4a speaks of."""
    assert objection(desk, found, said(desk, "mondstg/9/abs-1/satz-2")) == ""


def test_a_quote_without_its_condition_is_withheld(desk: Desk, found: Found) -> None:
    """What the quote leaves out of its own sentence is told."""
    cut = said(desk, LIMIT, "beträgt die Steuer für Meteoriten 3 Prozent der Bemessungsgrundlage")
    assert "wenn ein Herkunftszeugnis" in objection(desk, found, cut, said(desk, FURTHER))


def test_the_composer_completes_a_rule(desk: Desk, found: Found) -> None:
    """The limiting sentence follows at once, word for word; what limits that one is named with it."""
    rule, limit = completed([said(desk, RULE)], desk.library, DAY)
    assert [evidence.address.bare for evidence in limit.evidence] == [Address.from_id(LIMIT)]
    assert rule.limits == ()
    assert [place.bare for place in limit.limits] == [Address.from_id(FURTHER)]
    assert all(place.version == limit.evidence[0].address.version for place in limit.limits)
    assert isinstance(Verifier(desk.library)(QUESTION, found, Draft((rule, limit))), Answer)


def test_completing_twice_adds_nothing(desk: Desk) -> None:
    """What is delivered already is not delivered again."""
    once = completed([said(desk, RULE)], desk.library, DAY)
    assert completed(once, desk.library, DAY) == once


def test_a_cut_sentence_is_completed_by_the_whole(desk: Desk, found: Found) -> None:
    """Who quotes half a sentence gets the sentence beside it."""
    cut = said(desk, LIMIT, "beträgt die Steuer für Meteoriten 3 Prozent der Bemessungsgrundlage")
    whole = completed([cut], desk.library, DAY)
    assert any("wenn ein Herkunftszeugnis" in statement.text for statement in whole)
    assert objection(desk, found, *whole) == ""


def test_a_rule_falls_with_its_exception(desk: Desk, found: Found) -> None:
    """A limiting sentence that is itself withheld delivers nothing: the rule does not go out alone."""
    rule, limit = said(desk, RULE), said(desk, LIMIT)
    false = replace(limit, text=f"Nie gilt: {limit.text}")
    outcome = Verifier(desk.library)(QUESTION, found, Draft((rule, false)))
    assert isinstance(outcome, Refusal)
    assert [one.reason for one in outcome.withheld] == ["exception-missing", "unproved-words"]


def test_a_draft_is_judged_as_if_completed(desk: Desk, found: Found) -> None:
    """Findings are told of the draft's own statements, in their order."""
    verifier = Verifier(desk.library)
    draft = Draft((said(desk, RULE), replace(said(desk, LIMIT), text="Käse")))
    findings = judging_completed(verifier.judge, desk.library)(QUESTION, found, draft)
    assert [finding.reason if finding else "" for finding in findings] == ["", "unproved-words"]


def test_an_exception_from_an_absatz_that_was_not_found_may_be_quoted(desk: Desk, found: Found) -> None:
    """What limits a found passage belongs to it; what does not is still refused."""
    only = replace(
        found, passages=tuple(one for one in found.passages if str(one.passage.address) == "mondstg/9/abs-1")
    )
    assert only.passages
    draft = Draft(completed([said(desk, RULE)], desk.library, DAY))
    assert isinstance(Verifier(desk.library)(QUESTION, only, draft), Answer)
    foreign = Verifier(desk.library)(QUESTION, only, Draft((said(desk, "mondstg/9/abs-5/satz-2"),)))
    assert isinstance(foreign, Refusal)
    assert foreign.withheld[0].reason == "not-retrieved"


def test_answers_name_what_they_do_not_quote(desk: Desk) -> None:
    """Every limit of every statement of an answer is quoted in it or named; the gate would have stopped it else."""
    for question in ("Wie hoch ist der Steuersatz der Mondsteinsteuer?", "Was regelt § 25 MondStG?", "§ 14 MondStG"):
        outcome = desk.compose(Question(question, DAY), _found(desk, question))
        named = [format_address(place.bare, desk.library.codes) for one in outcome.statements for place in one.limits]
        assert len(named) == len(set(named))
        assert all(name.startswith(("§", "Anlage")) for name in named)


def _found(desk: Desk, question: str) -> Found:
    found = desk.retrieve(Question(question, DAY))
    assert isinstance(found, Found)
    return found

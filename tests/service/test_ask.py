"""The line of a question over the demonstration corpus: quotes, refusals, days, determinism."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Rank
from service.ask import Desk, ask, search
from service.model import Answer, Question, Refusal, RefusalReason

NOW = date(2026, 6, 30)
BEFORE = date(2025, 6, 30)
"""A day on which the older version of the fictional law is the known one."""


def answer(desk: Desk, text: str, day: date = NOW, ranks: frozenset[Rank] | None = None) -> Answer:
    outcome = ask(Question(text, day, ranks), desk)
    assert isinstance(outcome, Answer), outcome
    return outcome


def refusal(desk: Desk, text: str, day: date = NOW) -> Refusal:
    outcome = ask(Question(text, day), desk)
    assert isinstance(outcome, Refusal), outcome
    return outcome


def citations(outcome: Answer) -> list[str]:
    return [evidence.citation for statement in outcome.statements for evidence in statement.evidence]


@pytest.mark.parametrize(
    ("question", "citation"),
    [
        ("Wie hoch ist der Steuersatz der Mondsteinsteuer?", "§ 9 Abs. 1 Satz 1 MondStG"),
        ("Binnen wie vieler Tage ist die Steueranmeldung zu übermitteln?", "§ 14 Abs. 1"),
        ("Was regelt § 9 Abs. 4a Satz 3 MondStG?", "§ 9 Abs. 4a Satz 3 MondStG"),
        ("Welcher Seltenheitszuschlag gilt für Steine von der Rückseite des Mondes?", "§ 7 Abs. 1"),
    ],
)
def test_the_place_that_answers_is_quoted(desk: Desk, question: str, citation: str) -> None:
    """The decisive place is among the quotes."""
    assert any(found.startswith(citation) for found in citations(answer(desk, question)))


@pytest.mark.parametrize(
    "question", ["Wie hoch ist der Steuersatz der Mondsteinsteuer?", "§ 25 MondStG", "§ 7 MondStDV"]
)
@pytest.mark.parametrize("day", [NOW, BEFORE])
def test_every_quote_stands_where_it_says(desk: Desk, question: str, day: date) -> None:
    """text[start:end] == quote in the stored document of the evidence, in the version of the day."""
    for statement in answer(desk, question, day).statements:
        assert statement.evidence
        for evidence in statement.evidence:
            held = desk.library.view.provision(evidence.address)
            assert held is not None
            assert held.provision.text[evidence.start : evidence.end] == evidence.quote
            assert str(held.provision.address) == evidence.document
            version = desk.library.view.version_on(evidence.address.law, day)
            assert version is not None
            assert version.day == evidence.address.version


def test_a_question_has_a_day(desk: Desk) -> None:
    """The same question about two days is answered from two versions."""
    question = "Wie hoch ist der Steuersatz der Mondsteinsteuer?"
    assert "14 Prozent" in answer(desk, question).statements[0].text
    assert "12 Prozent" in answer(desk, question, BEFORE).statements[0].text


def test_cited_places_come_first_and_alone(desk: Desk) -> None:
    """A range is delivered whole, and other sentences of the same provision do not crowd in front."""
    outcome = answer(desk, "§ 9 Abs. 4a Sätze 1 bis 3 MondStG")
    assert citations(outcome)[:3] == [f"§ 9 Abs. 4a Satz {number} MondStG" for number in (1, 2, 3)]


def test_same_question_same_answer(desk: Desk) -> None:
    """Over one generation the outcome is equal, value for value."""
    question = Question("Wofür ist die Herkunftsplakette Pflicht, und wofür nicht?", NOW)
    assert ask(question, desk) == ask(question, desk)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("", RefusalReason.EMPTY),
        ("  \n ", RefusalReason.EMPTY),
        ("x" * 20_000, RefusalReason.TOO_LONG),
        ("?? 123 !!", RefusalReason.OUT_OF_SCOPE),
        ("Wie backe ich einen Apfelkuchen?", RefusalReason.NOT_FOUND),
        ("Was regelt § 999 MondStG?", RefusalReason.UNKNOWN_CITATION),
        ("Was regelt § 17 MondStG?", RefusalReason.REPEALED),
    ],
)
def test_refusals_are_values_with_a_reason(desk: Desk, question: str, reason: RefusalReason) -> None:
    """Each refusal says why, in German, and shows no statement."""
    outcome = refusal(desk, question)
    assert outcome.reason is reason
    assert outcome.message.endswith((".", "?«"))


def test_before_the_oldest_version_nothing_is_answered(desk: Desk) -> None:
    """The refusal names the day of the oldest known version."""
    outcome = refusal(desk, "Wie hoch ist der Steuersatz der Mondsteinsteuer?", date(1999, 1, 1))
    assert outcome.reason is RefusalReason.NO_VERSION
    assert "15.01.2025" in outcome.message


def test_ranks_filter_sources(desk: Desk) -> None:
    """Asked for ordinances only, no statute is quoted or found."""
    outcome = answer(desk, "Seltenheitszuschlag", ranks=frozenset({Rank.VERORDNUNG}))
    assert {scored.passage.rank for scored in outcome.passages} == {Rank.VERORDNUNG}
    assert all(evidence.rank is Rank.VERORDNUNG for one in outcome.statements for evidence in one.evidence)


def test_statements_stand_in_legal_order(desk: Desk) -> None:
    """Within a provision, quotes follow the order of its text; statutes come before ordinances."""
    outcome = answer(desk, "Was regelt § 9 MondStG?")
    starts = [one.evidence[-1].start for one in outcome.statements if one.evidence[-1].address.law == "mondstg"]
    assert starts == sorted(starts)
    ranks = [one.evidence[-1].rank.order for one in outcome.statements]
    assert ranks == sorted(ranks)


def test_search_gives_the_cited_place_first(desk: Desk) -> None:
    """A citation as query is a look-up."""
    found = search(Question("§ 14 Abs. 1 MondStG", NOW), 5, desk)
    assert not isinstance(found, Refusal)
    assert str(found[0].passage.address).startswith("mondstg/14")
    assert len(found) <= 5


def test_search_is_guarded_like_ask(desk: Desk) -> None:
    """What may not be asked may not be searched."""
    assert isinstance(search(Question("", NOW), 5, desk), Refusal)


def test_the_log_hears_the_outcome_and_never_the_question(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """No word of the question reaches the log (§ 30 AO)."""
    with caplog.at_level("DEBUG"):
        ask(Question("Steueranmeldung Zauberwortkanarie", NOW), desk)
    assert "generation=" in caplog.text
    assert "kanarie" not in caplog.text.lower()

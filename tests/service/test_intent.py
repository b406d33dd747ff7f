"""Questions that ask for the administration's view are recognised and answered from directives. Fictional law."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.citations import Codes
from corpus.model import Rank
from service.ask import Desk, ask
from service.intent import DIRECTIVES, intent_of, load_wordings
from service.model import Answer, Question, Refusal, RefusalReason
from service.web.form import QuestionForm

DAY = date(2026, 6, 30)
LETTER = "bmf-2024-11-12-iv-z-9-s-9999-24-10001-003"


def test_the_table_is_sound() -> None:
    """No wording twice, all as questions are compared: small letters, single blanks; works that exist."""
    words = [wording.words for wording in load_wordings()]
    assert len(words) == len(set(words)) > 50
    codes = Codes.load()
    for wording in load_wordings():
        assert wording.words == " ".join(wording.words.lower().split())
        assert all(word.isalpha() for word in wording.words.split())
        assert all(work == "bmf-" or codes.by_key(work) for work in wording.works)


@pytest.mark.parametrize(
    ("question", "works", "topic"),
    [
        ("Was sagt das BMF zu § 8c KStG?", (), "zu § 8c KStG?"),
        ("WAS SAGT DAS BMF  zu § 8c KStG?", (), "zu § 8c KStG?"),
        ("Ist der Erwerb nach Auffassung der Finanzverwaltung steuerbar?", (), "Ist der Erwerb steuerbar?"),
        ("Was gilt laut AEAO zur Bekanntgabe?", ("aeao",), "Was gilt laut AEAO zur Bekanntgabe?"),
        ("Was steht im UStAE zur Rechnung?", ("ustae",), "Was steht im UStAE zur Rechnung?"),
        ("BMF-Schreiben zu § 146a AO", ("bmf-",), "zu § 146a AO"),
        ("Gibt es eine Verwaltungsauffassung zum Homeoffice?", (), "Gibt es eine zum Homeoffice?"),
        ("Wie legt die Finanzverwaltung § 15 EStG aus?", (), "§ 15 EStG aus?"),
    ],
)
def test_wordings_that_ask_for_the_administration(question: str, works: tuple[str, ...], topic: str) -> None:
    """What is named comes first; the words that say whose view is asked for are no matter of law."""
    intent = intent_of(question, Codes.load())
    assert intent is not None
    assert (intent.works, " ".join(intent.topic.split())) == (works, topic)


@pytest.mark.parametrize(
    "question",
    [
        "Wann gilt ein Verwaltungsakt als bekannt gegeben?",
        "Welche Aufgaben hat die Finanzverwaltung?",
        "Darf das BMF Verordnungen erlassen?",
        "Wann ist ein Erlass aus Billigkeit möglich?",
        "Was sagt das Gesetz zur Verwaltung?",
        "",
    ],
)
def test_other_questions_ask_for_the_law(question: str) -> None:
    """Naming the administration is no question for its view."""
    assert intent_of(question, Codes.load()) is None


def answered(desk: Desk, text: str, ranks: frozenset[Rank] | None = None) -> Answer:
    outcome = ask(Question(text, DAY, ranks), desk)
    assert isinstance(outcome, Answer)
    return outcome


def test_a_norm_leads_to_the_directives_that_cite_it(desk: Desk) -> None:
    """Not the statute's text: what is said of it, most exactly first; and the answer says how it was understood."""
    answer = answered(desk, "Was sagt das BMF zu § 14 MondStG?")
    evidence = [one for statement in answer.statements for one in statement.evidence]
    assert evidence[0].citation.endswith("Rn. 10 Satz 1")
    assert {one.rank for one in evidence} <= DIRECTIVES
    assert all("fiktiv" in one.issuer and one.issued for one in evidence)
    assert "Auffassung der Verwaltung" in answer.notes[0]


def test_the_law_is_quoted_where_it_is_asked_for(desk: Desk) -> None:
    """The same norm without the wording: the statute."""
    answer = answered(desk, "Was regelt § 14 MondStG?")
    ranks = [one.rank for statement in answer.statements for one in statement.evidence]
    assert ranks[0] is Rank.GESETZ
    assert not answer.notes


def test_a_rank_that_is_asked_for_wins(desk: Desk) -> None:
    """The filter of the user is stronger than the wording; asked for directives, a norm leads to them as well."""
    law = answered(desk, "Was sagt das BMF zu § 14 MondStG?", frozenset({Rank.GESETZ}))
    assert {one.rank for statement in law.statements for one in statement.evidence} == {Rank.GESETZ}
    directives = answered(desk, "§ 14 MondStG", frozenset({Rank.VERWALTUNGSANWEISUNG}))
    assert {one.address.law for statement in directives.statements for one in statement.evidence} == {LETTER}


def test_statements_are_ordered_by_rank(desk: Desk) -> None:
    """Gesetz before Verordnung before Verwaltungsanweisung, whatever was found first."""
    several = 0
    for text in QUESTIONS:
        answer = answered(desk, text)
        orders = [statement.evidence[0].rank.order for statement in answer.statements]
        assert orders == sorted(orders)
        several += len(set(orders)) > 1
    assert several


QUESTIONS = (
    "Wie hoch ist der Steuersatz der Mondsteinsteuer?",
    "§ 6 Abs. 2 MondStDV und § 9 Abs. 1 MondStG und BMF v. 12.11.2024, IV Z 9 - S 9999/24/10001 :003, Rn. 7",
    "Welche Sicherheit ist für das Lager zu leisten?",
)


def test_a_letter_is_cited_like_any_place(desk: Desk) -> None:
    """By its file number and Randnummer; one that is not held is told, not passed over."""
    answer = answered(desk, "BMF v. 12.11.2024, IV Z 9 - S 9999/24/10001 :003, Rn. 11")
    assert str(answer.statements[0].evidence[0].address).startswith(f"{LETTER}/schreiben/rn-11")
    outcome = ask(Question("Was steht im BMF-Schreiben v. 1.1.2020, IV Z 9 - S 1111/11/11111 :001?", DAY), desk)
    assert isinstance(outcome, Refusal)
    assert outcome.reason is RefusalReason.UNKNOWN_CITATION
    assert "nicht im Bestand" in outcome.message


def test_a_letter_named_by_its_day(desk: Desk) -> None:
    """The only one of that day that is held is meant; of another day there is none, and that is told."""
    answer = answered(desk, "Was sagt das BMF-Schreiben vom 12. November 2024 zur Nachschau?")
    assert {one.address.law for statement in answer.statements for one in statement.evidence} == {LETTER}
    outcome = ask(Question("Was sagt das BMF-Schreiben vom 13. November 2024 (WoBl I S. 2)?", DAY), desk)
    assert isinstance(outcome, Refusal)


def test_the_form_offers_the_administration(desk: Desk) -> None:
    """One choice for all that the administration says."""
    question = QuestionForm("§ 14 MondStG", "2026-06-30", "verwaltung").read()
    assert question is not None
    assert question.ranks == DIRECTIVES
    statements = answered(desk, question.text, question.ranks).statements
    assert {one.rank for statement in statements for one in statement.evidence} <= DIRECTIVES

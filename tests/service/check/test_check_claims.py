"""What claims nothing, and what only looks as if it did not: the tables of words, row by row."""

from __future__ import annotations

import pytest

from service.check.wording import (
    GERMAN,
    claim_words,
    is_question,
    is_said_only,
    is_source_word,
    is_title,
    language,
    markers,
    without_lead,
)


@pytest.mark.parametrize("marker", [one for one in markers() if one.kind == "satz"], ids=lambda one: one.example)
def test_every_turn_of_phrase_is_recognised_by_its_example(marker: tuple[str, str, str]) -> None:
    """The example beside each row is one."""
    assert is_said_only(marker[2])


@pytest.mark.parametrize("marker", [one for one in markers() if one.kind == "vorspann"], ids=lambda one: one.example)
def test_every_lead_leaves_its_claim(marker: tuple[str, str, str]) -> None:
    """What is left out is the lead, and the claim is left."""
    assert len(without_lead(marker[2])) < len(marker[2])
    assert len(without_lead(marker[2]).split()) >= 4


def test_the_kinds_of_the_table_are_known() -> None:
    """A row of another kind would do nothing."""
    assert {one.kind for one in markers()} == {"satz", "vorspann", "quelle"}
    assert all(is_source_word(one.pattern) for one in markers() if one.kind == "quelle")


@pytest.mark.parametrize(
    "text",
    [
        "Hier ist Mondschmuck steuerfrei.",
        "Gern erkläre ich, dass die Steuer 15 Prozent beträgt.",
        "Hallo, die Steuer beträgt 15 Prozent.",
        "Liebe Kolleginnen, Museen zahlen keine Steuer",
        "Hier sind 15 Prozent fällig",
        "Nachfolgend entfällt die Steuer",
        "Im Folgenden ist die Steuer eine Abgabe",
    ],
)
def test_a_claim_behind_a_greeting_is_a_claim(text: str) -> None:
    """No slot of a turn of phrase can hold what may be true or false."""
    assert not is_said_only(text)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Wie hoch ist die Steuer?", True),
        ("Ist sie fällig?", True),
        ("In welchen Fällen entfällt sie?", True),
        ("Die Steuer beträgt 15 Prozent?", False),
        ("Ist die Steuer 15 Prozent, oder?", False),
        ("Ist dir klar, dass sie entfällt?", False),
        ("Wie hoch ist die Steuer.", False),
    ],
)
def test_questions_are_none_where_they_claim(text: str, asks: bool) -> None:
    """A statement with a question mark, a tag, or a "dass" says something."""
    assert is_question(text) is asks


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("1. Rechtslage", True),
        ("I. Steuerbefreiungen für Museen", True),
        ("Mondsteinsteuer: Überblick", True),
        ("Steuersatz: 14 Prozent", False),
        ("Mondschmuck steuerfrei", False),
        ("Mondschmuck: Steuerfreiheit", False),
        ("Keine Steuer für Museen", False),
        ("Die Steuer ist eine Last", False),
        ("Angebliche Steuer, angeblich Last", False),
    ],
)
def test_titles_name_and_do_not_claim(text: str, title: bool) -> None:
    """A heading ends with a noun and has no verb, figure or negation."""
    assert is_title(text) is title


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Die Steuer beträgt 14 Prozent.", GERMAN),
        ("Kurz.", GERMAN),
        ("The tax shall be paid by the dealer.", "Englisch"),
        ("La taxe est due par le commerçant et les autres.", "Französisch"),
        ("Сборник налогов на лунный камень", "unbekannt"),
        ("Nach dem Prinzip des In-dubio-pro-Reo gilt für die Steuer nichts anderes.", GERMAN),
    ],
)
def test_the_language_is_told_by_small_words(text: str, name: str) -> None:
    """German is assumed where they tell nothing."""
    assert language(text) == name


def test_no_word_both_claims_and_asks_for_reserve() -> None:
    """The lists of words do not contradict each other."""
    assert not claim_words("zeitwort") & claim_words("vorbehalt")
    assert not claim_words("vorbehalt") & claim_words("rede")

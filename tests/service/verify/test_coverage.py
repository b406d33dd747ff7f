"""A statement speaks of what its quotes speak of, in whatever words; a foreign subject is an objection by itself."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.index.tokens import fold
from service.ask import Desk
from service.model import Draft, Evidence, Found, Question, Searched, Statement
from service.verify.bench import Bench
from service.verify.coverage import Covered, Limits, coverage, limits, objection, words_covered
from service.verify.terms import plain_words, root

EXAMPLES = Path(__file__).parents[2] / "examples" / "gate_coverage.tsv"
DAY = date(2026, 6, 30)


def rows() -> list[tuple[str, ...]]:
    lines = [line for line in EXAMPLES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [tuple(value or "" for value in row.values()) for row in csv.DictReader(lines, delimiter="\t")]


@pytest.fixture
def bench(desk: Desk) -> Bench:
    return Bench(desk.library, Question("", DAY), Found((), (), (), 1.0, Searched()), Draft(()))


@pytest.fixture
def evidence(desk: Desk) -> Evidence:
    """Some evidence, whose words the examples replace; the law's title stays: Mondsteinsteuergesetz."""
    question = Question("Was regelt § 9 Abs. 1 MondStG?", DAY)
    found = desk.retrieve(question)
    assert isinstance(found, Found)
    return desk.compose(question, found).statements[0].evidence[0]


def quoting(evidence: Evidence, quote: str, heading: str) -> Evidence:
    return replace(evidence, quote=quote, heading=heading)


@pytest.mark.parametrize("example", rows())
def test_what_is_said_is_what_is_quoted(bench: Bench, evidence: Evidence, example: tuple[str, ...]) -> None:
    """Each row of the table: no objection, or one that names what is foreign."""
    quote, heading, text, expected = example
    finding = words_covered(Statement(text, (quoting(evidence, quote, heading),)), bench)
    if not expected:
        assert finding is None
    else:
        assert finding is not None
        assert finding.reason == "words-not-covered"
        assert expected in finding.explanation


def test_words_may_stand_in_different_quotes(bench: Bench, evidence: Evidence) -> None:
    """A statement is covered by all of its quotes together."""
    quotes = (quoting(evidence, "Der Händler meldet an.", ""), quoting(evidence, "Die Plakette ist gelb.", ""))
    text = "Der Händler meldet an, die Plakette ist gelb."
    assert words_covered(Statement(text, quotes), bench) is None
    assert words_covered(Statement(text, quotes[:1]), bench) is not None


def test_verbatim_quotes_are_covered_without_looking(bench: Bench, evidence: Evidence) -> None:
    """What only repeats its quotes has nothing foreign."""
    quotes = (quoting(evidence, "Xyloph", ""), quoting(evidence, "Quaxi", ""))
    assert words_covered(Statement("Xyloph […] Quaxi", quotes), bench) is None


def test_without_evidence_everything_is_foreign(bench: Bench) -> None:
    """The rule needs no quote to be asked, and lets nothing pass without one."""
    assert words_covered(Statement("Der Händler meldet an.", ()), bench) is not None


def test_a_rare_foreign_noun_weighs_more_than_a_frequent_one(bench: Bench, evidence: Evidence) -> None:
    """The rarity is that of the index; a word that no source has is the rarest."""
    quote = quoting(evidence, "Der Händler meldet an.", "")
    rare = coverage(Statement("Der Zauberwortkanarie meldet an.", (quote,)), bench)
    frequent = coverage(Statement("Die Steuer meldet an.", (quote,)), bench)
    assert rare.rarity > frequent.rarity
    assert rare.share < frequent.share


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (Covered(1.0, "", 0.0, ""), ""),
        (Covered(1.0, "", 0.0, "Händler"), "Händler"),
        (Covered(0.9, "Kanne", 2.0, ""), "Kanne"),
        (Covered(0.9, "Kanne", 1.9, ""), ""),
        (Covered(0.49, "", 0.0, ""), "Zu viele"),
    ],
)
def test_objections_follow_the_limits(found: Covered, told: str) -> None:
    """At the limit of a noun there is an objection, at that of the share there is none."""
    objected = objection(found, Limits(2.0, 0.5))
    assert told in objected
    assert bool(objected) == bool(told)


def test_the_limits_are_calibrated() -> None:
    """Both lie where a command can have put them."""
    assert 0 < limits().noun < 10
    assert 0 < limits().share < 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("anzumelden", "angemeldet"), ("Anmeldung", "anzumelden"), ("entrichten", "entrichtet"), ("Prüfungen", "Prüfung")],
)
def test_forms_of_a_word_have_one_root(one: str, other: str) -> None:
    """Verbs with "zu" and "ge", nouns of verbs, plurals."""
    assert root(one) == root(other)


def test_short_words_keep_their_letters() -> None:
    """An ending is cut off only where a word remains."""
    assert root("Tag") == fold("tag")
    assert root("Ehe") != root("Eher")


def test_plain_words_say_nothing() -> None:
    """The list holds words that introduce, and none that an example objects to."""
    assert root("Vorschrift") in plain_words()
    assert not {root(word) for word in ("Händler", "Lieferung", "Steuer", "Frist")} & plain_words()

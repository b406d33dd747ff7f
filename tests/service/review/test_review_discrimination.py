"""Remarks on discriminating statements: what is found, what passes, and that the tables can be trusted."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

import service.review.discrimination as package
from service.ask import Desk
from service.review.discrimination import remarks
from service.review.discrimination.forms import FormError, read_phrases
from service.review.discrimination.tables import grounds, loaded_words, meanings, rules
from service.review.model import Level, Remark, Reviewed
from service.review.purpose import Purpose
from service.review.reading import Reading, read
from service.review.run import review

FOLDER = Path(package.__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";"))


def found(text: str) -> list[tuple[str, Level, str]]:
    """Rule, level and words of each remark."""
    return [(one.rule, one.level, one.text) for one in remarks(read(text))]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        # a quality of a group
        ("Wir meinen, ältere Beschäftigte sind oft unflexibel.", "V01", "ältere Beschäftigte sind oft unflexibel"),
        # typical
        ("Das ist typisch Frau.", "V02", "typisch Frau"),
        # a bent
        ("Junge Kollegen neigen zu Fehlern.", "V03", "Junge Kollegen neigen zu"),
        # an ability, in both orders of words
        ("Frauen können nicht rechnen.", "V04", "Frauen können nicht rechnen"),
        ("Es heißt, dass Frauen nicht rechnen können.", "V05", "Frauen nicht rechnen können"),
        # in spite of
        ("Trotz ihrer Behinderung kam sie.", "V12", "Trotz ihrer Behinderung"),
        # kept out
        ("Ausländer haben hier nichts zu suchen.", "V15", "Ausländer haben hier nichts zu suchen"),
        ("Keine Rentner einstellen!", "V17", "Keine Rentner einstellen"),
        # a loaded word, in any form
        ("Die Anzeige der Asylanten liegt vor.", "W03", "Asylanten"),
        ("Der Beleg war GETÜRKT.", "W04", "GETÜRKT"),
    ],
)
def test_what_is_found(text: str, rule: str, words: str) -> None:
    """One statement of each kind, with its words and its rule."""
    assert found(text) == [(rule, Level.BEFUND, words)]


@pytest.mark.parametrize(
    "text",
    [
        # a legal statement on a group
        "Alle Ausländer ohne Wohnsitz im Inland sind beschränkt steuerpflichtig.",
        # denied
        "Ältere Beschäftigte sind nicht weniger belastbar als jüngere.",
        # only some of them, by a relative clause
        "Frauen, die überfordert sind, finden Rat.",
        # the same words, as a quality of a thing
        "Blinde Flecken im Vordruck sind ein Problem.",
        "Alte Bescheide sind ungeeignet.",
        # two sentences
        "Hier arbeiten viele Frauen. Der Vordruck ist ungeeignet.",
    ],
)
def test_what_passes(text: str) -> None:
    """Neutral words on the same groups."""
    assert found(text) == []


def test_who_speaks_against_a_prejudice_gets_a_hint_only() -> None:
    """The words stand there, but as what they are."""
    assert [level for _, level, _ in found("Es ist ein Vorurteil, dass Rentner unehrlich seien.")] == [Level.HINWEIS]


def test_a_finding_says_where_why_and_what_instead() -> None:
    """Offsets in the text, the ground of § 1 AGG, an explanation and a suggestion, as sentences."""
    text = "Guten Tag! Rentner sind geizig."
    (one,) = remarks(read(text))
    assert text[one.start : one.end] == one.text == "Rentner sind geizig"
    assert one.ground == "Alter"
    assert one.explanation.endswith(".")
    assert one.suggestion


@pytest.mark.parametrize(
    "text",
    [
        # quoted with evidence, too short to be an overlap
        "»Rentner sind überfordert« (§ 9 MondStG)",
        # without a citation
        "»Rentner sind überfordert«",
    ],
)
def test_words_that_only_look_quoted_are_the_writers(desk: Desk, text: str) -> None:
    """No law says so: neither marks nor a citation make it a quote of the law."""
    assert [one.level for one in _reviewed(text, desk)] == [Level.BEFUND]


def test_words_of_the_law_quoted_with_evidence_are_not_the_writers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The remark stays, marked as a quote; here on a word of the fictional law, taken for a loaded one."""

    def on_the_office(reading: Reading) -> tuple[Remark, ...]:
        at = reading.text.index("Lunarzollamt")
        return (Remark(at, at + 12, "Lunarzollamt", Level.BEFUND, "W99", "Alter", "Grund.", "Vorschlag"),)

    monkeypatch.setattr("service.review.run.remarks", on_the_office)
    law = "soll das Lunarzollamt verwarnen"
    assert [one.level for one in _reviewed(f"»{law}« (§ 30 Abs. 2 MondStG)", desk)] == [Level.ZITAT]
    assert [one.level for one in _reviewed(f"»{law}« (§ 9 Abs. 1 MondStG)", desk)] == [Level.BEFUND]
    assert [one.level for one in _reviewed(f"Es {law}.", desk)] == [Level.BEFUND]


def _reviewed(text: str, desk: Desk) -> tuple[Remark, ...]:
    reviewed = review(text, date(2026, 6, 30), Purpose.VERMERK, desk)
    assert isinstance(reviewed, Reviewed)
    return reviewed.remarks


def test_the_tables_are_well_formed() -> None:
    """Every class that a rule names exists, every ground is known, ids are unique, no phrase is there twice."""
    told = [*rows("groups.csv"), *rows("vocabulary.csv")]
    classes = {row["class"] for row in told}
    assert {kind for rule in rules() for kinds in rule.kinds for kind in kinds} <= classes
    assert {row["ground"] for row in [*rows("groups.csv"), *rows("words.csv")]} <= set(grounds())
    for name in ("rules.csv", "words.csv"):
        ids = [row["id"] for row in rows(name)]
        assert len(ids) == len(set(ids)), name
    assert meanings()
    assert loaded_words()
    seen: set[tuple[str, str, object]] = set()
    for row in told:
        for phrase in read_phrases(row["forms"]):
            key = (row["class"], row.get("ground", ""), phrase)
            assert key not in seen, key
            seen.add(key)


def test_every_rule_names_a_group_or_ground() -> None:
    """A rule over words without a group would meet anything."""
    grounded = {row["class"] for row in rows("groups.csv")}
    for rule in rules():
        assert any(kinds & grounded for kinds in rule.kinds), rule.id


@pytest.mark.parametrize("forms", ["", "a||b", "Frau[-,en", "[a]b[c]"])
def test_a_form_that_cannot_be_read_is_refused(forms: str) -> None:
    """In the table, not in silence."""
    with pytest.raises(FormError):
        list(read_phrases(forms))

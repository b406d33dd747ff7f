"""Hints on plain language: what is hard to read, and how hard a text is as a whole."""

from __future__ import annotations

import pytest

from corpus.citations import Codes
from service.review.plain import limits, readability, syllables, vienna
from service.review.reading import read

CODES = Codes.load()
_SYLLABLES = [
    *[("haus", 1), ("und", 1), ("gilt", 1), ("nr", 1), ("über", 2), ("steuer", 2), ("einen", 2), ("qualität", 3)],
    *[
        ("einkommen", 3),
        ("abschnitt", 2),
        ("steuerpflichtiger", 5),
        ("bauunternehmer", 5),
        ("union", 3),
        ("familie", 3),
    ],
]


def rules(text: str) -> list[str]:
    """The rules that a text meets."""
    return [hint.rule for hint in readability(read(text), CODES).hints]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sie senden uns den Antrag. Wir prüfen ihn.", []),
        (f"Das Amt {'prüft und ' * 13}hilft.", ["P01"]),
        ("Der Antrag wird geprüft, bevor der Bescheid erlassen wird.", ["P02"]),
        ("Es wird Sommer, und die Tage werden lang.", []),
        ("Die Prüfung der Berechtigung zur Erstattung erfordert die Vorlage einer Bescheinigung.", ["P03"]),
        ("Nehmen Sie die AEAO zur Hand.", ["P04"]),
        ("Nehmen Sie den Anwendungserlass (AEAO) zur Hand. Die AEAO hilft.", []),
        ("Das gilt i. V. m. der Satzung.", ["P04"]),
        ("Die PDF-Datei usw. liegt bei.", []),
    ],
)
def test_each_rule_meets_what_it_is_for(text: str, expected: list[str]) -> None:
    """And nothing else."""
    assert rules(text) == expected


def test_an_abbreviation_of_a_law_is_told_in_full() -> None:
    """The writer can copy it."""
    (hint,) = readability(read("Das steht im EStG."), CODES).hints
    assert "Einkommensteuergesetz" in hint.explanation
    assert (hint.start, hint.end) == (13, 17)


@pytest.mark.parametrize(("word", "count"), _SYLLABLES)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    """One for each vowel or diphthong; an abbreviation without any is one."""
    assert syllables(word) == count


def test_the_formula_is_the_published_one() -> None:
    """Ten words in two sentences: one of three syllables and more than six letters, nine of one syllable."""
    words = ["einkommen", *["haus"] * 9]
    assert vienna(words, 2) == pytest.approx(0.1935 * 10 + 0.1672 * 5 + 0.1297 * 10 - 0.0327 * 90 - 0.875)


def test_a_short_text_has_no_score() -> None:
    """A formula says nothing about a line."""
    assert readability(read("Guten Tag!"), CODES).score is None
    assert readability(read("Wir helfen gern. " * 20), CODES).score is not None


def test_the_table_is_well_formed() -> None:
    """Every rule ends with a full stop and names at most the count."""
    for rule, limit in limits().items():
        assert limit.explanation.format(count=3).endswith("."), rule

"""Characters: what is harmless is read, what looks like something else is named, and offsets lead back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.check.characters import clean


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14\u00a0Prozent", "14 Prozent"),
        ("Steu\u00ader", "Steuer"),
        ("1\u200b4", "14"),
        ("a\u0308ndern", "ändern"),
        ("\ufb01nden", "finden"),
        ("Zeile\r\nZeile", "Zeile\nZeile"),
        ("m², Wort¹", "m², Wort"),
        ("Ein\u2010 und Ausfuhr", "Ein- und Ausfuhr"),
        ("1\ufe0f\u20e3 Steuer", "1 Steuer"),
        ("§ 4o EStG, Nr. 10a, 5 ‰, −3 °C", "§ 4o EStG, Nr. 10a, 5 ‰, −3 °C"),
        ("Ærø, Łódź, Čapek, naïve", "Ærø, Łódź, Čapek, naïve"),
    ],
)
def test_typography_is_harmless(text: str, read: str) -> None:
    """Blanks of all kinds, soft hyphens, ligatures, marks typed apart, names from abroad."""
    cleaned = clean(text)
    assert cleaned.reading.text == read
    assert cleaned.oddities == ()


@pytest.mark.parametrize(
    ("text", "read", "kind", "start"),
    [
        ("Dіe", "Die", "confusable", 1),
        ("Αnzeige", "Anzeige", "confusable", 0),
        ("３0", "30", "confusable", 0),
        ("٣ Tage", "3 Tage", "confusable", 0),
        ("𝟏 Tag", "1 Tag", "confusable", 0),
        ("1\u03384", "14", "confusable", 0),
        ("14² Euro", "14² Euro", "confusable", 2),
        ("3O Euro", "3O Euro", "confusable", 0),
        ("l4 Euro", "l4 Euro", "confusable", 0),
        ("\u202e41", "41", "direction", 0),
        ("a\u200fb", "ab", "direction", 1),
        ("a\U000e0041b", "ab", "invisible", 1),
        ("a\ue000b", "ab", "invisible", 1),
    ],
)
def test_lookalikes_and_hidden_signs_are_named(text: str, read: str, kind: str, start: int) -> None:
    """Read as what they look like, with where they stand and what they are."""
    cleaned = clean(text)
    assert cleaned.reading.text == read
    assert cleaned.oddities[0].kind == kind
    assert cleaned.oddities[0].start == start
    assert "Unsichtbares oder verwechselbares Zeichen" in cleaned.oddities[0].explanation


@given(st.text())
def test_every_character_knows_where_it_comes_from(text: str) -> None:
    """Origins rise, and lie in the text."""
    reading = clean(text).reading
    assert len(reading.text) == len(reading.origins)
    assert list(reading.origins) == sorted(reading.origins)
    assert all(0 <= place < len(text) for place in reading.origins)


@given(st.text(alphabet="abcäöüß .,§0123456789\n", max_size=200))
def test_plain_text_stays_as_it_is(text: str) -> None:
    """Nothing is changed, nothing is odd."""
    cleaned = clean(text)
    assert cleaned.reading.text == text
    assert cleaned.oddities == ()

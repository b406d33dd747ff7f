"""The word tables that the gate reads by: each entry does what the table says, and none contradicts another."""

from __future__ import annotations

from fractions import Fraction

import pytest

from corpus.citations import Codes
from service.verify.reading import Kind, grammar, read
from service.verify.reading.clean import clean
from service.verify.reading.lexicon import excludes, infinitive, is_infinitive, word
from service.verify.reading.numerals import number_word, ordinal_word, roman, units
from service.verify.reading.tables import listed, rows, words

MARKERS = [(row["group"], row["key"], form) for row in rows("markers.csv") for form in words(row["forms"])]
OPPOSITES = [row["words"] for row in rows("opposites.csv")]
GROUPS = {"negation", "denial", "exception", "condition", "modality", "comparator"}


def keys(text: str, kind: Kind) -> list[str]:
    return [item.key for item in read(text, Codes.load(), None).items if item.kind is kind]


def test_every_marker_belongs_to_a_known_group() -> None:
    """No group is misspelt, and no form stands twice."""
    assert {group for group, _, _ in MARKERS} == GROUPS
    assert len({form for _, _, form in MARKERS}) == len(MARKERS)


@pytest.mark.parametrize(("group", "key", "form"), MARKERS, ids=[form for _, _, form in MARKERS])
def test_every_marker_is_read(group: str, key: str, form: str) -> None:
    """In a sentence, with the figure that it needs behind it, a form is read as its key."""
    spelled, _, needs = form.partition(" #")
    behind = {"d": "31. Mai", "z": "100 Euro"}.get(needs, "100 Euro") if " #" in form else "Stein"
    found = read(f"Der Satz {spelled.replace('*', '')} {behind}.", Codes.load(), None)
    assert (key, group) in [(item.key, item.group) for item in found.items if item.kind is Kind.MARKER]


@pytest.mark.parametrize("line", OPPOSITES)
def test_opposites_exclude_each_other(line: str) -> None:
    """Every word of a side excludes every word of the other sides, and none of its own."""
    sides = [[form.replace("*", "") for form in words(side.strip())] for side in line.split(" / ")]
    assert len(sides) > 1
    for number, side in enumerate(sides):
        for one in side:
            for place, other_side in enumerate(sides):
                for other in other_side:
                    assert place == number or excludes(word(one).sides, word(other).sides)


def test_units_exclude_each_other() -> None:
    """A month is no year, also where no number stands before it."""
    assert excludes(word("Monat").sides, word("Jahres").sides)
    assert not excludes(word("Monat").sides, word("Monaten").sides)
    assert {unit.factor > 0 for unit in units().values()} == {True}


@pytest.mark.parametrize("negated", listed("negated.txt"))
def test_negated_words_are_read_as_a_negation(negated: str) -> None:
    """What "unzulässig" says is "nicht zulässig"."""
    found = read(f"Das ist {negated}.", Codes.load(), None)
    assert [item.key for item in found.items if item.kind is Kind.MARKER] == ["nicht"]
    assert keys(f"Das ist {negated}.", Kind.WORD) == keys(f"Das ist {negated[2:]}.", Kind.WORD)


@pytest.mark.parametrize("sign", [row["sign"] for row in rows("lookalikes.csv")])
def test_lookalikes_are_read_as_latin(sign: str) -> None:
    """What looks like a Latin sign is read as it; no Latin letter is in the table."""
    assert not sign.isascii()
    assert clean(sign).isascii() or clean(sign) == "–"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("zwölf", 12),
        ("einundzwanzig", 21),
        ("fünfundneunzig", 95),
        ("hundert", 100),
        ("zweihundertfünfzig", 250),
        ("tausend", 1000),
        ("dreitausendeinhundert", 3100),
        ("fünfzigtausend", 50_000),
        ("eineinhalb", Fraction(3, 2)),
    ],
)
def test_number_words_are_counted(text: str, value: Fraction) -> None:
    """German number words have their values."""
    assert number_word(text) == value


@pytest.mark.parametrize("text", ["stein", "und", "grund", "hund", "", "ein", "zweck", "undzwanzig", "achtung"])
def test_other_words_count_nothing(text: str) -> None:
    """A word that only resembles a number word is none."""
    assert number_word(text) is None


def test_ordinals_and_roman_numerals() -> None:
    """The word "vierten" counts four, "XII" is twelve, and "IIII" is no numeral."""
    assert [ordinal_word(text) for text in ("ersten", "dritter", "siebten", "zwölfte", "zwanzigsten")] == [
        1,
        3,
        7,
        12,
        20,
    ]
    assert [roman(text) for text in ("I", "IV", "IX", "XII", "XXXIX", "IIII", "")] == [1, 4, 9, 12, 39, None, None]


def test_infinitives_and_participles_are_told_apart() -> None:
    """What is "zu entrichten" is commanded, "die zu entrichtende Steuer" is not."""
    assert infinitive("anzumelden") == "anmelden"
    assert infinitive("hinzuzurechnen") == "hinzurechnen"
    assert infinitive("anzumeldenden") is None
    assert is_infinitive("entrichten")
    assert is_infinitive("verwenden")
    assert not is_infinitive("entrichtenden")
    assert not is_infinitive("zehn")


def test_grammar_names_no_class_twice() -> None:
    """Each class of small words stands in one line, and has words."""
    classes = [row["class"] for row in rows("grammar.csv")]
    assert len(set(classes)) == len(classes)
    assert all(grammar(kind) for kind in classes)

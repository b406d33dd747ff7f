"""One analyser for building and searching: what is written differently and means the same has the same tokens."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.index.tokens import Analyser, amount, fold, stop_words, units

TEXTS = [
    *["Der Hort und die Steuer. Die Frist für den Antrag. Eine Pauschale je Entfernung. Das Gesetz."] * 25,
    "Die Verjährung der Steuer, die Einlegung, die Änderung, das Recht." * 3,
    "Hortsteuer Antragsfrist Entfernungspauschale Hortsteuergesetz",
]


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    """An analyser with the words of a small corpus."""
    return Analyser.learn(TEXTS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Größe", "Groesse"),
        ("STRASSE", "Straße"),
        ("Körperschaften", "Koerperschaft"),
        ("4 500 Euro", "4.500,00 €"),
        ("4 500 EUR", "4500 Euro"),
        ("1 234 567,50", "1.234.567,5"),
        ("15 vom Hundert", "15 %"),
        ("15 v. H.", "15 Prozent"),
        ("§ 9 Abs. 4a Satz 2 EStG", "§9 EStG"),
        ("§ 9 EStG", "Paragraph 9 estg"),
        ("§§ 4, 7g und 10 EStG", "§ 4 § 7g § 10 EStG"),
        ("Artikel 97 EGAO", "Art. 97 EGAO"),
        ("Buchstabe a Doppelbuchstabe bb (3) Nr. 7", ""),
        ("Wie ist das und warum?", ""),
        ("Hortsteuer-Gesetz", "Hortsteuergesetz, das Gesetz der Hortsteuer"),
        ("m\u00b2", "m2"),
    ],
)
def test_the_same_thing_has_the_same_tokens(analyser: Analyser, one: str, other: str) -> None:
    """Umlauts, ß, case, amounts, units, ways to cite; places inside a provision and stop words have no tokens."""
    assert set(analyser.tokens(one)) == set(analyser.tokens(other))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("§ 9", ["§9"]),
        ("§ 123a", ["§123a"]),
        ("4 500", ["4500"]),
        ("31.12.2024", ["31", "12", "2024"]),
        ("0,30", ["0,3"]),
        ("Spalte 1 200", ["spalt", "1200"]),
        ("1\t200", ["1", "200"]),
        ("2024 100 Euro", ["2024", "100", "euro"]),
    ],
)
def test_numbers_and_norms(analyser: Analyser, text: str, tokens: list[str]) -> None:
    """A blank joins thousands only, a tab (the next cell of a table) nothing."""
    assert analyser.tokens(text) == tokens


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Hortsteuer", ["hort", "steu"]),
        ("Antragsfrist", ["antrag", "frist"]),
        ("Hortsteuergesetz", ["hort", "steu", "gesetz"]),
        ("Hortsteuern", ["hort", "steu"]),
        ("Pendlerpauschale", ["pauschal"]),
        ("Frist", []),
        ("Xylophon", []),
    ],
)
def test_compounds_have_the_tokens_of_their_parts(analyser: Analyser, word: str, parts: list[str]) -> None:
    """After the token of the whole; of a word that the corpus does not know at least its known end."""
    assert analyser.tokens(word)[1:] == parts


@pytest.mark.parametrize(
    ("form", "noun"),
    [("verjährt", "Verjährung"), ("eingelegt", "Einlegung"), ("geändert", "Änderung")],
)
def test_a_verb_has_the_token_of_its_noun(analyser: Analyser, form: str, noun: str) -> None:
    """The law says "Verjährung" where people ask when something "verjährt"."""
    assert analyser.tokens(noun)[0] in analyser.tokens(form)


def test_a_noun_in_t_is_no_verb(analyser: Analyser) -> None:
    """It has its own token only."""
    assert analyser.tokens("Recht") == ["recht"]


def test_words_name_what_stands_in_the_text(analyser: Analyser) -> None:
    """Each word with its tokens, stop words with none."""
    words = analyser.words("Die Antragsfrist")
    assert [(word.surface, len(word.tokens)) for word in words] == [("die", 0), ("antragsfrist", 3)]


def test_a_loaded_analyser_is_the_same(analyser: Analyser, tmp_path: Path) -> None:
    """What was indexed is found: search divides words as the build did."""
    analyser.save(tmp_path / "words.json")
    loaded = Analyser.load(tmp_path / "words.json")
    text = "Antragsfrist verjährt Pendlerpauschale Hortsteuergesetzes § 4 4 500 €"
    assert loaded.tokens(text) == analyser.tokens(text)


def test_amounts_have_one_form() -> None:
    """Decimals that say nothing are dropped, others kept."""
    assert [amount(text) for text in ("1.230,50", "5,0", "100", "12 000")] == ["1230,5", "5", "100", "12000"]


def test_stop_words_are_a_list_without_doubles() -> None:
    """Lower case, one word a line, each once."""
    words = stop_words()
    assert len(set(words)) == len(words) > 200
    assert all(word == word.lower() and word.isalpha() for word in words)


def test_no_stop_word_is_a_subject_of_tax_law() -> None:
    """A word that a provision can be about must be searchable."""
    subjects = {"steuer", "frist", "satz", "freibetrag", "einkommen", "gilt", "ao", "erbe", "bescheid", "grund"}
    assert not subjects & {fold(word) for word in stop_words()}


def test_every_unit_is_found_under_its_word(analyser: Analyser) -> None:
    """Each row of the table works as it is written there."""
    table = units()
    assert len(table) >= 8
    for form, word in table.items():
        assert analyser.tokens(f"15 {form}") == ["15", *analyser.tokens(word)]

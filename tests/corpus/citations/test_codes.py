"""The table of laws: what must hold for every row, and how laws are looked up."""

from __future__ import annotations

import re

import pytest

from corpus.citations import Code, Codes
from corpus.citations.codes import normal
from corpus.citations.vocabulary import read_table
from corpus.model import Rank

ROWS = read_table("codes.csv")


def test_keys_are_unique_and_fit_for_addresses() -> None:
    """No key occurs twice, and none holds a character that means something in an address id."""
    keys = [row["key"] for row in ROWS]
    assert len(set(keys)) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key) for key in keys)


def test_every_row_is_whole() -> None:
    """Each law has an abbreviation, a title and a known rank, and no alias is empty."""
    for row in ROWS:
        assert row["abbreviation"], row
        assert row["title"], row
        assert row["rank"] in set(Rank), row
        assert not row["aliases"] or all(alias.strip() == alias != "" for alias in row["aliases"].split("|")), row


def test_spellings_are_unique() -> None:
    """No spelling, inflected forms included, names two laws."""
    owner: dict[str, str] = {}
    for code in Codes.load().entries:
        for spelling in code.spellings:
            assert owner.setdefault(normal(spelling), code.key) == code.key, spelling


def test_no_spelling_repeats_another_of_its_row() -> None:
    """An alias says something new: neither a blank, a hyphen nor case alone makes one."""
    for row in ROWS:
        aliases = [normal(alias) for alias in row["aliases"].split("|") if alias]
        assert len(set(aliases)) == len(aliases), row
        assert not {normal(row["abbreviation"]), normal(row["title"])} & set(aliases), row


@pytest.mark.parametrize(
    ("spelling", "key"),
    [
        ("EStG", "estg"),
        ("estg", "estg"),
        ("AO 1977", "ao"),
        ("Abgabenordnung", "ao"),
        ("Einkommensteuergesetzes", "estg"),
        ("Bürgerlichen Gesetzbuch", "bgb"),
        ("Fünften Buchs Sozialgesetzbuch", "sgb-5"),
        ("Einführungsgesetzes zur Abgabenordnung", "egao"),
        ("5.VermBG", "5-vermbg"),
        ("InvZulG 2010", "invzulg-2010"),
        ("AO1977§180Abs2V", "ao-180-v"),
        ("SolzG 1995", "solzg"),
        ("StBGebV", "stbvv"),
    ],
)
def test_lookup(spelling: str, key: str) -> None:
    """A law is found by abbreviation, title, alias and inflected form, whatever its case and blanks."""
    code = Codes.load().lookup(spelling)
    assert code is not None
    assert code.key == key


@pytest.mark.parametrize("word", ["weg", "Gesetz", "InvZulG", "Steuer", ""])
def test_lookup_of_no_law(word: str) -> None:
    """Ordinary words, and abbreviations that fit several laws, name none."""
    assert Codes.load().lookup(word) is None


@pytest.mark.parametrize("text", ["AOK", "EStG-E", "EStGB", "KStGneu"])
def test_a_name_ends_where_the_word_ends(text: str) -> None:
    """An abbreviation that is only the beginning of a word, or of a draft's name, isn't the law."""
    assert Codes.load().match_at(text, 0) is None


def test_the_longest_spelling_wins() -> None:
    """The title of another law inside a title doesn't end it."""
    text = "Verordnung zu § 180 Absatz 2 der Abgabenordnung"
    mention = Codes.load().match_at(text, 0)
    assert mention is not None
    assert (mention.code.key, mention.end) == ("ao-180-v", len(text))


def test_added_laws_are_known_and_change_nothing_else() -> None:
    """A law that was ingested can be cited; the table's own laws stay as they are."""
    moon = Code("mondstg", "MondStG", "Mondsteinsteuergesetz", Rank.GESETZ)
    other = Code("estg", "Anders", "Anderes Gesetz", Rank.VERORDNUNG)
    codes = Codes.load().with_added(moon, other)
    assert codes.lookup("Mondsteinsteuergesetzes") == moon
    assert codes.by_key("mondstg") == moon
    assert codes.by_key("estg") == Codes.load().by_key("estg")
    assert Codes.load().by_key("mondstg") is None


def test_nothing_to_add_gives_the_same_table() -> None:
    """Laws that are known already leave the table as it is."""
    codes = Codes.load()
    assert codes.with_added(Code("ao", "AO", "Abgabenordnung", Rank.GESETZ)) is codes

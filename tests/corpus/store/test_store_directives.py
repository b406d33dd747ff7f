"""Directives go through the same store as statutes; a database of an earlier release is brought up to date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from corpus.address import Address
from corpus.database import open_database
from corpus.model import Account, Directive, Provision, Rank, Stand, StandEntry, Unit
from corpus.store import Store

DAY = date(2031, 4, 1)
KEY = "bmf-2031-03-12-iv-z-9-s-9999-24-10001"


@pytest.fixture
def letter() -> Directive:
    """A fictional letter with one numbered section."""
    address = Address.from_id(f"{KEY}/schreiben")
    words = "1. Brunnen gelten als Anlagen."
    unit = Unit(Address.from_id(f"{KEY}/schreiben/nr-1"), 0, len(words), 3)
    return Directive(
        key=KEY,
        abbreviation="BMF v. 12.3.2031, IV Z 9 - S 9999/24/10001",
        title="Brunnen",
        rank=Rank.VERWALTUNGSANWEISUNG,
        issuer="Bundesministerium der Finanzen",
        references=("IV Z 9 - S 9999/24/10001", "DOK 2031/1"),
        issued=date(2031, 3, 12),
        stand=Stand((StandEntry("Stand", "vom 12.3.2031"),), date(2031, 3, 12)),
        published=date(2031, 3, 12),
        source_url="https://ministerium.example/brunnen.html",
        provisions=(Provision(address, "Schreiben", "", words, (unit,), source_url="https://m.example/b.pdf"),),
        account=Account(26, (("Text", 26),)),
        comments_on=(Address.from_id("brunnstg/3"),),
        fictional=True,
    )


def test_a_directive_comes_out_as_it_went_in(store: Store, letter: Directive) -> None:
    """Issuer, references, what it comments on, and the page of each provision are kept."""
    store.put(letter, "c" * 64, DAY)
    view = store.view()
    (version,) = view.versions(KEY)
    assert view.document(version) == letter
    assert (version.issuer, version.references, version.issued) == (letter.issuer, letter.references, letter.issued)
    held = view.provision(Address.from_id(f"{KEY}/schreiben/nr-1"))
    assert held is not None
    assert held.provision.source_url == "https://m.example/b.pdf"


def test_another_issuer_is_another_form_of_the_same_version(store: Store, letter: Directive) -> None:
    """What stands beside the text changes the form, not the name of the version."""
    first = store.put(letter, "c" * 64, DAY)
    second = store.put(replace(letter, issuer="BMF"), "d" * 64, DAY)
    assert first.version == second.version
    assert store.view().versions(KEY)[-1].issuer == "BMF"


def test_a_database_of_an_earlier_release_gets_the_new_columns(tmp_path: Path, letter: Directive) -> None:
    """Columns that are missing are added with their default; rows stay, and writing works."""
    url = f"sqlite:///{tmp_path / 'old.db'}"
    store = Store(open_database(url))
    store.put(letter, "c" * 64, DAY)
    old = create_engine(url)
    with old.begin() as connection:
        for column in ("issuer", "refs", "comments_on"):
            connection.execute(text(f"ALTER TABLE version DROP COLUMN {column}"))
    old.dispose()
    engine = open_database(url)
    assert {"issuer", "refs", "comments_on"} <= {column["name"] for column in inspect(engine).get_columns("version")}
    (version,) = Store(engine).view().versions(KEY)
    assert (version.issuer, version.references) == ("", ())


def test_another_file_of_a_letter_counts_from_the_day_on_which_it_was_seen(store: Store, letter: Directive) -> None:
    """Until then the first file was the text; a better reading of the same file is the text from the beginning."""
    other = replace(letter, provisions=(replace(letter.provisions[0], text="1. Brunnen gelten nicht als Anlagen."),))
    store.put(letter, "c" * 64, DAY)
    store.put(other, "d" * 64, date(2031, 6, 1))
    assert [version.day for version in store.view().versions(KEY)] == ["2031-03-12", "2031-06-01"]
    better = replace(letter, provisions=(replace(letter.provisions[0], text="1. Brunnen gelten als Bauten."),))
    store.put(better, "d" * 64, date(2031, 6, 1))
    texts = [edition.provision.text for edition in store.view().history(Address.from_id(f"{KEY}/schreiben"))]
    assert texts == ["1. Brunnen gelten als Anlagen.", "1. Brunnen gelten als Bauten."]

"""The Sachregister: tables that a lawyer corrects, with the checks that keep them sound."""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest

from corpus import register
from corpus.address import Address, StepKind
from corpus.model import Provision
from corpus.register import COLUMNS, EntryKind, RegisterError, Row, entries, fingerprint, rows
from corpus.register.findings import by_law, contradictions
from ingest.demo import SLUGS
from ingest.markup.gii_norm import Naming, parse
from ingest.markup.zipped import only_member

MOST_USED = ("estg", "ao", "ustg", "kstg", "gewstg", "erbstg", "bewg", "grestg", "grstg", "fgo")
FICTIONAL = frozenset(law.key for law in SLUGS.values())

Law = Callable[[str], Mapping[Address, Provision]]


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _asked() -> Iterator[str]:
    """Every question that something is measured by."""
    for folder in files("eval").joinpath("topics").iterdir():
        for file in folder.iterdir() if folder.is_dir() else ():
            if file.name.endswith(".jsonl"):
                for line in file.read_text(encoding="utf-8").splitlines():
                    if line.strip():
                        yield json.loads(line)["text"]


def test_there_are_enough_keywords_of_real_law() -> None:
    """Those of the fictional law do not count."""
    assert sum(row.places[0].law not in FICTIONAL for row in rows()) >= 6000


def test_every_kind_is_used() -> None:
    """Kinds that no table uses would be dead; unknown ones are refused by the reader."""
    assert {row.kind for row in rows()} == set(EntryKind)


def test_every_row_is_well_formed() -> None:
    """A keyword of 2 to 80 characters without blanks around or within it, and places, each named once and undated."""
    wrong = [
        f"{row.table}, Zeile {row.line}: {row.keyword}"
        for row in rows()
        if not 2 <= len(row.keyword) <= 80
        or row.keyword != " ".join(row.keyword.split())
        or not row.places
        or not all(place.steps for place in row.places)
        or len(set(row.places)) < len(row.places)
        or any(place.version for place in row.places)
    ]
    assert wrong == []


def test_no_keyword_stands_twice_in_a_table() -> None:
    """Whatever its case; who finds it must find all its places."""
    counts = Counter((row.table, row.keyword.casefold()) for row in rows())
    assert [one for one, count in counts.items() if count > 1] == []


def test_no_keyword_is_a_question_that_something_is_measured_by() -> None:
    """Copied from a question set, the register would only show that it was copied."""
    asked = {_plain(text) for text in _asked()}
    assert len(asked) > 500
    assert [row.keyword for row in rows() if _plain(row.keyword) in asked] == []


def test_a_fictional_table_says_so_and_leads_to_fictional_law_only() -> None:
    """Nobody may take it for real law."""
    tables = defaultdict(set)
    for row in rows():
        tables[row.table] |= {place.law for place in row.places}
    mixed = [table for table, laws in tables.items() if laws & FICTIONAL and laws - FICTIONAL]
    fictional = [table for table, laws in tables.items() if laws & FICTIONAL]
    assert mixed == []
    assert fictional == ["mondstg.csv"]
    text = files("corpus.register").joinpath("mondstg.csv").read_text(encoding="utf-8")
    assert text.startswith("# FIKTIVES RECHT")


def test_entries_bring_the_tables_together() -> None:
    """Each keyword once, with the places of all tables that have it."""
    found = {entry.keyword.casefold(): entry.places for entry in entries()}
    assert len(found) == len(entries())
    wanted: dict[str, set[Address]] = defaultdict(set)
    for row in rows():
        wanted[row.keyword.casefold()].update(row.places)
    assert {name: set(places) for name, places in found.items()} == wanted


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of tables in the place of those that ship with the project."""
    for cached in (rows, entries, fingerprint):
        cached.cache_clear()
    monkeypatch.setattr(register, "files", lambda _package: tmp_path)
    yield tmp_path
    for cached in (rows, entries, fingerprint):
        cached.cache_clear()


@pytest.mark.parametrize(
    "line",
    [
        "Hort;alltag",
        "Hort;alltag;zwstg/1;mehr",
        "Hort;sage;zwstg/1",
        "Hort;alltag;zwstg/1/hügel-2",
        "Hort;Alltag;zwstg/1",
    ],
)
def test_a_broken_row_is_told_with_table_and_line(tables: Path, line: str) -> None:
    """Comments and blank lines count, so that the number is that of an editor."""
    (tables / "zwstg.csv").write_text(f"# Zwerge\n{';'.join(COLUMNS)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(RegisterError, match=r"corpus/register/zwstg\.csv, Zeile 4: Erwartet wird »Stichwort;Art;"):
        rows()


def test_a_table_is_read_as_it_stands_there(tables: Path) -> None:
    """Comments are skipped, places keep their order, another word makes another hash."""
    table = tables / "zwstg.csv"
    table.write_text("# Zwerge\nstichwort;art;stellen\nSchatz;alltag;zwstg/1/abs-2 zwstg/1\n", encoding="utf-8")
    places = (Address.from_id("zwstg/1/abs-2"), Address.from_id("zwstg/1"))
    assert rows() == (Row("zwstg.csv", 3, "Schatz", EntryKind.EVERYDAY, places),)
    before = fingerprint()
    fingerprint.cache_clear()
    table.write_text("stichwort;art;stellen\nHort;alltag;zwstg/1\n", encoding="utf-8")
    assert fingerprint() != before


def _row(table: str, keyword: str, *places: str) -> Row:
    return Row(table, 1, keyword, EntryKind.TOPIC, tuple(map(Address.from_id, places)))


def test_a_contradiction_is_a_keyword_that_tables_lead_to_different_provisions() -> None:
    """Another Absatz of the same § is none, nor is what only one table says."""
    disputed = _row("a.csv", "Freibetrag", "zwstg/1"), _row("b.csv", "freibetrag", "riestg/2", "zwstg/1")
    agreed = _row("a.csv", "Schatz", "zwstg/1/abs-1"), _row("b.csv", "Schatz", "zwstg/1/abs-2")
    (found,) = contradictions((*disputed, *agreed, _row("a.csv", "Rabe", "zwstg/3", "zwstg/4")))
    assert (found.keyword, found.rows) == ("Freibetrag", disputed)
    assert [str(place) for place in found.places] == ["zwstg/1", "riestg/2"]


def test_contradictions_of_the_register_are_listed_in_order() -> None:
    """Each keyword once, from two tables at least."""
    found = contradictions()
    names = [one.keyword.casefold() for one in found]
    assert names == sorted(set(names))
    assert all(len({row.table for row in one.rows}) > 1 for one in found)


def test_laws_are_counted_by_the_places_that_keywords_lead_to() -> None:
    """A keyword with two places in a law counts there once."""
    counted = by_law((_row("a.csv", "Hort", "zwstg/1", "zwstg/2", "riestg/1"), _row("a.csv", "Rabe", "zwstg/1/abs-1")))
    assert counted == (("zwstg", 2, 2), ("riestg", 1, 1))


@pytest.fixture(scope="module")
def law(mirror: Path) -> Law:
    """The provisions of a real law of the mirror, parsed when first asked for."""
    table = files("ingest.sources").joinpath("gesetze_im_internet.csv").read_text(encoding="utf-8").splitlines()
    slugs = {row["key"]: row["slug"] for row in csv.DictReader([one for one in table if one[:1] != "#"], delimiter=";")}

    @cache
    def parsed(key: str) -> Mapping[Address, Provision]:
        archive = mirror / "www.gesetze-im-internet.de" / slugs[key] / "xml.zip"
        read = parse(only_member(archive.read_bytes()), Naming(key), "")
        return {provision.address: provision for provision in read.provisions}

    return parsed


@pytest.mark.mirror
def test_every_place_is_one_of_the_law(law: Law) -> None:
    """Provision and unit, named as the parser names them."""
    wrong = []
    for row in rows():
        for place in row.places:
            if place.law not in FICTIONAL:
                provision = law(place.law).get(place.provision)
                if provision is None or (place.inner and provision.unit(place) is None):
                    wrong.append(f"{row.table}, Zeile {row.line}: {place}")
    assert wrong == []


@pytest.mark.mirror
@pytest.mark.parametrize("key", MOST_USED)
def test_every_provision_of_the_most_used_laws_has_three_keywords(law: Law, key: str) -> None:
    """Whatever somebody calls it, one of them is near. Annexes and tables of contents are found by their §§."""
    counts = Counter(one for row in rows() for one in {place.provision for place in row.places})
    in_force = [
        address
        for address, provision in law(key).items()
        if address.steps[0].kind is StepKind.PARAGRAPH and not provision.repealed
    ]
    assert len(in_force) > 20
    assert [str(address) for address in in_force if counts[address] < 3] == []

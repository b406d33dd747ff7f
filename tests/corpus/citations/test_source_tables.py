"""The tables of works, issuers, courts and reporters: what must hold for every row."""

from __future__ import annotations

import re

import pytest

from corpus.address import StepKind
from corpus.citations import Codes
from corpus.citations.patterns import SECTIONS
from corpus.citations.vocabulary import fold, read_table
from corpus.citations.works import suited, works
from corpus.model import Rank

CODES = Codes.load()


@pytest.mark.parametrize(
    ("table", "name"), [("issuers.csv", "issuer"), ("courts.csv", "court"), ("reporters.csv", "reporter")]
)
def test_no_name_is_spelled_twice(table: str, name: str) -> None:
    """Each spelling names one issuer, court or reporter, and no cell holds an empty one."""
    owner: dict[str, str] = {}
    for row in read_table(table):
        spellings = [row[name], *(row["words"].split("|") if row["words"] else [])]
        assert all(word.strip() == word != "" for word in spellings), row
        folded = {fold(word).rstrip(".") for word in spellings}
        assert all(owner.setdefault(word, row[name]) == row[name] for word in folded), row


def test_works_are_directives_of_the_table_of_codes() -> None:
    """Each work is a directive with a kind of section, and each directive of the table is a work."""
    assert {code.key for code in CODES.entries if code.is_directive} == set(works())
    assert all(work.section in (StepKind.ZU, *SECTIONS) for work in works().values())
    assert all(not work.law or CODES.by_key(work.law) for work in works().values())


def test_notes_and_directives_belong_together() -> None:
    """Hinweise have the rank of notes, and the Richtlinien that they belong to name them in turn."""
    for work in works().values():
        code = CODES.by_key(work.key)
        assert code is not None
        assert (code.rank is Rank.HINWEIS) == (work.section is StepKind.HINWEIS), work
        assert not work.pair or works()[work.pair].pair == work.key, work


def test_the_counterpart_is_taken_where_a_section_can_only_be_its() -> None:
    """In the EStH, a Richtlinie is one of the EStR; a work without such sections keeps what it was asked for."""
    assert suited("esth", StepKind.RICHTLINIE) == "estr"
    assert suited("esth", StepKind.HINWEIS) == "esth"
    assert suited("ustae", StepKind.RICHTLINIE) == "ustae"


def test_courts_are_told_by_registers_or_not_at_all() -> None:
    """A row with registers says how the senate is counted, and is a name that a pattern can bear."""
    for row in read_table("courts.csv"):
        assert bool(row["registers"]) == bool(row["senate"]), row
        assert row["senate"] in ("", "roman", "arabic"), row
        assert not row["senate"] or re.fullmatch(r"[A-Za-z]+", row["court"]), row


def test_reporters_count_by_year_or_by_volume() -> None:
    """Each reporter says how it counts; a court's own collection names a court of the table."""
    courts = {row["court"] for row in read_table("courts.csv")}
    assert {row["counts"] for row in read_table("reporters.csv")} == {"year", "volume"}
    assert {row["court"] for row in read_table("reporters.csv")} <= {"", *courts}

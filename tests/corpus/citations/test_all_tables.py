"""The specification of citations of directives and decisions: one row of a table, one test."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.citations import (
    CaseCitation,
    Citation,
    Code,
    Codes,
    DirectiveCitation,
    NormCitation,
    Place,
    find_all,
    format_citation,
)
from corpus.model import Rank

TABLES = Path(__file__).parents[2] / "examples" / "citations"
LETTER = Code(
    "bmf-2026-01-29-iv-d-1-s-0062-00121-001-002",
    "BMF v. 29.1.2026, IV D 1 - S 0062/00121/001/002",
    "Schreiben über Mondstein",
    Rank.VERWALTUNGSANWEISUNG,
    ("COO.7005.100.4.13938177", "BStBl I 2026 S. 266"),
)
CODES = Codes.load().with_added(LETTER)


def rows(name: str) -> list[list[str]]:
    lines = (TABLES / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


ROWS = [*rows("directives.tsv"), *rows("decisions.tsv")]


def written(citation: Citation) -> str:
    """A citation as the tables write it."""
    if isinstance(citation, NormCitation):
        law = citation.law or (f"-({citation.raw})" if citation.raw else "-")
        return f"{law}: {', '.join(map(place, citation.places))}"
    words = decision(citation) if isinstance(citation, CaseCitation) else directive(citation)
    places = f": {', '.join(map(place, citation.places))}" if citation.places else ""
    reporters = [f"({reporter})" for reporter in citation.reporters]
    if isinstance(citation, CaseCitation):
        return " ".join(filter(None, (*words, *reporters))) + places
    key = [f"={citation.work}"] if citation.work == LETTER.key else []
    comments = "".join(f" ~{provision}" for provision in citation.comments_on)
    return " ".join(filter(None, (*words, *reporters, *key))) + places + comments


def decision(citation: CaseCitation) -> list[str]:
    day = citation.decided.isoformat() if citation.decided else ""
    ecli = f"<{citation.ecli}>" if citation.ecli else ""
    wrong = f"!{citation.contradiction}" if citation.contradiction else ""
    return [citation.court or "?", citation.kind, day, " + ".join(citation.file_numbers), ecli, wrong]


def directive(citation: DirectiveCitation) -> list[str]:
    day = citation.issued.isoformat() if citation.issued else ""
    reference = f"[{citation.reference}]" if citation.reference else ""
    document = f"<{citation.document}>" if citation.document else ""
    work = (citation.work or "") if citation.work != LETTER.key else ""
    edition = f"({citation.edition})" if citation.edition else ""
    keyword = f"{{{citation.keyword}}}" if citation.keyword else ""
    return [work, citation.issuer, day, reference, document, edition, keyword]


def place(cited: Place) -> str:
    path = "/".join(map(str, cited.steps))
    if cited.through:
        path += ".." + "/".join(map(str, cited.through))
    return path + (f"+{cited.following}" if cited.following else "")


def test_tables_are_large_enough() -> None:
    """The specification holds at least 150 examples, each of them once."""
    assert len(ROWS) >= 150
    assert len({tuple(row[::2]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] + (f" ({row[2]})" if len(row) > 2 else "") for row in ROWS])
def test_row(row: list[str]) -> None:
    """The citations found in the text are those that the table says; spans are verbatim, in order, and apart."""
    text, expected, *default = row
    found = find_all(text, CODES, None, default[0] if default else None)
    assert (" | ".join(map(written, found)) or "none") == expected
    assert all(text[citation.start : citation.end] == citation.text for citation in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


def bare(citation: Citation) -> str:
    """A citation without what its written form leaves out: kind of decision, year of a work, keyword, title."""
    if isinstance(citation, CaseCitation):
        return written(replace(citation, kind="", contradiction=""))
    if isinstance(citation, DirectiveCitation):
        return written(replace(citation, edition="", keyword="", comments_on=()))
    return written(citation)


@pytest.mark.parametrize("row", ROWS, ids=[row[0][:60] for row in ROWS])
def test_what_is_written_is_read_back(row: list[str]) -> None:
    """Each citation of the tables in its one written form is the same citation; several places become several."""
    found = find_all(row[0], CODES, default_work=row[2] if len(row) > 2 else None)
    for citation in found:
        members = [replace(citation, places=(place,)) for place in citation.places] or [citation]
        for member in members if isinstance(citation, DirectiveCitation) else (citation,):
            again = find_all(format_citation(member, CODES), CODES)
            assert [bare(one) for one in again] == [bare(member)], format_citation(member, CODES)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("BMF vom 15. August 2019 (BStBl I S. 875), Rz. 12 ff.", "BMF v. 15.8.2019, BStBl I S. 875, Rn. 12 ff."),
        ("Urteil des BFH vom 12. März 2020 VI R 1/18", "BFH v. 12.3.2020 - VI R 1/18"),
        ("BFH VI R 1/18, BStBl II 2021, 123", "BFH VI R 1/18, BStBl II 2021 S. 123"),
        ("R 15.8 (1) der Einkommensteuer-Richtlinien", "R 15.8 Abs. 1 EStR"),
        ("Nummer 1.8 des AEAO zu § 122", "AEAO zu § 122, Nr. 1.8"),
        ("Abschnitt 15.2a Absatz 3 Satz 1 UStAE", "Abschn. 15.2a Abs. 3 Satz 1 UStAE"),
        ("§ 9 I 3 Nr. 4 EStG", "§ 9 Abs. 1 Satz 3 Nr. 4 EStG"),
        ("§ 5 des Xyzgesetzes", "§ 5 des Xyzgesetzes"),
    ],
)  # fmt: skip
def test_one_form_for_all(text: str, form: str) -> None:
    """However it was found, it is written in one way."""
    (citation,) = find_all(text, CODES)
    assert format_citation(citation, CODES) == form

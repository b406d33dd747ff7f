"""The specification of norm citations: one row, one test."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.citations import Codes, NormCitation, Place, find

TABLE = Path(__file__).parents[2] / "examples" / "citations" / "norms.tsv"
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]


def written(citation: NormCitation) -> str:
    """A citation as the table writes it."""
    law = citation.law or (f"-({citation.raw})" if citation.raw else "-")
    hint = f" {{{citation.version_hint}}}" if citation.version_hint else ""
    return f"{law}: {', '.join(map(place, citation.places))}{hint}"


def place(cited: Place) -> str:
    path = "/".join(map(str, cited.steps))
    if cited.through:
        path += ".." + "/".join(map(str, cited.through))
    signs = (
        f"+{cited.following}" if cited.following else "",
        f"+H{cited.halbsatz}" if cited.halbsatz else "",
        f"+V{cited.alternative}" if cited.alternative else "",
    )
    return path + "".join(signs)


def test_table_is_large_enough() -> None:
    """The specification holds at least 220 examples, each of them once."""
    assert len(ROWS) >= 220
    assert len({tuple(row[::2]) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0] + (f" ({row[2]})" if len(row) > 2 else "") for row in ROWS])
def test_row(row: list[str]) -> None:
    """The citations found in the text are those that the table says, and each span is verbatim."""
    text, expected, *default = row
    found = find(text, Codes.load(), default[0] if default else None)
    assert (" | ".join(map(written, found)) or "none") == expected
    assert all(text[citation.start : citation.end] == citation.text for citation in found)

"""Cells stand in their columns, whatever reaches down or over from elsewhere."""

from __future__ import annotations

import pytest
from lxml import etree

from ingest.markup.gii_tables import Columns

GROUP = '<tgroup cols="3"><colspec colname="a"/><colspec colname="b"/><colspec colname="c"/></tgroup>'


def places(*rows: str) -> list[list[int]]:
    columns = Columns(etree.fromstring(GROUP))
    return [[place for _, place in columns.of(etree.fromstring(f"<row>{row}</row>"))] for row in rows]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("<entry/><entry/><entry/>",), [[0, 1, 2]]),
        (('<entry colname="b"/><entry colname="c"/>',), [[1, 2]]),
        (('<entry namest="a" nameend="b"/><entry/>',), [[0, 2]]),
        (('<entry morerows="1"/><entry/><entry/>', "<entry/><entry/>", "<entry/>"), [[0, 1, 2], [1, 2], [0]]),
        (('<entry/><entry namest="b" nameend="c" morerows="1"/>', "<entry/>", "<entry/>"), [[0, 1], [0], [0]]),
        (('<entry colname="unbekannt"/><entry morerows="viele"/>',), [[0, 1]]),
    ],
)
def test_spans_keep_their_columns(rows: tuple[str, ...], expected: list[list[int]]) -> None:
    """A cell below a spanning one, or beside it, stands where its heading stands."""
    assert places(*rows) == expected


def test_nothing_reaches_from_the_head_into_the_body() -> None:
    """After a restart all columns are free."""
    columns = Columns(etree.fromstring(GROUP))
    list(columns.of(etree.fromstring('<row><entry morerows="5"/></row>')))
    columns.restart()
    assert [place for _, place in columns.of(etree.fromstring("<row><entry/></row>"))] == [0]

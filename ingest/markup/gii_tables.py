"""Columns of a CALS table (OASIS TM 9502): in which column each cell of a row stands.

Cells that reach down from a row above (``morerows``) or over several columns (``namest``, ``nameend``)
keep their columns to themselves, so that what stands below a heading stays below it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree


class Columns:
    """The columns of one ``tgroup``, row by row from the top; head and body each start anew."""

    def __init__(self, group: etree._Element) -> None:
        names = (spec.get("colname", "") for spec in group.iterchildren("colspec"))
        self._places = {name: place for place, name in enumerate(names) if name}
        self._taken: dict[int, int] = {}

    def restart(self) -> None:
        """Begin a head or a body: nothing reaches into it from above."""
        self._taken.clear()

    def of(self, row: etree._Element) -> Iterator[tuple[etree._Element, int]]:
        """The cells of a row, each with its column (from 0)."""
        reaching = {place for place, rows in self._taken.items() if rows > 0}
        self._taken = {place: rows - 1 for place, rows in self._taken.items() if rows > 1}
        place = 0
        for entry in row.iterchildren("entry"):
            while place in reaching:
                place += 1
            place = max(place, self._places.get(entry.get("namest") or entry.get("colname") or "", place))
            last = max(place, self._places.get(entry.get("nameend") or "", place))
            yield entry, place
            if more := _count(entry.get("morerows")):
                self._taken.update(dict.fromkeys(range(place, last + 1), more))
            place = last + 1


def _count(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0

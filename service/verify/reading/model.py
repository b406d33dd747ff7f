"""What a text is when it is read for comparison: a row of items, each with a key that is equal where the meaning is."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from corpus.citations import Place


class Kind(IntEnum):
    """What an item is."""

    WORD = 0
    """A word that carries meaning; its key is its stem."""
    FIGURE = 1
    """Amount, date, period, count, fraction, ordinal number, label; its key has value and unit."""
    NORM = 2
    """A place that the text names, one item for each member of a list; also gazettes, courts, authorities."""
    MARKER = 3
    """A word or phrase of the table ``markers.csv``: negation, condition, comparator …"""
    WEAK = 4
    """A small word that matters only where its opposite stands in its place ("vor", "nach", "und", "oder")."""


class Item(NamedTuple):
    """One thing that a text says.

    ``shown`` is how the text writes it. ``group`` is what a marker, figure or norm belongs to ("negation", "Euro",
    "verweis" …). ``also`` are other keys that mean the same: "Absatz 2" in § 9 is also "§ 9 Absatz 2". Norms have
    their ``place``, and the key of their ``law`` ("" where none is known). ``beside`` are the words right before and
    behind a marker. ``sentence`` counts sentences, lines and items of lists, ``period`` only full stops.
    """

    kind: Kind
    key: str
    start: int
    end: int
    shown: str
    segment: int
    sentence: int
    period: int
    group: str = ""
    also: frozenset[str] = frozenset()
    law: str = ""
    place: Place | None = None
    beside: tuple[str, str] = ("", "")

    @property
    def is_content(self) -> bool:
        """Whether the item says what the text is about, so that others are bound by it."""
        return self.kind <= Kind.NORM


class Segment(NamedTuple):
    """A stretch between two signs of punctuation, or up to "und"/"oder"; what brackets interrupt goes on behind them.

    ``half`` counts semicolons. For ``sentence`` see :class:`Item`.
    """

    start: int
    end: int
    sentence: int
    half: int


class Reading(NamedTuple):
    """A text that was read: its form without tricks, its items in order, its segments."""

    text: str
    items: tuple[Item, ...]
    segments: tuple[Segment, ...]

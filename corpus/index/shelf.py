"""The passages of a generation, kept as lines of JSON: what they are, where they belong, when they hold."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.address import Address
from corpus.index.base import Mask
from corpus.model import Edition, Passage, Period, Rank, Validity
from corpus.passages import IndexedText, indexed_texts, members, split

_EDITIONS = "editions.jsonl"
_PASSAGES = "passages.jsonl"
_Numbers = NDArray[np.int64]
_DAYS = 64
"""Masks kept: most questions ask for today."""


class Entry(NamedTuple):
    """A passage with the number of its edition, the places it consists of, and what it is found by."""

    passage: Passage
    edition: int
    members: tuple[Address, ...]
    text: IndexedText

    @property
    def sha256(self) -> str:
        """Hash of what it is found by: the same text has the same vector."""
        return hashlib.sha256(str(self.text).encode()).hexdigest()


def entries(editions: Iterable[Edition]) -> Iterator[Entry]:
    """All passages of the editions, in their order."""
    for number, edition in enumerate(editions):
        passages = split(edition)
        for passage, text in zip(passages, indexed_texts(edition, passages), strict=True):
            yield Entry(passage, number, members(passage, edition.provision), text)


class Shelf:
    """The passages of an opened generation; each is named by its ordinal."""

    def __init__(self, passages: Sequence[Passage], editions: Sequence[int], places: Sequence[tuple[Address, ...]]):
        self.passages = tuple(passages)
        self._places = tuple(places)
        self._edition_of = np.array(editions, dtype=np.int32)
        self.ranks = np.array([passage.rank.order for passage in passages], dtype=np.int8)
        """The rank of the source of each passage, 0 for a statute."""
        numbers: dict[str, int] = {}
        of_law = [numbers.setdefault(passage.address.law, len(numbers)) for passage in passages]
        self.laws = np.array(of_law, dtype=np.int32)
        """The number of the law of each passage."""
        self._held = _periods(passages, editions)
        self._masks: dict[tuple[date, frozenset[Rank] | None], Mask] = {}
        self._of_law: dict[str, dict[Address, list[int]]] = defaultdict(lambda: defaultdict(list))
        for ordinal, passage in enumerate(passages):
            self._of_law[passage.address.law][passage.address.provision].append(ordinal)
        names = [str(passage.address) for passage in passages]
        self.order = np.empty(len(names), dtype=np.int32)
        """The place of each passage when all are sorted by address, to break ties by."""
        self.order[sorted(range(len(names)), key=lambda ordinal: (names[ordinal], ordinal))] = np.arange(len(names))

    @staticmethod
    def save(directory: Path, kept: Sequence[Entry]) -> str:
        """Write passages into a folder; returns a hash over all that was written."""
        digest = hashlib.sha256()
        editions = {entry.edition: entry.passage for entry in kept}
        for name, rows in (
            (_EDITIONS, [_EditionRow.of(number, passage) for number, passage in editions.items()]),
            (_PASSAGES, map(_PassageRow.of, kept)),
        ):
            with (directory / name).open("w", encoding="utf-8", newline="\n") as file:
                for row in rows:
                    line = json.dumps(row, ensure_ascii=False) + "\n"
                    digest.update(line.encode())
                    file.write(line)
        return digest.hexdigest()

    @classmethod
    def open(cls, directory: Path) -> Shelf:
        """The passages that were saved there."""
        frames = {row.number: _Frame.of(row) for row in _edition_rows(directory)}
        passages, editions, places = [], [], []
        for row in _passage_rows(directory):
            passages.append(row.passage(frames[row.edition]))
            editions.append(row.edition)
            places.append(row.places)
        return cls(passages, editions, places)

    @staticmethod
    def hashes(directory: Path) -> tuple[str, ...]:
        """For each passage saved there the hash of what it is found by."""
        return tuple(row.sha256 for row in _passage_rows(directory))

    def mask(self, day: date, ranks: frozenset[Rank] | None) -> Mask:
        """Which passages the store answers with for a day, of these ranks (None: of all)."""
        key = (day, ranks)
        mask = self._masks.get(key)
        if mask is None:
            editions, starts, ends = self._held
            holding = np.zeros(int(self._edition_of.max()) + 1, dtype=np.bool_)
            holding[editions[(starts <= day.toordinal()) & (day.toordinal() < ends)]] = True
            mask = holding[self._edition_of]
            if ranks is not None:
                mask &= np.isin(self.ranks, [rank.order for rank in ranks])
            if len(self._masks) >= _DAYS:
                self._masks.clear()
            self._masks[key] = mask
        return mask

    def within(self, address: Address, day: date) -> tuple[Passage, ...]:
        """Passages of the day at an address, in it, or around it, in the order of the law."""
        provisions = self._of_law.get(address.law, {})
        provision = address.provision.bare
        of_law = provisions if not provision.steps else {provision: provisions.get(provision, [])}
        return tuple(
            self.passages[ordinal]
            for ordinals in of_law.values()
            for ordinal in ordinals
            if self.passages[ordinal].version_on(day)
            and any(place.covers(address) or address.covers(place) for place in self._places[ordinal])
        )


class _EditionRow(NamedTuple):
    """What the passages of an edition have in common, as it stands in the file."""

    number: int
    heading: str
    context: list[str]
    rank: str
    held: list[tuple[str, str | None, str | None]]

    @classmethod
    def of(cls, number: int, passage: Passage) -> _EditionRow:
        held = [(one.version, _iso(one.period.start), _iso(one.period.end)) for one in passage.held]
        return cls(number, passage.heading, list(passage.context), str(passage.rank), held)


class _PassageRow(NamedTuple):
    """A passage as it stands in the file; ``members`` is empty where it is just the place of its address."""

    sha256: str
    edition: int
    address: str
    through: str | None
    start: int
    end: int
    text: str
    members: list[str]

    @classmethod
    def of(cls, entry: Entry) -> _PassageRow:
        passage = entry.passage
        several = [str(member) for member in entry.members] if entry.members != (passage.address,) else []
        through = str(passage.through) if passage.through else None
        place = (str(passage.address), through, passage.start, passage.end)
        return cls(entry.sha256, entry.edition, *place, passage.text, several)

    def passage(self, frame: _Frame) -> Passage:
        address = Address.from_id(self.address)
        through = Address.from_id(self.through) if self.through else None
        return Passage(address, through, self.start, self.end, self.text, *frame)

    @property
    def places(self) -> tuple[Address, ...]:
        return tuple(Address.from_id(name) for name in self.members or (self.address,))


class _Frame(NamedTuple):
    """The last fields of a passage: one object for all passages of an edition."""

    rank: Rank
    heading: str
    context: tuple[str, ...]
    held: tuple[Validity, ...]

    @classmethod
    def of(cls, row: _EditionRow) -> _Frame:
        held = tuple(Validity(name, Period(_date(start), _date(end))) for name, start, end in row.held)
        return cls(Rank(row.rank), row.heading, tuple(row.context), held)


def _periods(passages: Sequence[Passage], editions: Sequence[int]) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Every period in which an edition answers: number of the edition, first day, day after the last."""
    rows = [
        (number, held.period.start.toordinal(), (held.period.end or date.max).toordinal())
        for number, passage in dict(zip(editions, passages, strict=True)).items()
        for held in passage.held
        if held.period.start is not None
    ]
    table = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _passage_rows(directory: Path) -> Iterator[_PassageRow]:
    with (directory / _PASSAGES).open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield _PassageRow(*json.loads(line))


def _edition_rows(directory: Path) -> Iterator[_EditionRow]:
    with (directory / _EDITIONS).open(encoding="utf-8", newline="\n") as file:
        for line in file:
            yield _EditionRow(*json.loads(line))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

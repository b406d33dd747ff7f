"""Fingerprints of many texts, by which a stretch of twelve words is found wherever it stands.

Winnowing (Schleimer, Wilkerson, Aiken: Local Algorithms for Document Fingerprinting, SIGMOD 2003): of the hashes of
each :data:`WINDOW` runs of :data:`GRAM` words that follow one another, the smallest is kept. Each stretch of
``GRAM + WINDOW - 1`` words therefore holds one that is kept. All runs of the text that is compared are looked up, not
only chosen ones, so that nothing hangs on where it begins.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from service.review.words import END, PAD, Codes, Places, Words

GRAM = 8
"""Words of a fingerprint."""
WINDOW = 5
"""Fingerprints that follow one another, of which one is kept."""
SHORTEST = GRAM + WINDOW - 1
"""Words of the shortest stretch that is surely found: twelve."""
_MOST = 256
"""Places of one fingerprint that are looked at: what stands in more places is a formula that belongs to nobody."""

_FACTORS = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(1, GRAM + 1)], dtype=np.uint64)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_Hashes = NDArray[np.uint64]
_Numbers = NDArray[np.int64]


class Original(NamedTuple):
    """A text from which another may have been taken: its name, how high it ranks among equals (0 first), its words.

    A text may stand here twice under one name, with all its words and with those that a writer would leave out.
    """

    name: str
    order: int
    words: Words


class Run(NamedTuple):
    """Words that a text has in common with an original, ``words`` in a row, as many as go.

    ``first`` counts the words of the text, ``place`` those of the original ``original``.
    """

    first: int
    words: int
    original: int
    place: int

    @property
    def end(self) -> int:
        """The word of the text behind the last."""
        return self.first + self.words


@dataclass(frozen=True, slots=True)
class Prints:
    """The words and fingerprints of originals, in arrays that can be kept in a file.

    The words of all originals stand in a row, each original's followed by one with the code END and without a place in
    the text; ``firsts[n]`` is where original n begins. ``hashes`` are sorted, ``places`` are their words.
    """

    names: NDArray[np.str_]
    orders: NDArray[np.uint8]
    firsts: _Numbers
    codes: Codes
    starts: Places
    ends: Places
    hashes: _Hashes
    places: Places

    @classmethod
    def of(cls, originals: Iterable[Original]) -> Prints:
        """The fingerprints of originals."""
        names, orders, firsts, length = [], [], [], 0
        columns: list[tuple[Codes, Places, Places]] = []
        hashes, places = [np.empty(0, np.uint64)], [np.empty(0, np.uint32)]
        for original in originals:
            words = original.words
            names.append(original.name)
            orders.append(original.order)
            firsts.append(length)
            columns.append((_ended(words.codes, END), _ended(words.starts, 0), _ended(words.ends, 0)))
            chosen, at = _winnowed(words.codes)
            hashes.append(chosen)
            places.append((at + length).astype(np.uint32))
            length += len(words) + 1
        sorted_hashes, sorted_places = _sorted(np.concatenate(hashes), np.concatenate(places))
        codes, starts, ends = (
            np.concatenate([np.empty(0, np.uint32), *(column[part] for column in columns)]) for part in range(3)
        )
        kept = (np.array(names, dtype=np.str_), np.array(orders, np.uint8), np.array(firsts, np.int64))
        return cls(*kept, codes, starts, ends, sorted_hashes, sorted_places)

    def save(self, file: Path) -> None:
        """Write them into a file, whole or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        aside = file.with_name(f"{file.stem}.new.npz")
        np.savez(aside, **{field.name: getattr(self, field.name) for field in fields(self)})
        aside.replace(file)

    @classmethod
    def load(cls, file: Path) -> Prints:
        """The fingerprints from a file; raises OSError, ValueError, KeyError or BadZipFile for anything else."""
        with np.load(file, allow_pickle=False) as kept:
            return cls(**{field.name: kept[field.name] for field in fields(cls)})

    def original_words(self, run: Run) -> tuple[int, int]:
        """Where the words of a run stand in the text of their original."""
        at = int(self.firsts[run.original]) + run.place
        return int(self.starts[at]), int(self.ends[at + run.words - 1])

    def spans(self, run: Run) -> list[tuple[int, int]]:
        """Where each word of a run stands in the text of its original."""
        at = int(self.firsts[run.original]) + run.place
        stretch = slice(at, at + run.words)
        return list(zip(self.starts[stretch].tolist(), self.ends[stretch].tolist(), strict=True))

    def common(self, words: Words) -> list[Run]:
        """All stretches of SHORTEST words or more that a text has in common with originals, each as long as it goes."""
        firsts, places = self._hits(words)
        if not len(firsts):
            return []
        starts, ends, diagonals = _joined(firsts, places)
        starts, ends = self._stretched(words, starts, ends, diagonals)
        long = ends - starts >= SHORTEST
        at = starts[long] + diagonals[long]
        originals = np.searchsorted(self.firsts, at, side="right") - 1
        columns = (starts[long], (ends - starts)[long], originals, at - self.firsts[originals])
        return [Run(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]

    def _hits(self, words: Words) -> tuple[_Numbers, _Numbers]:
        """Pairs of a word of the text and a word of the originals at which the same fingerprint begins."""
        wanted = _hashes(words.codes)
        left = np.searchsorted(self.hashes, wanted, side="left")
        counts = np.minimum(np.searchsorted(self.hashes, wanted, side="right") - left, _MOST)
        total = int(counts.sum())
        firsts = np.repeat(np.arange(len(wanted)), counts)
        inner = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts)
        return firsts, self.places[np.repeat(left, counts) + inner].astype(np.int64)

    def _stretched(
        self, words: Words, starts: _Numbers, ends: _Numbers, diagonals: _Numbers
    ) -> tuple[_Numbers, _Numbers]:
        """Runs made longer by the equal words around them: fewer than WINDOW a side, or one more would be kept."""
        around = np.full(WINDOW, PAD, np.uint32)
        text = np.concatenate([around, words.codes, around])
        originals = np.concatenate([np.full(WINDOW, END, np.uint32), self.codes, np.full(WINDOW, END, np.uint32)])
        left = np.ones(len(starts), dtype=np.bool_)
        right = left.copy()
        for _ in range(WINDOW):
            before = starts - 1 + WINDOW
            left &= text[before] == originals[before + diagonals]
            starts = starts - left
            behind = ends + WINDOW
            right &= text[behind] == originals[behind + diagonals]
            ends = ends + right
        return starts, ends


def _ended(column: NDArray[np.uint32], end: int) -> NDArray[np.uint32]:
    return np.append(column, np.uint32(end))


def _sorted(hashes: _Hashes, places: Places) -> tuple[_Hashes, Places]:
    order = np.argsort(hashes, kind="stable")
    return hashes[order], places[order]


def _hashes(codes: Codes) -> _Hashes:
    """The hash of each GRAM words in a row."""
    count = len(codes) - GRAM + 1
    if count < 1:
        return np.empty(0, np.uint64)
    found = np.zeros(count, np.uint64)
    wide = codes.astype(np.uint64)
    for number, factor in enumerate(_FACTORS):
        found += wide[number : number + count] * factor
    found ^= found >> np.uint64(29)
    return found * _MIX


def _winnowed(codes: Codes) -> tuple[_Hashes, _Numbers]:
    """The chosen hashes, and the words at which they begin: of each window the smallest, of equals the last."""
    hashes = _hashes(codes)
    if len(hashes) < WINDOW:
        return np.empty(0, np.uint64), np.empty(0, np.int64)
    windows = sliding_window_view(hashes, WINDOW)
    last = WINDOW - 1 - np.argmin(windows[:, ::-1], axis=1)
    at = np.unique(np.arange(len(windows)) + last)
    return hashes[at], at


def _joined(firsts: _Numbers, places: _Numbers) -> tuple[_Numbers, _Numbers, _Numbers]:
    """Equal fingerprints at the same distance, joined where they touch: begin, end, and distance of each run."""
    distances = places - firsts
    order = np.lexsort((firsts, distances))
    firsts, distances = firsts[order], distances[order]
    begins = np.ones(len(firsts), dtype=np.bool_)
    begins[1:] = (distances[1:] != distances[:-1]) | (firsts[1:] - firsts[:-1] > GRAM)
    at = np.flatnonzero(begins)
    last = np.append(at[1:], len(firsts)) - 1
    return firsts[at], firsts[last] + GRAM, distances[at]

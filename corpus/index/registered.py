"""The Sachregister as an index: keywords found by their words, and the passages that they lead to."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.address import Address
from corpus.index.sparse import SparseIndex
from corpus.index.tokens import Analyser
from corpus.register import Entry

_KEYWORDS = "keywords.json"
_LINKS, _WHOLES = "links.npy", "wholes.npy"
_MATCHED = 200
"""Keywords of a question that count: below, they share a common word with it and nothing else."""
_LATER = 0.8
"""What a place counts that stands behind the first of a keyword: the tables name the most decisive first."""
_SHARPNESS = 3.0
"""Power mean by which several keywords of one passage add up: near the best of them."""

Scores = NDArray[np.float32]


class Match(NamedTuple):
    """A keyword that a question has: its number, and how much of the question's rarity it stands for."""

    entry: int
    score: float


class Registered(NamedTuple):
    """What the register says of each passage: the best keyword's score, and all of them together."""

    best: Scores
    together: Scores


class _Links(NamedTuple):
    """Links from keywords to passages: their rows in the table, and the places of their keywords in a list."""

    rows: NDArray[np.int64]
    matches: NDArray[np.int64]


class RegisterIndex:
    """The keywords whose places the corpus holds, each with the passages at its places."""

    def __init__(
        self,
        keywords: Sequence[str],
        links: NDArray[np.float64],
        wholes: Scores,
        words: SparseIndex | None,
        size: int,
    ) -> None:
        """``links`` has a row for each keyword and passage: entry, ordinal, weight; sorted by entry.

        ``wholes`` is the rarity of all words of each keyword.
        """
        self.keywords = tuple(keywords)
        self._entries = links[:, 0].astype(np.int64)
        self._ordinals = links[:, 1].astype(np.int64)
        self._weights = links[:, 2].astype(np.float32)
        self._starts = np.searchsorted(self._entries, np.arange(len(self.keywords) + 1))
        self._wholes = wholes
        self._words = words
        self._size = size

    @classmethod
    def build(
        cls, register: Iterable[Entry], places: Sequence[tuple[Address, ...]], analyser: Analyser, directory: Path
    ) -> RegisterIndex:
        """Index the keywords that lead somewhere, and write the index into a folder.

        Args:
            register: keywords with their places.
            places: for each passage, in their order, the places that it consists of.
            analyser: the analyser of the passages.
            directory: where to write; made where it is not there.
        """
        directory.mkdir(parents=True, exist_ok=True)
        at = _Places(places)
        leading = [(entry, found) for entry in register if (found := at.of(entry))]
        keywords = [entry.keyword for entry, _ in leading]
        rows = [(number, *link) for number, (_, found) in enumerate(leading) for link in sorted(found.items())]
        links = np.array(rows, dtype=np.float64).reshape(-1, 3)
        (directory / _KEYWORDS).write_text(json.dumps(keywords, ensure_ascii=False), encoding="utf-8")
        np.save(directory / _LINKS, links)
        documents = [analyser.tokens(keyword) for keyword in keywords]
        # The presence of a word counts, neither how often it stands there nor how long the keyword is.
        words = SparseIndex.build(documents, directory / "bm25", k1=1e-6, b=0.0) if any(documents) else None
        wholes = np.array([_rarity(tokens, words) for tokens in documents], dtype=np.float32)
        np.save(directory / _WHOLES, wholes)
        return cls(keywords, links, wholes, words, len(places))

    @classmethod
    def open(cls, directory: Path, size: int) -> RegisterIndex:
        """The index that was built there; ``size`` is the number of passages."""
        keywords = keywords_in(directory)
        words = SparseIndex.open(directory / "bm25") if (directory / "bm25").is_dir() else None
        return cls(keywords, np.load(directory / _LINKS), np.load(directory / _WHOLES), words, size)

    def matches(self, tokens: Sequence[str]) -> list[Match]:
        """The keywords that share words with a question, best first.

        A keyword scores the rarity of the words that it shares, times the share of its own words that the question
        has: "Dienstwagen" in a question about one counts more than "Dienstwagen Fahrtenbuch Muster".
        """
        if self._words is None:
            return []
        shared = self._words.scores(tokens)
        best = np.flatnonzero(shared)
        best = best[np.argsort(-shared[best], kind="stable")][:_MATCHED]
        scores = shared[best] * np.minimum(1.0, shared[best] / self._wholes[best])
        order = np.lexsort((best, -scores))
        return list(map(Match, best[order].tolist(), scores[order].tolist()))

    def of_passages(self, matches: Sequence[Match]) -> Registered:
        """What matched keywords say of every passage."""
        best = np.zeros(self._size, dtype=np.float32)
        powers = np.zeros(self._size, dtype=np.float32)
        links = self._links(matches)
        scores = self._weights[links.rows] * np.array([one.score for one in matches], dtype=np.float32)[links.matches]
        led = self._ordinals[links.rows]
        np.maximum.at(best, led, scores)
        np.add.at(powers, led, scores**_SHARPNESS)
        reached = np.unique(led)
        powers[reached] **= 1 / _SHARPNESS
        return Registered(best, powers)

    def spread(self, entries: Iterable[tuple[int, float]]) -> Scores:
        """For each passage the best score of the keywords (by their numbers) that lead to it."""
        best = np.zeros(self._size, dtype=np.float32)
        for entry, score in entries:
            part = slice(self._starts[entry], self._starts[entry + 1])
            np.maximum.at(best, self._ordinals[part], self._weights[part] * np.float32(score))
        return best

    def leading(self, matches: Sequence[Match], wanted: NDArray[np.int64]) -> dict[int, str]:
        """For each of the wanted passages that matched keywords lead to the best of them."""
        links = self._links(matches)
        led = self._ordinals[links.rows]
        found: dict[int, str] = {}
        for row in np.flatnonzero(np.isin(led, wanted)).tolist():
            found.setdefault(int(led[row]), self.keywords[matches[links.matches[row]].entry])
        return found

    def _links(self, matches: Sequence[Match]) -> _Links:
        """The links of all matched keywords, in the order of the matches."""
        entries = np.array([one.entry for one in matches], dtype=np.int64)
        starts, lengths = self._starts[entries], self._starts[entries + 1] - self._starts[entries]
        before = np.cumsum(lengths) - lengths
        rows = np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths)
        return _Links(rows, np.repeat(np.arange(len(matches)), lengths))


def _rarity(tokens: Sequence[str], words: SparseIndex | None) -> float:
    """The rarity of all words of a keyword among keywords."""
    return sum(words.idf(token) for token in dict.fromkeys(tokens)) if words else 0.0


def keywords_in(directory: Path) -> tuple[str, ...]:
    """The keywords of the index that was built there, in the order of their numbers."""
    return tuple(json.loads((directory / _KEYWORDS).read_text(encoding="utf-8")))


class _Places:
    """The passages at addresses."""

    def __init__(self, places: Sequence[tuple[Address, ...]]) -> None:
        self._of: dict[Address, list[tuple[int, tuple[Address, ...]]]] = defaultdict(list)
        for ordinal, members in enumerate(places):
            self._of[members[0].provision.bare].append((ordinal, members))

    def of(self, entry: Entry) -> dict[int, float]:
        """The passages at the places of an entry, with the weight of the first of these places."""
        found: dict[int, float] = {}
        for number, place in enumerate(entry.places):
            for ordinal, members in self._of.get(place.provision, ()):
                if any(place.covers(member) or member.covers(place) for member in members):
                    found.setdefault(ordinal, 1.0 if number == 0 else _LATER)
        return found

"""What refers to what: for each passage the provisions that it refers to, and that it comments on.

"§ 9 gilt entsprechend", "Absatz 3 Nr. 1" and "AEAO zu § 122" all lead from where something stands to where the rule is.
Places inside the same provision are no edge: a provision is one node.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.address import Address, Step, StepKind
from corpus.citations.works import works
from corpus.index.shelf import Entry
from corpus.model import Edition
from corpus.references import references

_CITES, _COMMENTS = "cites.npy", "comments.npy"

Edges = NDArray[np.int32]
"""A row for each edge: ordinal of the passage that refers, number of the provision that it refers to."""


class Graph:
    """The edges of a generation; provisions are numbered as :attr:`provision_of` numbers them."""

    def __init__(self, provision_of: NDArray[np.int32], cites: Edges, comments: Edges) -> None:
        self.provision_of = provision_of
        """For each passage the number of its provision."""
        self.provisions = int(provision_of.max(initial=-1)) + 1
        self._cites = cites
        self._comments = comments
        self.cited = np.log1p(np.bincount(cites[:, 1], minlength=self.provisions)).astype(np.float32)
        """For each provision the logarithm of how many passages refer to it: what much else rests upon."""

    @classmethod
    def build(cls, kept: Sequence[Entry], editions: Sequence[Edition], directory: Path) -> Graph:
        """Read the references of all passages, and write them into a folder."""
        numbers, provision_of = numbered(entry.passage.address for entry in kept)
        cites = [(ordinal, number) for ordinal, entry in enumerate(kept) for number in _cited(entry, editions, numbers)]
        comments = [(ordinal, number) for ordinal, entry in enumerate(kept) for number in _subject(entry, numbers)]
        directory.mkdir(parents=True, exist_ok=True)
        graph = cls(provision_of, _edges(cites), _edges(comments))
        np.save(directory / _CITES, graph._cites)
        np.save(directory / _COMMENTS, graph._comments)
        return graph

    @classmethod
    def open(cls, directory: Path, addresses: Iterable[Address]) -> Graph:
        """The graph that was built there; ``addresses`` are those of the passages, in their order."""
        _, provision_of = numbered(addresses)
        return cls(provision_of, np.load(directory / _CITES), np.load(directory / _COMMENTS))

    def best(self, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each provision the best score of its passages."""
        best = np.zeros(self.provisions, dtype=np.float32)
        some = np.flatnonzero(scores)
        np.maximum.at(best, self.provision_of[some], scores[some])
        return best

    def support(self, scores: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """For each provision the best score of a passage that refers to it, and of one that comments on it."""
        return self._along(self._cites, scores), self._along(self._comments, scores)

    def _along(self, edges: Edges, scores: NDArray[np.float32]) -> NDArray[np.float32]:
        best = np.zeros(self.provisions, dtype=np.float32)
        told = scores[edges[:, 0]]
        some = np.flatnonzero(told)
        np.maximum.at(best, edges[some, 1], told[some])
        return best


def numbered(addresses: Iterable[Address]) -> tuple[dict[Address, int], NDArray[np.int32]]:
    """The provisions with their numbers, in the order of their first passage; the number of each passage."""
    numbers: dict[Address, int] = {}
    row = [numbers.setdefault(address.provision.bare, len(numbers)) for address in addresses]
    return numbers, np.array(row, dtype=np.int32)


def _cited(entry: Entry, editions: Sequence[Edition], numbers: dict[Address, int]) -> list[int]:
    """The other provisions held that a passage refers to."""
    passage, provision = entry.passage, editions[entry.edition].provision
    if provision.repealed:
        return []
    found = references(provision, passage.address, passage.start, passage.end)
    own = passage.address.provision
    others = dict.fromkeys(place.provision.bare for one in found for place in one.places)
    return [numbers[place] for place in others if place in numbers and place != own]


def _subject(entry: Entry, numbers: dict[Address, int]) -> list[int]:
    """The provision that a section of a directive is about, where its address says so ("aeao/zu-122", "estr/r-1.2")."""
    address = entry.passage.address
    work = works().get(address.law)
    if work is None or not work.law or not address.steps:
        return []
    # "R 15.8 EStR" is about § 15 EStG, "R E 13.1 ErbStR" about § 13 ErbStG.
    number = address.steps[0].number.rpartition("-")[2].split(".")[0]
    place = Address(work.law, (Step(StepKind.PARAGRAPH, number),))
    return [numbers[place]] if place in numbers else []


def _edges(rows: Sequence[tuple[int, int]]) -> Edges:
    return np.array(rows, dtype=np.int32).reshape(-1, 2)

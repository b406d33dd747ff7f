"""The baseline everyone knows: plain BM25 over whole provisions (§§, Artikel), heading and text.

It has the analyser of the index and nothing else of it: no weights of fields, no vectors, no register.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from bm25s import BM25
from numpy.typing import NDArray

from corpus.address import Address
from corpus.library import Library
from corpus.model import Version
from eval.harness.outcome import Place


@dataclass(frozen=True)
class Sections:
    """The provisions of one day with their BM25 (bm25s, its usual constants)."""

    addresses: tuple[str, ...]
    lengths: tuple[int, ...]
    tokens: list[list[str]]

    @cached_property
    def _bm25(self) -> BM25:
        index = BM25()
        index.index(self.tokens, show_progress=False)
        return index

    def best(self, tokens: tuple[str, ...], k: int) -> tuple[Place, ...]:
        """The ``k`` best provisions for the tokens of a question; ties in the order of the law."""
        known = [token for token in dict.fromkeys(tokens) if token in self._bm25.vocab_dict]
        if not known:
            return ()
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        order = np.argsort(-scores, kind="stable")[:k]
        return tuple(self._place(int(one), float(scores[one])) for one in order if scores[one] > 0)

    def _place(self, number: int, score: float) -> Place:
        address = self.addresses[number]
        return Place(address, (address,), 0, self.lengths[number], score)


@dataclass(frozen=True, slots=True)
class SectionSearch:
    """BM25 over the provisions of a library as they are on a day; each day's is made once, in some 20 seconds."""

    library: Library
    _days: dict[tuple[tuple[str, str], ...], Sections] = field(default_factory=dict)
    _tokens: dict[str, list[str]] = field(default_factory=dict)

    def find(self, text: str, day: date, k: int) -> tuple[Place, ...]:
        """The ``k`` best provisions."""
        versions = [
            version for law in self.library.view.laws() if (version := self.library.view.version_on(law.law, day))
        ]
        key = tuple((version.law, version.day) for version in versions)
        if key not in self._days:
            self._days[key] = self._made(versions)
        return self._days[key].best(self.library.index.tokens(text), k)

    def _made(self, versions: list[Version]) -> Sections:
        addresses: list[str] = []
        lengths: list[int] = []
        documents: list[list[str]] = []
        for version in versions:
            for provision in self.library.view.provisions(version):
                addresses.append(str(provision.address.bare))
                lengths.append(len(provision.text))
                documents.append(self._tokens_of(provision.address, f"{provision.heading}\n{provision.text}"))
        return Sections(tuple(addresses), tuple(lengths), documents)

    def _tokens_of(self, address: Address, text: str) -> list[str]:
        """The tokens of a provision in one version, analysed once for all days."""
        name = str(address)
        if name not in self._tokens:
            self._tokens[name] = list(self.library.index.tokens(text))
        return self._tokens[name]

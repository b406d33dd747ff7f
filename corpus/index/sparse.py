"""The lexical half of the index: BM25 over the analyser's tokens.

The fields of a passage become one list of tokens in which those of headings and of the law's name
stand several times (a simple BM25F: S. Robertson, H. Zaragoza, M. Taylor, "Simple BM25 extension to
multiple weighted fields", CIKM 2004); a sum of scores of separate fields found markedly less.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.index.tokens import Analyser
from corpus.passages import IndexedText

if TYPE_CHECKING:
    from bm25s import BM25

_K1 = 1.2
_B = 0.6
"""The usual k1; less than the usual weight of length, for a short Absatz is no better than a long one."""
_HEADING = 3
"""How often a heading counts: it names the subject, which the text often does not repeat."""
_LAW = 2
"""The same for the law's name and the headings above."""


def weighted_tokens(texts: Iterable[IndexedText], analyser: Analyser) -> list[tuple[str, ...]]:
    """The tokens of passages, those of weightier fields repeated."""
    above: dict[str, tuple[str, ...]] = {}

    def known(text: str) -> tuple[str, ...]:
        # Neighbours share their headings: each is analysed once.
        if text not in above:
            above[text] = tuple(analyser.tokens(text))
        return above[text]

    return [
        (
            *analyser.tokens(text.text),
            *known(text.lead),
            *known(text.heading) * _HEADING,
            *known(text.law) * _LAW,
            *known(text.context) * _LAW,
        )
        for text in texts
    ]


class SparseIndex:
    """Scores of all passages for the tokens of a question."""

    def __init__(self, bm25: BM25) -> None:
        self._bm25 = bm25
        # bm25s adds an empty token of its own, which has no column.
        self._ids: dict[str, int] = {token: number for token, number in bm25.vocab_dict.items() if token}
        self._passages = int(bm25.scores["num_docs"])
        self._starts: NDArray[np.int64] = bm25.scores["indptr"]
        self._having: NDArray[np.int32] = bm25.scores["indices"]

    @classmethod
    def build(cls, documents: Sequence[Sequence[str]], directory: Path, k1: float = _K1, b: float = _B) -> SparseIndex:
        """Index passages by their tokens, and write the index into a folder (NumPy arrays and JSON, no pickle)."""
        from bm25s import BM25  # noqa: PLC0415  (a third of a second that only searching and building need)

        ids: dict[str, int] = {}
        numbered = [[ids.setdefault(token, len(ids)) for token in tokens] for tokens in documents]
        bm25 = BM25(k1=k1, b=b)
        bm25.index((numbered, ids), show_progress=False)
        bm25.save(directory, show_progress=False)
        return cls(bm25)

    @classmethod
    def open(cls, directory: Path) -> SparseIndex:
        """The index that was built there."""
        from bm25s import BM25  # noqa: PLC0415

        return cls(BM25.load(directory, show_progress=False))

    @property
    def vocabulary(self) -> int:
        """Number of distinct tokens."""
        return len(self._ids)

    def scores(self, tokens: Iterable[str]) -> NDArray[np.float32]:
        """BM25 of every passage for the distinct tokens."""
        known = [token for token in dict.fromkeys(tokens) if token in self._ids]
        if not known:
            return np.zeros(self._passages, dtype=np.float32)
        scores: NDArray[np.float32] = self._bm25.get_scores(known)
        return scores

    def there(self, tokens: Iterable[str], ordinals: Sequence[int]) -> tuple[frozenset[str], ...]:
        """For each passage those of the tokens that it has."""
        known = [token for token in dict.fromkeys(tokens) if token in self._ids]
        has = [np.isin(ordinals, self._passages_with(token)) for token in known]
        return tuple(
            frozenset(token for token, found in zip(known, has, strict=True) if found[place])
            for place in range(len(ordinals))
        )

    def _passages_with(self, token: str) -> NDArray[np.int32]:
        number = self._ids[token]
        return self._having[self._starts[number] : self._starts[number + 1]]

    def knows(self, token: str) -> bool:
        """Whether any passage has the token."""
        return token in self._ids

    def idf(self, token: str) -> float:
        """Rarity of a token, as BM25 weighs it; highest for one that no passage has."""
        number = self._ids.get(token)
        having = 0 if number is None else len(self._passages_with(token))
        return math.log(1 + (self._passages - having + 0.5) / (having + 0.5))

"""The words of the index: what is built, what is found, and what can go wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage

Vectors = NDArray[np.float32]
"""A matrix with one row for each text, each row of length 1 (or 0 where a text has nothing to say)."""

Mask = NDArray[np.bool_]
"""For each passage of a generation, in their order, whether it may be found."""

Progress = Callable[[str, int, int], None]
"""Told what is being done (German, for people), how many are done, and how many there are."""


class IndexingError(Exception):
    """The index cannot be built or read.

    IndexingError
    ├── EmptyCorpusError      there is nothing to build it from
    ├── BrokenIndexError      what lies in the folder is no complete index of this format
    └── EmbedderError         the embedder is unknown, or what it needs is missing
    """


class EmptyCorpusError(IndexingError):
    """There is nothing to build an index from."""


class BrokenIndexError(IndexingError):
    """A folder holds no complete index of this format."""


class EmbedderError(IndexingError):
    """An embedder is unknown, or what it needs is missing."""


class Wording(NamedTuple):
    """A text as embedders see it: its words as written, and the analyser's tokens; each takes what it needs."""

    text: str
    tokens: tuple[str, ...]


class Hit(NamedTuple):
    """A passage (by its ordinal in the generation) in the ranking of one method, with that method's score."""

    ordinal: int
    score: float


class ScoredPassage(NamedTuple):
    """A passage found, its score, and why: name and value of each part of the score.

    The parts are the weighted features of :mod:`corpus.index.ranking` that are not 0, and ``bm25``, the plain score of
    its words. ``keyword`` is the best keyword of the register that leads here; "" where none does.
    """

    passage: Passage
    score: float
    parts: tuple[tuple[str, float], ...] = ()
    keyword: str = ""


class IndexFacts(NamedTuple):
    """What a generation of the index holds, beside its vectors.

    ``tokens`` counts the distinct tokens, ``keywords`` those of the register that lead somewhere, ``edges`` what refers
    to what. ``corpus_sha256`` is over all that was indexed, ``index_sha256`` over the files that were made of it.
    """

    format: str
    passages: int
    editions: int
    provisions: int
    laws: int
    tokens: int
    keywords: int
    corpus_sha256: str
    index_sha256: str

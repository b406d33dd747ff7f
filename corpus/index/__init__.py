"""The index: passages found by their words (BM25) and by their meaning (vectors in Chroma), together.

``build`` makes a generation in a folder, ``Index.open`` opens it; both sides use one analyser.
"""

from corpus.index.base import (
    BrokenIndexError,
    EmbedderError,
    EmptyCorpusError,
    IndexFacts,
    IndexingError,
    ScoredPassage,
    Wording,
)
from corpus.index.building import build
from corpus.index.fused import Index
from corpus.index.layout import FORMAT
from corpus.index.tokens import Word

__all__ = [
    "FORMAT",
    "BrokenIndexError",
    "EmbedderError",
    "EmptyCorpusError",
    "Index",
    "IndexFacts",
    "IndexingError",
    "ScoredPassage",
    "Word",
    "Wording",
    "build",
]

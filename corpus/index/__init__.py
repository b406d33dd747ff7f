"""The index: passages found by their words (BM25) and by their meaning (vectors in Chroma), together.

``build`` makes a generation in a folder, ``add_vectors`` lets it be found by meaning, too, ``Index.open`` opens it; all
sides use one analyser.
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
from corpus.index.fused import Index, Look
from corpus.index.kept import KeptVectors
from corpus.index.layout import FORMAT
from corpus.index.tokens import Word
from corpus.index.vectors import VectorFacts, add_vectors

__all__ = [
    "FORMAT",
    "BrokenIndexError",
    "EmbedderError",
    "EmptyCorpusError",
    "Index",
    "IndexFacts",
    "IndexingError",
    "KeptVectors",
    "Look",
    "ScoredPassage",
    "VectorFacts",
    "Word",
    "Wording",
    "add_vectors",
    "build",
]

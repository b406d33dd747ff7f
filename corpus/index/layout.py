"""Where things lie in the folder of a generation, and the format they are written in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

_MADE_BY = (
    "../passages.py",
    "building.py",
    "compounds.py",
    "dense.py",
    "lsa.py",
    "shelf.py",
    "sparse.py",
    "stopwords.txt",
    "tokens.py",
    "units.csv",
)
"""What determines a generation's content beside the corpus and the embedder."""


def _format() -> str:
    """A short hash over all that determines the content of a generation: changed code means a new index."""
    digest = hashlib.sha256()
    for name in _MADE_BY:
        digest.update(files("corpus.index").joinpath(name).read_bytes())
    return digest.hexdigest()[:12]


FORMAT = _format()
"""Names the format and the rules by which a generation was made; another format is built anew, never read."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of a generation in its folder."""

    root: Path

    @property
    def facts(self) -> Path:
        """What the generation holds; written last, so that a generation with it is complete."""
        return self.root / "facts.json"

    @property
    def words(self) -> Path:
        """The analyser's words of the corpus."""
        return self.root / "words.json"

    @property
    def sparse(self) -> Path:
        """BM25."""
        return self.root / "bm25"

    @property
    def dense(self) -> Path:
        """Chroma."""
        return self.root / "chroma"

    @property
    def embedder(self) -> Path:
        """What the embedder was fitted to."""
        return self.root / "embedder"

    def lexical_files(self) -> Iterator[Path]:
        """The files of the analyser and of BM25, in a fixed order."""
        yield self.words
        yield from sorted(self.sparse.iterdir())

"""Where things lie in the folder of a generation, and the format they are written in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from corpus import register

_MADE_BY = (
    "../passages.py",
    "../references.py",
    "building.py",
    "compounds.py",
    "graph.py",
    "registered.py",
    "shelf.py",
    "sparse.py",
    "stopwords.txt",
    "tokens.py",
    "units.csv",
)
"""What determines a generation's content beside the corpus; its vectors are told apart by text and embedder."""


def _format() -> str:
    """A short hash over all that determines the content of a generation: changed code means a new index."""
    digest = hashlib.sha256()
    for name in _MADE_BY:
        digest.update(files("corpus.index").joinpath(name).read_bytes())
    digest.update(register.fingerprint().encode())
    return digest.hexdigest()[:12]


FORMAT = _format()
"""Names the format and the rules by which a generation was made; another format is built anew, never read."""


@dataclass(frozen=True, slots=True)
class VectorLayout:
    """The files of a generation's vectors in their folder."""

    root: Path

    @property
    def facts(self) -> Path:
        """Which vectors there are, and of which embedder."""
        return self.root / "vectors.json"

    @property
    def passages(self) -> Path:
        """Chroma with the vectors of the passages."""
        return self.root / "passages"

    @property
    def keywords(self) -> Path:
        """Chroma with the vectors of the register's keywords."""
        return self.root / "keywords"

    @property
    def embedder(self) -> Path:
        """What the embedder was fitted to."""
        return self.root / "embedder"


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
    def register(self) -> Path:
        """The keywords of the Sachregister."""
        return self.root / "register"

    @property
    def graph(self) -> Path:
        """What refers to what."""
        return self.root / "graph"

    @property
    def vectors(self) -> VectorLayout:
        """All that is found by meaning; the folder is complete, or it is not there."""
        return VectorLayout(self.root / "vectors")

    def lexical_files(self) -> Iterator[Path]:
        """The files of the analyser, of BM25, of the register and of the graph, in a fixed order."""
        yield self.words
        for folder in (self.sparse, self.register, self.graph):
            yield from sorted(path for path in folder.rglob("*") if path.is_file())

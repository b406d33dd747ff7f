"""The vectors of a generation: computed after it serves, put beside it in one piece.

A generation answers by words and register as soon as it is built. Its vectors take minutes; they are computed in the
background, kept text by text (whoever is interrupted goes on where it stopped), and renamed into place when all are
there. A folder ``vectors`` is complete, or it is not there.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from corpus.index.base import IndexingError, Progress, Vectors, Wording
from corpus.index.dense import DenseIndex
from corpus.index.embed import Embedder, fit_embedder
from corpus.index.kept import KeptVectors
from corpus.index.layout import Layout, VectorLayout
from corpus.index.meaning import about
from corpus.index.registered import keywords_in
from corpus.index.shelf import Shelf, entries
from corpus.index.sparse import weighted_tokens
from corpus.index.tokens import Analyser
from corpus.model import Edition

_AT_ONCE = 256
"""Texts whose vectors are kept together: what an interruption costs at most."""
_BUILD = "vectors-build-"


class VectorFacts(NamedTuple):
    """What vectors a generation has: by which embedder, how many, how many of them had to be computed."""

    embedder: str
    identity: str
    dimension: int
    passages: int
    keywords: int
    computed: int
    sha256: str

    @property
    def sentence(self) -> str:
        """How a user reads it."""
        return f"Bedeutungen: {self.passages} Stellen, {self.keywords} Stichwörter, davon {self.computed} berechnet."


class OtherCorpusError(IndexingError):
    """The editions are not those that the generation was built from."""


def add_vectors(
    editions: Iterable[Edition], directory: Path, setting: str, kept: KeptVectors, progress: Progress
) -> VectorFacts:
    """Compute what is missing of a generation's vectors, and let it be found by meaning from now on.

    Args:
        editions: those that the generation was built from.
        directory: the generation's folder.
        setting: the embedder's setting, see :mod:`corpus.index.embed`.
        kept: vectors that were computed before.
        progress: told every step.

    Raises:
        EmbedderError: the embedder is unknown, or what it needs is missing.
        OtherCorpusError: the editions are others than the generation's.
    """
    layout = Layout(directory)
    texts, keywords = _wordings(editions, layout)
    embedder = fit_embedder(setting, texts)
    found, computed = _vectors(embedder, embedder.passages, texts, kept, progress)
    for_keywords, more = _vectors(embedder, embedder.keywords, keywords, kept, progress)
    facts = VectorFacts(
        embedder=embedder.name,
        identity=embedder.identity,
        dimension=embedder.dimension,
        passages=len(texts),
        keywords=len(keywords),
        computed=computed + more,
        sha256=hashlib.sha256(found.tobytes() + for_keywords.tobytes()).hexdigest(),
    )
    _put_in_place(layout, embedder, (found, for_keywords), facts, progress)
    if not embedder.fitted:
        kept.drop_others(embedder.identity)
    return facts


def read_facts(layout: Layout) -> VectorFacts | None:
    """What vectors a generation has; None while they are not there."""
    try:
        return VectorFacts(**json.loads(layout.vectors.facts.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _wordings(editions: Iterable[Edition], layout: Layout) -> tuple[list[Wording], list[Wording]]:
    """Passages and keywords of the generation as embedders see them."""
    analyser = Analyser.load(layout.words)
    known = list(entries(editions))
    if tuple(entry.sha256 for entry in known) != Shelf.hashes(layout.root):
        raise OtherCorpusError(
            f"Der Bestand ist ein anderer als der, aus dem {layout.root.name} entstand. "
            "Bitte »fundstelle ingest« neu ausführen."
        )
    tokens = weighted_tokens((entry.text for entry in known), analyser)
    texts = [Wording(about(entry.text), own) for entry, own in zip(known, tokens, strict=True)]
    keywords = [Wording(keyword, tuple(analyser.tokens(keyword))) for keyword in keywords_in(layout.register)]
    return texts, keywords


def _vectors(
    embedder: Embedder,
    compute: Callable[[Sequence[Wording], Progress], Vectors],
    wordings: Sequence[Wording],
    kept: KeptVectors,
    progress: Progress,
) -> tuple[Vectors, int]:
    """The vectors of all wordings, in their order, and how many of them were computed."""
    if embedder.fitted:
        return compute(wordings, progress), len(wordings)
    names = [_name(one, compute.__name__) for one in wordings]
    known = kept.of(embedder.identity, list(dict.fromkeys(names)))
    missing = {name: one for name, one in zip(names, wordings, strict=True) if name not in known}
    # Texts of like length together: a short one is not filled up to the length of a long one.
    waiting = sorted(missing, key=lambda name: (len(missing[name].text), name))
    for start in range(0, len(waiting), _AT_ONCE):
        progress("Bedeutungen berechnen", start, len(waiting))
        some = waiting[start : start + _AT_ONCE]
        news = dict(zip(some, compute([missing[name] for name in some], _silent), strict=True))
        kept.keep(embedder.identity, news)
        known.update(news)
    progress("Bedeutungen berechnen", len(waiting), len(waiting))
    rows = [known[name] for name in names]
    return np.array(rows, dtype=np.float32).reshape(len(rows), embedder.dimension), len(waiting)


def _put_in_place(
    layout: Layout, embedder: Embedder, vectors: tuple[Vectors, Vectors], facts: VectorFacts, progress: Progress
) -> None:
    """Write everything into a new folder, and rename it when it is complete."""
    for left in layout.root.glob(f"{_BUILD}*"):
        shutil.rmtree(left, ignore_errors=True)
    new = VectorLayout(layout.root / f"{_BUILD}{secrets.token_hex(4)}")
    new.root.mkdir()
    embedder.save(new.embedder)
    for name, folder, found in (("passages", new.passages, vectors[0]), ("keywords", new.keywords, vectors[1])):
        DenseIndex.build(folder, name, found, embedder.name, progress).close()
    new.facts.write_text(json.dumps(facts._asdict(), indent=2) + "\n", encoding="utf-8")
    if layout.vectors.root.exists():
        shutil.rmtree(layout.vectors.root)
    new.root.rename(layout.vectors.root)


def _name(wording: Wording, kind: str) -> str:
    """What a vector is kept under: the hash of its text and of what it is for."""
    return hashlib.sha256(f"{kind}\n{wording.text}".encode()).hexdigest()


def _silent(_step: str, _done: int, _of: int) -> None:
    """The steps of a part are not told."""

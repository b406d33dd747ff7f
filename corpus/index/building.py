"""Editions -> a generation of the index in a new folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from corpus.index.base import EmptyCorpusError, IndexFacts, IndexingError, Progress, Vectors, Wording
from corpus.index.dense import DenseIndex
from corpus.index.embed import Embedder, fit_embedder
from corpus.index.layout import FORMAT, Layout
from corpus.index.shelf import Entry, Shelf, entries
from corpus.index.sparse import SparseIndex, weighted_tokens
from corpus.index.tokens import Analyser
from corpus.model import Edition


def build(
    editions: Iterable[Edition],
    directory: Path,
    embedder_spec: str,
    progress: Progress,
    *,
    previous: Path | None = None,
) -> IndexFacts:
    """Build a generation in an empty folder; it is complete when this returns.

    Args:
        editions: every provision with the versions that hold it.
        directory: where to build; made where it is not there.
        embedder_spec: the embedder's setting, see :mod:`corpus.index.embed`.
        progress: told every step.
        previous: the folder of an older generation, from which vectors of unchanged texts are taken
            over (not those of an embedder that is fitted on the corpus).

    Raises:
        EmptyCorpusError: there are no editions.
        EmbedderError: the embedder is unknown, or what it needs is missing.
    """
    layout = Layout(directory)
    directory.mkdir(parents=True, exist_ok=True)
    kept = _collect(editions, progress)
    corpus_hash = Shelf.save(layout.root, kept)
    wordings = _analyse(kept, layout, progress)
    progress("Wortverzeichnis aufbauen", 0, 1)
    sparse = SparseIndex.build([wording.tokens for wording in wordings], layout.sparse)
    progress("Wortverzeichnis aufbauen", 1, 1)
    progress("Embedder anpassen", 0, 1)
    embedder = fit_embedder(embedder_spec, wordings)
    progress("Embedder anpassen", 1, 1)
    vectors, reused = _vectors(embedder, kept, wordings, previous, progress)
    embedder.save(layout.embedder)
    DenseIndex.build(layout.dense, vectors, embedder.name, progress).close()
    addresses = {entry.passage.address for entry in kept}
    facts = IndexFacts(
        format=FORMAT,
        passages=len(kept),
        editions=kept[-1].edition + 1,
        provisions=len({address.provision for address in addresses}),
        laws=len({address.law for address in addresses}),
        tokens=sparse.vocabulary,
        embedder=embedder.name,
        dimension=embedder.dimension,
        reused=reused,
        corpus_sha256=corpus_hash,
        index_sha256=_hash_files(layout),
        vectors_sha256=hashlib.sha256(vectors.tobytes()).hexdigest(),
    )
    layout.facts.write_text(json.dumps(facts._asdict(), indent=2) + "\n", encoding="utf-8")
    return facts


def _collect(editions: Iterable[Edition], progress: Progress) -> list[Entry]:
    known = list(editions)
    progress("In Stellen teilen", 0, len(known))
    kept = list(entries(known))
    progress("In Stellen teilen", len(known), len(known))
    if not kept:
        raise EmptyCorpusError(
            "Es ist keine Vorschrift da, aus der ein Index entstehen könnte. Erwartet wird mindestens ein Gesetz; "
            "bitte zuerst »fundstelle ingest« mit --mirror, --import oder Netzzugang ausführen."
        )
    return kept


def _analyse(kept: Sequence[Entry], layout: Layout, progress: Progress) -> list[Wording]:
    """Learn the words of the corpus, and turn each passage into its tokens."""
    progress("Wörter lernen", 0, len(kept))
    frames = dict.fromkeys(part for entry in kept for part in (entry.text.law, entry.text.context, entry.text.heading))
    analyser = Analyser.learn(chain((entry.text.text for entry in kept), frames))
    analyser.save(layout.words)
    progress("Wörter zerlegen", 0, len(kept))
    tokens = weighted_tokens((entry.text for entry in kept), analyser)
    progress("Wörter zerlegen", len(kept), len(kept))
    return [Wording(str(entry.text), own) for entry, own in zip(kept, tokens, strict=True)]


def _vectors(
    embedder: Embedder, kept: Sequence[Entry], wordings: Sequence[Wording], previous: Path | None, progress: Progress
) -> tuple[Vectors, int]:
    """The vectors of all passages, and how many of them were taken over."""
    if embedder.fitted or previous is None:
        return embedder.passages(wordings, progress), 0
    known = _known_vectors(previous, embedder, {entry.sha256 for entry in kept})
    new = [place for place, entry in enumerate(kept) if entry.sha256 not in known]
    made = embedder.passages([wordings[place] for place in new], progress)
    vectors = np.zeros((len(kept), embedder.dimension), dtype=np.float32)
    vectors[new] = made
    for place, entry in enumerate(kept):
        if entry.sha256 in known:
            vectors[place] = known[entry.sha256]
    return vectors, len(kept) - len(new)


def _known_vectors(previous: Path, embedder: Embedder, wanted: set[str]) -> dict[str, Vectors]:
    """Vectors by text hash from an older generation of the same embedder; none where it cannot be read."""
    layout = Layout(previous)
    try:
        facts = json.loads(layout.facts.read_text(encoding="utf-8"))
        if (facts["embedder"], facts["dimension"]) != (embedder.name, embedder.dimension):
            return {}
        ordinals = {name: ordinal for ordinal, name in enumerate(Shelf.hashes(previous)) if name in wanted}
        with DenseIndex.open(layout.dense) as dense:
            return dict(zip(ordinals, dense.vectors(list(ordinals.values())), strict=True))
    except (OSError, ValueError, KeyError, TypeError, IndexingError):
        # An older format or a damaged folder costs time, no truth: everything is computed anew.
        return {}


def _hash_files(layout: Layout) -> str:
    digest = hashlib.sha256()
    for path in layout.lexical_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()

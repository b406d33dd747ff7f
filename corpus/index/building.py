"""Editions -> a generation of the index in a new folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from corpus.index.base import EmptyCorpusError, IndexFacts, Progress
from corpus.index.graph import Graph
from corpus.index.layout import FORMAT, Layout
from corpus.index.registered import RegisterIndex
from corpus.index.shelf import Entry, Shelf, entries
from corpus.index.sparse import SparseIndex, weighted_tokens
from corpus.index.tokens import Analyser
from corpus.model import Edition
from corpus.register import entries as entries_of_register


def build(editions: Iterable[Edition], directory: Path, progress: Progress) -> IndexFacts:
    """Build a generation in an empty folder; when this returns, it answers by words, register and references.

    What is found by meaning comes afterwards, see :mod:`corpus.index.vectors`.

    Args:
        editions: every provision with the versions that hold it.
        directory: where to build; made where it is not there.
        progress: told every step.

    Raises:
        EmptyCorpusError: there are no editions.
    """
    layout = Layout(directory)
    directory.mkdir(parents=True, exist_ok=True)
    known = list(editions)
    kept = _collect(known, progress)
    corpus_hash = Shelf.save(layout.root, kept)
    analyser, tokens = _analyse(kept, layout, progress)
    progress("Wortverzeichnis aufbauen", 0, 1)
    sparse = SparseIndex.build(tokens, layout.sparse)
    progress("Wortverzeichnis aufbauen", 1, 1)
    places = [entry.members for entry in kept]
    register = RegisterIndex.build(entries_of_register(), places, analyser, layout.register)
    progress("Verweise lesen", 0, len(kept))
    Graph.build(kept, known, layout.graph)
    progress("Verweise lesen", len(kept), len(kept))
    addresses = {entry.passage.address for entry in kept}
    facts = IndexFacts(
        format=FORMAT,
        passages=len(kept),
        editions=len(known),
        provisions=len({address.provision for address in addresses}),
        laws=len({address.law for address in addresses}),
        tokens=sparse.vocabulary,
        keywords=len(register.keywords),
        corpus_sha256=corpus_hash,
        index_sha256=_hash_files(layout),
    )
    layout.facts.write_text(json.dumps(facts._asdict(), indent=2) + "\n", encoding="utf-8")
    return facts


def _collect(known: Sequence[Edition], progress: Progress) -> list[Entry]:
    progress("In Stellen teilen", 0, len(known))
    kept = list(entries(known))
    progress("In Stellen teilen", len(known), len(known))
    if not kept:
        raise EmptyCorpusError(
            "Es ist keine Vorschrift da, aus der ein Index entstehen könnte. Erwartet wird mindestens ein Gesetz; "
            "bitte zuerst »fundstelle ingest« mit --mirror, --import oder Netzzugang ausführen."
        )
    return kept


def _analyse(kept: Sequence[Entry], layout: Layout, progress: Progress) -> tuple[Analyser, list[tuple[str, ...]]]:
    """Learn the words of the corpus, and turn each passage into its tokens."""
    progress("Wörter lernen", 0, len(kept))
    frames = dict.fromkeys(part for entry in kept for part in (entry.text.law, entry.text.context, entry.text.heading))
    analyser = Analyser.learn(chain((entry.text.text for entry in kept), frames))
    analyser.save(layout.words)
    progress("Wörter zerlegen", 0, len(kept))
    tokens = weighted_tokens((entry.text for entry in kept), analyser)
    progress("Wörter zerlegen", len(kept), len(kept))
    return analyser, tokens


def _hash_files(layout: Layout) -> str:
    digest = hashlib.sha256()
    for path in layout.lexical_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()

"""The second half of the line of a document: store -> relate, split -> Passage -> index, as a new generation.

A generation is built aside and switched at one moment; while it is being built the old one serves.
Nothing is built where the current generation was made from the same corpus with the same settings.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import NamedTuple

from corpus.database import open_database
from corpus.generations import BrokenGenerationError, Generation, Generations, Manifest
from corpus.index import FORMAT, build
from corpus.settings import Home
from corpus.store import Store
from ingest.run import Progress


class Published(NamedTuple):
    """The generation that serves after an ingest, and whether it had to be built."""

    generation: str
    built: bool
    passages: int

    @property
    def sentence(self) -> str:
        """How a user reads it."""
        if self.built:
            return f"Verzeichnis neu aufgebaut: {self.passages} Stellen, Generation {self.generation}."
        return f"Verzeichnis unverändert: {self.passages} Stellen, Generation {self.generation}."


def publish(home: Home, generations: Generations, progress: Progress) -> Published:
    """Let the store's present content serve as a generation of the home's index; returns what serves.

    It is found by words and by the register at once, and by meaning when :func:`corpus.vectors.complete` is done.

    Raises:
        BuildRunningError: another process is building.
    """
    store = Store(open_database(home.database_url))
    store.relate(partial(progress, "Beziehungen lesen"))
    view = store.view()
    hashes = (("corpus", view.fingerprint()), ("index", FORMAT))
    current = _serving(generations)
    if current is not None and set(hashes) <= set(current.manifest.hashes):
        return Published(current.id, built=False, passages=dict(current.manifest.counts)["passages"])
    with generations.build() as directory:
        facts = build(view.editions(), directory, progress)
        manifest = Manifest(
            sequence=view.sequence,
            hashes=hashes,
            counts=(("laws", len(view.laws())), ("passages", facts.passages)),
            created_at=datetime.now(UTC),
        )
        generation = generations.publish(directory, manifest)
    return Published(generation.id, built=True, passages=facts.passages)


def _serving(generations: Generations) -> Generation | None:
    """The generation that serves; a broken one counts as none, so that it is built anew."""
    try:
        return generations.current()
    except BrokenGenerationError:
        return None

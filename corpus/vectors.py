"""Lets the serving generation be found by meaning: ``fundstelle vectors``, the end of an ingest, or beside a service.

Whatever starts it, one process at a time computes; the service that answers meanwhile gets better without a restart.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

from corpus import captures  # noqa: F401  (declares its table before the database is opened)
from corpus.database import open_database
from corpus.generations import Generation, Generations
from corpus.index import KeptVectors, VectorFacts, add_vectors
from corpus.index.base import Progress
from corpus.index.embed import trained
from corpus.index.layout import Layout
from corpus.index.lsa import LatentSemantic
from corpus.index.vectors import read_facts
from corpus.settings import Home
from corpus.store import Store


class VectorsRunningError(Exception):
    """Another process computes the vectors of this home."""


class State(NamedTuple):
    """What a service answers from: the folder of the serving generation, and which vectors it has ("" for none)."""

    directory: Path
    vectors: str


def state(home: Home) -> State | None:
    """What is published now; None before the first generation."""
    generation = Generations(home.index).current()
    if generation is None:
        return None
    facts = read_facts(Layout(generation.directory))
    return State(generation.directory, facts.sha256 if facts else "")


def identity_of(setting: str) -> str:
    """What the vectors of the embedder that a setting names depend on beside their texts.

    Raises:
        EmbedderError: there is none of that name, or it is not installed.
    """
    return LatentSemantic.identity if setting == LatentSemantic.name else trained(setting).identity


def lacking(home: Home, setting: str) -> bool:
    """Whether the serving generation has no vectors yet, or those of another embedder than the setting names."""
    generation = Generations(home.index).current()
    return generation is not None and not _fits(generation, setting)


def complete(home: Home, setting: str, progress: Progress) -> VectorFacts | None:
    """Compute what vectors the serving generation lacks; None where it lacks none, or there is none.

    Raises:
        VectorsRunningError: another process does so already.
        EmbedderError: the embedder is unknown, or what it needs is missing.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home.root / "vectors.lock", blocking=False):
            generation = Generations(home.index).current()
            if generation is None or _fits(generation, setting):
                return None
            view = Store(open_database(home.database_url)).view(generation.manifest.sequence)
            kept = KeptVectors(home.root / "vectors.db")
            return add_vectors(view.editions(), generation.directory, setting, kept, progress)
    except Timeout as error:
        raise VectorsRunningError("Die Bedeutungen werden schon von einem anderen Vorgang berechnet.") from error


class Worker:
    """A process of its own that computes vectors beside a service, so that questions are not held up."""

    def __init__(self, home: Home, setting: str, *, demo: bool) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        if lacking(home, setting):
            command = [sys.executable, "-m", "corpus", "vectors", "--background", *(["--demo"] if demo else [])]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)  # noqa: S603  (our own command)

    def stop(self) -> None:
        """End the process, if it still runs; what it has computed is kept."""
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
            self._process.wait()


def _fits(generation: Generation, setting: str) -> bool:
    facts = read_facts(Layout(generation.directory))
    return facts is not None and facts.identity == identity_of(setting)

"""Vectors that were computed once, by model and text: what has not changed is never computed again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from corpus.index.base import Vectors

_WANTED = "SELECT text, vector FROM vector WHERE model = ? AND text IN (SELECT value FROM json_each(?))"
_ASKED = 500
"""Hashes in one question to the database."""


class KeptVectors:
    """A file of vectors; every call opens and closes it, so that several processes may use it."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, model: str, hashes: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of a model that are there, by the hash of the text."""
        found: dict[str, Vectors] = {}
        with closing(self._open()) as base:
            for some in _chunks(hashes):
                rows = base.execute(_WANTED, (model, json.dumps(some)))
                found.update((text, np.frombuffer(vector, dtype=np.float32)) for text, vector in rows)
        return found

    def keep(self, model: str, vectors: Mapping[str, Vectors]) -> None:
        """Add vectors by the hash of their text."""
        rows = [(model, text, np.asarray(vector, dtype=np.float32).tobytes()) for text, vector in vectors.items()]
        with closing(self._open()) as base, base:
            base.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?, ?)", rows)

    def drop_others(self, model: str) -> None:
        """Forget the vectors of other models."""
        with closing(self._open()) as base, base:
            base.execute("DELETE FROM vector WHERE model <> ?", (model,))

    def _open(self) -> sqlite3.Connection:
        self._file.parent.mkdir(parents=True, exist_ok=True)
        base = sqlite3.connect(self._file, timeout=30)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute(
            "CREATE TABLE IF NOT EXISTS vector (model TEXT, text TEXT, vector BLOB NOT NULL, PRIMARY KEY (model, text))"
            " WITHOUT ROWID"
        )
        return base


def _chunks(hashes: Iterable[str]) -> Iterable[list[str]]:
    waiting: list[str] = []
    for one in hashes:
        waiting.append(one)
        if len(waiting) == _ASKED:
            yield waiting
            waiting = []
    if waiting:
        yield waiting

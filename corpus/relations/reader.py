"""Who reads relations: the grammar with its tables, and the names of the laws that are held.

A corrected table, or a law that the table doesn't know and that has come in, makes another reader, so that the
directives are read again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.citations import Code, Codes
from corpus.model import Version

_READER = "relations/1"
"""Change it whenever the same text is read differently without any table having changed."""
_TABLES = ("corpus.citations", "corpus.relations")


@dataclass(frozen=True, slots=True)
class Reader:
    """The names that are known, and by what it is told from other readers (at most 32 characters)."""

    codes: Codes
    id: str


def reader_of(held: Iterable[Version]) -> Reader:
    """The reader for a corpus that holds these documents; letters make no difference, they are found by their key."""
    table = Codes.load()
    laws = (one for one in held if not one.issuer and table.by_key(one.law) is None)
    added = [Code(law.law, law.abbreviation, law.title, law.rank) for law in laws]
    digest = hashlib.sha256(_tables())
    for code in added:
        digest.update(f"{code.key}|{code.abbreviation}|{code.title}\n".encode())
    return Reader(table.with_added(*added), f"{_READER}-{digest.hexdigest()[:12]}")


@cache
def _tables() -> bytes:
    """Hash of all tables that the reading depends on."""
    digest = hashlib.sha256()
    for package in _TABLES:
        for table in sorted(files(package).iterdir(), key=lambda one: one.name):
            if table.name.endswith(".csv"):
                digest.update(table.read_bytes())
    return digest.digest()

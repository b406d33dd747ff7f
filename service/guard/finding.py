"""What the guard can find, and how it explains that; the words stand in ``kinds.csv`` and may be corrected there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from service.guard.reading import Reading
from service.guard.tables import rows
from service.model import Finding


class Hit(NamedTuple):
    """A stretch of a reading that must not come in; ``sure`` is false where its check digit is wrong (mistyped)."""

    kind: str
    start: int
    end: int
    sure: bool = True


Family = Callable[[str], Iterator[Hit]]
"""All that one family of identifiers finds in the text of a reading."""


class Kind(NamedTuple):
    """A kind of finding: what stands in its place in a proposal, what it is, and how to ask without it."""

    placeholder: str
    what: str
    rephrase: str


NEAR = "Die Prüfziffer stimmt nicht; auch mit einem Tippfehler bezeichnet die Angabe einen Fall."


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    return {row["kind"]: Kind(row["placeholder"], row["what"], row["rephrase"]) for row in rows("kinds.csv")}


def finding_of(hit: Hit, reading: Reading) -> Finding:
    """The finding for people: offsets in the original, and never a word of it."""
    kind = kinds()[hit.kind]
    told = " ".join(part for part in (kind.what, "" if hit.sure else NEAR, kind.rephrase) if part)
    return Finding(hit.kind, *reading.span(hit.start, hit.end), told)

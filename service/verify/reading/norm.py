"""What a text names when it names a norm, as data."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.citations import Place

CITED, INNER, LAW, REFERENCE = "norm", "verweis", "gesetz", "quelle"
"""Groups of norm items: a place in a law, a place inside the provision, a law alone, a gazette, court, authority."""


class Norm(NamedTuple):
    """A stretch of the text that names norms: for each member its key, other keys of the same, and its place.

    ``law`` is the key of the law, "" where the text names none that is known.
    """

    start: int
    end: int
    group: str
    members: tuple[tuple[str, frozenset[str]], ...]
    places: tuple[Place, ...] = ()
    law: str = ""


def place_key(law: str, place: Place) -> str:
    """A member of a citation as keys have it; all that it tells is in it."""
    parts = ["/".join((law, *map(str, place.steps)))]
    if place.through:
        parts.append(f"..{'/'.join(map(str, place.through))}")
    if place.following:
        parts.append(f"+{place.following}")
    if place.halbsatz:
        parts.append(f"+H{place.halbsatz}")
    if place.alternative:
        parts.append(f"+V{place.alternative}")
    return "".join(parts)


def folded(text: str) -> str:
    """A name without blanks, case and the signs that printers vary."""
    return re.sub(r"[\s.,-]+", "", text).casefold()

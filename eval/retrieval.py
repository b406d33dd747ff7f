"""What a passage found stands for, and whether a place is held at all: the ground of every measure of retrieval."""

from __future__ import annotations

from datetime import date

from corpus.address import Address
from corpus.library import Library
from corpus.model import Passage
from corpus.passages import members


def places_of(passage: Passage, library: Library, day: date) -> tuple[Address, ...]:
    """The places that a passage consists of: several where small neighbours stand together."""
    if passage.through is None:
        return (passage.address,)
    held = library.view.provision(passage.address, day)
    return members(passage, held.provision) if held else (passage.address, passage.through)


def holds(library: Library, doc_id: str, day: date) -> bool:
    """Whether there is a provision, and in it a unit, at this address on the day; the id is a well-formed address."""
    address = Address.from_id(doc_id)
    held = library.view.provision(address, day)
    return held is not None and (not address.inner or held.provision.unit(address) is not None)

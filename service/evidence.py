"""A stretch of a held provision -> Evidence: the one place where quotes get their citation, link and Stand."""

from __future__ import annotations

from corpus.address import Address
from corpus.citations import Codes, format_address
from corpus.links import page_of
from corpus.model import NoteKind, Provision, Unit
from corpus.pages import page_at
from corpus.store import Held
from service.model import Evidence


def evidence_at(held: Held, place: Address, start: int, end: int, codes: Codes) -> Evidence:
    """The words ``text[start:end]`` of a provision as evidence; ``place`` is the unit that they stand in."""
    return claimed(held, place, start, held.provision.text[start:end], codes)


def claimed(held: Held, place: Address, start: int, quote: str, codes: Codes) -> Evidence:
    """Words that somebody claims to stand at ``start``; whether they do is for the gate to find out."""
    law, provision = held.law, held.provision
    address = place.bare.at(law.day)
    return Evidence(
        citation=format_address(address.bare, codes),
        address=address,
        quote=quote,
        start=start,
        end=start + len(quote),
        rank=law.rank,
        document=str(provision.address.bare.at(law.day)),
        heading=provision.heading,
        title=law.title,
        stand=str(law.stand),
        known=law.known,
        source_url=page_of(law, provision),
        sha256=provision.capture_sha256 or law.capture_sha256,
        issuer=law.issuer,
        issued=law.issued,
        notes=tuple(note.text for note in provision.notes if note.kind is NoteKind.ANWENDUNG),
        page=page_at(provision, start),
    )


def innermost(provision: Provision, start: int, end: int) -> Address:
    """The address of the smallest unit that holds all of ``text[start:end]``; the provision where none does."""
    holding = [unit for unit in provision.units if unit.start <= start and end <= unit.end]
    return min(holding, key=_extent).address if holding else provision.address


def _extent(unit: Unit) -> tuple[int, int]:
    """Length of a unit; of two equally long ones the deeper is the smaller."""
    return unit.end - unit.start, -len(unit.address.steps)

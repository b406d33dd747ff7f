"""All families of identifiers, asked one after the other; what overlaps counts once, as the first that found it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from service.guard import (
    address,
    birth,
    case_reference,
    email,
    iban,
    id_card,
    idnr,
    phone,
    plate,
    social_insurance,
    steuernummer,
    vat,
)
from service.guard.finding import Family, Hit

FAMILIES: tuple[Family, ...] = (
    iban.find,
    vat.find_business,
    vat.find,
    idnr.find,
    social_insurance.find,
    id_card.find,
    steuernummer.find,
    iban.find_bic,
    email.find,
    birth.find,
    phone.find,
    plate.find,
    address.find,
    case_reference.find,
)
"""Those with the stricter check digits first."""


def find(text: str) -> Iterator[Hit]:
    """What all families find in the text of a reading."""
    for family in FAMILIES:
        yield from family(text)


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """The hits in the order of the text; those that share a character become one, of the longest's kind.

    It covers all of them: a part of a number that were left would still tell something.
    """
    merged: list[Hit] = []
    for hit in sorted(hits, key=lambda one: one.start):
        if merged and hit.start < merged[-1].end:
            last = merged[-1]
            kind = max(last, hit, key=lambda one: (one.end - one.start, one.sure))
            merged[-1] = Hit(kind.kind, last.start, max(last.end, hit.end), kind.sure)
        else:
            merged.append(hit)
    return merged

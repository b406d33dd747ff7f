"""IBAN (ISO 13616): country, check digits (MOD 97), the country's number of characters; BIC where announced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stdnum.iso7064 import mod_97_10

from service.guard.finding import Hit
from service.guard.spelling import Cued, spans
from service.guard.tables import rows

_START = re.compile(r"(?<![^\W_])([A-Z]{2}) ?[0-9]{2}(?= ?[0-9A-Z])", re.IGNORECASE)
_GERMAN = re.compile(r"(?<![^\W_])(DE ?[0-9O](?:[ .\-]?[0-9O]){17,23})(?![0-9])", re.IGNORECASE)
_CUED = Cued(
    ("IBAN", "Bankverbindung", "Kontoverbindung"),
    r"[A-Z]{2} ?[0-9]{2}(?: ?[A-Z0-9]{1,4}){3,8}(?![^\W_])",
    between="[ :.]{0,3}",
)
_BIC = re.compile(
    r"(?<![^\W_])(?:BIC|SWIFT)(?:-?Code)?[ :./()\-]{0,6}([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![^\W_])", re.IGNORECASE
)
_BANK = re.compile(r"(?<![^\W_])([A-Z]{4}DE[A-Z0-9]{2}(?:[A-Z0-9]{3})?)(?![^\W_])")
_LONGEST = 70
"""Characters of the longest IBAN with a separator after each."""


def find(text: str) -> Iterator[Hit]:
    """Valid numbers of every country, and what has the length of a German one though its check digits are wrong."""
    for found in _START.finditer(text):
        length = _lengths().get(found[1].upper())
        end = _end(text, found.start(), length) if length else None
        if end and mod_97_10.is_valid(_moved(text[found.start() : end])):
            yield Hit("iban", found.start(), end)
    for stretches in (spans(_GERMAN, text), _CUED.spans(text)):
        for start, end, _ in stretches:
            yield Hit("iban", start, end, sure=False)


def find_bic(text: str) -> Iterator[Hit]:
    """The code of a bank after "BIC" or "SWIFT", and of a German bank beside an IBAN or a bank's name."""
    for start, end, _ in spans(_BIC, text):
        yield Hit("bic", start, end)
    for start, end, _ in spans(_BANK, text):
        around = text[max(0, start - 60) : end + 30]
        if re.search(r"IBAN|Konto|bank\b|[Ss]parkasse|BLZ", around):
            yield Hit("bic", start, end)


def _end(text: str, start: int, length: int) -> int | None:
    """Where the number ends that begins at a place; None where fewer characters follow."""
    taken = 0
    for place in range(start, min(len(text), start + _LONGEST)):
        sign = text[place]
        if sign.isascii() and sign.isalnum():
            taken += 1
            if taken == length:
                after = text[place + 1 : place + 2]
                return None if after.isalnum() else place + 1
        elif sign not in " .-/":
            return None
    return None


def _moved(spelled: str) -> str:
    compact = "".join(sign for sign in spelled if sign.isalnum()).upper()
    return compact[4:] + compact[:4]


@cache
def _lengths() -> dict[str, int]:
    return {row["country"]: int(row["length"]) for row in rows("iban_lengths.csv")}

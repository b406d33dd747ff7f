"""Identifikationsnummer (§ 139b AO): eleven digits, the last one a check digit (ISO 7064, MOD 11,10).

Source of the check: https://www.bzst.de (Steuerliche Identifikationsnummer), § 1 StIdV. Among the first ten digits one
stands twice or three times and the others at most once; numbers for tests begin with 0.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stdnum.iso7064 import mod_11_10

from service.guard.finding import Hit
from service.guard.spelling import Cued, digits_of, grouped, grouped_spans, loose

CUES = (
    "IdNr", "Id-Nr", "ID Nr", "Identifikationsnummer", "Identifikations-Nr", "Identnummer", "Ident-Nr", "IdentNr",
    "Steuer-ID", "SteuerID", "Steuer-Id-Nr", "Steuer-IdNr", "Steueridentifikationsnummer", "Steuer-Identnummer",
    "Steuer-Identifikationsnummer", "TIN", "Tax ID", "steuerliche ID",
)  # fmt: skip
_SHAPES = (grouped(2, 3, 3, 3), grouped(11), grouped(2, 3, 3, 2, 1), grouped(3, 4, 4), grouped(3, 3, 3, 2))
_CUED = Cued(CUES, loose(9, 13))


def find(text: str) -> Iterator[Hit]:
    """Valid numbers anywhere, and what is announced as one though its check digit is wrong."""
    for start, end, spelled in grouped_spans(_SHAPES, text):
        if is_valid(digits_of(spelled)):
            yield Hit("idnr", start, end)
    for start, end, spelled in _CUED.spans(text):
        yield Hit("idnr", start, end, is_valid(digits_of(spelled)))


def is_valid(number: str) -> bool:
    """Whether eleven digits are an IdNr."""
    if len(number) != 11 or not mod_11_10.is_valid(number):
        return False
    repeated = [count for count in Counter(number[:10]).values() if count > 1]
    return repeated in ([2], [3])

"""USt-IdNr. of all member states, and W-IdNr. (§ 139c AO), which is the German one's form with five digits more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from stdnum.eu import vat
from stdnum.iso7064 import mod_11_10

from service.guard.finding import Hit
from service.guard.spelling import GAP, Cued, digits_of, spans

CUES = (
    "USt-IdNr", "USt-Id-Nr", "UStIdNr", "USt-ID", "Ust.-Id", "UID", "VAT", "VAT-ID", "VAT ID", "USt-Ident-Nr",
    "Umsatzsteuer-Identifikationsnummer", "Umsatzsteuer-ID", "Umsatzsteueridentifikationsnummer", "Umsatzsteuer-Id-Nr",
)  # fmt: skip
BUSINESS_CUES = (
    "W-IdNr", "W-Id-Nr", "WIdNr", "W-ID", "Wirtschafts-ID", "Wirtschaftsidentifikationsnummer",
    "Wirtschafts-Identifikationsnummer", "Wirtschafts-IdNr",
)  # fmt: skip
_GERMAN = rf"DE{GAP}[0-9](?:{GAP}[0-9]){{8}}"
_BARE = re.compile(rf"(?<![^\W_])({_GERMAN})(?![0-9])", re.IGNORECASE)
_BUSINESS = re.compile(rf"(?<![^\W_])({_GERMAN}{GAP}[0-9]{{5}})(?![0-9])", re.IGNORECASE)
_FOREIGN = re.compile(r"(?<![^\W_])([A-Z]{2} ?[0-9A-Z]{2,4}(?: ?[0-9A-Z]{2,4}){1,4})(?![^\W_])")
_CUED = Cued(CUES, rf"(?:[A-Z]{{2}} ?)?[A-Z]?[0-9](?:{GAP}[0-9]){{6,11}}(?![0-9])")
_BUSINESS_CUED = Cued(BUSINESS_CUES, rf"(?:DE ?)?[0-9](?:{GAP}[0-9]){{7,14}}(?![0-9])")


def find(text: str) -> Iterator[Hit]:
    """Valid numbers anywhere, and what is announced as one though its check digit is wrong."""
    for start, end, spelled in spans(_BARE, text):
        if mod_11_10.is_valid(digits_of(spelled)):
            yield Hit("ust-idnr", start, end)
    for start, end, spelled in _CUED.spans(text):
        number = digits_of(spelled)
        yield Hit("ust-idnr", start, end, len(number) != 9 or mod_11_10.is_valid(number))
    for start, end, spelled in spans(_FOREIGN, text):
        if spelled[:2] in _members() and vat.is_valid(spelled):
            yield Hit("ust-idnr", start, end)


def find_business(text: str) -> Iterator[Hit]:
    """The same for the W-IdNr.; its first nine digits carry the check digit."""
    for start, end, spelled in spans(_BUSINESS, text):
        if mod_11_10.is_valid(digits_of(spelled)[:9]):
            yield Hit("w-idnr", start, end)
    for start, end, spelled in _BUSINESS_CUED.spans(text):
        yield Hit("w-idnr", start, end, mod_11_10.is_valid(digits_of(spelled)[:9]))


@cache
def _members() -> frozenset[str]:
    """Prefixes of the member states but Germany; Greece has EL."""
    return frozenset(state.upper() for state in (*vat.MEMBER_STATES, "el")) - {"DE", "GR"}

"""Versicherungsnummer (§ 147 SGB VI, § 2 VKVV): area, date of birth, letter, serial number and check digit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.guard.finding import Hit
from service.guard.spelling import GAP, Cued, spans

CUES = (
    "Sozialversicherungsnummer", "Sozialversicherungs-Nr", "SV-Nummer", "SV-Nr", "SVNR", "Versicherungsnummer",
    "Versicherungs-Nr", "VSNR", "VSNR.", "VersNr", "Rentenversicherungsnummer", "RV-Nummer", "RVNR", "RV-Nr",
)  # fmt: skip
_PAIR = "[0-9]{2}"
_NUMBER = rf"{_PAIR}{GAP}{_PAIR}{GAP}{_PAIR}{GAP}{_PAIR}{GAP}[A-Z]{GAP}{_PAIR}{GAP}[0-9]"
_BARE = re.compile(rf"(?<![^\W_])({_NUMBER})(?![^\W_])", re.IGNORECASE)
_CUED = Cued(CUES, rf"[0-9](?:{GAP}[0-9]){{6,8}}{GAP}[A-Z]{GAP}[0-9](?:{GAP}[0-9]){{1,3}}(?![0-9])")
_WEIGHTS = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)


def find(text: str) -> Iterator[Hit]:
    """Valid numbers anywhere, and what is announced as one though its check digit is wrong."""
    for start, end, spelled in spans(_BARE, text):
        if is_valid(_compact(spelled)):
            yield Hit("sozialversicherung", start, end)
    for start, end, spelled in _CUED.spans(text):
        yield Hit("sozialversicherung", start, end, is_valid(_compact(spelled)))


def is_valid(number: str) -> bool:
    """Whether twelve characters are a Versicherungsnummer; the letter counts as its place in the alphabet."""
    if len(number) != 12 or not 1 <= int(number[4:6]) <= 12 or not _is_day(int(number[2:4])):
        return False
    spread = f"{number[:8]}{ord(number[8]) - 64:02d}{number[9:11]}"
    total = sum(sum(map(int, str(int(digit) * by))) for digit, by in zip(spread, _WEIGHTS, strict=True))
    return total % 10 == int(number[11])


def _is_day(day: int) -> bool:
    """Fifty is added where serial numbers of a day ran out."""
    return 1 <= day <= 31 or 51 <= day <= 81


def _compact(spelled: str) -> str:
    return "".join(sign for sign in spelled if sign.isalnum()).upper()

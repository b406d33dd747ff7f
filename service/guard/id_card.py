"""Serial numbers of identity cards and passports (ICAO 9303: weights 7, 3, 1), since 2007 without vowels in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.guard.finding import Hit
from service.guard.spelling import Cued, spans

_ALPHABET = "0-9CFGHJKLMNPRTVWXYZ"
_BARE = re.compile(rf"(?<![^\W_])([CFGHJKLMNPRTVWXYZ][{_ALPHABET}]{{8}} ?[0-9])(?:D|<|(?![^\W_]))")
_OLD = re.compile(r"(?<![^\W_])([0-9]{10}D)(?:<|(?![^\W_]))")
_CUES = ("Personalausweis", "Ausweis", "Reisepass", "Reisepaß", "Pass", "Passport", "Kinderreisepass",
    "Aufenthaltstitel", "Führerschein", "Personalausweisnummer", "Ausweisnummer", "Reisepassnummer", "Passnummer",
    "Führerscheinnummer", "Seriennummer", "Dokumentennummer")  # fmt: skip
_CUED = Cued(
    _CUES,
    r"(?=[A-Z]{0,9}[0-9])[0-9A-Z]{1,4}(?: ?[0-9A-Z]{1,4}){2,3}(?: ?[0-9]D?)?(?![^\W_])",
    between=r"[ \-]?(?:nummer|nr\.?|no\.?)?[^0-9A-Z]{0,8}(?:(?:nummer|nr\.?|lautet|mit der|ist|der|Seriennummer|Serien)"
    r"[^0-9A-Z]{0,4}){0,3}",
)
_FEWEST_DIGITS = 3
"""Digits that a number has which nothing announces: ten capitals are a word."""


def find(text: str) -> Iterator[Hit]:
    """Numbers with a right check digit anywhere, and what is announced as one."""
    for pattern in (_BARE, _OLD):
        for start, end, spelled in spans(pattern, text):
            number = spelled.replace(" ", "")
            if sum(sign.isdigit() for sign in number) >= _FEWEST_DIGITS and is_valid(number[:10]):
                yield Hit("ausweis", start, end)
    for start, end, spelled in _CUED.spans(text):
        number = spelled.replace(" ", "")
        if len(number) >= 9 and sum(sign.isdigit() for sign in number) >= _FEWEST_DIGITS:
            yield Hit("ausweis", start, end, len(number) == 9 or is_valid(number[:10]))


def is_valid(number: str) -> bool:
    """Whether the tenth character is the check digit of nine; a letter counts from A = 10."""
    total = sum(int(sign, 36) * (7, 3, 1)[place % 3] for place, sign in enumerate(number[:9]))
    return number[9].isdigit() and total % 10 == int(number[9])

"""Telephone numbers (E.123, DIN 5008): with a country's code, of a mobile network, in area and number, or announced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.guard.finding import Hit
from service.guard.spelling import Cued, digits_of, spans

_SEP = r"[ ./\-()]{0,3}"
_ABROAD = re.compile(
    rf"(?<![\w+./])((?:\+[1-9][0-9]?|00(?:49|4[1-8]|3[0-9]|90|7|1))(?!/){_SEP}(?:\(?0\)?{_SEP})?[1-9](?:{_SEP}[0-9]){{5,12}})(?![0-9])"
)
_MOBILE = re.compile(rf"(?<![\w+./\-])(01[5-7][0-9]{_SEP}[0-9](?:{_SEP}[0-9]){{5,8}})(?![0-9])")
_AREA = re.compile(
    r"(?<![\w+./\-])(\(0[2-9][0-9]{1,4}\)[ /\-]{0,3}[1-9][0-9](?:[ \-]?[0-9]){2,8}"
    r"|0[2-9][0-9]{1,4}(?: ?[/\-] ?| )[1-9][0-9]{3,8}(?:-[0-9]{1,5})?"
    r"|0[2-9][0-9]{1,4} ?/ ?[1-9][0-9](?: [0-9]{2}){1,3})(?![\w/]|[.,\-][0-9])"
)
_CUED = Cued(
    ("Tel", "Telefon", "Telefonnummer", "Telefax", "Fax", "Faxnummer", "Mobil", "Mobilnummer", "Mobilfunk",
     "Mobiltelefon", "Handy", "Handynummer", "Durchwahl", "Rückruf", "Rufnummer", "Phone", "WhatsApp",
     "erreichbar", "Apparat"),
    rf"\+?\(?[0-9](?:{_SEP}[0-9]){{3,16}}(?![0-9])",
    between=r"[^0-9+(]{0,24}",
)  # fmt: skip
_FEWEST_ANNOUNCED, _FEWEST, _MOST = 4, 9, 16
"""Digits of a number that is announced, of one that nothing announces, and of the longest (E.164: 15, and a 0)."""
_SHAPES = ((_ABROAD, _FEWEST), (_MOBILE, _FEWEST), (_AREA, _FEWEST - 1))
_PUBLIC = ("3018682", "30186820", "22899682")
"""Numbers of the Federal Ministry of Finance, which stand in the head of its letters."""


def find(text: str) -> Iterator[Hit]:
    """Numbers of people and companies."""
    found = [(spans(pattern, text), fewest) for pattern, fewest in _SHAPES]
    for stretches, fewest in (*found, (_CUED.spans(text), _FEWEST_ANNOUNCED)):
        for start, end, spelled in stretches:
            digits = digits_of(spelled)
            if fewest <= len(digits) <= _MOST and not _is_public(digits):
                yield Hit("telefon", start, end)


def _is_public(digits: str) -> bool:
    return digits.removeprefix("00").removeprefix("49").lstrip("0").startswith(_PUBLIC)

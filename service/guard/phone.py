"""Telephone numbers (E.123, DIN 5008): with a country's code, of a mobile network, in area and number, or announced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from service.guard.finding import Hit
from service.guard.spelling import digits_of, spans

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
_CUED = re.compile(
    r"(?<![^\W_])(?:Tel(?:efon)?(?:nummer)?|Telefax|Fax(?:nummer)?|Mobil(?:nummer|funk|telefon)?|Handy(?:nummer)?|Durchwahl|"
    r"Rückruf|Rufnummer|Phone|WhatsApp|erreichbar|Apparat)(?![^\W\d_])[^0-9+(]{0,24}"
    rf"(\+?\(?[0-9](?:{_SEP}[0-9]){{3,16}})(?![0-9])",
    re.IGNORECASE,
)
_FEWEST, _MOST = 9, 15
"""Digits of a number that nothing announces (E.164 allows 15)."""
_PUBLIC = ("3018682", "30186820", "22899682")
"""Numbers of the Federal Ministry of Finance, which stand in the head of its letters."""


def find(text: str) -> Iterator[Hit]:
    """Numbers of people and companies."""
    for pattern, fewest in ((_ABROAD, _FEWEST), (_MOBILE, _FEWEST), (_AREA, _FEWEST - 1), (_CUED, 4)):
        for start, end, spelled in spans(pattern, text):
            digits = digits_of(spelled)
            if fewest <= len(digits) <= _MOST + 1 and not _is_public(digits):
                yield Hit("telefon", start, end)


def _is_public(digits: str) -> bool:
    return digits.removeprefix("00").removeprefix("49").lstrip("0").startswith(_PUBLIC)

"""Kennzeichen of vehicles (§ 9 FZV): district, one or two letters, up to four digits; districts in a list.

With its hyphen a plate counts anywhere; without one only where a vehicle is spoken of just before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from service.guard.finding import Hit
from service.guard.tables import words

_HYPHENED = re.compile(
    r"(?<![\w\-/.])([A-ZÄÖÜ]{1,3}) ?- ?([A-Z]{1,2})[ \-]?([1-9][0-9]{0,3})([EH]?)(?![\w/]|[.,][0-9])"
)
_APART = re.compile(
    r"(?<![\w\-/.])([A-ZÄÖÜ]{1,3})[ :.]{1,2}([A-Z]{1,2})[ \-]?([1-9][0-9]{0,3})([EH]?)(?![\w/]|[.,][0-9])"
)
_VEHICLE = re.compile(
    r"[Kk]ennzeichen|[Kk]fz|KFZ|[Ff]ahrzeug|[Pp]kw|PKW|[Ll]kw|LKW|[Dd]ienstwagen|[Ff]irmenwagen|[Aa]uto\b|[Ww]agen|[Mm]otorrad"
)
_REACH = 60


def find(text: str) -> Iterator[Hit]:
    """Plates of existing districts."""
    for found in _HYPHENED.finditer(text):
        known = found[1] in _districts() and f"{found[1]}-{found[2]}" not in _no_plates()
        if known and not _is_letter_mark(text, found):
            yield Hit("kennzeichen", found.start(), found.end())
    for found in _APART.finditer(text):
        if found[1] in _districts() and _VEHICLE.search(text, max(0, found.start() - _REACH), found.start()):
            yield Hit("kennzeichen", found.start(), found.end())


def _is_letter_mark(text: str, found: re.Match[str]) -> bool:
    """Whether it is the mark of a letter: "IV C 5 - S 2353/19" has a single S behind a number."""
    return found[2] == "S" and text[: found.start()].endswith(tuple("0123456789 "))


@cache
def _districts() -> frozenset[str]:
    return frozenset(words("districts.txt"))


@cache
def _no_plates() -> frozenset[str]:
    return frozenset(words("no_plates.txt"))

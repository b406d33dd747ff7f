"""Numbers with a unit in a text; not that of a place which happens to stand before one ("des Absatzes 2 136 Euro")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from eval.poison.tables import any_word

_NUMBER = r"(?<![\w§.,/-])(\d{1,3}(?: \d{3})+|\d+)(,\d+)?"
_PLACE = re.compile(
    r"(?:§§?|Abs\.|Absatz(?:es)?|Absätzen?|Satz(?:es)?|Sätzen?|Nr\.|Nummern?|Art\.|Artikeln?|Anlagen?|Buchstaben?|Halbsatz)"
    r"(?: \w+(?:,| und| oder| bis))* $"
)


def amounts(text: str, units: Iterable[str]) -> list[re.Match[str]]:
    """All numbers with one of these units: group 1 the whole number, 2 the decimals with their comma, 3 the unit."""
    found = _pattern(tuple(units)).finditer(text)
    return [one for one in found if not _PLACE.search(text[max(0, one.start() - 60) : one.start()])]


@cache
def _pattern(units: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_NUMBER} ({any_word(units)})(?![\w-])")

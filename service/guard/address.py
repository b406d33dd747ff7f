"""Streets with house numbers; endings of street names and what only looks like one stand in ``streets.csv``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from service.guard.finding import Hit
from service.guard.tables import rows

_HOUSE = (
    r"(?:Nr\.? ?|Hausnr\.? ?|Hausnummer )?"
    r"(?P<house>[1-9][0-9]{0,3} ?(?:[a-kA-K](?![^\W_]))?(?: ?[-/] ?[0-9]{1,3} ?[a-k]?(?![^\W_]))?)"
)
_NO_MEASURE = (
    r"(?![0-9]|[.,][0-9]| ?(?:Kilometer|km|Meter|m|qm|m²|Euro|EUR|€|Prozent|%|v\. ?H|Stunden|Minuten|Tage|Jahre"
    r"|Personen|Wohnungen|Grundstücke|und|bis|oder|Abs|Satz|Nr|S\.)(?![^\W_]))"
)
_POSTCODE = re.compile(r"[ ,]{1,3}(?:in )?(?:D-)?[0-9]{5} [A-ZÄÖÜ][^\W\d_]{1,24}(?:[ \-][A-ZÄÖÜ][^\W\d_]{1,24})?")
_CUE = re.compile(
    r"wohnhaft|wohnt|wohnung|wohnsitz|anschrift|adresse|ansässig|straße|sitz|gelegen|belegen|objekt|grundstück|haus",
    re.IGNORECASE,
)
_PREPOSED = re.compile(
    r"(?<![^\W_])(?:Am|An der|An den|An dem|Auf der|Auf dem|Auf den|Im|In der|In den|Hinter der|Hinter dem|Unter den|"
    rf"Zum|Zur|Zu den|Vor dem|Beim) [A-ZÄÖÜ][^\W\d_]{{2,30}} {_HOUSE}{_NO_MEASURE}"
)
_CAPITALISED = r"[A-ZÄÖÜ][^\W\d_]{0,24}"
_REACH = 60


def find(text: str) -> Iterator[Hit]:
    """A street's name with a number behind it that is no measure; other names of places only where one lives there."""
    for found in _named().finditer(text):
        street = found["street"].casefold()
        if street not in _entries("no-street") and f"{street} {found['house'].strip()}" not in _entries("public"):
            yield Hit("anschrift", found.start(), _end(text, found.end()))
    for found in _PREPOSED.finditer(text):
        told = _CUE.search(text, max(0, found.start() - _REACH), found.start())
        if told or _POSTCODE.match(text, found.end()):
            yield Hit("anschrift", found.start(), _end(text, found.end()))


def _end(text: str, end: int) -> int:
    """Behind the town, where one follows the house number."""
    town = _POSTCODE.match(text, end)
    return town.end() if town else end


@cache
def _named() -> re.Pattern[str]:
    """For names by their ending ("Olper Straße 12", "Karl-Müller-Str. 3a") or their beginning ("Straße des …")."""
    endings = "|".join(sorted(_words("ending"), key=len, reverse=True))
    ended = rf"(?:{_CAPITALISED}\.?[ \-]){{0,3}}(?:{_CAPITALISED}?-?)?(?:{endings})"
    begun = r"(?:Straße|Platz|Allee) (?:der|des|am) [^\W_]{2,20}\.?(?: [A-Z][a-zä]{2,12})?"
    return re.compile(rf"(?<![^\W_])(?P<street>{ended}|{begun}) ?{_HOUSE}{_NO_MEASURE}")


@cache
def _entries(use: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _words(use))


def _words(use: str) -> list[str]:
    return [row["word"] for row in rows("streets.csv") if row["use"] == use]

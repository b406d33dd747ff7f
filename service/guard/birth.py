"""Dates of birth, where they are told as such; "vor dem 2. Januar 1955 geboren" is a rule of law and passes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.dates import MONTHS
from service.guard.finding import Hit
from service.guard.spelling import Cued, spans

_MONTH = rf"(?:{'|'.join(MONTHS)}|Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Nov|Dez)\.?"
_DATE = (
    r"(?:(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"
    rf"|[0-3]?[0-9] ?[./\-]? ?(?:[01]?[0-9] ?[./\-] ?|{_MONTH} ?)(?:19|20)?[0-9]{{2}})(?![0-9])"
)
_BEFORE = Cued(
    ("geb", "geboren", "geborene", "geborener", "geboren.", "geb.", "Geburtsdatum", "Geburtstag", "Geburtsdaten",
     "Geb.-Datum", "GebDat", "Geb.-Dat.", "born", "date of birth"),
    _DATE,
    between=r"[ :,(.]{0,4}(?:(?:ist|war|lautet|der|am|den|vom|wurde|on|is) ?:? ?){0,3}",
)  # fmt: skip
_SIGN = re.compile(rf"(?<![\w*])\* ?({_DATE})")
_AFTER = re.compile(rf"(?:am|der|die|den) ({_DATE}) (?:in [A-ZÄÖÜ][^\W\d_]{{1,30}} )?geboren")
_RULE = re.compile(r"(?:vor|nach|bis|ab|seit|zwischen) (?:dem|zum|einschließlich)? ?$")
_REACH = 20


def find(text: str) -> Iterator[Hit]:
    """A date after or before a word of birth."""
    for stretches in (_BEFORE.spans(text), spans(_SIGN, text), spans(_AFTER, text)):
        for start, end, _ in stretches:
            if not _RULE.search(text, max(0, start - _REACH), start):
                yield Hit("geburtsdatum", start, end)

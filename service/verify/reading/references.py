"""Gazettes, courts, authorities, directives and acts of the Union, which a statement may name only as its quotes do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from service.verify.reading.norm import REFERENCE, Norm, folded
from service.verify.reading.tables import rows, words

_PAGES = (
    r"(?:[\s,;]*(?:\d+[\d/.]*(?!\s?(?:Euro|€|%|Prozent))|[ILC]{1,3}(?!\w)|S\.|Seite|Nr\.|Nummer|Teil|L(?=\s?\d)))*"
    r"(?<![\s,;])"
)
"""Part, year and pages behind the name of a gazette: "BStBl II 2021 S. 123"."""
_GUIDELINE = r"(?:(?:[RH]|Abschn(?:itt|\.))\s\d+[\w.]*\s(?:Abs(?:atz|\.)\s\d+\s(?:Satz\s\d+\s)?)?)?"
"""What stands before the name of a guideline: "R 15.8 Abs. 1 EStR"."""
_FILE = r"[IVX]{1,4}\s[A-Z]{1,3}\s\d{1,4}/\d{2}"
"""File number of a court: "VI R 1/18"."""
_ACT = (
    r"(?:Nr\.|Nummer)\s\d{1,4}/\d{2}(?:/\w+)?|(?:(?:Nr\.|Nummer)\s)?(?:\d{1,4}/(?:19|20)\d{2}|(?:19|20)?\d{2}/\d{1,4}/E[UGW]+G?"
    r"|(?:19|20)\d{2}/\d{3,4})(?:/\w+)?"
)
"""Number of an act of the Union: "2006/112/EG", "Nr. 952/2013"."""
_SAID_OF_PAGES = re.compile(r"(?:seite|teil|s)(?=\d|[ilc])|(?:nummer|nr)(?=\d)")
_ENDING = re.compile(r"-(?:Urteil|Beschluss|Schreiben)")


def references(text: str) -> Iterator[Norm]:
    """The references of a text; equal keys are equal references, however they are spelt."""
    for found in _reference().finditer(text):
        key = _key(found.lastgroup or "", found[0])
        yield Norm(found.start(), found.end(), REFERENCE, ((f"{found.lastgroup}:{key}", frozenset()),))


def _key(kind: str, shown: str) -> str:
    match kind:
        case "gazette":
            return _SAID_OF_PAGES.sub("", folded(shown))
        case "court" | "authority":
            name = folded(_ENDING.split(shown)[0])
            return _names().get(name, name)
        case "act":
            return folded(shown).removeprefix("nummer").removeprefix("nr")
        case _:
            return folded(shown)


@cache
def _reference() -> re.Pattern[str]:
    directive = rf"{_GUIDELINE}{_any('directive')}(?:\szu\s§\s?\d+\w*(?:,?\sNr\.\s[\d.]+)?)?"
    return re.compile(
        rf"(?<![\w/])(?:(?P<gazette>{_any('gazette')}{_PAGES})|(?P<directive>{directive})|(?P<court>{_any('court')})"
        rf"|(?P<authority>{_any('authority')})|(?P<file>{_FILE})|(?P<ecli>ECLI:[\w:.]+)|(?P<act>{_ACT}))(?!\w)"
    )


def _any(kind: str) -> str:
    """Any name of a class, with what is hung onto it ("BMF-Schreiben", "BFH-Urteil")."""
    forms = [form for row in rows("references.csv") if row["class"] == kind for form in words(row["forms"])]
    names = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return rf"(?:{names})(?!\w)(?:-Urteils?|-Beschluss\w*|-Schreibens?)?"


@cache
def _names() -> dict[str, str]:
    return {folded(form): row["key"] for row in rows("references.csv") for form in words(row["forms"])}

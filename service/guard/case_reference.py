"""References of a case's file, as opposed to public ones; words that announce them stand in ``case_references.csv``.

Marks of courts ("VI R 1/18", "12 K 345/22 E"), of the ministry's letters ("IV C 5 - S 2353/19/10011 :006", "COO. …")
and citations are public and pass, also after "Az.". A public prosecutor's mark ("123 Js 456/23") is none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from service.guard.finding import Hit
from service.guard.spelling import Cued
from service.guard.tables import rows

_PUBLIC = re.compile(
    r"(?:[IVX]{1,6} ?(?:R|B|K|E|S|ER-S|ZR|ZB|ZA|StR|ARZ|B-R|Z|R-B)(?: \([A-Z]+\))? ?[0-9]{1,4}/[0-9]{2,4}"
    r"|[0-9]{1,2} ?(?:KO|Ko|K|V|BvR|BvL|BvF|BvE|StR|StB|AZR|RV|C|BV|B|L|Sa|S|U|O|W|AL|AS|A|M|T|R|Ca|KR|EG|GrS)"
    r" ?[0-9]{1,5}/[0-9]{2,4}"
    r"|[CTF]-[0-9]{1,4}/[0-9]{2}|GrS [0-9]"
    r"|[IVX]{1,4} ?[A-Z]{1,2} ?[0-9]{1,2}(?: ?\([A-Z0-9]+\))? ?- ?[A-Z]{1,3} ?[0-9]{3,4}"
    r"|[SGOEF] ?[0-9]{4}[ /\-]|COO\.|BStBl|BGBl|ECLI|BT-Drs|BR-Drs|20[0-9]{2}/[0-9]{6,8})"
)
_PROSECUTOR = re.compile(
    r"(?<![\w/])([0-9]{1,4} ?(?:Js|Gs|Ds|Ls|Cs|UJs|AR-?Js|Bs|OWi) ?[0-9]{1,6}/[0-9]{2,4})(?![\w/])"
)


def find(text: str) -> Iterator[Hit]:
    """A number or mark after a word that announces a file, and marks of criminal proceedings."""
    for start, end, _ in _announced().spans(text):
        if not _PUBLIC.match(text, start):
            yield Hit("aktenzeichen", start, end)
    for found in _PROSECUTOR.finditer(text):
        yield Hit("aktenzeichen", found.start(1), found.end(1))


@cache
def _announced() -> Cued:
    """The word, then a token with at least three digits; it ends where a blank and no further sign of a mark follow."""
    return Cued(
        [row["word"] for row in rows("case_references.csv")],
        r"(?=[^ ]{0,16}[0-9])(?=(?:[^0-9]{0,6}[0-9]){3})"
        r"[0-9A-ZÄÖÜ][0-9A-Za-zÄÖÜ./:_\-]{0,40}(?: [0-9A-Z./:_\-]{1,20}){0,4}",
        between=r"[ .:#]{0,4}(?:(?:Nr\.?|Nummer|lautet|ist|der|des|unter|mit)[ .:]{1,3}){0,2}",
        ignore_case=False,
    )

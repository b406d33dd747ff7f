"""Whether a company is spoken of as one of a case: § 30 AO protects its affairs, not its name.

"Hat der BFH zur Organschaft der Linde AG entschieden?" is a general question. A case is told by a client, by a party
("die Steuerpflichtige, die … GmbH"), by the writer ("wir prüfen"), by what an office does ("Außenprüfung"), by what the
company does or undergoes (a verb beside its name), by a place or a sum, or by a name or number nearby.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from service.guard.case import SENTENCE_END, tells_of_own_case
from service.guard.case_details import details
from service.guard.name_lexis import of
from service.guard.tables import rows

NEAR = 300
"""Characters before and behind a name within which a case is looked for."""
_TELLING = 2
"""Kinds of details that tell a case; a year alone is also one of law."""
_OPENING = 2
_ARTICLES = frozenset({"die", "der", "das"})
_JOINT = re.compile(r",?(?: (?:ist|sind|heißt|namens|nämlich))?(?: (?:die|der|das))? ")
_BEHIND = re.compile(r",? ([a-zäöüß]+)(?![^\W_])")


def is_of_a_case(text: str, start: int, end: int, others: Sequence[int]) -> bool:
    """Whether the company whose name stands at [start, end) in the text of a reading is one of a case.

    Args:
        text: of a reading.
        start: where the name begins.
        end: where it ends, behind the legal form.
        others: where other findings begin, in the order of the text.
    """
    first, last = max(0, start - NEAR), min(len(text), end + NEAR)
    place = bisect_left(others, first)
    if place < len(others) and others[place] < last:
        return True
    around = text[first:last]
    if _pattern("client").search(around) or _is_party(text, first, start):
        return True
    begin, stop = _sentence(text, start, end, first, last)
    if _pattern("court").search(text, begin, stop):
        return False
    return (
        tells_of_own_case(text, first, last)
        or _pattern("about").search(around) is not None
        or _acts(text, begin, start, end)
        or _is_detailed(text, begin, stop)
    )


def _sentence(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Where the sentence around a name begins and ends, as far as it lies within reach."""
    begin = max((found.end() for found in SENTENCE_END.finditer(text, first, start)), default=first)
    after = SENTENCE_END.search(text, end, last)
    return begin, after.start() if after else last


def _is_party(text: str, first: int, start: int) -> bool:
    """Whether the words directly before a name say what the company is in a case."""
    return any(_JOINT.fullmatch(text, found.end(), start) for found in _pattern("party").finditer(text, first, start))


def _acts(text: str, begin: int, start: int, end: int) -> bool:
    """Whether the company does or undergoes something.

    It begins a sentence that goes on ("Die … KG versteuert …"), or a verb stands directly beside its name ("Für die …
    KG wurde …", "Kann die … KG …?").
    """
    behind = _BEHIND.match(text, end)
    before = text[begin:start].lower().split()
    if behind is not None and (set(before) <= _ARTICLES or behind[1] in _verbs()):
        return True
    return 0 < len(before) <= _OPENING and before[0] in _verbs() and set(before[1:]) <= _ARTICLES


def _is_detailed(text: str, begin: int, stop: int) -> bool:
    kinds = {hit.kind for hit in details(text, begin, stop)}
    return len(kinds) >= _TELLING or bool(kinds & {"ort", "betrag"})


@cache
def _pattern(use: str) -> re.Pattern[str]:
    known = sorted((re.escape(row["word"]) for row in rows("company_context.csv") if row["use"] == use), key=len)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(reversed(known))})(?![^\W_])")


@cache
def _verbs() -> frozenset[str]:
    return of("verb") | {row["word"] for row in rows("company_context.csv") if row["use"] == "verb"}

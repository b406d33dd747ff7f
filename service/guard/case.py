"""A case without identifiers: "mein Steuerpflichtiger, Bäcker in Olpe, hat 2023 …".

What is looked for are persons as only a case has them (the writer, "mein Mandant", "der hiesige Steuerpflichtige", a
tradesman in a named town), and beside them place, time and amount. A person in general ("ein Steuerpflichtiger") is no
case, whatever sums and years stand beside it: that is how textbooks speak. The rules look at a few sentences at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from service.guard.case_details import details, known_places, place_at
from service.guard.finding import Hit
from service.guard.tables import rows

_SHORTEST_COMPOUND = 9
BLOCK = 600
"""Characters of a text within which person and details are seen together."""

SENTENCE_END = re.compile(r"(?<=[.!?;]) (?=[A-ZÄÖÜ0-9„»\"(])")
"""The blank between two sentences."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PERSONAL = (
    "er",
    "in",
    "or",
    "ant",
    "ent",
    "ist",
    "eur",
    "ier",
    "mann",
    "frau",
    "graf",
    "loge",
    "är",
    "mied",
    "metz",
    "ling",
)
"""Endings of words for what people are."""


class Person(NamedTuple):
    """Someone whom a text speaks of: surely somebody of a case, or the writer and their kin, or anybody."""

    hit: Hit
    sure: bool = False
    self_: bool = False


def find(text: str) -> Iterator[Hit]:
    """Person and details of each case that is described."""
    text = _capitalised(text)
    for start, end in _blocks(text):
        yield from _case_in(text, start, end)


def tells_of_own_case(text: str, start: int, end: int) -> bool:
    """Whether a stretch of the text of a reading speaks of the writer, or of somebody whom only their case has."""
    return any(person.sure or person.self_ for person in _persons(text, start, end))


def _capitalised(text: str) -> str:
    """A text typed without capitals, with those of known roles and places; every other text as it is."""
    if any(sign.isupper() for sign in text[1:]):
        return text
    known = _roles() | known_places()
    return _WORD.sub(lambda word: word[0].capitalize() if word[0].capitalize() in known else word[0], text)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Stretches of whole sentences, of some :data:`BLOCK` characters each; a longer sentence is one by itself."""
    start = end = 0
    for found in SENTENCE_END.finditer(text):
        if found.start() - start > BLOCK and end > start:
            yield start, end
            start = end
        end = found.end()
    if end > start and len(text) - start > BLOCK:
        yield start, end
        start = end
    yield start, len(text)


def _case_in(text: str, start: int, end: int) -> list[Hit]:
    persons = list(_persons(text, start, end))
    if not persons:
        return []
    found = list(details(text, start, end))
    if not _is_case(text[start:end], persons, found):
        return []
    chosen = [person.hit for person in persons if person.sure] or [person.hit for person in persons]
    return [*chosen, *found]


def _is_case(block: str, persons: list[Person], found: list[Hit]) -> bool:
    """Whether one of a case and a detail are told, or anyone in a named place to whom something happened."""
    kinds = {hit.kind for hit in found}
    if any(person.sure for person in persons):
        return bool(kinds)
    if any(person.self_ for person in persons):
        return "ort" in kinds or {"zeit", "betrag"} <= kinds
    told = len(kinds) > 1 or any(word in _narrative() for word in _WORD.findall(block))
    return "ort" in kinds and told


def _persons(text: str, start: int, end: int) -> Iterator[Person]:
    myself, owned, kindred = _of("self"), _of("own"), _of("kin")
    articles = owned | _of("any")
    found = list(_WORD.finditer(text, start, end))
    for place, word in enumerate(found):
        lower = word[0].lower()
        if lower in myself:
            yield Person(Hit("person", word.start(), word.end()), self_=True)
        elif lower in articles:
            role = _role_behind(found, place, text)
            if role is not None:
                own = lower in owned
                kin = own and found[role][0] in kindred
                yield Person(Hit("person", word.start(), found[role].end()), sure=own and not kin, self_=kin)
    for here in _here().finditer(text, start, end):
        yield Person(Hit("person", here.start(), here.end()), sure=True)


def _role_behind(found: list[re.Match[str]], place: int, text: str) -> int | None:
    """Where the role behind an article stands, adjectives between: "unser langjähriger Mandant", "ein Bäcker".

    A word that is in no list is a role where it ends like one and a place follows: "ein Kantor aus Naumburg".
    """
    roles, endings = _roles(), _role_endings()
    for index in range(place + 1, min(place + 4, len(found))):
        word = found[index][0]
        if not word[0].isupper():
            continue
        if word in roles or (word.endswith(endings) and len(word) > _SHORTEST_COMPOUND):
            return index
        return index if word.endswith(_PERSONAL) and place_at(text, found[index].end() + 1) else None
    return None


@cache
def _of(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("case_words.csv") if row["use"] == use)


@cache
def _narrative() -> frozenset[str]:
    return _of("narrative")


@cache
def _here() -> re.Pattern[str]:
    words_ = "|".join(re.escape(word) for word in sorted(_of("here"), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{words_})(?![^\W_])", re.IGNORECASE)


@cache
def _roles() -> frozenset[str]:
    return frozenset(row["word"] for row in rows("roles.csv"))


@cache
def _role_endings() -> tuple[str, ...]:
    """What a word for a role may end with: "Fliesenlegermeister", "Zahnarztpraxis"."""
    return tuple(row["word"] for row in rows("case_words.csv") if row["use"] == "role-ending")

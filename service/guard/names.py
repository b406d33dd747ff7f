"""Names of persons, by what stands around them and by lists of names; textbook persons (A, Herr B) and ministers pass.

No list knows all names. So a surname need not be known where a form of address, a title, a role or a first name
announces it: it must only be no word of tax law (``nouns.txt``, ``noun_endings.txt``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from service.guard.finding import Hit
from service.guard.name_lexis import (
    determiners,
    doubtful_surnames,
    is_capital,
    is_first_name,
    may_be_surname,
    of,
    public,
    public_of,
    starters,
    surnames,
    uses,
)

_TOKEN = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_LONGEST = 5
"""Parts of a name at most."""
_OFFICE_REACH = 4
"""Words before a name among which an office makes it a public one."""
_DASHED = 2
_SHORT = 5
"""Letters of an abbreviated form of address or role ("Fam.", "Stpfl.")."""


class Token(NamedTuple):
    """A word of the text, where it stands, and whether only a blank, or a colon and a blank, stands before it."""

    text: str
    start: int
    end: int
    joined: bool
    colon: bool


def find(text: str) -> Iterator[Hit]:
    """The names in the text of a reading, each without the form of address before it."""
    tokens = _tokens(text)
    place = 0
    known = starters()
    while place < len(tokens):
        word = tokens[place].text
        found = _name_at(tokens, place) if word in known or "-" in word else None
        if found is None:
            place += 1
            continue
        first, after = found
        if not _is_public(tokens, first, after):
            yield Hit("name", tokens[first].start, tokens[after - 1].end)
        place = after


def _tokens(text: str) -> list[Token]:
    tokens: list[Token] = []
    end = -1
    for found in _TOKEN.finditer(text):
        gap = text[max(end, 0) : found.start()]
        joined = end >= 0 and (gap == " " or (gap in (". ", ".") and _is_abbreviation(tokens[-1].text)))
        tokens.append(Token(found[0], found.start(), found.end(), joined, gap == ": "))
        end = found.end()
    return tokens


def _is_abbreviation(word: str) -> bool:
    """Whether a dot behind a word ends no sentence."""
    return len(word) == 1 or word in of("title") or (word in uses() and len(word) <= _SHORT)


def _name_at(tokens: list[Token], place: int) -> tuple[int, int] | None:
    """A name that begins at a word, or that the word announces: the places of its first word and behind its last."""
    word = tokens[place].text
    use = uses().get(word) or (uses().get(word.title()) if word.lower() in ("herr", "herrn", "frau") else None)
    if use:
        found = _announced(tokens, place, use)
        if found:
            return found
    if is_first_name(word):
        return _full_name(tokens, place)
    if is_first_name(word, doubtful=True):
        return _doubtful_name(tokens, place)
    return _inverted(tokens, place)


def _announced(tokens: list[Token], place: int, use: frozenset[str]) -> tuple[int, int] | None:
    """The name behind a form of address, a title, a role, a relation or a word like "namens"."""
    first = _behind_titles(tokens, place + 1, roles="address" in use)
    if first >= len(tokens) or not all(token.joined for token in tokens[place + 1 : first + 1]):
        return _behind_colon(tokens, place) if "cue" in use else None
    weak = "weak-address" in use and place > 0 and tokens[place - 1].text.lower() in determiners()
    if ("address" in use and not weak) or ("title" in use and is_capital(tokens[place].text)) or first > place + 1:
        return _surname_run(tokens, first, strict=False)
    word = tokens[first].text
    if use == {"weak-cue"}:
        return (first, _end_of_name(tokens, first)) if word in surnames() else None
    if use & {"role", "relation", "address", "cue"}:
        if is_first_name(word) or (is_first_name(word, doubtful=True) and _known_surname_next(tokens, first)):
            return first, _end_of_name(tokens, first)
        if use & {"role", "address", "cue"}:
            return _surname_run(tokens, first, strict=True)
    return None


def _doubtful_name(tokens: list[Token], place: int) -> tuple[int, int] | None:
    """A first name that is a word, too ("Ernst", "August"), before a surname and not behind an article."""
    before = tokens[place - 1].text.lower() if place and tokens[place].joined else ""
    if not is_capital(tokens[place].text) or before in determiners() or not _known_surname_next(tokens, place):
        return None
    return place, _end_of_name(tokens, place)


def _behind_colon(tokens: list[Token], place: int) -> tuple[int, int] | None:
    """Whatever looks like a name behind a colon: "Name: Mustermann, Max"."""
    first = place + 1
    if first < len(tokens) and tokens[first].colon:
        word = tokens[first].text
        if word in surnames() or is_first_name(word) or may_be_surname(word):
            return first, _end_of_name(tokens, first)
    return None


def _behind_titles(tokens: list[Token], place: int, *, roles: bool) -> int:
    """The first word that is no title; behind a form of address also no role or office that a name follows."""
    while place < len(tokens) and tokens[place].joined:
        word = tokens[place].text
        follows = place + 1 < len(tokens) and tokens[place + 1].joined and is_capital(tokens[place + 1].text)
        if not (word in of("title") or (roles and follows and word in of("role") | of("office"))):
            break
        place += 1
    return place


def _surname_run(tokens: list[Token], first: int, *, strict: bool) -> tuple[int, int] | None:
    """The name that begins at a word, if it may be one; ``strict``: the words before it often precede nouns."""
    start = first
    while start < len(tokens) - 1 and _is_initial(tokens[start]) and tokens[start + 1].joined:
        start += 1
    behind_particle = start
    while start + 1 < len(tokens) and tokens[start].text.lower() in of("particle"):
        start += 1
    word = tokens[start].text
    if strict and start > behind_particle and word not in surnames():
        return None
    if word in surnames() or (not strict and word.title() in surnames()):
        return first, _end_of_name(tokens, start)
    lenient = not strict and (word.lstrip("~") in doubtful_surnames() or is_first_name(word, doubtful=True))
    if lenient or (may_be_surname(word) and not (strict and not _stands_like_a_name(tokens, start))):
        return first, _end_of_name(tokens, start)
    return None


def _stands_like_a_name(tokens: list[Token], place: int) -> bool:
    """Whether a verb follows that says what somebody does; behind an object ("hat … Belege aufbewahrt") none does."""
    return place + 1 < len(tokens) and tokens[place + 1].joined and tokens[place + 1].text in of("verb")


def _full_name(tokens: list[Token], place: int) -> tuple[int, int] | None:
    """First name and surname; in small letters only where both are known."""
    after = place + 1
    while (
        after < len(tokens)
        and tokens[after].joined
        and (is_first_name(tokens[after].text) or _is_initial(tokens[after]))
    ):
        after += 1
    while after < len(tokens) and tokens[after].joined and tokens[after].text.lower() in of("particle"):
        after += 1
    if after >= len(tokens) or not tokens[after].joined:
        return (place, after) if after - place >= _DASHED and is_capital(tokens[place].text) else None
    word = tokens[after].text
    if is_capital(tokens[place].text) and (word in surnames() or word in doubtful_surnames() or may_be_surname(word)):
        return place, _end_of_name(tokens, after)
    if word.title() in surnames():
        return place, after + 1
    return None


def _inverted(tokens: list[Token], place: int) -> tuple[int, int] | None:
    """A known surname and a first name, a comma between or not: "Mustermann, Max", "Nguyen Thi Lan"."""
    if tokens[place].text not in surnames() or place + 1 >= len(tokens):
        return None
    after = tokens[place + 1]
    near = after.joined or (after.start - tokens[place].end == _DASHED and not after.colon)
    if near and is_first_name(after.text, doubtful=after.joined):
        return place, _end_of_name(tokens, place + 1)
    return None


def _end_of_name(tokens: list[Token], place: int) -> int:
    """Behind the last word of the name that holds a word: further names, particles and double surnames belong to it."""
    after = place + 1
    while after < len(tokens) and after - place < _LONGEST and tokens[after].joined:
        word = tokens[after].text
        further = after + 1 < len(tokens) and tokens[after + 1].joined and may_be_surname(tokens[after + 1].text)
        if word in of("particle") and further:
            after += 2
        elif is_first_name(word) or word in surnames() or word in doubtful_surnames() or may_be_surname(word):
            after += 1
        else:
            break
    return after


def _known_surname_next(tokens: list[Token], place: int) -> bool:
    after = place + 1
    if after >= len(tokens) or not tokens[after].joined:
        return False
    word = tokens[after].text
    return word in surnames() or word in doubtful_surnames() or may_be_surname(word)


def _is_public(tokens: list[Token], first: int, after: int) -> bool:
    """Whether it is the name of a public person, or of one whose office is told."""
    name = " ".join(token.text for token in tokens[first:after])
    if name in public() or any(name.startswith(known) for known in public_of(tokens[first].text)):
        return True
    before = tokens[max(0, first - _OFFICE_REACH) : first]
    return any(
        token.text in of("office") - of("role") - of("address") and token.text not in of("title") for token in before
    )


def _is_initial(token: Token) -> bool:
    return len(token.text) == 1 and token.text.isupper()

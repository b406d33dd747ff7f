"""Which law a citation belongs to: named right behind its places, or right before them, or not at all.

A law that stands elsewhere, be it in the same sentence, is never taken: better no law than a wrong one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.citations.codes import Codes
from corpus.citations.vocabulary import alternatives, words


class LawMention(NamedTuple):
    """A law as a citation names it.

    ``law`` is its key, or None where the law isn't in the table; ``raw`` is how the text names it;
    ``own`` is True for "dieses Gesetzes", the law that the text itself is part of.
    """

    start: int
    end: int
    law: str | None
    raw: str
    own: bool = False


_ARTICLE = re.compile(rf"{alternatives(words('article'))}\s++", re.IGNORECASE)
_OWN = re.compile(rf"(?:(?:nach|in|von|zu)\s++)?({alternatives(words('own'))})")
_NOUN = rf"(?:[^\W\d_][\w-]{{0,80}}?)?(?:{'|'.join(words('ending'))})(?![\w-])"
_UNKNOWN_NOUN = re.compile(
    rf"((?:[\w-]{{1,40}}en\s++){{0,2}}(?=[A-ZÄÖÜ])(?i:{_NOUN})"
    r"(?:\s++\((?:EU|EG|EWG|Euratom)\)(?:\s++Nr\.)?\s++\d+/\d+|\s++\d+/\d+/E[UGW]+)?)"
)
_UNKNOWN_ACRONYM = re.compile(
    rf"((?:\d{{1,2}}\.\s?)?(?=[\w-]{{0,40}}[A-ZÄÖÜ][\w-]{{0,40}}[A-ZÄÖÜ])[A-ZÄÖÜ][\w-]{{0,80}}?(?:{'|'.join(words('acronym'))})(?![^\W_])(?:-\w+)?"
    rf"|[A-ZÄÖÜ]\w{{0,30}}[A-ZÄÖÜ]\w{{0,30}}-(?:E|neu|DDR)(?!\w)|DBA[- ][A-ZÄÖÜ][\w-]+)"
)
_LAST_WORDS = re.compile(r"\S+\s*$")
_MOST_WORDS_BEFORE = 4
_WINDOW_BEFORE = 80


def law_behind(text: str, position: int, codes: Codes) -> LawMention | None:
    """The law named right behind a citation's places: "EStG", "der Abgabenordnung", "dieses Gesetzes"."""
    start = _after_blanks(text, position)
    own = _OWN.match(text, start)
    if own:
        return LawMention(start, own.end(), None, own[1], own=True)
    direct = _known(text, start, codes)
    if direct:
        return direct
    article = _ARTICLE.match(text, start)
    if not article:
        return _unknown(_UNKNOWN_ACRONYM.match(text, start))
    named = article.end()
    return (
        _known(text, named, codes)
        or _unknown(_UNKNOWN_NOUN.match(text, named))
        or _unknown(_UNKNOWN_ACRONYM.match(text, named))
    )


def law_before(text: str, floor: int, position: int, codes: Codes) -> LawMention | None:
    """The law named right before a citation ("EStG § 9 Abs. 1"), not reaching back over ``floor``."""
    end = position
    while end > floor and text[end - 1].isspace():
        end -= 1
    start, earliest = end, max(floor, end - _WINDOW_BEFORE)
    longest = None
    for _ in range(_MOST_WORDS_BEFORE):
        word = _LAST_WORDS.search(text, earliest, start)
        if word is None:
            break
        start = word.start()
        inner = start + (len(word[0]) - len(word[0].lstrip("(„»\"'")))
        code = codes.lookup(text[inner:end])
        longest = LawMention(inner, end, code.key, text[inner:end]) if code else longest
    return longest


def _after_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _known(text: str, position: int, codes: Codes) -> LawMention | None:
    found = codes.match_at(text, position)
    return LawMention(position, found.end, found.code.key, text[position : found.end]) if found else None


def _unknown(found: re.Match[str] | None) -> LawMention | None:
    return LawMention(found.start(), found.end(), None, found[1]) if found else None

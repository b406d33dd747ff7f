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
_OTHER = re.compile(rf"{alternatives(words('other'))}\s++", re.IGNORECASE)
_REFERRED = re.compile(r"(?:des|der)\s++in(?=\s++(?:§|Artikel|Absatz|Satz|Nummer|Buchstabe|Anlage))")
"""A law that is named only by the place that names it: "Artikel III des in § 8 Absatz 1 genannten Abkommens"."""
_POSSESSIVE = re.compile(rf"(?<![^\W_]){alternatives(words('possessive'))}\s*\Z", re.IGNORECASE)
_DIVISIONS = re.compile(rf"(?:\s*+(?:,|und|oder|sowie)\s++{alternatives(words('division'))}\s++[IVXLC\d]++){{1,3}}")
_NOUN = rf"(?:[^\W\d_][\w-]{{0,80}}?)?(?:{'|'.join(words('ending'))})(?![\w-])"
_UNKNOWN_NOUN = re.compile(
    rf"((?:[\w-]{{1,40}}en\s++){{0,2}}(?=[A-ZÄÖÜ])(?i:{_NOUN})"
    r"(?:\s++\((?:EU|EG|EWG|Euratom)\)(?:\s++Nr\.)?\s++\d+/\d+|\s++\d+/\d+/E[UGW]+)?)"
)
_EU_ACT = re.compile(r"((?:Verordnung|Richtlinie)\s++(?:\((?:EU|EG|EWG)\)(?:\s++Nr\.)?\s++\d+/\d+|\d+/\d+/E[UGW]+))")
_UNKNOWN_ACRONYM = re.compile(
    r"((?:\d{1,2}\.\s?)?"
    rf"(?=[\w-]{{0,40}}[A-ZÄÖÜ][\w-]{{0,40}}[A-ZÄÖÜ])[A-ZÄÖÜ][\w-]{{0,80}}?(?:{'|'.join(words('acronym'))})(?![^\W_])(?:-\w+)?"
    rf"|[A-ZÄÖÜ]\w{{0,30}}[A-ZÄÖÜ]\w{{0,30}}-(?:E|neu|DDR)(?!\w)|DBA[- ][A-ZÄÖÜ][\w-]+)"
)
_LAST_WORD = re.compile(r"\S+[^\S\n\t]*\Z")
_SAME_LINE = " \u00a0\u202f\u2009"
"""Blanks over which a law reaches the provision behind it; not the end of a line or of a table's cell."""
_MOST_WORDS_BEFORE = 4
_WINDOW_BEFORE = 80


def law_behind(text: str, position: int, codes: Codes) -> LawMention | None:
    """The law named right behind a citation's places: "EStG", "der Abgabenordnung", "dieses Gesetzes"."""
    division = _DIVISIONS.match(text, position)
    start = _after_blanks(text, division.end() if division else position)
    own = _OWN.match(text, start)
    if own:
        return LawMention(start, own.end(), None, own[1], own=True)
    return _known(text, start, codes) or _unknown(text, start) or _behind_article(text, start, codes)


def _behind_article(text: str, start: int, codes: Codes) -> LawMention | None:
    article = _ARTICLE.match(text, start)
    known = _known(text, article.end(), codes) if article else None
    if known:
        return known
    referred = _REFERRED.match(text, start)
    if referred:
        return LawMention(start, referred.end(), None, referred[0])
    other = article or _OTHER.match(text, start)
    if not other:
        return None
    noun = _UNKNOWN_NOUN.match(text, other.end())
    return LawMention(noun.start(), noun.end(), None, noun[1]) if noun else _unknown(text, other.end())


def law_before(text: str, floor: int, position: int, codes: Codes) -> LawMention | None:
    """The law named right before a citation ("EStG § 9 Abs. 1"), not reaching back over ``floor``."""
    possessive = _POSSESSIVE.search(text, max(floor, position - _WINDOW_BEFORE), position)
    if possessive:
        return LawMention(possessive.start(), position, None, possessive[0].strip())
    end = position
    while end > floor and text[end - 1] in _SAME_LINE:
        end -= 1
    start, earliest = end, max(floor, end - _WINDOW_BEFORE)
    longest = None
    for _ in range(_MOST_WORDS_BEFORE):
        word = _LAST_WORD.search(text, earliest, start)
        if word is None:
            break
        start = word.start()
        inner = start + (len(word[0]) - len(word[0].lstrip("(„»\"'")))
        code = codes.lookup(text[inner:end])
        is_law = code is not None and not code.is_directive
        longest = LawMention(inner, end, code.key, text[inner:end]) if code and is_law else longest
    return longest


def _after_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _known(text: str, position: int, codes: Codes) -> LawMention | None:
    """The law named right here; a directive is none, and a "§" of one isn't known."""
    found = codes.match_at(text, position)
    if found is None or found.code.is_directive:
        return None
    return LawMention(position, found.end, found.code.key, text[position : found.end])


def _unknown(text: str, position: int) -> LawMention | None:
    found = _EU_ACT.match(text, position) or _UNKNOWN_ACRONYM.match(text, position)
    return LawMention(position, found.end(), None, found[1]) if found else None

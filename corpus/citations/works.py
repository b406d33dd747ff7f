"""The directives that are works with sections: AEAO, UStAE, Richtlinien, Hinweise; how a text names them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpus.address import StepKind
from corpus.citations import patterns
from corpus.citations.codes import Codes
from corpus.citations.vocabulary import alternatives, read_table, spelled, words


class Work(NamedTuple):
    """How a directive is divided: its key, the kind of its sections, the law it comments on, and its counterpart."""

    key: str
    section: StepKind
    law: str
    pair: str


class WorkMention(NamedTuple):
    """A work named in a text, as the text names it, the year it is named with, and where that ends."""

    key: str
    raw: str
    edition: str
    end: int


_ARTICLE = re.compile(r"\s*+(?:,\s*+)?(?:(?:des|der|den|dem|in\s++den|zu\s++den|im|zum)\s++)?")
_SHORT = re.compile(r"\s*+\(\s*+([A-Z][\w-]{2,12})\s*+\)")
_EDITION = re.compile(r"\s?((?:19|20)\d\d)(?![\w/])(?!\.\d)")
_ENACTMENT = re.compile(rf"{alternatives(words('enactment', 'aeao'))}(?=\s++(?:zu|vor)\s++(?:den\s++)?§)")


@cache
def works() -> dict[str, Work]:
    """All works of the table, by key."""
    rows = read_table("works.csv")
    return {row["key"]: Work(row["key"], StepKind(row["section"]), row["law"], row["pair"]) for row in rows}


def suited(key: str, kind: StepKind) -> str:
    """The work or its counterpart, whichever has sections of this kind; the work itself where neither has."""
    pair = works()[key].pair
    return pair if pair and works()[key].section is not kind and works()[pair].section is kind else key


def work_at(text: str, position: int, codes: Codes) -> WorkMention | None:
    """The work that is named right here: "EStR 2012", "Anwendungserlass zur Abgabenordnung (AEAO)"."""
    named = codes.match_at(text, position)
    if named and named.code.key in works():
        key, end = named.code.key, named.end
    elif generic := _ENACTMENT.match(text, position):
        key, end = "aeao", generic.end()
    else:
        return None
    raw = text[position:end]
    short = _SHORT.match(text, end)
    if short and (again := codes.lookup(short[1])) and again.key == key:
        end = short.end()
    year = _EDITION.match(text, end)
    if not year or patterns.NO_PLACE.match(text, year.end()):
        return WorkMention(key, raw, "", end)
    return WorkMention(key, raw, year[1], year.end())


def work_behind(text: str, position: int, codes: Codes) -> WorkMention | None:
    """The work that is named right behind a section, with or without an article."""
    article = _ARTICLE.match(text, position)
    return work_at(text, article.end() if article else position, codes)


@cache
def work_names() -> str:
    """A pattern for the beginning of any name of a work."""
    codes = (code for code in Codes.load().entries if code.key in works())
    names = {name for code in codes for name in code.spellings}
    pattern = spelled({*names, *words("enactment", "aeao")})
    return "(?:" + pattern.replace(r"\-", r"\s?-\s?") + r")(?![^\W_])"

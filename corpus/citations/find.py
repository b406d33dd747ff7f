"""Finding the citations of statutes in a text, in one pass from left to right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from corpus.address import Step, StepKind
from corpus.citations.codes import Codes
from corpus.citations.laws import LawMention, law_before, law_behind
from corpus.citations.lexer import Lexer
from corpus.citations.model import NormCitation, Place
from corpus.citations.patterns import (
    ANCHOR,
    ANNEXES,
    CHAIN,
    FORMULAS,
    HINT,
    OF_DIRECTIVE,
    PARENTHESIS,
    PLURALS,
    STEP_KINDS,
)
from corpus.citations.places import Reader
from corpus.citations.vocabulary import fold


def find(text: str, codes: Codes, default_law: str | None = None) -> tuple[NormCitation, ...]:
    """All citations of statutes in the text, in reading order; they don't overlap.

    A citation belongs to the law named right behind it ("§ 9 EStG"), at the end of the enumeration
    that it is part of ("§ 33 Abs. 1 i. V. m. § 33a EStG"), or right before it ("EStG § 9"). One
    without a law belongs to ``default_law`` (the key of the law that the text itself is taken
    from), and stays without a law where there is none. "Absatz 2" without a § is no citation,
    and "AEAO zu § 122, Nr. 1.8" is one of a directive.
    """
    parts = _read_all(Lexer(text, codes))
    laws = _laws_of(text, parts, codes)
    found = (_citation(text, part, law, default_law) for part, law in zip(parts, laws, strict=True))
    return tuple(citation for citation in found if citation)


class _Need(Enum):
    """Which law makes a citation out of a name that is an ordinary word too ("Anlage 2", "Anlage", "Art 5")."""

    NONE = auto()
    ANY = auto()
    NAMED = auto()


@dataclass(frozen=True, slots=True)
class _Part:
    """One citation as it stands, before laws are shared along an enumeration."""

    start: int
    end: int
    places: tuple[Place, ...]
    law: LawMention | None
    hint: str
    need: _Need


_DIRECTIVE_WINDOW = 40
"""Characters before a § in which "AEAO zu" is looked for."""


def _read_all(lexer: Lexer) -> list[_Part]:
    parts: list[_Part] = []
    position = 0
    while anchor := ANCHOR.search(lexer.text, position):
        part = _read_one(lexer, anchor)
        if part and not OF_DIRECTIVE.search(lexer.text, max(0, part.start - _DIRECTIVE_WINDOW), part.start):
            parts.append(part)
        position = part.end if part else anchor.end()
    return parts


def _read_one(lexer: Lexer, anchor: re.Match[str]) -> _Part | None:
    name = fold(anchor["numbered"] or anchor["named"])
    kind = STEP_KINDS[name]
    reader = Reader(lexer, anchor.end(), kind, plural=name in PLURALS)
    locator = reader.read()
    if locator is None:
        return None
    hint, end = _hint(lexer.text, locator.end)
    law = _law(lexer, anchor.start(), end)
    if law:
        locator = reader.read_behind_law(law.end) or locator
        end = max(law.end, locator.end)
        hint, end = (hint, end) if hint else _hint(lexer.text, end)
    return _Part(anchor.start(), end, locator.places, law, hint, _need_of(name, locator.places[0].steps[0]))


def _law(lexer: Lexer, start: int, end: int) -> LawMention | None:
    set_off = PARENTHESIS.search(lexer.text, start, end) and lexer.text.startswith(",", end)
    return law_behind(lexer.text, end + 1 if set_off else end, lexer.codes)


def _need_of(name: str, provision: Step) -> _Need:
    if provision.kind in FORMULAS or (provision.kind in ANNEXES and not provision.number):
        return _Need.NAMED
    ordinary = provision.kind in ANNEXES or (provision.kind is StepKind.ARTIKEL and name == "art")
    return _Need.ANY if ordinary else _Need.NONE


def _hint(text: str, position: int) -> tuple[str, int]:
    found = HINT.match(text, position)
    return (found["hint"], found.end()) if found else ("", position)


def _laws_of(text: str, parts: Sequence[_Part], codes: Codes) -> list[LawMention | None]:
    """The law of each part: named with it, or shared along the enumeration, from its end or from its beginning."""
    laws = [part.law for part in parts]
    joined = [_is_joined(text, left, right) for left, right in pairwise(parts)]
    for index in range(len(parts) - 2, -1, -1):
        if laws[index] is None and joined[index]:
            laws[index] = laws[index + 1]
    for index, part in enumerate(parts):
        if laws[index] is None:
            follows = index > 0 and joined[index - 1] and parts[index - 1].law is None
            floor = parts[index - 1].end if index else 0
            laws[index] = laws[index - 1] if follows else law_before(text, floor, part.start, codes)
    return laws


def _is_joined(text: str, left: _Part, right: _Part) -> bool:
    """Whether two citations are members of one enumeration; a law has either §§ or Artikel."""
    between = text[left.end : right.start]
    kinds = {left.places[0].steps[0].kind, right.places[0].steps[0].kind}
    one_law = not kinds >= {StepKind.PARAGRAPH, StepKind.ARTIKEL}
    return one_law and CHAIN.fullmatch(between) is not None and bool(between.strip())


def _citation(text: str, part: _Part, law: LawMention | None, default_law: str | None) -> NormCitation | None:
    named = law is not None and not law.own
    if (part.need is _Need.NAMED and law is None) or (part.need is _Need.ANY and law is None and default_law is None):
        return None
    before = law is not None and law.end <= part.start and not text[law.end : part.start].strip()
    start = law.start if law and before else part.start
    key = law.law if law and named else default_law
    return NormCitation(start, part.end, text[start : part.end], key, part.places, law.raw if law else "", part.hint)

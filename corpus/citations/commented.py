"""The section of a directive that comments on a provision: the "zu § 122, Nr. 1.8" of the AEAO."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.address import Step, StepKind
from corpus.citations.before import PlacesBefore
from corpus.citations.codes import Codes
from corpus.citations.lexer import Lexer
from corpus.citations.model import Place
from corpus.citations.places import Locator, Reader

_HEAD = re.compile(r"\s*+,?\s*+(?P<word>zu|vor|Zu|Vor)\s++(?:den\s++)?(?P<sign>§§|§)")
_COMMA = re.compile(r"\s*+,?\s*+")


class Commented(NamedTuple):
    """The places of a commenting section, the provisions that it comments on, and the key of their law if named."""

    places: tuple[Place, ...]
    provisions: tuple[Step, ...]
    law: str
    end: int

    @property
    def is_bare(self) -> bool:
        """Whether only one section is cited, and no place in it."""
        only = self.places[0]
        return self.places == (Place(only.steps[:1]),)


def read_commented(lexer: Lexer, position: int) -> Commented | None:
    """Read "zu § 122 AO, Nr. 1.8", "zu §§ 122 und 122a", "vor §§ 172 bis 177, Nr. 3"."""
    head = _HEAD.match(lexer.text, position)
    locator = Reader(lexer, head.end(), StepKind.ZU, plural=head["sign"] == "§§").read() if head else None
    if not (head and locator):
        return None
    locator, law = _behind_law(lexer, locator)
    sections = (step for place in locator.places for step in (*place.steps[:1], *place.through[:1]))
    provisions = dict.fromkeys(Step(StepKind.PARAGRAPH, section.number) for section in sections)
    places = _before_first(locator.places) if head["word"].lower() == "vor" else locator.places
    return Commented(places, tuple(provisions), law, locator.end)


def _behind_law(lexer: Lexer, locator: Locator) -> tuple[Locator, str]:
    """Read on behind the law, which may stand between section and place: "zu § 122 AO, Nr. 1.8"."""
    law = _law_at(lexer.text, locator.end, lexer.codes)
    if law is None:
        return locator, ""
    key, end = law
    last = locator.places[-1]
    comma = _COMMA.match(lexer.text, end)
    inner = Reader.inside(lexer, comma.end(), last.steps[0]) if comma and last == Place(last.steps[:1]) else None
    if inner is None:
        return Locator(locator.places, end), key
    return Locator((*locator.places[:-1], *inner.places), inner.end), key


def _law_at(text: str, position: int, codes: Codes) -> tuple[str, int] | None:
    while position < len(text) and text[position].isspace():
        position += 1
    found = codes.match_at(text, position)
    return (found.code.key, found.end) if found and not found.code.is_directive else None


def _before_first(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The section "vor §§ 172 bis 177": one section that stands before all of them."""
    last = places[-1].through or places[-1].steps
    numbers = dict.fromkeys((places[0].steps[0].number, last[0].number))
    section = Step(StepKind.ZU, f"vor-{'-'.join(numbers)}", last[0].occurrence)
    if len(numbers) > 1:
        return (Place((section, *last[1:])),)
    return PlacesBefore(0, places).inside(section)

"""Places that stand before the directive they are in: "Nr. 1.8 des AEAO zu § 122", "Rz. 100 des BMF-Schreibens"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from corpus.address import Step, StepKind
from corpus.citations import patterns
from corpus.citations.lexer import Lexer
from corpus.citations.model import Place
from corpus.citations.places import Locator, Reader
from corpus.citations.vocabulary import alternatives, fold, words

_WINDOW = 90
_ARTICLE = re.compile(r"\s++(?:des|der|dem|den|zum|zur|im|in\s++der|vom|aus\s++dem)\s++")
_BLANKS = re.compile(r"\s*+")
_BEGINNING = re.compile(
    rf"(?<![^\W_])(?:(?P<annex>{alternatives(word for kind in patterns.ANNEXES for word in words('step', kind))})"
    rf"|(?P<level>{patterns.LABEL_OF_DIRECTIVE.pattern}))",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:§|Art\.|Artikel)\s*+\S{1,6}\s*+\Z")
"""What shows that the places belong to a law."""


class PlacesBefore(NamedTuple):
    """Places below a provision that is named behind them, and where they begin in the text."""

    start: int
    places: tuple[Place, ...]

    def inside(self, provision: Step) -> tuple[Place, ...]:
        """The places in this provision."""
        return tuple(
            replace(place, steps=_moved(place.steps, provision), through=_moved(place.through, provision))
            for place in self.places
        )


def _moved(steps: tuple[Step, ...], provision: Step) -> tuple[Step, ...]:
    named = bool(steps) and steps[0].kind in patterns.ANNEXES
    return steps if named or not steps else (provision, *steps[1:])


def places_before(lexer: Lexer, floor: int, position: int, *, article: bool = True) -> PlacesBefore | None:
    """The places right before the position, not reaching back over ``floor``.

    Without an ``article`` ("Rn. 12 BMF v. …"), places may as well end the citation before.
    """
    text = lexer.text
    earliest = max(floor, position - _WINDOW)
    for beginning in _BEGINNING.finditer(text, earliest, position):
        start = beginning.end("level") - len(beginning["level"].lstrip()) if beginning["level"] else beginning.start()
        found = _read(lexer, beginning, start)
        if found is None or found.end >= position:
            continue
        between = _ARTICLE.match(text, found.end) or (None if article else _BLANKS.match(text, found.end))
        if between and between.end() == position and not _SECTION.search(text, earliest, start):
            return PlacesBefore(start, found.places)
    return None


def _read(lexer: Lexer, beginning: re.Match[str], start: int) -> Locator | None:
    if beginning["annex"]:
        kind = patterns.STEP_KINDS[fold(beginning["annex"])]
        return Reader(lexer, beginning.end(), kind, plural=False).read()
    return Reader.inside(lexer, start, Step(StepKind.SCHREIBEN))

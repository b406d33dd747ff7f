"""Texts with stretches of the real corpus planted in them: taken over, changed in what makes no difference, quoted."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from corpus.citations import format_address
from corpus.library import Library
from corpus.model import Edition
from service.evidence import innermost
from service.review.prints import SHORTEST
from service.review.words import Word, spelled

_FILLERS = Path(__file__).with_name("fillers.txt")
_LONGEST = 60
"""Words of the longest stretch that is planted."""
PER_TEXT = 20
"""Stretches that are planted in one text."""
_PUNCTUATION = re.compile(r"[.,;:()]")


class Way(StrEnum):
    """How a stretch is planted."""

    VERBATIM = "wörtlich"
    CASE = "andere Groß- und Kleinschreibung"
    PUNCTUATION = "andere Satzzeichen"
    BLANKS = "andere Leerzeichen und Zeilenumbrüche"
    INVISIBLE = "weiche Trennstriche"
    SHORTEST = "genau zwölf Wörter"
    QUOTED = "mit Fundstelle zitiert"
    MISQUOTED = "mit falscher Fundstelle zitiert"

    @property
    def is_finding(self) -> bool:
        """Whether it must be found; what is quoted with evidence must not."""
        return self is not Way.QUOTED


@dataclass(frozen=True, slots=True)
class Plant:
    """A stretch that stands at ``text[start:end]`` of its text."""

    way: Way
    start: int
    end: int
    place: str


@dataclass(frozen=True, slots=True)
class Planted:
    """A text, and what was planted in it."""

    text: str
    plants: tuple[Plant, ...]


def planted_texts(library: Library, each: int, seed: int) -> Iterator[Planted]:
    """Texts with ``each`` stretches of every way in all, the same for the same corpus and seed."""
    chance = random.Random(seed)  # noqa: S311 - examples, no secrets
    editions = [edition for edition in library.view.editions() if len(edition.provision.text) > 200]
    ways = [way for way in Way for _ in range(each)]
    chance.shuffle(ways)
    for begin in range(0, len(ways), PER_TEXT):
        yield _text(library, editions, ways[begin : begin + PER_TEXT], chance)


def _text(library: Library, editions: Sequence[Edition], ways: Sequence[Way], chance: random.Random) -> Planted:
    text, plants = "", []
    for way in ways:
        text += f"{chance.choice(fillers())}\n\n"
        before, words, behind, place = _stretch(library, editions, way, chance)
        start = len(text) + len(before)
        text += f"{before}{words}{behind} {chance.choice(fillers())}\n\n"
        plants.append(Plant(way, start, start + len(words), place))
    return Planted(text, tuple(plants))


def _stretch(
    library: Library, editions: Sequence[Edition], way: Way, chance: random.Random
) -> tuple[str, str, str, str]:
    """What stands before, in and behind a planted stretch, and the place that it was taken from."""
    edition, words = _long_enough(editions, chance)
    count = SHORTEST if way is Way.SHORTEST else min(len(words), chance.randint(SHORTEST, _LONGEST))
    first = chance.randint(0, len(words) - count)
    start, end = words[first].start, words[first + count - 1].end
    provision = edition.provision
    citation = format_address(innermost(provision, start, end).bare, library.codes)
    taken = _CHANGES.get(way, _same)(provision.text[start:end], chance)
    if way is Way.QUOTED:
        return "»", taken, f"« ({citation}).", citation
    if way is Way.MISQUOTED:
        return "»", taken, f"« ({_other(library, editions, edition, chance)}).", citation
    return "", taken, ".", citation


def _long_enough(editions: Sequence[Edition], chance: random.Random) -> tuple[Edition, list[Word]]:
    while True:
        edition = chance.choice(editions)
        words = list(spelled(edition.provision.text))
        if len(words) >= SHORTEST:
            return edition, words


def _other(library: Library, editions: Sequence[Edition], own: Edition, chance: random.Random) -> str:
    """The citation of a provision of another law."""
    while True:
        other = chance.choice(editions)
        if other.law.law != own.law.law:
            return format_address(other.provision.address.bare, library.codes)


def _same(text: str, _chance: random.Random) -> str:
    return text


def _case(text: str, chance: random.Random) -> str:
    return chance.choice((str.upper, str.lower, str.title))(text).replace("ß", "ss")


def _punctuation(text: str, chance: random.Random) -> str:
    return _PUNCTUATION.sub(lambda _: chance.choice((" ", " – ", "; ", " ")), text)


def _blanks(text: str, chance: random.Random) -> str:
    return re.sub(r"\s+", lambda _: chance.choice(("  ", "\n", "\u00a0", "\t", " \n ")), text)


def _invisible(text: str, chance: random.Random) -> str:
    return re.sub(r"(?<=\w{3})(?=\w{3})", lambda _: chance.choice(("\u00ad", "", "")), text)


_CHANGES: dict[Way, Callable[[str, random.Random], str]] = {
    Way.CASE: _case,
    Way.PUNCTUATION: _punctuation,
    Way.BLANKS: _blanks,
    Way.INVISIBLE: _invisible,
}


@cache
def fillers() -> tuple[str, ...]:
    """The sentences that stand between."""
    lines = _FILLERS.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))

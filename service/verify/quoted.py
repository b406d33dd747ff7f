"""The quotes of a statement, read one after the other; readings are remembered, as a quote meets many statements."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from corpus.address import Address
from corpus.citations import Codes
from service.verify.reading import Item, Segment, read

_QUOTES = 4096
"""Quotes whose readings are remembered; some 40 MB at most."""


class Place(NamedTuple):
    """A segment of the quotes, and the number of the quote that it stands in."""

    segment: Segment
    quote: int


class Quoted(NamedTuple):
    """The quotes read one after the other: their items, the places of each key, and their segments."""

    items: tuple[Item, ...]
    places: dict[str, list[int]]
    segments: tuple[Place, ...]
    texts: tuple[str, ...]


class Laws:
    """A table of laws as a key of a cache: the very same object, and no other."""

    __slots__ = ("codes",)

    def __init__(self, codes: Codes) -> None:
        self.codes = codes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Laws) and other.codes is self.codes

    def __hash__(self) -> int:
        return id(self.codes)


class _Base(NamedTuple):
    """What the counts of a further quote begin with. A list's beginning and its item are one period."""

    segment: int
    sentence: int
    half: int
    period: int


@lru_cache(_QUOTES)
def quoted(laws: Laws, quotes: tuple[tuple[str, Address], ...]) -> Quoted:
    """The reading of quotes with their places."""
    items: list[Item] = []
    segments: list[Place] = []
    texts = []
    for number, (quote, address) in enumerate(quotes):
        reading = read(quote, laws.codes, address.law, address)
        base = _Base(
            len(segments),
            segments[-1].segment.sentence + 1 if segments else 0,
            segments[-1].segment.half if segments else 0,
            items[-1].period if items else 0,
        )
        items += [
            item._replace(
                segment=item.segment + base.segment,
                sentence=item.sentence + base.sentence,
                period=item.period + base.period,
            )
            for item in reading.items
        ]
        segments += [
            Place(segment._replace(sentence=segment.sentence + base.sentence, half=segment.half + base.half), number)
            for segment in reading.segments
        ]
        texts.append(reading.text)
    places: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        places.setdefault(item.key, []).append(place)
    return Quoted(tuple(items), places, tuple(segments), tuple(texts))

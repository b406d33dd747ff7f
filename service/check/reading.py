"""A text as it is analysed, and where each of its characters stands in the text as given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reading:
    """A text derived from a given one; ``origins[i]`` is the offset there of ``text[i]``."""

    text: str
    origins: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Iterable[tuple[str, Iterable[int]]]) -> Reading:
        """A reading of pieces: a text, and the origin of each of its characters."""
        texts: list[str] = []
        origins: list[int] = []
        for text, places in pieces:
            texts.append(text)
            origins.extend(places)
        return cls("".join(texts), tuple(origins))

    def part(self, start: int, end: int) -> Reading:
        """The stretch ``text[start:end]``."""
        return Reading(self.text[start:end], self.origins[start:end])

    def without(self, spans: Iterable[tuple[int, int]]) -> Reading:
        """This reading with stretches left out; they stand in order and do not overlap."""
        kept = list(_between(spans, len(self.text)))
        return Reading(
            "".join(self.text[start:end] for start, end in kept),
            tuple(origin for start, end in kept for origin in self.origins[start:end]),
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``text[start:end]`` (not empty) stands in the text as given."""
        return self.origins[start], self.origins[end - 1] + 1


def _between(spans: Iterable[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    place = 0
    for start, end in spans:
        if start > place:
            yield place, start
        place = max(place, end)
    if place < length:
        yield place, length

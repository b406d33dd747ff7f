"""Relative references of a sentence — "Satz 1", "die Absätze 2 und 3", "Nummer 4 Buchstabe a" — to places.

A reference is read by the citation grammar, as if its § stood before it, and led from the place
where the sentence stands: "Satz 1" is the nearest Satz 1 around it, "Absatz 1" that of its provision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from corpus.address import Address, Step
from corpus.citations import Codes, NormCitation, Place, Resolved, find, number_key, resolve
from corpus.citations.codes import Code
from corpus.model import Provision, Rank

_LEVEL = re.compile(
    r"(?<![^\W_])(?:Abs(?:atz(?:es)?|ätzen?|\.)|S(?:atz(?:es)?|ätzen?)|Nummern?|Nr\.|(?:Doppel)?[Bb]uchstaben?)\s(?=\d|[a-z]{1,3}\b)"
)
"""The word with which a reference without § begins."""
_AS_IF = "§ 1 "
"""Put before a relative reference, so that the grammar of citations reads it."""
_REACH = 160
"""Characters that a reference may have: the longest lists stay below."""


class Reference(NamedTuple):
    """What a sentence refers to: the span of the words, and the places that they name (bare addresses)."""

    start: int
    end: int
    places: tuple[Address, ...]


def references(provision: Provision, around: Address, start: int, end: int) -> tuple[Reference, ...]:
    """All references between two offsets of a provision's text, in their order.

    Args:
        provision: whose text it is.
        around: where the words stand; relative references are led from here.
        start: offset of the first character.
        end: offset behind the last one.
    """
    text = provision.text[start:end]
    absolute = find(text, Codes.load(), provision.address.law)
    found = [Reference(start + one.start, start + one.end, tuple(_places(one, provision))) for one in absolute]
    position = 0
    while level := _LEVEL.search(text, position):
        position = level.end()
        if not any(one.start <= level.start() < one.end for one in absolute):
            read = _read_relative(provision, around, text[level.start() : level.start() + _REACH])
            if read:
                position = level.start() + read.end
                found.append(Reference(start + level.start(), start + position, read.places))
    return tuple(sorted(found))


def led(provision: Provision, around: Address, inner: tuple[Step, ...]) -> Address | None:
    """The place that relative steps name from where one stands; the nearest around it. None where there is none."""
    for depth in range(len(around.steps) - 1, len(provision.address.steps) - 1, -1):
        found = _resolved(provision, (*around.steps[:depth], *inner))
        if found is not None and not found.covers(around):
            return found
    return None


def _read_relative(provision: Provision, around: Address, words: str) -> Reference | None:
    citation = next(iter(find(_AS_IF + words, Codes.load(), provision.address.law)), None)
    if citation is None or citation.start or citation.end <= len(_AS_IF):
        return None
    places = tuple(
        address for inner in _inner(citation, provision) if (address := led(provision, around, inner)) is not None
    )
    return Reference(0, citation.end - len(_AS_IF), tuple(dict.fromkeys(places)))


def _inner(citation: NormCitation, provision: Provision) -> Iterator[tuple[Step, ...]]:
    """The steps of each member below the dummy §; ranges are spelt out by what the provision has."""
    for place in citation.places:
        if place.steps[1:]:
            yield place.steps[1:]
            yield from _others_of_range(place, provision)


def _others_of_range(place: Place, provision: Provision) -> Iterator[tuple[Step, ...]]:
    """The steps to the members of a range behind its first ("Satz 2" and "Satz 3" of "Satz 1 bis 3")."""
    if not place.through:
        return
    first, last = place.steps[-1], place.through[-1]
    present = dict.fromkeys(unit.address.steps[-1] for unit in provision.units)
    for step in present:
        if step.kind is last.kind and number_key(first.number) < number_key(step.number) <= number_key(last.number):
            yield (*place.through[1:-1], step)


def _places(citation: NormCitation, provision: Provision) -> Iterator[Address]:
    """The places of a citation with §; in the provision itself only those that it has."""
    for address in citation.addresses:
        if address.provision != provision.address.provision.bare:
            yield address
        elif place := _resolved(provision, address.steps):
            yield place


def _resolved(provision: Provision, steps: tuple[Step, ...]) -> Address | None:
    law = provision.address.law
    code = Codes.load().by_key(law) or Code(law, law, law, Rank.GESETZ)
    resolution = resolve(Place(steps), code, lambda _: provision)
    return resolution.address.bare if isinstance(resolution, Resolved) else None

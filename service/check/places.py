"""A cited place -> where it stands in the version of the day, or why nothing can be looked up there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from corpus.address import Address, Step, StepKind
from corpus.citations import Code, Place, Unresolved, format_address, resolve
from corpus.library import Library
from corpus.model import Provision, Version
from corpus.store import Held
from service.check.model import CitationState

_LONGEST_RANGE = 40
"""Provisions of a cited range that are looked at ("§§ 140 bis 148"); no claim rests on more."""
_FOLLOWING = {"f.": 1, "ff.": 3}
"""How many further provisions "f." and "ff." are taken to mean."""
_REMEMBERED = 4096


@dataclass(frozen=True)
class Spot:
    """A stretch of a held provision that a citation names: a unit, several neighbours, or the whole provision."""

    address: Address
    held: Held
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a cited place leads to: spots where it is found, else the reason in German.

    ``address`` is the (first) place as cited, with "" as law where none is known for it.
    """

    state: CitationState
    citation: str
    address: Address
    spots: tuple[Spot, ...] = ()
    message: str = ""


class Register:
    """Looks up cited places in the versions of one day; remembers what it found."""

    def __init__(self, library: Library, day: date) -> None:
        self._library = library
        self._day = day
        self.target = lru_cache(_REMEMBERED)(self._target)

    def _target(self, law: str, place: Place) -> Target:
        """Where a place of a law stands."""
        code = self._library.codes.by_key(law)
        oldest = self._library.view.oldest(law)
        name = code.abbreviation if code else law
        address = Address(law, place.steps)
        written = format_address(address, self._library.codes)
        if code is None or oldest is None:
            message = f"{name} ist nicht im Bestand; {written} kann hier nicht geprüft werden."
            return Target(CitationState.NOT_HELD, written, address, message=message)
        version = self._library.view.version_on(law, self._day)
        if version is None:
            message = f"Von {name} ist für den {self._day:%d.%m.%Y} keine Fassung bekannt."
            return Target(CitationState.NOT_HELD, written, address, message=message)
        return _Law(self._library, code, version).target(place, written)


@dataclass(frozen=True)
class _Law:
    """One version of a law, in which places are looked up."""

    library: Library
    code: Code
    version: Version

    def target(self, place: Place, written: str) -> Target:
        """Where the place stands; a letter that is cited as a whole is its text without the annexes."""
        if not place.steps:
            place = Place((Step(StepKind.SCHREIBEN),))
        if place.through and Address("", place.steps).provision != Address("", place.through).provision:
            return self._range(place, written)
        found, cited = resolve(place, self.code, self._provision), Address(self.code.key, place.steps)
        if isinstance(found, Unresolved):
            if len(found.candidates) > 1 and found.nearest and all(map(found.nearest.covers, found.candidates)):
                return Target(CitationState.FOUND, written, cited, tuple(map(self._spot, found.candidates)))
            state = CitationState.NOT_HELD if found.unknown else CitationState.MISSING
            return Target(state, written, cited, message=found.reason)
        first = self._spot(found.address)
        if first.held.provision.repealed:
            message = f"{written} ist weggefallen; am Stichtag steht dort kein geltender Text."
            return Target(CitationState.MISSING, written, cited, message=message)
        last = self._spot(found.through) if found.through else first
        spot = Spot(first.address, first.held, first.start, last.end)
        citation = format_address(found.address.bare, self.library.codes, found.through and found.through.bare)
        return Target(CitationState.FOUND, citation, cited, (spot, *self._behind(place)))

    def _range(self, place: Place, written: str) -> Target:
        """A range over several provisions: its ends must exist; what lies between counts as far as it does."""
        ends = [self.target(Place(steps), written) for steps in (place.steps, place.through)]
        missing = next((one for one in ends if one.state is not CitationState.FOUND), None)
        if missing:
            return missing
        inner = (spot for steps in _between(place) for spot in self._whole(steps))
        spots = (*ends[0].spots, *inner, *ends[1].spots)
        first, last = Address(self.code.key, place.steps), Address(self.code.key, place.through)
        return Target(CitationState.FOUND, format_address(first, self.library.codes, last), first, spots)

    def _behind(self, place: Place) -> Iterator[Spot]:
        """The provisions that "f." and "ff." add."""
        *above, last = place.steps
        if place.following and not above and last.number.isdigit():
            for number in range(int(last.number) + 1, int(last.number) + 1 + _FOLLOWING[place.following]):
                yield from self._whole((Step(last.kind, str(number)),))

    def _whole(self, steps: tuple[Step, ...]) -> Iterator[Spot]:
        address = Address(self.code.key, steps)
        held = self._held(address)
        if held and not held.provision.repealed:
            yield Spot(held.provision.address, held, 0, len(held.provision.text))

    def _spot(self, address: Address) -> Spot:
        held = self._held(address)
        if held is None:
            raise LookupError(f"{address} wurde aufgelöst und ist doch nicht im Bestand.")
        unit = held.provision.unit(address)
        start, end = (unit.start, unit.end) if unit else (0, len(held.provision.text))
        return Spot(address.at(self.version.day), held, start, end)

    def _held(self, address: Address) -> Held | None:
        return self.library.view.provision(address.provision.bare.at(self.version.day))

    def _provision(self, address: Address) -> Provision | None:
        held = self._held(address)
        return held.provision if held else None


def _between(place: Place) -> Iterator[tuple[Step, ...]]:
    """The provisions with plain numbers between the ends of a range."""
    first, last = place.steps[0], place.through[0]
    if len(place.steps) == len(place.through) == 1 and first.number.isdigit() and last.number.isdigit():
        numbers = range(int(first.number) + 1, int(last.number))
        for number in numbers[:_LONGEST_RANGE]:
            yield (Step(first.kind, str(number)),)

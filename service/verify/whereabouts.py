"""Whether a norm that a statement names is the place that its quotes stand at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.address import Address
from corpus.citations import Place, Unresolved, in_range, number_key, resolve
from corpus.model import Provision
from service.model import Evidence, Statement
from service.verify.bench import Bench
from service.verify.comparison import Comparison
from service.verify.reading import Item


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The places of a statement's quotes.

    An objection is told as the end of a German sentence; "" is none.
    """

    statement: Statement
    bench: Bench
    comparison: Comparison

    def object_to(self, item: Item) -> str:
        """Object to a citation that is neither the place of a quote nor above one."""
        if item.place is None:
            return "die Stelle ist nicht bezeichnet"
        if item.key.partition("@")[2]:
            return "welche Fassung gemeint ist, belegt kein Zitat"
        if item.place.alternative:
            return "welche Alternative gemeint ist, belegt kein Zitat"
        laws = [item.law] if item.law else self._laws() if item.key.startswith("?/") else []
        if not laws:
            return "dieses Gesetz ist nicht bekannt"
        if any(self._is_place_of_quote(law, item.place) for law in laws):
            return ""
        return self._why(laws[0], item.place)

    def object_to_inner(self, item: Item) -> str:
        """Object to "Satz 2" where no quote stands at a Satz 2."""
        if item.place is None or item.place.alternative:
            return "das belegt kein Zitat"
        for evidence in self.statement.evidence:
            for depth in range(len(evidence.address.inner) + 1):
                steps = (*evidence.address.provision.steps, *evidence.address.inner[:depth], *item.place.steps[1:])
                above = steps[: len(steps) - len(item.place.steps[1:])]
                through = (*above, *item.place.through[1:]) if item.place.through else ()
                moved = Place(steps, through, item.place.following, item.place.halbsatz)
                if item.place.steps[1:] and self._is_place_of_quote(evidence.address.law, moved):
                    return ""
        return "das ist nicht die zitierte Stelle"

    def object_to_law(self, item: Item) -> str:
        """Object to a law that is neither that of a quote nor named in one."""
        if not item.law:
            return "dieses Gesetz ist nicht bekannt"
        named = {other.law for other in self.comparison.theirs.items if other.law}
        return "" if item.law in named or item.law in self._laws() else "das ist ein anderes Gesetz"

    def _laws(self) -> list[str]:
        return list(dict.fromkeys(evidence.address.law for evidence in self.statement.evidence))

    def _is_place_of_quote(self, law: str, place: Place) -> bool:
        return any(self._leads_to(law, place, number) for number in range(len(self.statement.evidence)))

    def _leads_to(self, law: str, place: Place, number: int) -> bool:
        """Whether the place is that of the quote, lies above it, or is the part of it that the statement speaks of."""
        evidence = self.statement.evidence[number]
        target = evidence.address.bare
        if target.law != law:
            return False
        if place.halbsatz and not self._in_halbsatz(place.halbsatz, evidence, number):
            return False
        if place.through:
            return _in_range(place, target)
        if place.address(law).covers(target):
            return True
        if place.following:
            return _follows(place, target)
        return self._resolves_to(law, place, evidence, number)

    def _resolves_to(self, law: str, place: Place, evidence: Evidence, number: int) -> bool:
        code = self.bench.library.codes.by_key(law)
        target = evidence.address.bare
        if code is None or place.address(law).provision != target.provision:
            return False
        found = resolve(Place(place.steps), code, self._provision_of)
        if isinstance(found, Unresolved):
            return False
        address = found.address.bare
        return address.covers(target) or (target.covers(address) and self._speaks_of(address, evidence, number))

    def _speaks_of(self, address: Address, evidence: Evidence, number: int) -> bool:
        """Whether most of what the statement takes from a quote stands in a unit of its provision."""
        held = self._provision_of(evidence.address)
        unit = held.unit(address) if held else None
        places = list(self._taken(evidence, number))
        inside = sum(unit.start <= place < unit.end for place in places) if unit else 0
        return inside > len(places) / 2

    def _taken(self, evidence: Evidence, number: int) -> Iterator[int]:
        """Where the words stand that the statement takes from a quote, counted in the provision's text."""
        for their in self.comparison.alignment.to_theirs:
            if their >= 0 and self.comparison.quote_of(their) == number:
                yield evidence.start + self.comparison.theirs.items[their].start

    def _in_halbsatz(self, wanted: int, evidence: Evidence, number: int) -> bool:
        """Whether the statement speaks of this Halbsatz: what stands between two semicolons of the sentence."""
        held = self._provision_of(evidence.address)
        unit = held.unit(evidence.address) if held else None
        if held is None or unit is None:
            return False
        places = list(self._taken(evidence, number))
        inside = sum(held.text.count(";", unit.start, place) == wanted - 1 for place in places)
        return inside > len(places) / 2

    def _provision_of(self, address: Address) -> Provision | None:
        version = next((one.address.version for one in self.statement.evidence if one.address.law == address.law), None)
        place = address.provision.bare
        held = self.bench.library.view.provision(place.at(version) if version else place)
        return held.provision if held else None

    def _why(self, law: str, place: Place) -> str:
        """Why the place is none of the quotes': it does not exist, or is another one."""
        code = self.bench.library.codes.by_key(law)
        if code is None or not self.bench.library.view.oldest(law):
            return "das ist eine andere Stelle"
        found = resolve(place, code, self._provision_of)
        return found.reason.removesuffix(".") if isinstance(found, Unresolved) else "das ist eine andere Stelle"


def _in_range(place: Place, target: Address) -> bool:
    """Whether a quote's place lies in a cited range."""
    depth = len(place.steps)
    if len(target.steps) < depth or len(place.through) != depth or place.steps[:-1] != target.steps[: depth - 1]:
        return False
    here = target.steps[depth - 1]
    return here.kind is place.steps[-1].kind and in_range(
        here.number, f"{place.steps[-1].number}-{place.through[-1].number}"
    )


def _follows(place: Place, target: Address) -> bool:
    """Whether a quote's place is one of "§§ 140 ff."; "f." is the next one only."""
    depth = len(place.steps)
    if len(target.steps) < depth or place.steps[:-1] != target.steps[: depth - 1]:
        return False
    here, first = target.steps[depth - 1], place.steps[-1]
    if here.kind is not first.kind or number_key(here.number) < number_key(first.number):
        return False
    return place.following == "ff." or (
        here.number.isdigit() and first.number.isdigit() and int(here.number) == int(first.number) + 1
    )

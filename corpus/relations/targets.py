"""Where a relation leads in the corpus as held: the place that exists, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from corpus.address import Address
from corpus.citations import Code, Codes, DirectiveCitation, Place, Unresolved, letters_of_day, match_letter, resolve
from corpus.model import Provision, Version
from corpus.relations.model import Relation, Target, TargetKind

if TYPE_CHECKING:
    from corpus.store import View


class Gap(StrEnum):
    """Why a target cannot be reached."""

    NO_LAW = "no-law"
    UNKNOWN_LAW = "unknown-law"
    NOT_HELD = "not-held"
    NO_SUCH_PLACE = "no-such-place"
    INCOMPLETE = "incomplete"
    UNCLEAR_LETTER = "unclear-letter"
    NO_DECISIONS = "no-decisions"

    @property
    def label(self) -> str:
        """How a user reads it."""
        return _GAPS[self]


_GAPS = {
    Gap.NO_LAW: "kein Gesetz genannt",
    Gap.UNKNOWN_LAW: "Gesetz nicht in der Zitiertabelle",
    Gap.NOT_HELD: "nicht im Bestand",
    Gap.NO_SUCH_PLACE: "Stelle gibt es nicht",
    Gap.INCOMPLETE: "Abschnitt fehlt im Bestand oder ist nur gekürzt da",
    Gap.UNCLEAR_LETTER: "Schreiben nicht im Bestand oder nicht eindeutig benannt",
    Gap.NO_DECISIONS: "noch nicht Teil des Bestands",
}


@dataclass(frozen=True, slots=True)
class Reached:
    """The place exists, in the version that its address bears; ``former`` where only an older version has it."""

    address: Address
    through: Address | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class Dangling:
    """The target cannot be reached; ``reason`` says why, in German."""

    gap: Gap
    reason: str


class Targets:
    """Finds targets in a view; what was found once is remembered."""

    def __init__(self, view: View, codes: Codes) -> None:
        self._view = view
        self._codes = codes
        self.reach = cache(self._reach)

    def all(self) -> Iterator[tuple[Relation, Reached | Dangling]]:
        """All relations of the newest directives, each with where it leads."""
        for relation in self._view.relations():
            yield relation, self.reach(relation.target)

    def _reach(self, target: Target) -> Reached | Dangling:
        """The place of a target in the newest version that has it, or why there is none."""
        if target.kind is TargetKind.DECISION:
            return Dangling(Gap.NO_DECISIONS, "Entscheidungen der Gerichte sind noch nicht Teil des Bestands.")
        if target.kind is TargetKind.NORM:
            return self._norm(target)
        return self._directive(target)

    def _norm(self, target: Target) -> Reached | Dangling:
        if target.place is None and target.name:
            return Dangling(Gap.UNKNOWN_LAW, f"Das Gesetz „{target.name}“ steht nicht in der Zitiertabelle.")
        if target.place is None:
            return Dangling(Gap.NO_LAW, "Der Text nennt kein Gesetz.")
        return self._place(target.place, target.through)

    def _directive(self, target: Target) -> Reached | Dangling:
        if target.place is not None and self._view.oldest(target.key) is not None:
            return self._place(target.place, target.through)
        known = match_letter(_cited(target), self._codes)
        if known and self._view.oldest(known.key) is not None:
            steps = target.place.steps if target.place else ()
            return self._place(Address(known.key, steps), None)
        if target.key:
            return Dangling(Gap.NOT_HELD, f"{target.name} ist nicht im Bestand.")
        alike = letters_of_day(_cited(target), self._codes)
        names = ", ".join(code.abbreviation for code in alike)
        may_be = f"; vom selben Tag ist im Bestand: {names}" if names else ""
        return Dangling(Gap.UNCLEAR_LETTER, f"„{target.name}“ ist ohne Geschäftszeichen genannt{may_be}.")

    def _place(self, place: Address, through: Address | None) -> Reached | Dangling:
        code, versions = self._codes.by_key(place.law), tuple(reversed(self._view.versions(place.law)))
        if code is None or not versions:
            return Dangling(Gap.NOT_HELD, f"{code.abbreviation if code else place.law} ist nicht im Bestand.")
        first = self._in_version(place, through, code, versions[0])
        if isinstance(first, Reached):
            return first
        for version in versions[1:]:
            found = self._in_version(place, through, code, version)
            if isinstance(found, Reached):
                return Reached(found.address, found.through, former=True)
        return first

    def _in_version(self, place: Address, through: Address | None, code: Code, version: Version) -> Reached | Dangling:
        def provision_of(address: Address) -> Provision | None:
            held = self._view.provision(address.provision.bare.at(version.day))
            return held.provision if held else None

        found = resolve(Place(place.steps, through.steps if through else ()), code, provision_of)
        if isinstance(found, Unresolved):
            return Dangling(Gap.INCOMPLETE if found.unknown else Gap.NO_SUCH_PLACE, found.reason)
        last = found.through.bare.at(version.day) if found.through else None
        return Reached(found.address.bare.at(version.day), last)


def _cited(target: Target) -> DirectiveCitation:
    return DirectiveCitation(
        0,
        0,
        target.name,
        None,
        issuer=target.issuer,
        issued=target.issued,
        reference=target.reference,
        document=target.document,
    )

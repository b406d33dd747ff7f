"""A citation -> the place that it names, in the version known for a day; or why there is none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from corpus.address import Address, Step, StepKind
from corpus.citations import (
    CaseCitation,
    CitationError,
    Code,
    DirectiveCitation,
    NormCitation,
    Place,
    Unresolved,
    find_all,
    format_address,
    letters_of_day,
    parse,
    resolve,
)
from corpus.library import Library
from corpus.model import Provision, Unit, Version
from corpus.store import Held

REFERENCE_LIMIT = 300
"""Characters of a citation; the longest lists of places stay below it."""


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that exists: its address in the version of the day, the provision, and the stretch of its text."""

    address: Address
    citation: str
    held: Held
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words at the place."""
        return self.held.provision.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class NotCited:
    """Why a citation leads nowhere: a code for programs and a German explanation.

    Reasons: ``no-citation`` (not understood), ``law-not-held``, ``no-version`` (none known for the
    day) and ``no-such-place``.
    """

    reason: str
    message: str


def cite(reference: str, day: date, library: Library) -> Cited | NotCited:
    """The place named by exactly one citation ("§ 9 Abs. 4a Satz 2 EStG") or address ("estg/9/abs-4a/satz-2")."""
    if len(reference) > REFERENCE_LIMIT:
        return NotCited("no-citation", f"Eine Fundstelle hat höchstens {REFERENCE_LIMIT} Zeichen.")
    try:
        address = _read(reference.strip(), library)
    except (CitationError, ValueError) as error:
        return NotCited("no-citation", str(error))
    return _located(Place(address.steps), address.law, day, library, version=address.version)


def cite_all(text: str, day: date, library: Library) -> tuple[Cited | NotCited, ...]:
    """The places that a question names, of laws and of directives; what it names no law for is passed over."""
    found: list[Cited | NotCited] = []
    for citation in find_all(text, library.codes):
        if isinstance(citation, CaseCitation):
            continue
        key = citation.law if isinstance(citation, NormCitation) else citation.work
        if key:
            found += (_located(place, key, day, library) for place in _parts(citation.places or (Place(()),)))
        elif isinstance(citation, DirectiveCitation):
            found.append(_letter(citation, day, library))
    return tuple(found)


def _letter(citation: DirectiveCitation, day: date, library: Library) -> Cited | NotCited:
    """A letter that is named without its file number: the one of that day, where only one of that day is held."""
    alike = () if citation.reference or citation.document else letters_of_day(citation, library.codes)
    if len(alike) == 1:
        return _located((citation.places or (Place(()),))[0], alike[0].key, day, library)
    named = " ".join(citation.text.split())
    if alike:
        names = "; ".join(code.abbreviation for code in alike)
        return NotCited("no-such-place", f"{named} ist nicht eindeutig; von diesem Tag sind im Bestand: {names}.")
    return NotCited("law-not-held", f"{named} ist nicht im Bestand.")


def _read(reference: str, library: Library) -> Address:
    """An address id as it stands in answers, or a citation as lawyers write it."""
    head = reference.split("/", 1)[0]
    if "/" in reference and " " not in reference and library.codes.by_key(head) is not None:
        return Address.from_id(reference)
    return parse(reference, library.codes)


def _parts(places: tuple[Place, ...]) -> Iterator[Place]:
    """Each place of a citation; a range over several provisions is taken at its two ends."""
    for place in places:
        if place.through and Address("", place.steps).provision != Address("", place.through).provision:
            yield from (Place(place.steps), Place(place.through))
        else:
            yield place


def _located(place: Place, law: str, day: date, library: Library, version: str | None = None) -> Cited | NotCited:
    """The place in the law, in a named version or in the one of the day."""
    code = library.codes.by_key(law)
    oldest = library.view.oldest(law)
    if code is None or oldest is None:
        name = code.abbreviation if code else law
        return NotCited("law-not-held", f"{name} ist nicht im Bestand. Was da ist, zeigt »fundstelle status«.")
    held_version = library.view.version(law, version) if version else library.view.version_on(law, day)
    if held_version is None:
        wanted = f"Die Fassung {version}" if version else f"Eine Fassung für den {day:%d.%m.%Y}"
        since = _start(oldest.known.start)
        return NotCited(
            "no-version", f"{wanted} von {code.abbreviation} ist nicht bekannt. Die älteste bekannte ist vom {since}."
        )
    return _in_version(place, code, held_version, library)


def _in_version(place: Place, code: Code, version: Version, library: Library) -> Cited | NotCited:
    if not place.steps and not (version.issuer and version.issued):
        whole = f"{code.abbreviation} ist als Ganzes genannt. Erwartet wird eine Stelle darin, etwa mit § oder Nummer."
        return NotCited("no-such-place", whole)
    place = place if place.steps else Place((Step(StepKind.SCHREIBEN),))

    def held_at(address: Address) -> Held | None:
        return library.view.provision(address.provision.bare.at(version.day))

    def provision_of(address: Address) -> Provision | None:
        held = held_at(address)
        return held.provision if held else None

    resolution = resolve(place, code, provision_of)
    if isinstance(resolution, Unresolved):
        return NotCited("no-such-place", resolution.reason)
    address = resolution.address.bare
    held = held_at(address)
    if held is None:
        raise LookupError(f"{address} wurde aufgelöst und ist doch nicht im Bestand.")
    first = _unit(held.provision, address)
    last = _unit(held.provision, resolution.through.bare) if resolution.through else first
    citation = format_address(address, library.codes, resolution.through.bare if resolution.through else None)
    return Cited(address.at(version.day), citation, held, first.start, last.end)


def _unit(provision: Provision, address: Address) -> Unit:
    """The unit at an address; for the provision itself its whole text."""
    return provision.unit(address) or Unit(address, 0, len(provision.text), 0)


def _start(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else "einem unbekannten Tag"

"""Documents by their id: ``estg/9@2026-03-18`` in one version, ``estg/9`` on a day, ``estg`` the law itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.address import Address
from corpus.citations import format_address
from corpus.library import Library
from corpus.links import page_of
from corpus.model import Period, Provision, Version
from corpus.store import Held
from service.model import CorpusMark
from service.radar import overtaken
from service.schema import corpus_out, overtaken_out
from service.schema_documents import (
    EntryOut,
    LawDocument,
    LinkOut,
    NoteOut,
    ProvisionDocument,
    UnitOut,
    VersionOut,
    law_head,
    related_out,
)


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no such document; the message says what is known instead."""

    message: str


def find(id_: str, day: date, library: Library) -> Held | Version | Missing:
    """What an id names: a provision or a law, in the version that the id names, else in the one known for the day.

    The address of a place inside a provision finds the provision.
    """
    try:
        place = Address.from_id(id_)
    except ValueError:
        return Missing("Das ist keine Adresse. Erwartet wird etwa estg/9, estg/9@2026-03-18 oder estg.")
    law = _law_version(place, day, library)
    if isinstance(law, Missing) or not place.steps:
        return law
    held = library.view.provision(place.at(law.day))
    if held is None or not _has_place(held.provision, place):
        name = format_address(place.bare, library.codes)
        return Missing(f"In der Fassung {law.day} von {law.abbreviation} gibt es {name} nicht.")
    return held


def document(id_: str, day: date, library: Library) -> ProvisionDocument | LawDocument | Missing:
    """The document that an id names, see :func:`find`, in its public shape."""
    found = find(id_, day, library)
    if isinstance(found, Held):
        return provision_document(found, day, library)
    return law_document(found, library) if isinstance(found, Version) else found


def provision_document(held: Held, day: date, library: Library) -> ProvisionDocument:
    """A provision in its public shape, as read on a day."""
    provision, law = held.provision, held.law
    previous, following = library.view.neighbours(provision.address)
    head = law_head(law).model_dump() | {"source_url": page_of(law, provision)}
    return ProvisionDocument(
        **head,
        id=str(provision.address),
        citation=format_address(provision.address, library.codes),
        label=provision.label,
        heading=provision.heading,
        context=list(provision.context),
        text=provision.text,
        units=[
            UnitOut(
                address=str(unit.address),
                citation=format_address(unit.address, library.codes),
                start=unit.start,
                end=unit.end,
            )
            for unit in provision.units
        ],
        notes=[NoteOut(kind=note.kind, text=note.text) for note in provision.notes],
        repealed=provision.repealed,
        previous=_link(previous),
        next=_link(following),
        versions=_versions_of(provision, library),
        related=related_out(provision.address, law, library),
        overtaken=[overtaken_out(one) for one in overtaken(provision.address, 0, len(provision.text), day, library)],
        corpus=corpus_out(CorpusMark(library.generation, library.fictional)),
    )


def law_document(law: Version, library: Library) -> LawDocument:
    """A law in its public shape, with its table of contents."""
    return LawDocument(
        **law_head(law).model_dump(),
        id=str(Address(law.law, (), law.day)),
        provisions=[
            EntryOut(
                id=str(one.address),
                label=one.label,
                heading=one.heading,
                context=list(one.context),
                repealed=one.repealed,
            )
            for one in library.view.provisions(law)
        ],
        versions=[
            _version(Address(law.law, (), known.day), known.known, same_text=known.day == law.day)
            for known in library.view.versions(law.law)
        ],
        related=related_out(Address(law.law, (), law.day), law, library),
        corpus=corpus_out(CorpusMark(library.generation, library.fictional)),
    )


def _law_version(place: Address, day: date, library: Library) -> Version | Missing:
    """The version that an address names, or the one known for the day."""
    versions = library.view.versions(place.law)
    if not versions:
        return Missing("Ein Gesetz mit diesem Schlüssel liegt nicht vor. Welche vorliegen, steht unter /bestand.")
    if place.version is not None:
        known = ", ".join(dict.fromkeys(version.day for version in versions))
        named = library.view.version(place.law, place.version)
        return named or Missing(f"Diese Fassung liegt nicht vor. Bekannt sind: {known}.")
    return library.view.version_on(place.law, day) or Missing(
        f"Für den {day:%d.%m.%Y} ist keine Fassung von {versions[0].abbreviation} bekannt. "
        f"Die älteste bekannte ist die vom {versions[0].day}."
    )


def _has_place(provision: Provision, place: Address) -> bool:
    return not place.inner or provision.unit(place) is not None


def _versions_of(provision: Provision, library: Library) -> list[VersionOut]:
    """The versions that hold a provision at this address, oldest first."""
    return [
        _version(
            provision.address.at(held.version),
            held.period,
            same_text=edition.provision.text_sha256 == provision.text_sha256,
        )
        for edition in library.view.history(provision.address)
        for held in edition.held
    ]


def _version(place: Address, known: Period, *, same_text: bool) -> VersionOut:
    return VersionOut(
        id=str(place), version=place.version or "", known_from=known.start, known_until=known.end, same_text=same_text
    )


def _link(provision: Provision | None) -> LinkOut | None:
    if provision is None:
        return None
    return LinkOut(id=str(provision.address), label=provision.label, heading=provision.heading)

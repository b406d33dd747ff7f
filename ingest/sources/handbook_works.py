"""Puts the works of the official handbooks together from the sections on their pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.address import Address
from corpus.model import Account, Directive, Note, NoteKind, Provision, Rank, Stand, StandEntry, Unit
from ingest.markup.handbook_html import HandbookPage
from ingest.markup.handbook_sections import HandbookSection


class Publication(NamedTuple):
    """A work of a handbook as it is published: ``book`` and ``year`` are its Stand, ``contents`` the contents page."""

    key: str
    abbreviation: str
    title: str
    rank: Rank
    issuer: str
    book: str
    year: str
    contents: str


def assembled(
    publications: Iterable[Publication], pages: Sequence[HandbookPage], base: str, *, fictional: bool
) -> Iterator[Directive]:
    """The works of which there is any section on the pages."""
    for publication in publications:
        sections = [section for page in pages for section in page.sections if section.work == publication.key]
        if sections:
            yield _directive(publication, sections, f"{base}/{publication.contents}", fictional=fictional)


def _directive(
    publication: Publication, sections: list[HandbookSection], source_url: str, *, fictional: bool
) -> Directive:
    kept, doubled = _each_once(sections)
    remarks = (remark for section in kept for remark in section.remarks)
    note = Note(
        NoteKind.REDAKTION,
        f"Wiedergegeben nach dem Stand {publication.year} des Handbuchs; spätere Änderungen sind nicht enthalten.",
    )
    return Directive(
        key=publication.key,
        abbreviation=publication.abbreviation,
        title=f"{publication.title} ({publication.book})",
        rank=publication.rank,
        issuer=publication.issuer,
        references=(),
        issued=None,
        stand=Stand((StandEntry("Stand", publication.book),), warnings=(*remarks, *doubled)),
        published=None,
        source_url=source_url,
        provisions=tuple(section.provision for section in kept),
        account=_sum(section.account for section in kept),
        comments_on=tuple(section.norm for section in kept),
        notes=(note,),
        fictional=fictional,
    )


def _each_once(sections: Iterable[HandbookSection]) -> tuple[list[HandbookSection], list[str]]:
    """The sections with addresses of their own, and German sentences on those that stand on several pages.

    The same words a second time are left out; other words at the same address are counted ("r-4.2~2").
    """
    held: dict[Address, list[HandbookSection]] = {}
    kept, remarks = [], []
    for section in sections:
        alike = held.setdefault(section.provision.address, [])
        if alike:
            pages = f"{alike[0].provision.source_url} und {section.provision.source_url}"
            remarks.append(f"{section.provision.address} steht auf mehreren Seiten: {pages}.")
        if all(one.provision.text != section.provision.text for one in alike):
            alike.append(section)
            kept.append(section._replace(provision=_counted(section.provision, len(alike))))
    return kept, remarks


def _counted(provision: Provision, occurrence: int) -> Provision:
    """The provision at the address of its occurrence."""
    if occurrence == 1:
        return provision
    address, depth = provision.address, len(provision.address.steps)
    own = (*address.steps[:-1], replace(address.steps[-1], occurrence=occurrence))
    units = tuple(
        Unit(replace(unit.address, steps=(*own, *unit.address.steps[depth:])), unit.start, unit.end, unit.body)
        for unit in provision.units
    )
    return replace(provision, address=replace(address, steps=own), units=units)


def _sum(accounts: Iterable[Account]) -> Account:
    total, classes = 0, Counter[str]()
    findings: list[str] = []
    for account in accounts:
        total += account.total
        classes.update(dict(account.classes))
        findings += account.findings
    return Account(total, tuple(sorted(classes.items())), tuple(findings))

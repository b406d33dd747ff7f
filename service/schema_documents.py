"""The shapes in which the documents themselves leave the house: a provision with its units, a law with its contents."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from corpus.address import Address
from corpus.library import Library
from corpus.links import page_of
from corpus.model import NoteKind, Rank, Version
from corpus.pages import page_at
from corpus.relations import RelationKind
from service.cite import Cited
from service.model import CorpusMark
from service.radar import overtaken
from service.related import related
from service.schema import CorpusOut, OvertakenOut, corpus_out, overtaken_out


class UnitOut(BaseModel):
    """An addressed stretch of a provision: its words are ``text[start:end]``."""

    address: str
    citation: str
    start: int
    end: int


class NoteOut(BaseModel):
    """Text beside the law."""

    kind: str
    text: str


class VersionOut(BaseModel):
    """A version (Fassung) and the period for which it is the known one."""

    id: str = Field(description="Adresse in dieser Fassung")
    version: str = Field(description="Tag, der die Fassung benennt")
    known_from: date | None
    known_until: date | None = Field(description="erster Tag, an dem eine andere Fassung bekannt ist")
    same_text: bool = Field(description="ob der Wortlaut derselbe ist wie in der angezeigten Fassung")


class LinkOut(BaseModel):
    """Another provision to go to."""

    id: str
    label: str
    heading: str


class RelatedOut(BaseModel):
    """Another document, and how it stands to the shown one."""

    kind: RelationKind
    label: str = Field(description="etwa »Erläutert in«, »Zitiert in«, »Geändert durch«, »Ändert«")
    citation: str
    document: str | None = Field(description="Adresse in der Fassung; null, wenn nicht im Bestand")
    rank: Rank | None
    rank_label: str
    title: str
    issued: date | None
    note: str = Field(description="warum es nicht im Bestand ist, oder was zu beachten ist")
    count: int = Field(description="wie oft es gesagt wird")


class LawHead(BaseModel):
    """What is known of one version of a law, whichever of its documents is shown."""

    law: str = Field(description="Schlüssel des Gesetzes")
    abbreviation: str
    title: str
    rank: Rank
    rank_label: str
    stand: str
    version: str
    known_from: date | None
    known_until: date | None
    captured_on: date
    source_url: str
    sha256: str
    fictional: bool
    issuer: str = Field(description="wer eine Verwaltungsanweisung erlassen hat; leer bei Gesetzen")
    issued: date | None = Field(description="Tag der Ausfertigung oder des Schreibens")


class ProvisionDocument(LawHead):
    """A provision (Einzelnorm) in one version, whole."""

    kind: Literal["provision"] = "provision"
    id: str
    citation: str
    label: str
    heading: str
    context: list[str] = Field(description="Überschriften darüber, äußerste zuerst")
    text: str
    units: list[UnitOut]
    notes: list[NoteOut]
    repealed: bool
    previous: LinkOut | None
    next: LinkOut | None
    versions: list[VersionOut]
    related: list[RelatedOut] = Field(description="Verwaltungsanweisungen dazu, und was diese selbst nennt")
    overtaken: list[OvertakenOut] = Field(description="zitierte Normen, deren Wortlaut sich seither geändert hat")
    corpus: CorpusOut


class EntryOut(BaseModel):
    """A provision in the table of contents of its law."""

    id: str
    label: str
    heading: str
    context: list[str]
    repealed: bool


class LawDocument(LawHead):
    """A law in one version: what is known of it, and its provisions."""

    kind: Literal["law"] = "law"
    id: str
    provisions: list[EntryOut]
    versions: list[VersionOut]
    related: list[RelatedOut] = Field(description="bei Verwaltungsanweisungen: was sie ändern, was sie ändert")
    corpus: CorpusOut


class CiteResponse(LawHead):
    """The words at a cited place: ``text`` stands from ``start`` to ``end`` in the text of ``document``."""

    citation: str
    address: str
    document: str
    label: str
    heading: str
    text: str
    start: int
    end: int
    repealed: bool
    notes: list[str] = Field(description="Hinweise des Herausgebers zur Anwendung")
    page: int | None = Field(description="Seite des gedruckten Originals, auf der die Stelle beginnt")
    related: list[RelatedOut] = Field(description="Verwaltungsanweisungen dazu, und was die Stelle selbst nennt")
    overtaken: list[OvertakenOut] = Field(description="zitierte Normen, deren Wortlaut sich seither geändert hat")
    corpus: CorpusOut


class HealthOut(BaseModel):
    """The process lives."""

    status: Literal["ok"] = "ok"


class ReadyOut(BaseModel):
    """There is law to answer from."""

    status: Literal["bereit"] = "bereit"
    generation: str
    fictional: bool
    laws: int
    passages: int = Field(description="Fundstellen, die für den heutigen Tag durchsucht werden")
    vectors: bool = Field(description="Ob auch nach Bedeutung gesucht wird; falsch, bis die Vektoren berechnet sind")


def law_head(law: Version) -> LawHead:
    """What is known of a version of a law."""
    return LawHead(
        law=law.law,
        abbreviation=law.abbreviation,
        title=law.title,
        rank=law.rank,
        rank_label=law.rank.label,
        stand=str(law.stand),
        version=law.day,
        known_from=law.known.start,
        known_until=law.known.end,
        captured_on=law.captured_on,
        source_url=law.source_url,
        sha256=law.capture_sha256,
        fictional=law.fictional,
        issuer=law.issuer,
        issued=law.issued,
    )


def related_out(place: Address, law: Version, library: Library) -> list[RelatedOut]:
    """How a place, or a document as a whole, stands to others, in its public shape."""
    return [
        RelatedOut(
            kind=one.kind,
            label=one.label,
            citation=one.citation,
            document=str(one.address) if one.address else None,
            rank=one.rank,
            rank_label=one.rank.label if one.rank else "",
            title=one.title,
            issued=one.issued,
            note=one.note,
            count=one.count,
        )
        for one in related(place, law, library)
    ]


def cite_response(cited: Cited, day: date, library: Library) -> CiteResponse:
    """The public shape of a cited place, as read on a day."""
    provision, law = cited.held.provision, cited.held.law
    head = law_head(law).model_dump() | {"source_url": page_of(law, provision)}
    return CiteResponse(
        **head,
        citation=cited.citation,
        address=str(cited.address),
        document=str(provision.address),
        label=provision.label,
        heading=provision.heading,
        text=cited.text,
        start=cited.start,
        end=cited.end,
        repealed=provision.repealed,
        notes=[note.text for note in provision.notes if note.kind is NoteKind.ANWENDUNG],
        page=page_at(provision, cited.start),
        related=related_out(cited.address, law, library),
        overtaken=[overtaken_out(one) for one in overtaken(cited.address, cited.start, cited.end, day, library)],
        corpus=corpus_out(CorpusMark(library.generation, library.fictional)),
    )

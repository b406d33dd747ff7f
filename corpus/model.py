"""What we hold: captures, laws, provisions, versions, passages. Values only; no input, no output.

Offsets are counted in characters of a provision's canonical text, ``text[start:end]``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from corpus.address import Address


class Rank(StrEnum):
    """Rank of a source (Normenhierarchie), highest first; see DOMAIN: what binds whom."""

    GESETZ = "gesetz"
    VERORDNUNG = "verordnung"
    VERWALTUNGSANWEISUNG = "verwaltungsanweisung"
    HINWEIS = "hinweis"

    @property
    def order(self) -> int:
        """0 for the highest rank."""
        return list(Rank).index(self)

    @property
    def label(self) -> str:
        """The rank as users read it."""
        return _RANK_LABELS[self]

    @property
    def is_directive(self) -> bool:
        """Whether a source of this rank is the administration's own, and binds it alone."""
        return self in (Rank.VERWALTUNGSANWEISUNG, Rank.HINWEIS)


_RANK_LABELS = {
    Rank.GESETZ: "Gesetz",
    Rank.VERORDNUNG: "Rechtsverordnung",
    Rank.VERWALTUNGSANWEISUNG: "Verwaltungsanweisung (bindet nur die Verwaltung)",
    Rank.HINWEIS: "Hinweis",
}


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as a publisher served them: the only input of a parser.

    ``captured_on`` is the day for which the bytes stand (the day of fetching, unless the user
    ingests an older state and says so); ``last_modified`` is the publisher's header, verbatim.
    """

    url: str
    status: int
    media_type: str
    content: bytes
    fetched_at: datetime
    captured_on: date
    etag: str = ""
    last_modified: str = ""

    @property
    def sha256(self) -> str:
        """Hex digest of the bytes."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days: from ``start`` (included) to ``end`` (excluded); None is unknown or open."""

    start: date | None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies in the period; an unknown start covers nothing, an open end everything after."""
        return self.start is not None and self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Unit:
    """An addressed stretch of a provision's text: Absatz, Satz, Nummer, table row …

    ``start``/``end`` include the label ("(1)", "2.", "a)"); ``body`` is where the words begin.
    Units are nested like their addresses and stand in the order of the text, parents first.
    """

    address: Address
    start: int
    end: int
    body: int


class NoteKind(StrEnum):
    """Classes of text beside the law, as the completeness account names them."""

    REDAKTION = "redaktioneller Hinweis"
    ANWENDUNG = "Anwendungshinweis"
    FUSSNOTE = "Fußnote"
    FUNDSTELLE = "Fundstellenangabe"


@dataclass(frozen=True, slots=True)
class Note:
    """Text beside the law: editors' notes, footnotes, hints on application ("Zur Anwendung vgl. § 52")."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Provision:
    """A single provision (Einzelnorm): § or Art., Anlage …, with its canonical text and the tree of its units.

    ``label`` is what the publisher prints ("§ 9"); ``context`` the headings above it, outermost
    first; ``repealed`` is a fact that is kept ("weggefallen").
    """

    address: Address
    label: str
    heading: str
    text: str
    units: tuple[Unit, ...]
    context: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    repealed: bool = False
    source_url: str = ""
    """Page of just this provision, where it stands apart from the rest; empty where the document's page serves."""
    capture_sha256: str = ""
    """Hash of the capture that this provision was read from, where it is not the document's."""

    @property
    def text_sha256(self) -> str:
        """Hash of heading and canonical text: by it an unchanged provision is recognised."""
        return hashlib.sha256(f"{self.heading}\n{self.text}".encode()).hexdigest()

    def unit(self, address: Address) -> Unit | None:
        """The unit at exactly this address (versions are not compared)."""
        return next((unit for unit in self.units if unit.address.steps == address.steps), None)


@dataclass(frozen=True, slots=True)
class StandEntry:
    """One statement of the publisher on the consolidation: its type (Neuf, Stand, Hinweis, Sonst, Aufh) and words."""

    kind: str
    comment: str


@dataclass(frozen=True, slots=True)
class Stand:
    """State of consolidation (Stand): all entries verbatim, and the newest date that Stand and Hinweis entries count.

    ``warnings`` are German sentences on wordings that were not understood.
    """

    entries: tuple[StandEntry, ...] = ()
    date: date | None = None
    warnings: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = [entry.comment for entry in self.entries if entry.kind in ("Stand", "Hinweis")]
        return "; ".join(told) if told else "Stand vom Herausgeber nicht angegeben"


@dataclass(frozen=True, slots=True)
class Account:
    """Completeness certificate of one document: where each non-blank character of the source went.

    ``classes`` maps a class name to its number of characters ("Rechtstext", "Satznummer",
    "Inhaltsübersicht", the values of NoteKind …). ``findings`` are German sentences, one for each
    way in which the account does not balance; empty means 100 %.
    """

    total: int
    classes: tuple[tuple[str, int], ...]
    findings: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether every character is accounted for, exactly once."""
        return not self.findings and self.total == sum(count for _, count in self.classes)


@dataclass(frozen=True, slots=True)
class Legislation:
    """One version (Fassung) of a Gesetz or a Rechtsverordnung, as parsed from one capture.

    ``published`` is the publisher's build date of this text; None where the file names none.
    ``source_url`` is the page of the law for people; ``fictional`` marks the demonstration corpus.
    """

    key: str
    abbreviation: str
    title: str
    rank: Rank
    issued: date | None
    gazette: str
    stand: Stand
    published: date | None
    source_url: str
    provisions: tuple[Provision, ...]
    account: Account
    notes: tuple[Note, ...] = ()
    fictional: bool = False

    @property
    def content_sha256(self) -> str:
        """Identity of this version, see :func:`content_hash`."""
        return content_hash(self.provisions)


@dataclass(frozen=True, slots=True)
class Directive:
    """One version of an administrative directive (Verwaltungsanweisung): a BMF letter, AEAO, UStAE, EStR, EStH …

    ``abbreviation`` is how it is cited ("AEAO", "BMF v. 29.1.2026, IV D 1 - S 0062/00121/001/002"), ``title`` its
    subject, ``issuer`` who issued it ("Bundesministerium der Finanzen"), ``references`` its file numbers (GZ, then
    DOK), ``comments_on`` the provisions that it is about. It binds the administration only (Art. 108 Abs. 7 GG).
    """

    key: str
    abbreviation: str
    title: str
    rank: Rank
    issuer: str
    references: tuple[str, ...]
    issued: date | None
    stand: Stand
    published: date | None
    source_url: str
    provisions: tuple[Provision, ...]
    account: Account
    comments_on: tuple[Address, ...] = ()
    notes: tuple[Note, ...] = ()
    fictional: bool = False

    @property
    def content_sha256(self) -> str:
        """Identity of this version, see :func:`content_hash`."""
        return content_hash(self.provisions)


Document = Legislation | Directive
"""What a source brings: one version of something that is cited."""


def content_hash(provisions: tuple[Provision, ...]) -> str:
    """Hash over every provision's address and text, in order: the identity of a version."""
    digest = hashlib.sha256()
    for provision in provisions:
        digest.update(f"{provision.address} {provision.text_sha256} {provision.repealed}\n".encode())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Version:
    """What the store knows of one version of a law, without its provisions.

    ``day`` names the version in addresses: the first day on which it is known to have been
    published. ``known`` is the period for which the store answers with it; its end is the first
    day on which another version is known, so that a change in between has an unknown day.
    """

    law: str
    day: str
    known: Period
    abbreviation: str
    title: str
    rank: Rank
    stand: Stand
    source_url: str
    capture_sha256: str
    captured_on: date
    fictional: bool = False
    issued: date | None = None
    """Day of issue: Ausfertigung of a statute, date of a letter."""
    issuer: str = ""
    """Who issued a directive; empty for statutes."""
    references: tuple[str, ...] = ()
    """File numbers of a directive: GZ, DOK."""


@dataclass(frozen=True, slots=True)
class Validity:
    """The name of a version (its day), and the period for which the store answers with that version."""

    version: str
    period: Period


@dataclass(frozen=True, slots=True)
class Edition:
    """A provision's text as one or several successive versions of its law hold it unchanged.

    The provision's address is bare (without version); ``held`` names the versions, oldest first.
    """

    provision: Provision
    law: Version
    held: tuple[Validity, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of retrieval: a stretch of one provision, citable on its own.

    ``address`` is bare (see :meth:`version_on`). ``through`` is the address of the last unit where
    the passage spans several siblings (rows of a table), else None. ``heading`` is the provision's
    heading, ``context`` the law's title and the headings above, outermost first.
    """

    address: Address
    through: Address | None
    start: int
    end: int
    text: str
    rank: Rank
    heading: str
    context: tuple[str, ...]
    held: tuple[Validity, ...]

    def version_on(self, day: date) -> str | None:
        """The version that holds this text on the day; None where the store answers otherwise for that day."""
        return next((held.version for held in self.held if held.period.covers(day)), None)

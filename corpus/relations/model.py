"""How documents stand to each other, as data: who says what of whom, and where. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.address import Address


class RelationKind(StrEnum):
    """What one document does to another, or to a norm."""

    COMMENTS_ON = "comments-on"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    SUPPLEMENTS = "supplements"
    CITES = "cites"

    @property
    def label(self) -> str:
        """How a user reads it, told of the document that does it."""
        return _LABELS[self][0]

    @property
    def passive(self) -> str:
        """How a user reads it, told of what it is done to."""
        return _LABELS[self][1]


_LABELS = {
    RelationKind.COMMENTS_ON: ("Erläutert", "Erläutert in"),
    RelationKind.AMENDS: ("Ändert", "Geändert durch"),
    RelationKind.REPLACES: ("Ersetzt", "Ersetzt durch"),
    RelationKind.REPEALS: ("Hebt auf", "Aufgehoben durch"),
    RelationKind.SUPPLEMENTS: ("Ergänzt", "Ergänzt durch"),
    RelationKind.CITES: ("Zitiert", "Zitiert in"),
}


class TargetKind(StrEnum):
    """What is named: a norm of a statute, a directive (a section of a work, or a letter), a court's decision."""

    NORM = "norm"
    DIRECTIVE = "directive"
    DECISION = "decision"

    @property
    def label(self) -> str:
        """How a user reads it, in the plural."""
        return _TARGETS[self]


_TARGETS = {
    TargetKind.NORM: "Normen",
    TargetKind.DIRECTIVE: "Verwaltungsanweisungen",
    TargetKind.DECISION: "Entscheidungen",
}


@dataclass(frozen=True, slots=True)
class Target:
    """What a text names, as far as the text itself tells.

    ``name`` is how the text names it; for a norm its law, "" where the text names none. ``key`` is the key of a law or
    a directive, whether it is held or not; "" where the text doesn't tell it. ``place`` is the cited place and
    ``through`` the last one of a range, both bare; None for a decision and for what has no key. ``issued``,
    ``reference`` (GZ) and ``document`` (DOK) are those of a letter, ``issued`` also of a decision, whose ``reference``
    are its file numbers.
    """

    kind: TargetKind
    name: str
    key: str = ""
    place: Address | None = None
    through: Address | None = None
    issuer: str = ""
    issued: date | None = None
    reference: str = ""
    document: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One thing that a directive says of another document.

    ``source`` is the innermost place that says it (bare), ``said`` the words that name the target, verbatim:
    ``text[start:end]`` of the provision. It is "" and both are 0 where a provision or a letter as a whole stands in
    this relation. ``actor`` is who does it, None where that is the document itself: "das Schreiben vom 3. Mai, zuletzt
    geändert durch das Schreiben vom 6. Mai" is said somewhere, and the letter of 6 May has done it.
    """

    kind: RelationKind
    source: Address
    start: int
    end: int
    said: str
    target: Target
    actor: Target | None = None

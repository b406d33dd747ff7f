"""What the suite deals in: quotes, changes, cases. Values only; none of them knows the gate."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from corpus.address import Address

if TYPE_CHECKING:
    from eval.poison.ground import Base, Ground

OMITTED = " […] "
"""Stands in a statement between two quotes that do not adjoin."""


class Kind(StrEnum):
    """The class of a case: what is wrong with it, or that nothing is."""

    FIGURE = "figure"
    NORM = "norm"
    QUOTE = "quote"
    NEGATION = "negation"
    COMPARATOR = "comparator"
    MODALITY = "modality"
    OMISSION = "omission"
    SUBJECT = "subject"
    ROLES = "roles"
    ADDITION = "addition"
    TRUE = "true"

    @property
    def label(self) -> str:
        """The class as users read it."""
        return _LABELS[self]


_LABELS = {
    Kind.FIGURE: "Zahl",
    Kind.NORM: "Norm",
    Kind.QUOTE: "Zitat",
    Kind.NEGATION: "Verneinung",
    Kind.COMPARATOR: "Vergleich",
    Kind.MODALITY: "Müssen/Können",
    Kind.OMISSION: "Weglassung",
    Kind.SUBJECT: "Gegenstand",
    Kind.ROLES: "Rollentausch",
    Kind.ADDITION: "Hinzufügung",
    Kind.TRUE: "wahr",
}

NEVER = frozenset({Kind.FIGURE, Kind.NORM, Kind.QUOTE, Kind.NEGATION, Kind.COMPARATOR})
"""The classes of which not a single false statement may be accepted."""


class Quote(NamedTuple):
    """What a case claims to quote: the words, the place (with version) and the offsets in the provision's text."""

    address: Address
    text: str
    start: int
    end: int


class Change(NamedTuple):
    """What a mutation makes of a base: what is said, what is quoted for it, and in German what was changed.

    ``carried`` says that a citation of the true place may still be put before or behind the text. ``also`` are
    further provisions that retrieval is to have found.
    """

    text: str
    quotes: tuple[Quote, ...]
    note: str
    carried: bool = True
    also: tuple[Address, ...] = ()


class Case(NamedTuple):
    """One statement to be judged. ``base`` is the place that it was made from, ``quotes`` what it claims to quote."""

    mutation: str
    kind: Kind
    text: str
    quotes: tuple[Quote, ...]
    note: str
    base: Address
    also: tuple[Address, ...] = ()

    @property
    def is_false(self) -> bool:
        """Whether the gate must stop it."""
        return self.kind is not Kind.TRUE


Make = Callable[["Base", "Ground", Random], "Change | None"]
"""Changes a base; None where the base offers nothing to change in this way."""


class Pool(StrEnum):
    """Which statements of the law a mutation starts from; see :class:`eval.poison.ground.Ground`."""

    PLAIN = "plain"
    SENTENCES = "sentences"
    LISTS = "lists"
    ITEMS = "items"
    LIMITED = "limited"
    SUPERSEDED = "superseded"


class Mutation(NamedTuple):
    """A named way to make false statements (or true ones, where ``kind`` is TRUE)."""

    name: str
    kind: Kind
    make: Make
    pool: Pool = Pool.PLAIN

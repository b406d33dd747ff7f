"""Addresses: the exact place of a rule, as data.

An :class:`Address` names a law and the steps that lead from it to a place: first the provision
(§, Artikel, Anlage …), then Absatz, Satz, Nummer, Buchstabe and so on. Its readable id is the
name of that place everywhere in Fundstelle: ``estg/9/abs-1/satz-3/nr-4/a@2026-03-18``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class StepKind(StrEnum):
    """What a step counts. The value is the prefix of the step in an address id."""

    PARAGRAPH = "par"
    """§; its id is the bare number (``9``, ``4a``, ``134-136`` for a block of repealed §§)."""
    ARTIKEL = "art"
    ANLAGE = "anlage"
    ANHANG = "anhang"
    MUSTER = "muster"
    EINGANGSFORMEL = "eingangsformel"
    SCHLUSSFORMEL = "schlussformel"
    PRAEAMBEL = "praeambel"
    ABSATZ = "abs"
    SATZ = "satz"
    NUMMER = "nr"
    BUCHSTABE = "buchst"
    """Buchstabe, Doppel- and Dreifachbuchstabe; its id is the bare letters (``a``, ``aa``, ``aaa``)."""
    STRICH = "strich"
    """A dash item (Tiret), counted from 1."""
    TEXT = "text"
    """A paragraph without a number of its own in an Anlage or a provision without Absätze, counted from 1."""
    UEBERSCHRIFT = "ueberschrift"
    """A heading inside the text of a provision, counted from 1."""
    TABELLE = "tabelle"
    ZEILE = "zeile"
    """A row of a table, counted from 1; head rows count too."""
    ABBILDUNG = "abbildung"
    """A picture (a formula, mostly): there is no text of it."""
    RANDNUMMER = "rn"
    """Randnummer of a directive."""
    ZU = "zu"
    """A section of a directive that comments on a provision ("AEAO zu § 122"); its number is the provision's."""
    RICHTLINIE = "r"
    """A numbered Richtlinie ("R 5.3")."""
    HINWEIS = "h"
    """A numbered Hinweis ("H 4.7")."""
    ABSCHNITT = "abschn"
    """A numbered Abschnitt of a directive ("Abschn. 15.2a")."""
    SCHREIBEN = "schreiben"
    """The text of a letter itself, without its annexes."""


PROVISION_KINDS = frozenset(
    {
        StepKind.PARAGRAPH,
        StepKind.ARTIKEL,
        StepKind.ANLAGE,
        StepKind.ANHANG,
        StepKind.MUSTER,
        StepKind.EINGANGSFORMEL,
        StepKind.SCHLUSSFORMEL,
        StepKind.PRAEAMBEL,
        StepKind.ZU,
        StepKind.RICHTLINIE,
        StepKind.HINWEIS,
        StepKind.ABSCHNITT,
        StepKind.SCHREIBEN,
    }
)
"""The kinds of step that name a provision (Einzelnorm) itself; all others lead into it."""

_LETTERS = re.compile(r"([a-z])\1{0,2}")
_OCCURRENCE = re.compile(r"~(\d+)$")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an address.

    ``number`` is what stands in the law, without dots and brackets ("4a", "aa", "134-136" for a
    range), empty where nothing is counted ("Anlage" alone). ``occurrence`` is above 1 only where
    a law uses the same number twice in one place; it keeps addresses unique.
    """

    kind: StepKind
    number: str = ""
    occurrence: int = 1

    def __str__(self) -> str:
        bare = self.kind in (StepKind.PARAGRAPH, StepKind.BUCHSTABE)
        name = self.number if bare else f"{self.kind}-{self.number}" if self.number else str(self.kind)
        return name if self.occurrence == 1 else f"{name}~{self.occurrence}"

    @classmethod
    def from_id(cls, text: str) -> Step:
        """Read one step of an id; raises ValueError for anything that ``str(step)`` cannot yield."""
        found = _OCCURRENCE.search(text)
        occurrence = int(found[1]) if found else 1
        name = text[: found.start()] if found else text
        if name[:1].isdigit():
            return cls(StepKind.PARAGRAPH, name, occurrence)
        if _LETTERS.fullmatch(name):
            return cls(StepKind.BUCHSTABE, name, occurrence)
        kind, _, number = name.partition("-")
        return cls(StepKind(kind), number, occurrence)


@dataclass(frozen=True, slots=True)
class Address:
    """A place in a law, or in one version of it.

    ``law`` is the key of the law in ``corpus/citations/codes.csv`` ("estg"); ``steps`` lead to the
    place, provision first; ``version`` is the day that names the version (ISO date, see
    :class:`corpus.model.Version`), or None for the place in whatever version.
    """

    law: str
    steps: tuple[Step, ...] = ()
    version: str | None = None

    def __str__(self) -> str:
        path = "/".join((self.law, *map(str, self.steps)))
        return f"{path}@{self.version}" if self.version else path

    @classmethod
    def from_id(cls, text: str) -> Address:
        """Read an id as written by ``str(address)``; raises ValueError where it is none."""
        path, _, version = text.partition("@")
        law, *steps = path.split("/")
        if not law or not all(steps):
            raise ValueError(f"Keine Adresse: {text!r}. Erwartet wird etwa 'estg/9/abs-1/satz-3'.")
        return cls(law, tuple(Step.from_id(step) for step in steps), version or None)

    @property
    def provision(self) -> Address:
        """The address of the provision that this place lies in (the leading provision steps)."""
        depth = 0
        while depth < len(self.steps) and self.steps[depth].kind in PROVISION_KINDS:
            depth += 1
        return self if depth == len(self.steps) else Address(self.law, self.steps[:depth], self.version)

    @property
    def inner(self) -> tuple[Step, ...]:
        """The steps below the provision: Absatz, Satz, Nummer …"""
        return self.steps[len(self.provision.steps) :]

    @property
    def bare(self) -> Address:
        """The same place without a version."""
        return self if self.version is None else Address(self.law, self.steps)

    @property
    def parent(self) -> Address:
        """The place one step up; the law itself has itself as parent."""
        return Address(self.law, self.steps[:-1], self.version)

    def at(self, version: str) -> Address:
        """The same place in a version."""
        return Address(self.law, self.steps, version)

    def __truediv__(self, step: Step) -> Address:
        return Address(self.law, (*self.steps, step), self.version)

    def covers(self, other: Address) -> bool:
        """Whether ``other`` is this place or lies in it (versions are not compared)."""
        return self.law == other.law and self.steps == other.steps[: len(self.steps)]

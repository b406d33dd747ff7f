"""From a cited place to the place that the law has: as tolerant as lawyers are, and no more.

Tolerated is what names one place only: "Satz 1" where there is but one sentence, a Nummer without
its Satz, a Buchstabe without its Nummer, a number inside a block of repealed ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.address import PROVISION_KINDS, Address, Step, StepKind
from corpus.citations.codes import Code
from corpus.citations.model import Place
from corpus.citations.order import enumerate_numbers, in_range, is_block
from corpus.citations.written import format_in, format_number, format_steps
from corpus.model import Provision

ProvisionOf = Callable[[Address], Provision | None]
"""Gives the held provision at a bare address, or the block of repealed ones that its number lies in."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """The place exists: the exact address of a unit (or provision), and of the last one of a range."""

    address: Address
    through: Address | None = None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """The place doesn't exist, or isn't told exactly.

    ``reason`` says in German what does exist; ``nearest`` is the deepest part of the citation that
    exists; ``candidates`` are the places that may be meant, in the order of the law. ``unknown`` says that the place
    may exist all the same: of a directive, sections may be missing here, or be held abridged ("[…]").
    """

    reason: str
    nearest: Address | None = None
    candidates: tuple[Address, ...] = ()
    unknown: bool = False


Resolution = Resolved | Unresolved


def resolve(place: Place, law: Code, provision_of: ProvisionOf) -> Resolution:
    """The place in the law or directive as held, or why there is none.

    Halbsatz and Alternative lead to their sentence. A place without steps is the law or directive as a whole.
    """
    first = _resolve_steps(place.steps, law, provision_of)
    if isinstance(first, Unresolved) or not place.through:
        return first
    last = _resolve_steps(place.through, law, provision_of)
    return last if isinstance(last, Unresolved) else Resolved(first.address, last.address)


def _resolve_steps(steps: tuple[Step, ...], law: Code, provision_of: ProvisionOf) -> Resolution:
    wanted = Address(law.key, steps)
    if not steps:
        return Resolved(wanted)
    provision = _provision(wanted.provision, provision_of)
    if provision is None and law.is_directive:
        return Unresolved(f"{_name(wanted.provision, law)} ist nicht im Bestand.", unknown=True)
    if provision is None:
        return Unresolved(f"{_name(wanted.provision, law)} gibt es nicht.")
    return _Search(provision, law).lead(wanted.inner)


def _provision(address: Address, provision_of: ProvisionOf) -> Provision | None:
    """The provision; a sole annex is also cited by what it belongs to ("Anlage zu § 2")."""
    held = provision_of(address)
    if held is None and address.steps[-1].number.startswith("zu-"):
        held = provision_of(Address(address.law, (*address.steps[:-1], Step(address.steps[-1].kind))))
    return held


_SENTENCES = frozenset({StepKind.SATZ, StepKind.TEXT})
_LISTS = _SENTENCES | {StepKind.NUMMER, StepKind.BUCHSTABE, StepKind.STRICH}
_LEFT_OUT: dict[StepKind, tuple[frozenset[StepKind], ...]] = {
    StepKind.SATZ: (frozenset({StepKind.TEXT}),),
    StepKind.RANDNUMMER: (_LISTS,),
    StepKind.NUMMER: (_SENTENCES,),
    StepKind.BUCHSTABE: (_SENTENCES, _SENTENCES | {StepKind.NUMMER}, _LISTS),
    StepKind.STRICH: (_SENTENCES, _LISTS),
    StepKind.TABELLE: (_LISTS,),
    StepKind.ZEILE: (_LISTS | {StepKind.TABELLE},),
    StepKind.ABBILDUNG: (_LISTS,),
}
"""Levels that a citation may leave out above a level where one place remains; the smallest omission first."""


_COUNTED_ALIKE = {StepKind.RANDNUMMER: StepKind.NUMMER, StepKind.NUMMER: StepKind.RANDNUMMER}


@dataclass(frozen=True, slots=True)
class _Search:
    """The search inside one provision."""

    provision: Provision
    law: Code

    def lead(self, inner: tuple[Step, ...]) -> Resolution:
        """Follow the steps below the provision as far as they lead."""
        here = self.provision.address
        for step in inner:
            found = self._step(here, step)
            if isinstance(found, Unresolved):
                return found
            here = found.address
        return Resolved(here)

    def _step(self, here: Address, step: Step) -> Resolution:
        below = self._below(here)
        children = [child for child in below if len(child.steps) == len(here.steps) + 1]
        exact = [child for child in children if child.steps[-1] == step] or self._counted_otherwise(children, step)
        inside = [child for child in children if _holds(child.steps[-1], step)]
        if exact or inside:
            return Resolved((exact or inside)[0])
        for omitted in _LEFT_OUT.get(step.kind, ()):
            deeper = [address for address in below if _leads(here, address, step, omitted)]
            if len(deeper) > 1:
                return self._ambiguous(here, step, deeper)
            if deeper:
                return Resolved(deeper[0])
        if _is_only_sentence(step, children):
            return Resolved(here)
        return self._missing(here, step)

    def _counted_otherwise(self, children: list[Address], step: Step) -> list[Address]:
        """What a directive numbers is cited as Nr., Tz. or Rn., whichever its own word for it."""
        other = _COUNTED_ALIKE.get(step.kind) if self.law.is_directive else None
        return [child for child in children if other and child.steps[-1] == replace(step, kind=other)]

    def _below(self, here: Address) -> list[Address]:
        depth = len(here.steps)
        addresses = (unit.address for unit in self.provision.units)
        return [one for one in addresses if len(one.steps) > depth and one.steps[:depth] == here.steps]

    def _ambiguous(self, here: Address, step: Step, candidates: list[Address]) -> Unresolved:
        written = " oder ".join(self._name(candidate) for candidate in candidates[:4])
        more = f" (insgesamt {len(candidates)} Stellen)" if len(candidates) > 4 else ""
        reason = (
            f"{format_steps((step,))} in {self._name(here)} ist nicht eindeutig: gemeint sein kann {written}{more}."
        )
        return Unresolved(reason, here, tuple(candidates))

    def _missing(self, here: Address, step: Step) -> Unresolved:
        if self.provision.repealed:
            return Unresolved(f"{self._name(here)} ist weggefallen und hat keinen Text mehr.", here)
        if self.law.is_directive and _ABRIDGED in self.provision.text:
            reason = f"{self._name(here)} ist nur gekürzt im Bestand ({_ABRIDGED}), ohne {format_steps((step,))}."
            return Unresolved(reason, here, unknown=True)
        present = f"{self._name(here)} gibt es, aber {_NONE.get(step.kind, 'keine')} {format_steps((step,))}"
        others = [
            address.steps[-1]
            for address in self._below(here)
            if len(address.steps) == len(here.steps) + 1 and address.steps[-1].kind is step.kind
        ]
        elsewhere = tuple(address for address in self._below(self.provision.address) if address.steps[-1] == step)
        return Unresolved(f"{present}: {self._what_is_there(here, step, others)}.", here, elsewhere)

    def _what_is_there(self, here: Address, step: Step, others: list[Step]) -> str:
        if others:
            name = format_steps((Step(step.kind, others[0].number),)).removesuffix(format_number(others[0])).strip()
            numbers = enumerate_numbers(dict.fromkeys(other.number for other in others))
            return f"vorhanden {'ist' if len(others) == 1 else 'sind'} {name} {numbers}"
        children = {address.steps[len(here.steps)].kind for address in self._below(here)}
        if StepKind.ABSATZ in children:
            return "die Vorschrift ist in Absätze gegliedert, und der Absatz ist nicht angegeben"
        if step.kind is StepKind.ABSATZ:
            return "die Vorschrift hat keine Absätze"
        return "die Stelle ist nur ein Satz" if step.kind is StepKind.SATZ else "so ist die Stelle nicht gegliedert"

    def _name(self, address: Address) -> str:
        return _name(address, self.law)


def _name(address: Address, law: Code) -> str:
    return format_in(address.steps, law.abbreviation, is_directive=law.is_directive)


_ABRIDGED = "[…]"
"""How a text shows that something is left out."""
_NONE = {
    StepKind.ABSATZ: "keinen",
    StepKind.SATZ: "keinen",
    StepKind.BUCHSTABE: "keinen",
    StepKind.STRICH: "keinen",
    StepKind.TEXT: "keinen",
}


def _is_only_sentence(step: Step, children: list[Address]) -> bool:
    """Whether "Satz 1" is all of a unit that has no numbered sentences, because it is one."""
    divided = {StepKind.SATZ, StepKind.ABSATZ, StepKind.TEXT}
    return step == Step(StepKind.SATZ, "1") and not any(child.steps[-1].kind in divided for child in children)


def _holds(child: Step, wanted: Step) -> bool:
    """Whether a block of repealed Absätze or Nummern holds the wanted one."""
    same = child.kind is wanted.kind and child.kind not in PROVISION_KINDS
    return same and is_block(child.number) and not is_block(wanted.number) and in_range(wanted.number, child.number)


def _leads(here: Address, address: Address, step: Step, omitted: frozenset[StepKind]) -> bool:
    """Whether the address is the wanted step, with nothing but omitted levels in between."""
    between = address.steps[len(here.steps) : -1]
    return address.steps[-1] == step and bool(between) and all(inner.kind in omitted for inner in between)

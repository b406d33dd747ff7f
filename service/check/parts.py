"""What a provision says in parts: its sayings, and each item of a list with the words that frame it."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.address import Address, StepKind
from corpus.model import Provision, Unit
from service.sentences import Saying, Stretch, sayings

_LISTS = frozenset({StepKind.NUMMER, StepKind.BUCHSTABE, StepKind.STRICH})
"""Items that finish the sentence before their list."""


def finely(provision: Provision) -> tuple[Saying, ...]:
    """The sayings of a provision, and each item of a list that a saying quotes whole."""
    whole = sayings(provision)
    cores = {(one.core.start, one.core.end) for one in whole}
    items = (unit for unit in provision.units if unit.address.steps[-1].kind in _LISTS)
    parts = (part_of(provision, unit) for unit in items if provision.text[unit.body : unit.end].strip())
    return (*whole, *(one for one in parts if (one.core.start, one.core.end) not in cores))


def part_of(provision: Provision, unit: Unit) -> Saying:
    """An item of a list with the words that introduce it, and those that close its list."""
    before: list[Stretch] = []
    behind: list[Stretch] = []
    for around, children in _around(provision, unit):
        before.insert(0, _stretch(provision, around.address, around.body, children[0].start))
        behind.append(_stretch(provision, around.address, children[-1].end, around.end))
    core = _stretch(provision, unit.address, unit.body, unit.end)
    frame = (part for part in (*before, *behind) if len(provision.text[part.start : part.end].split()) > 1)
    return Saying((*frame, core))


def _around(provision: Provision, unit: Unit) -> Iterator[tuple[Unit, tuple[Unit, ...]]]:
    """The units whose lists a unit stands in, innermost first, each with the items of that list.

    Only the first sentence of an item goes on from the words before the list.
    """
    address = unit.address
    while address.inner:
        last = address.steps[-1]
        if last.kind is StepKind.SATZ and last.number != "1" and len(address.inner) > 2:
            return
        around = _holder(provision, address.parent)
        if around is None:
            return
        if last.kind in _LISTS:
            yield around, tuple(one for one in provision.units if _is_item(one.address, around.address, last.kind))
        address = around.address


def _holder(provision: Provision, address: Address) -> Unit | None:
    while address.inner:
        unit = provision.unit(address)
        if unit:
            return unit
        address = address.parent
    return None


def _is_item(address: Address, around: Address, kind: StepKind) -> bool:
    return len(address.steps) == len(around.steps) + 1 and address.steps[-1].kind is kind and around.covers(address)


def _stretch(provision: Provision, address: Address, start: int, end: int) -> Stretch:
    """The stretch without blanks at its ends."""
    while start < end and provision.text[start].isspace():
        start += 1
    while end > start and provision.text[end - 1].isspace():
        end -= 1
    return Stretch(address, start, end)

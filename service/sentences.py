"""The sayings of a provision: what can be quoted as one statement, along the tree of its units.

A saying is one sentence, or an item of a list together with the words that introduce it and those
that close it, or a row of a table with the head of the table. All its quotes are stretches of the
provision's own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.address import Address, StepKind
from corpus.model import Provision, Unit
from service.keyed import Keyed

WHOLE_LIMIT = 600
"""Characters up to which a sentence with a list is quoted whole; longer ones item by item."""
CLOSING_LIMIT = 500
"""Characters that the words after a list may have to be quoted with each item."""
_UNQUOTED = frozenset({StepKind.UEBERSCHRIFT, StepKind.ABBILDUNG})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A contiguous stretch of a provision's text and the address of the unit that it stands in."""

    address: Address
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Saying:
    """Stretches that together make a statement; the one numbered ``carrier`` is the one that says it."""

    stretches: tuple[Stretch, ...]
    carrier: int = -1

    @property
    def core(self) -> Stretch:
        """The stretch that carries the statement."""
        return self.stretches[self.carrier]


class _Frame(NamedTuple):
    """The words that an item stands between: those that introduce its list, and those that close it."""

    lead: tuple[Stretch, ...] = ()
    closing: tuple[Stretch, ...] = ()

    def around(self, core: Stretch) -> Saying:
        return Saying((*self.lead, core, *self.closing), len(self.lead))


@dataclass(frozen=True, slots=True)
class _Node:
    unit: Unit
    children: tuple[_Node, ...]


def sayings(provision: Provision) -> tuple[Saying, ...]:
    """All sayings of a provision, in the order of its text."""
    return _sayings(Keyed(provision))


@lru_cache(maxsize=2048)
def _sayings(keyed: Keyed) -> tuple[Saying, ...]:
    provision = keyed.provision
    return tuple(saying for node in _tree(provision) for saying in _of(node, provision.text, _Frame()))


def _tree(provision: Provision) -> tuple[_Node, ...]:
    """The units as a forest: a unit's children are the units nested in it one step down."""
    children: dict[tuple[object, ...], list[Unit]] = {}
    known = {unit.address.steps for unit in provision.units}
    for unit in provision.units:
        steps = unit.address.steps[:-1]
        while steps and steps not in known:
            steps = steps[:-1]
        children.setdefault(steps, []).append(unit)

    def node(unit: Unit) -> _Node:
        return _Node(unit, tuple(node(child) for child in children.get(unit.address.steps, ()) if child is not unit))

    return tuple(node(unit) for unit in children.get((), ()))


def _of(node: _Node, text: str, frame: _Frame) -> Iterator[Saying]:
    kind = node.unit.address.steps[-1].kind
    if kind in _UNQUOTED or not text[node.unit.body : node.unit.end].strip():
        return
    if not node.children:
        yield frame.around(_trimmed(node.unit.address, text, node.unit.body, node.unit.end))
    elif kind is StepKind.TABELLE:
        yield from _of_table(node, text)
    elif any(child.unit.address.steps[-1].kind is StepKind.SATZ for child in node.children):
        yield from _of_sentences(node, text, frame)
    elif _covers_all(node, text):
        for child in node.children:
            yield from _of(child, text, frame)
    elif node.unit.end - node.unit.body <= WHOLE_LIMIT:
        yield frame.around(_trimmed(node.unit.address, text, node.unit.body, node.unit.end))
    else:
        yield from _of_list(node, text, frame)


def _of_sentences(node: _Node, text: str, frame: _Frame) -> Iterator[Saying]:
    """Sentences stand alone; only the first continues the words around the list of the item it stands in."""
    for place, child in enumerate(node.children):
        yield from _of(child, text, frame if place == 0 else _Frame())


def _of_list(node: _Node, text: str, frame: _Frame) -> Iterator[Saying]:
    """Items each with the words before and after the list; long words after it stand alone with those before."""
    address = node.unit.address
    opening = _trimmed(address, text, node.unit.body, node.children[0].unit.start)
    closing = _trimmed(address, text, node.children[-1].unit.end, node.unit.end)
    lead = (*frame.lead, opening) if opening.end > opening.start else frame.lead
    short = 0 < closing.end - closing.start <= CLOSING_LIMIT
    inner = _Frame(lead, (closing, *frame.closing) if short else frame.closing)
    for child in node.children:
        yield from _of(child, text, inner)
    if closing.end > closing.start and not short:
        yield _Frame(lead, frame.closing).around(closing)


def _of_table(node: _Node, text: str) -> Iterator[Saying]:
    """Rows, each with the head row, so that a figure is not quoted without what it counts."""
    rows = [child.unit for child in node.children]
    head = _trimmed(rows[0].address, text, rows[0].body, rows[0].end)
    yield Saying((head,))
    for row in rows[1:]:
        stretch = _trimmed(row.address, text, row.body, row.end)
        if stretch.end > stretch.start:
            yield Saying((head, stretch))


def _covers_all(node: _Node, text: str) -> bool:
    """Whether a unit has no words of its own beside its children's."""
    edges = [node.unit.body, *(edge for child in node.children for edge in (child.unit.start, child.unit.end))]
    gaps = list(pairwise([*edges, node.unit.end]))[::2]
    return not any(text[start:end].strip() for start, end in gaps)


def _trimmed(address: Address, text: str, start: int, end: int) -> Stretch:
    """The stretch without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Stretch(address, start, end)

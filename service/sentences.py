"""The sayings of a provision: what can be quoted as one statement, along the tree of its units.

A saying is one sentence, or an item of a list together with the words that introduce it, or a row
of a table with the head of the table. All its quotes are stretches of the provision's own text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from corpus.address import Address, StepKind
from corpus.model import Provision, Unit

WHOLE_LIMIT = 600
"""Characters up to which a sentence with a list is quoted whole; longer ones item by item."""
_UNQUOTED = frozenset({StepKind.UEBERSCHRIFT, StepKind.ABBILDUNG})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A contiguous stretch of a provision's text and the address of the unit that it stands in."""

    address: Address
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Saying:
    """One or two stretches that together make a statement; the last one is the one that says it."""

    stretches: tuple[Stretch, ...]

    @property
    def core(self) -> Stretch:
        """The stretch that carries the statement."""
        return self.stretches[-1]


@dataclass(frozen=True, slots=True)
class _Node:
    unit: Unit
    children: tuple[_Node, ...]


@lru_cache(maxsize=2048)
def sayings(provision: Provision) -> tuple[Saying, ...]:
    """All sayings of a provision, in the order of its text."""
    return tuple(saying for node in _tree(provision) for saying in _of(node, provision.text, ()))


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


def _of(node: _Node, text: str, lead: tuple[Stretch, ...]) -> Iterator[Saying]:
    kind = node.unit.address.steps[-1].kind
    if kind in _UNQUOTED or not text[node.unit.body : node.unit.end].strip():
        return
    if not node.children:
        yield Saying((*lead, _trimmed(node.unit.address, text, node.unit.body, node.unit.end)))
    elif kind is StepKind.TABELLE:
        yield from _of_table(node, text)
    elif any(child.unit.address.steps[-1].kind is StepKind.SATZ for child in node.children):
        yield from _of_sentences(node, text, lead)
    elif _covers_all(node, text):
        for child in node.children:
            yield from _of(child, text, lead)
    elif node.unit.end - node.unit.body <= WHOLE_LIMIT:
        yield Saying((*lead, _trimmed(node.unit.address, text, node.unit.body, node.unit.end)))
    else:
        yield from _of_list(node, text, lead)


def _of_sentences(node: _Node, text: str, lead: tuple[Stretch, ...]) -> Iterator[Saying]:
    """Sentences stand alone; only the first continues the words that introduce the item it stands in."""
    for place, child in enumerate(node.children):
        yield from _of(child, text, lead if place == 0 else ())


def _of_list(node: _Node, text: str, lead: tuple[Stretch, ...]) -> Iterator[Saying]:
    """Items each with the words before the list; what follows the list stands with those words, too."""
    address, first = node.unit.address, node.children[0].unit
    opening = _trimmed(address, text, node.unit.body, first.start)
    introduced = (opening,) if opening.end > opening.start else lead
    for child in node.children:
        yield from _of(child, text, introduced)
    closing = _trimmed(address, text, node.children[-1].unit.end, node.unit.end)
    if closing.end > closing.start and introduced:
        yield Saying((introduced[-1], closing))


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

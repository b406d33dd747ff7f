"""A provision -> its passages: along §, Absatz, Satz, Nummer …, never across an Absatz or a provision.

An Absatz (or a provision without Absätze) that fits into :data:`LIMIT` characters is one passage.
A longer one is divided along its child units; small neighbours that are siblings go together up to
the limit. The words before a list go with its first item, the words after it with its last, so
that every character of the law lies in exactly one passage. A single unit without children is
never cut, however long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from corpus.address import Address, StepKind
from corpus.model import Edition, Passage, Provision, Unit

LIMIT = 1400
"""Characters a passage may have where the law lets it be divided: about what one reads at a glance."""

_EMPTIED = re.compile(
    r"(?:\(\d+\w*\)(?: bis \(\d+\w*\))?|\d+\w*\.|[a-z]{1,3}\))?\s*"
    r"(?:-|\(?(?:weggefallen|aufgehoben|entfallen|gegenstandslos)?\)?)"
)
"""Text of an Absatz or item that is no longer there: its label and the publisher's word for it, if any."""


class IndexedText(NamedTuple):
    """What a passage is found by, field by field, so that each can be weighed on its own.

    ``law``: abbreviation and title; ``context``: the headings above the provision; ``heading``:
    label and heading of the provision; ``lead``: the words before the list or the head of the
    table that the passage was divided from; ``text``: its own words.
    """

    law: str
    context: str
    heading: str
    lead: str
    text: str

    def __str__(self) -> str:
        return "\n".join(part for part in self if part)


@dataclass(slots=True)
class _Node:
    """A unit with the units directly inside it; ``start`` may reach back over a heading that belongs to it."""

    address: Address
    start: int
    body: int
    end: int
    children: list[_Node] = field(default_factory=list)

    @property
    def kind(self) -> StepKind:
        return self.address.steps[-1].kind


class _Piece(NamedTuple):
    first: Address
    last: Address
    start: int
    end: int
    divided: bool
    """Whether it is a part of a longer unit; such a part never goes together with that unit's neighbours."""


def split(edition: Edition) -> tuple[Passage, ...]:
    """Divide a provision into passages, in the order of its text."""
    root = _tree(edition.provision)
    pieces = [_whole(root)] if edition.provision.repealed else _divide(root)
    return tuple(_passage(edition, piece) for piece in pieces)


def indexed_texts(edition: Edition, passages: Iterable[Passage]) -> tuple[IndexedText, ...]:
    """The fields by which the passages of this edition are found, in their order.

    A repealed provision or an emptied Absatz has nothing to say on the subject that its heading
    still names; it is found by its label and the word "weggefallen" only.
    """
    provision, law = edition.provision, edition.law
    title, context = f"{law.abbreviation} {law.title}", " ".join(provision.context)
    heading = f"{provision.label} {provision.heading}"
    root = _tree(provision)
    return tuple(
        IndexedText(law.abbreviation, "", provision.label, "", passage.text or provision.heading)
        if provision.repealed or _EMPTIED.fullmatch(passage.text)
        else IndexedText(title, context, heading, _lead(root, passage, provision.text), passage.text)
        for passage in passages
    )


def members(passage: Passage, provision: Provision) -> tuple[Address, ...]:
    """The places that the passage consists of: its address, or all siblings from ``address`` to ``through``."""
    depth = len(passage.address.steps)
    inside = tuple(
        unit.address
        for unit in provision.units
        if len(unit.address.steps) == depth and passage.start <= unit.start < passage.end
    )
    return inside or (passage.address,)


def _lead(root: _Node, passage: Passage, text: str) -> str:
    """The words that stand before the passage in the units it was divided from: lead-ins of lists, heads of tables."""
    words = []
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if node.start < passage.start and node.children:
            words.append(_lead_of(node, passage.start, text))
            nodes.extend(child for child in node.children if child.start <= passage.start < child.end)
    return " ".join(word for word in words if word)


def _lead_of(node: _Node, before: int, text: str) -> str:
    """Own words of a node before its first child; of a table its first row (its head)."""
    first = node.children[0]
    if node.kind is StepKind.TABELLE and first.end <= before:
        return text[node.start : first.end].strip()
    return text[node.body : first.start].strip() if first.start <= before else ""


def _tree(provision: Provision) -> _Node:
    """The units nested as their addresses are, below a node for the provision itself."""
    root = _Node(provision.address, 0, 0, len(provision.text))
    path = [root]
    for unit in provision.units:
        while len(path) > 1 and not _inside(unit, path[-1]):
            path.pop()
        node = _Node(unit.address, unit.start, unit.body, unit.end)
        path[-1].children.append(node)
        path.append(node)
    return root


def _inside(unit: Unit, node: _Node) -> bool:
    return node.address.covers(unit.address) and unit.end <= node.end


def _divide(node: _Node) -> Iterator[_Piece]:
    """The pieces of a node: itself where it may stand as one, else its children, small neighbours together."""
    if _stands_alone(node):
        yield _whole(node)
        return
    group: list[_Piece] = []
    for piece in (piece for child in _segments(node) for piece in _divide(child)):
        if group and not _fit(group, piece):
            yield _together(group)
            group = []
        group.append(piece)
    yield _together(group)


def _stands_alone(node: _Node) -> bool:
    if any(child.kind is StepKind.ABSATZ for child in node.children):
        return False
    return not node.children or node.end - node.start <= LIMIT


def _segments(node: _Node) -> list[_Node]:
    """The children, stretched so that they cover the node without a gap; a mere heading goes to the child after it."""
    kept, starts = [node.children[0]], [node.start]
    for child in node.children[1:]:
        if kept[-1].kind is StepKind.UEBERSCHRIFT and not kept[-1].children:
            kept[-1] = child
        else:
            kept.append(child)
            starts.append(child.start)
    ends = [*starts[1:], node.end]
    return [replace(child, start=start, end=end) for child, start, end in zip(kept, starts, ends, strict=True)]


def _fit(group: list[_Piece], piece: _Piece) -> bool:
    """Whether a piece may join a group: undivided siblings, no Absätze, not too long together."""
    if group[-1].divided or piece.divided:
        return False
    if StepKind.ABSATZ in (group[-1].last.steps[-1].kind, piece.first.steps[-1].kind):
        return False
    return piece.end - group[0].start <= LIMIT


def _together(group: list[_Piece]) -> _Piece:
    return _Piece(group[0].first, group[-1].last, group[0].start, group[-1].end, divided=True)


def _whole(node: _Node) -> _Piece:
    return _Piece(node.address, node.address, node.start, node.end, divided=False)


def _passage(edition: Edition, piece: _Piece) -> Passage:
    provision = edition.provision
    raw = provision.text[piece.start : piece.end]
    start = piece.start + len(raw) - len(raw.lstrip())
    text = raw.strip()
    return Passage(
        address=piece.first.bare,
        through=piece.last.bare if piece.last != piece.first else None,
        start=start,
        end=start + len(text),
        text=text,
        rank=edition.law.rank,
        heading=provision.heading,
        context=(edition.law.title, *provision.context),
        held=edition.held,
    )

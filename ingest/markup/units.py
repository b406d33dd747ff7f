"""Gives every stretch of a provision its address: from the tree of the canvas to the units of a Provision."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from corpus.address import Address, Step, StepKind
from corpus.model import Unit
from ingest.markup.canvas import Node, Role
from ingest.markup.labels import item_step
from ingest.markup.sentence_starts import sentence_starts

_COUNTED = {
    Role.TEXT: StepKind.TEXT,
    Role.HEADING: StepKind.UEBERSCHRIFT,
    Role.TABLE: StepKind.TABELLE,
    Role.ROW: StepKind.ZEILE,
    Role.PICTURE: StepKind.ABBILDUNG,
}
_SPEAKING = frozenset({Role.PROVISION, Role.ABSATZ, Role.RANDNUMMER, Role.TEXT, Role.ITEM})


def addressed(root: Node, text: str, address: Address) -> tuple[Unit, ...]:
    """The units of a provision, in the order of the text, parents first.

    A provision that is a single paragraph is itself the unit of that paragraph; otherwise its Absätze, paragraphs,
    tables and headings are the outermost units.

    Args:
        root: the canvas' tree.
        text: the canvas' text.
        address: the provision's address.
    """
    placing = _Placing(text)
    blocks = [block for child in root.children for block in _unwrapped(child)]
    if len(blocks) == 1 and blocks[0].role is Role.TEXT:
        placing.place(blocks[0], address)
    else:
        placing.place_all(blocks, address)
    return tuple(placing.units)


def _unwrapped(block: Node) -> list[Node]:
    """A paragraph that only wraps tables gives way to them: "Anlage 2 Tabelle 1", however the publisher tags it."""
    only_tables = (
        block.role is Role.TEXT and not block.runs and all(child.role is Role.TABLE for child in block.children)
    )
    return block.children if only_tables else [block]


class _Placing:
    """The units placed so far, and how often each number was used in each place."""

    def __init__(self, text: str) -> None:
        self.units: list[Unit] = []
        self._text = text
        self._counts: Counter[tuple[Address, StepKind]] = Counter()
        self._uses: Counter[Address] = Counter()

    def place(self, node: Node, address: Address) -> None:
        """Place a node at an address, and all below it."""
        body = node.body if node.body >= 0 else node.end
        self.units.append(Unit(address, node.start, node.end, body))
        if node.role in _SPEAKING:
            self._place_sentences(node, address)
        else:
            self.place_all(node.children, address)

    def place_all(self, nodes: list[Node], address: Address) -> None:
        """Place the children of a place, in order."""
        for node in nodes:
            self.place(node, self._fresh(address / self._step(node, address)))

    def _place_sentences(self, node: Node, address: Address) -> None:
        starts = sentence_starts(node, self._text)
        if len(starts) < 2 or node.body < 0:
            self.place_all(node.children, address)
            return
        positions = [position for position, _ in starts]
        members: list[list[Node]] = [[] for _ in starts]
        for child in node.children:
            members[max(0, bisect_right(positions, child.start) - 1)].append(child)
        for (start, number), end, children in zip(starts, [*positions[1:], node.end], members, strict=True):
            sentence = self._fresh(address / Step(StepKind.SATZ, number))
            trimmed = start + len(self._text[start:end].rstrip())
            self.units.append(Unit(sentence, start, trimmed, start))
            self.place_all(children, sentence)

    def _step(self, node: Node, parent: Address) -> Step:
        if node.role is Role.ABSATZ:
            return Step(StepKind.ABSATZ, node.number)
        if node.role is Role.RANDNUMMER:
            return Step(StepKind.RANDNUMMER, node.number)
        step = item_step(node.number) if node.role is Role.ITEM else Step(_COUNTED[node.role])
        if step.number:
            return step
        self._counts[parent, step.kind] += 1
        return replace(step, number=str(self._counts[parent, step.kind]))

    def _fresh(self, address: Address) -> Address:
        """The address itself, or with its occurrence counted where the law uses it a second time."""
        self._uses[address] += 1
        if self._uses[address] == 1:
            return address
        last = replace(address.steps[-1], occurrence=self._uses[address])
        return replace(address, steps=(*address.steps[:-1], last))

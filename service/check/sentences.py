"""The sentences of a text, each with the sentences that it continues: the words before a list, the head of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.sentences import split
from service.check.blocks import Block, Kind, blocks
from service.check.reading import Reading

_LEADING_BRACKET = re.compile(r"(?P<bracket>[(\[](?:[^()\[\]]{0,80})(?:§|Art\.)[^()\[\]]{0,200}[)\]])[ ]+(?=[A-ZÄÖÜ])")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or what stands in the place of one.

    ``block`` and ``place`` count the block that it stands in and its place there, in characters of the block's
    reading; ``leads`` are the indices of the sentences that introduce it; ``introduces`` says that a list follows,
    or that this is the head of a table; ``notes`` are the footnotes that it refers to.
    """

    reading: Reading
    kind: Kind
    block: int
    place: int
    leads: tuple[int, ...] = ()
    introduces: bool = False
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words as they are analysed."""
        return self.reading.text


@dataclass(frozen=True, slots=True)
class Layout:
    """A text taken apart: its blocks, and its sentences in order."""

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]


def lay_out(reading: Reading) -> Layout:
    """The blocks and sentences of a text."""
    found = tuple(blocks(reading))
    sentences: list[Sentence] = []
    lists = _Lists()
    for number, block in enumerate(found):
        following = found[number + 1].kind if number + 1 < len(found) else None
        leads = lists.leads_of(block)
        for sentence in _sentences(block, number, leads):
            sentences.append(sentence)
        if sentences and _introduces(sentences[-1], block, found[number - 1] if number else None, following):
            last = sentences[-1]
            sentences[-1] = Sentence(
                last.reading, last.kind, last.block, last.place, last.leads, introduces=True, notes=last.notes
            )
            lists.open(block, len(sentences) - 1)
    return Layout(found, tuple(sentences))


class _Lists:
    """The lists that are open: how deep the sentence stands that introduces each, and its index."""

    def __init__(self) -> None:
        self._open: list[tuple[int, int]] = []
        self._head: int | None = None

    def leads_of(self, block: Block) -> tuple[int, ...]:
        """The sentences that introduce a block."""
        if block.kind is Kind.ROW:
            return (self._head,) if self._head is not None else ()
        self._head = None
        if block.kind is not Kind.ITEM:
            self._open.clear()
            return ()
        while self._open and self._open[-1][0] >= block.depth:
            self._open.pop()
        return tuple(index for _, index in self._open)

    def open(self, block: Block, index: int) -> None:
        """Note that the last sentence of a block introduces what follows."""
        if block.kind is Kind.ROW:
            self._head = index
        else:
            self._open.append((block.depth if block.kind is Kind.ITEM else -1, index))


def _introduces(last: Sentence, block: Block, before: Block | None, following: Kind | None) -> bool:
    if block.kind is Kind.ROW:
        return following is Kind.ROW and (before is None or before.kind is not Kind.ROW)
    return following is Kind.ITEM and last.text.endswith(":")


def _sentences(block: Block, number: int, leads: tuple[int, ...]) -> Iterator[Sentence]:
    """Only the first sentence of an item goes on from the words that introduce the list."""
    spans = [span for start, end in split(block.reading.text) for span in _parted(block.reading.text, start, end)]
    for order, (start, end) in enumerate(spans):
        until = spans[order + 1][0] if order + 1 < len(spans) else len(block.reading.text) + 1
        yield Sentence(
            block.reading.part(start, end),
            block.kind,
            number,
            start,
            leads if order == 0 else (),
            notes=_names_between(block.notes, start, until),
        )


def _parted(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Part a citation in brackets from the sentence behind it: "… 14 Prozent. (§ 9 MondStG) Für …"."""
    bracket = _LEADING_BRACKET.match(text, start, end)
    if bracket and start:
        yield start, bracket.end("bracket")
        start = bracket.end()
    yield start, end


def _names_between(notes: Sequence[tuple[int, str]], start: int, end: int) -> tuple[str, ...]:
    """Footnotes whose mark stands in a sentence or right behind it."""
    return tuple(name for place, name in notes if start < place < end or place == start == 0)

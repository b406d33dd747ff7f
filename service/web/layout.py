"""A provision's canonical text as blocks for a page: paragraphs, list items, headings, tables; with a marked stretch.

The words stay as they are: laying out only cuts the text at the places where units begin and where
the mark begins and ends. All pieces of a page joined give the canonical text again, line for line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from corpus.address import Address, StepKind
from corpus.model import Provision, Unit

_LIST_KINDS = frozenset({StepKind.NUMMER, StepKind.BUCHSTABE, StepKind.STRICH})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, ``text[start:end]``; empty where ``start == end``."""

    start: int = 0
    end: int = 0

    def __contains__(self, place: int) -> bool:
        return self.start <= place < self.end


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in one style.

    ``anchor`` names the unit that begins here, ``sentence`` is the number of the Satz that begins
    here; ``label`` is for the law's own "(1)" and "a)", ``first`` for the beginning of the mark.
    """

    text: str
    anchor: str = ""
    sentence: str = ""
    label: bool = False
    marked: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, list item or heading; ``depth`` counts the lists around it."""

    kind: str
    depth: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of pieces."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    kind: str = "tabelle"


Block = Line | Table


def blocks(provision: Provision, mark: Stretch) -> tuple[Block, ...]:
    """The text of a provision as blocks, with a stretch marked."""
    lines = tuple(_lines(provision))
    return tuple(
        block
        for is_table, group in groupby(lines, key=lambda line: line.is_row)
        for block in (_tables(group, mark) if is_table else (_line(line, mark) for line in group))
    )


def inner_id(address: Address) -> str:
    """The anchor of a place on the page of its provision: its steps below the provision."""
    return "/".join(map(str, address.inner))


@dataclass(frozen=True, slots=True)
class _RawLine:
    """A line of the text, the units that begin in it, and the innermost unit that its beginning lies in."""

    text: str
    start: int
    begins: tuple[Unit, ...]
    inside: Unit | None

    @property
    def is_row(self) -> bool:
        return self.inside is not None and any(step.kind is StepKind.ZEILE for step in self.inside.address.inner)


def _lines(provision: Provision) -> Iterator[_RawLine]:
    """Lines with their units; both stand in the order of the text, so one walk is enough."""
    place, taken = 0, 0
    units = provision.units
    for text in provision.text.split("\n"):
        end = place + len(text)
        first = taken
        while taken < len(units) and units[taken].start <= end:
            taken += 1
        yield _RawLine(text, place, units[first:taken], _innermost(units[:taken], place))
        place = end + 1


def _innermost(units: Sequence[Unit], place: int) -> Unit | None:
    return next((unit for unit in reversed(units) if unit.start <= place < unit.end), None)


def _line(line: _RawLine, mark: Stretch) -> Line:
    steps = line.inside.address.inner if line.inside else ()
    depth = sum(step.kind in _LIST_KINDS for step in steps)
    begun = [unit for unit in line.begins if unit.start == line.start]
    return Line(_kind(begun), depth, tuple(_pieces(line, 0, len(line.text), mark)))


def _kind(begun: Sequence[Unit]) -> str:
    kinds = {unit.address.steps[-1].kind for unit in begun}
    if kinds & _LIST_KINDS:
        return "punkt"
    if StepKind.UEBERSCHRIFT in kinds:
        return "ueberschrift"
    return "abbildung" if StepKind.ABBILDUNG in kinds else "absatz"


def _tables(group: Iterator[_RawLine], mark: Stretch) -> Iterator[Table]:
    """Rows that follow one another, one table for each table of the law."""
    for _, rows in groupby(group, key=_table_of):
        yield Table(tuple(tuple(_cells(row, mark)) for row in rows))


def _table_of(row: _RawLine) -> Address | None:
    address = row.inside.address if row.inside else None
    while address is not None and address.steps[-1].kind is not StepKind.TABELLE and address.inner:
        address = address.parent
    return address


def _cells(row: _RawLine, mark: Stretch) -> Iterator[tuple[Piece, ...]]:
    start = 0
    for cell in row.text.split("\t"):
        end = start + len(cell)
        yield tuple(_pieces(row, start, end, mark))
        start = end + 1


def _pieces(line: _RawLine, start: int, end: int, mark: Stretch) -> Iterator[Piece]:
    """Cut ``line.text[start:end]`` where units or their words begin and where the mark begins or ends."""
    here = {unit.start - line.start: unit for unit in reversed(line.begins)}
    sentences = {unit.body - line.start: unit for unit in line.begins if _is_sentence(unit)}
    labels = {unit.start - line.start: unit.body - line.start for unit in line.begins if unit.body > unit.start}
    cuts = {start, end, mark.start - line.start, mark.end - line.start, *here, *sentences, *labels.values()}
    borders = sorted(cut for cut in cuts if start <= cut <= end)
    for begin, stop in pairwise(borders):
        sentence = sentences.get(begin)
        yield Piece(
            text=line.text[begin:stop],
            anchor=inner_id(here[begin].address) if begin in here else "",
            sentence=sentence.address.steps[-1].number if sentence else "",
            label=any(first <= begin and stop <= body for first, body in labels.items()),
            marked=begin + line.start in mark,
            first=begin + line.start == mark.start and mark.start < mark.end,
        )


def _is_sentence(unit: Unit) -> bool:
    return unit.address.steps[-1].kind is StepKind.SATZ

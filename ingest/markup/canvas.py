"""Lays out a provision: writes its canonical text and remembers which stretch is what.

A reader of some format (XML, HTML …) drives a :class:`Canvas` in the order of the document: ``open`` and ``close``
around Absätze, items, tables, rows; ``put`` for words; ``mark`` where a sentence number stands. The canvas decides
on white space alone: paragraphs, items and rows each on a line of their own, cells parted by a tab, runs of blanks
collapsed to one, nothing else changed. The result is a text and a tree of :class:`Node`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto


class Role(Enum):
    """What a stretch of text is, before it has an address."""

    PROVISION = auto()
    ABSATZ = auto()
    TEXT = auto()
    """A paragraph without a number of its own."""
    ITEM = auto()
    """An item of a list, with its label ("1.", "a)", "–")."""
    RANDNUMMER = auto()
    """A numbered paragraph of a directive (Randnummer)."""
    HEADING = auto()
    TABLE = auto()
    ROW = auto()
    PICTURE = auto()


_SPEAKING = frozenset({Role.PROVISION, Role.ABSATZ, Role.RANDNUMMER, Role.TEXT, Role.ITEM})
"""Roles whose own words form sentences."""


class Gap(Enum):
    """What stands between a stretch of a node's own words and the one before."""

    START = auto()
    LINE = auto()
    """A new paragraph of the same Absatz or item."""
    LIST = auto()
    TABLE = auto()


@dataclass(slots=True)
class Run:
    """A stretch of words that belong to a node itself, not to a node below it."""

    start: int
    end: int
    gap: Gap


@dataclass(slots=True)
class Node:
    """A stretch of the canonical text: ``text[start:end]``; its words begin at ``body``, after the label.

    ``marks`` are the positions at which sentences begin by the law's own marking, with their numbers.
    ``number`` is the number as the law prints it, without dots and brackets; empty where nothing is counted.
    """

    role: Role
    number: str = ""
    start: int = -1
    end: int = -1
    body: int = -1
    children: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    marks: list[tuple[int, str]] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether no character was written in it."""
        return self.start < 0

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


_NONE, _BLANK, _TAB, _LINE = range(4)


class Canvas:
    """Writes the canonical text; see the module."""

    def __init__(self) -> None:
        self.root = Node(Role.PROVISION)
        self._open = [self.root]
        self._parts: list[str] = []
        self._length = 0
        self._gap = _NONE
        self._tabs = 0
        self._column = 0
        self._indent = 0
        self._cells = 0
        self._label_left = 0
        self._unmarked: list[tuple[Node, str]] = []
        self._breaks: list[Gap | None] = [Gap.START]

    @property
    def text(self) -> str:
        """What was written so far."""
        return "".join(self._parts)

    @property
    def here(self) -> Node:
        """The innermost open node."""
        return self._open[-1]

    @property
    def in_cell(self) -> bool:
        """Whether a table's cell is being written."""
        return self._cells > 0

    def open(self, role: Role, number: str = "", label: str = "") -> Node:
        """Begin a node on a line of its own (inside a table's cell: after a blank); writes its label, if any."""
        if role is not Role.PICTURE:
            self.line()
        if role is Role.ROW:
            self._tabs, self._column = 0, 0
        node = Node(role, number)
        self.here.children.append(node)
        self._open.append(node)
        self._breaks.append(Gap.START)
        if label.strip():
            self._write_label(label)
        return node

    def close(self) -> None:
        """End the innermost node; what follows stands on a new line."""
        node = self._open.pop()
        self._breaks.pop()
        if node.role is Role.ROW:
            self._tabs = 0
        if node.role is not Role.PICTURE:
            self.line()
        if node.empty:
            self.here.children.pop()
        elif node.role is not Role.PICTURE:
            self._breaks[-1] = Gap.TABLE if node.role is Role.TABLE else Gap.LIST

    def expect_label(self, characters: int) -> None:
        """The next so many non-blank characters are the label of the innermost node ("(1)" in running text)."""
        self._label_left = characters

    def put(self, text: str) -> None:
        """Write words; white space at either end parts them from their neighbours."""
        words = text.split()
        if not words:
            if text:
                self.blank()
            return
        if text[0].isspace():
            self.blank()
        for count, word in enumerate(words):
            if count:
                self.blank()
            self._write(word)
        if text[-1].isspace():
            self.blank()

    def blank(self) -> None:
        """At least a blank before what follows."""
        self._gap = max(self._gap, _BLANK)

    def line(self) -> None:
        """A new line before what follows; inside a cell only a blank."""
        self._gap = max(self._gap, _BLANK if self._cells else _LINE)

    def paragraph(self) -> None:
        """A new paragraph of the same node."""
        self.line()
        if self.here.runs or self.here.children:
            self._breaks[-1] = Gap.LINE

    def enter_cell(self, column: int) -> None:
        """Begin the cell of a row that stands in a column (counted from 0); cells in between stay empty."""
        self._cells += 1
        if self._cells > 1 or column <= self._column:
            self.blank()
        else:
            self._gap = max(self._gap, _TAB)
            self._tabs += column - self._column
            self._column = column

    def leave_cell(self) -> None:
        """End a cell of a row."""
        self._cells -= 1

    def mark(self, number: str) -> None:
        """A sentence of the innermost node begins with the next word, and has this number."""
        self._unmarked.append((self.here, number))

    def _write_label(self, label: str) -> None:
        words = label.split()
        self._label_left = sum(map(len, words))
        for count, word in enumerate(words):
            if count:
                self.blank()
            self._write(word)

    def _write(self, word: str) -> None:
        """Write one word; where a label ends inside it, part it there."""
        if 0 < self._label_left < len(word):
            cut = self._label_left
            self._write(word[:cut])
            word = word[cut:]
        is_label = self._label_left > 0
        start = self._emit(word)
        self._note(start, is_label=is_label)
        if is_label:
            self._label_left -= len(word)
            if not self._label_left:
                self.blank()

    def _emit(self, word: str) -> int:
        separator = self._separator()
        start = self._length + len(separator)
        self._parts += (separator, word) if separator else (word,)
        self._length = start + len(word)
        return start

    def _separator(self) -> str:
        """What stands before the next word; empty first cells leave their tabs at the begin of the line."""
        gap, tabs = self._gap, self._tabs
        self._gap, self._tabs, self._indent = _NONE, 0, 0
        if gap == _NONE:
            return ""
        line = "\n" if gap == _LINE and self._length else ""
        if tabs:
            self._indent = tabs if gap == _LINE or not self._length else 0
            return line + "\t" * tabs
        return line or (" " if gap == _BLANK and self._length else "")

    def _note(self, start: int, *, is_label: bool) -> None:
        """Stretch the open nodes over what was just written, and place waiting marks."""
        for node in self._open:
            origin = start if self._indent == 0 or node.role is Role.ITEM else start - self._indent
            if node.start < 0:
                node.start = origin
            if node.body < 0 and not (is_label and node is self.here):
                node.body = origin
            node.end = self._length
        for node, number in self._unmarked:
            node.marks.append((start, number))
        self._unmarked.clear()
        if not is_label:
            self._lengthen_run(start)

    def _lengthen_run(self, start: int) -> None:
        depth = len(self._open) - 1
        while self._open[depth].role is Role.PICTURE:
            depth -= 1
        node, gap = self._open[depth], self._breaks[depth]
        if node.role not in _SPEAKING:
            return
        if gap is None:
            node.runs[-1].end = self._length
        else:
            node.runs.append(Run(start, self._length, gap))
            self._breaks[depth] = None

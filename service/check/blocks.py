"""A text as blocks: headings, paragraphs, items of lists, rows of tables; Markdown as chatbots write it, or plain text.

A block's reading has the words that a reader sees: no marks of emphasis, no targets of links, nothing struck out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from service.check.reading import Reading


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"
    """A footnote's text, or a numbered source at the end."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block, how deep it is indented, and the name of the footnote that it is the text of.

    ``notes`` are the footnotes that it refers to: where in its reading, and their names.
    """

    kind: Kind
    reading: Reading
    depth: int = 0
    label: str = ""
    notes: tuple[tuple[int, str], ...] = ()


class _Line(NamedTuple):
    kind: Kind | None
    """None for a line that continues the block before it."""
    start: int
    end: int
    depth: int = 0
    label: str = ""


_LINE = re.compile(r"[^\n]*")
_QUOTED = re.compile(r"(?:[ \t]*>)+[ \t]?")
_NOTHING = re.compile(r"[ \t]*(?:[-*_=—–•·~`|:+]{3,}[\w-]{0,20}|(?:[-*_=][ \t]+){2,}[-*_=]|<!--.*-->)?[ \t]*")
"""Blank lines, rules, the lines under headings and table heads, fences of code."""
_HEADING = re.compile(r"[ \t]{0,3}#{1,6}[ \t]+(?P<words>.*?)[ \t]*#*[ \t]*")
_BOLD_LINE = re.compile(r"[ \t]*(?P<mark>\*\*|__)(?P<words>(?:(?!(?P=mark)).){1,200}?[^.!?\s])(?P=mark):?[ \t]*")
_ROW = re.compile(r"[ \t]*\|(?P<words>.*)\|[ \t]*")
_NOTE = re.compile(r"[ \t]*\[\^?(?P<label>\w{1,12})\](?::|[ \t])[ \t]*")
_DATE_OR_COUNT = (
    r"(?![ \t]*\d{1,3}\.[ \t]+(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"
    r"|Tag|Monat|Jahr|Halbsatz|Lebensjahr|Kalender))"
)
_ITEM = re.compile(
    _DATE_OR_COUNT + r"(?P<indent>[ \t]*)(?:[-*+•·▪‣◦–—➤►→✓✔✅☑]|\d{1,3}[.)]|\(\d{1,2}[a-z]?\)|\(?[a-z]{1,2}\))[ \t]+"
)
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_STRUCK = re.compile(r"~~.{1,2000}?~~|<(?:del|s|strike)>.{1,2000}?</(?:del|s|strike)>|<!--.{0,2000}?-->", re.DOTALL)
_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]{0,500})\]\((?P<target>[^()\s]{0,1000})(?:[ \t]+\"[^\"\n]{0,200}\")?\)")
_REFERENCE = re.compile(
    r"\[\^(?P<name>\w{1,12})\]|(?<=[\w.,;:!?)“\"’…%€])[ ]?\[(?P<number>\d{1,3})\](?!\()|【[^】\n]{0,60}】"
)
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_DROPPED = re.compile(
    r"(?<!\d)\*{1,3}|\*{1,3}(?!\d)|(?<![\w])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\w])|`+"
    r"|</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:[ \t][^<>\n]{0,200})?/?>"
    r"|<?https?://[^\s<>()]{1,2000}>?|\\(?=[*_#\[\]()~`>.-])"
)
_INDENT = 2
"""Blanks by which an item must be indented further to lie in another."""


def blocks(reading: Reading) -> Iterator[Block]:
    """The blocks of a text, in order."""
    gathered: list[_Line] = []
    for line in _lines(reading.text):
        if line is None or line.kind is not None:
            yield from _block(reading, gathered)
            gathered = []
        if line is not None:
            gathered.append(line)
    yield from _block(reading, gathered)


def _lines(text: str) -> Iterator[_Line | None]:
    """The lines of a text; None for one that ends a block."""
    inside = False
    for found in _LINE.finditer(text):
        if found.start() == found.end() and found.start() and text[found.start() - 1] != "\n":
            continue
        line = _line(text, *found.span(), continues=inside)
        inside = line is not None and line.kind not in (Kind.HEADING, Kind.ROW)
        yield line


def _line(text: str, start: int, end: int, *, continues: bool) -> _Line | None:
    quoted = _QUOTED.match(text, start, end)
    start = quoted.end() if quoted else start
    if _NOTHING.fullmatch(text, start, end):
        return None
    for kind, pattern in ((Kind.HEADING, _HEADING), (Kind.HEADING, _BOLD_LINE), (Kind.ROW, _ROW)):
        if found := pattern.fullmatch(text, start, end):
            return _Line(kind, *found.span("words"))
    if note := _NOTE.match(text, start, end):
        return _Line(Kind.NOTE, note.end(), end, label=note["label"])
    if item := _ITEM.match(text, start, end):
        words = _TASK.match(text, item.end(), end)
        depth = len(item["indent"].expandtabs(4)) // _INDENT
        return _Line(Kind.ITEM, words.end() if words else item.end(), end, depth)
    return _Line(None if continues else Kind.PARAGRAPH, start, end)


def _block(reading: Reading, lines: list[_Line]) -> Iterator[Block]:
    if not lines:
        return
    first = lines[0]
    words = Reading.of(_joined(reading, lines))
    if first.kind is Kind.ROW:
        words = Reading(words.text.replace("|", " "), words.origins)
    seen, notes = _seen(words)
    if seen.text.strip():
        yield Block(first.kind or Kind.PARAGRAPH, seen, first.depth, first.label, notes)


def _joined(reading: Reading, lines: list[_Line]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The lines of a block, with a blank where one ended."""
    for line in lines:
        if line is not lines[0]:
            yield " ", reading.origins[line.start - 1 : line.start]
        yield reading.text[line.start : line.end], reading.origins[line.start : line.end]


def _seen(reading: Reading) -> tuple[Reading, tuple[tuple[int, str], ...]]:
    """The words that a reader sees, and the footnotes referred to between them."""
    reading = Reading(_BREAK.sub(lambda tag: " " * len(tag[0]), reading.text), reading.origins)
    reading = reading.without(found.span() for found in _STRUCK.finditer(reading.text))
    links = _LINK.finditer(reading.text)
    reading = reading.without(
        span for link in links for span in ((link.start(), link.start("words")), (link.end("words"), link.end()))
    )
    references = list(_REFERENCE.finditer(reading.text))
    dropped = [found.span() for found in _DROPPED.finditer(reading.text)]
    notes = [(found.start(), found["name"] or found["number"] or "") for found in references]
    spans = sorted([found.span() for found in references] + dropped)
    removed = _removed_before([start for start, _ in notes], spans)
    return reading.without(spans), tuple(
        (place - gone, name) for (place, name), gone in zip(notes, removed, strict=True) if name
    )


def _removed_before(places: list[int], spans: list[tuple[int, int]]) -> Iterator[int]:
    """For each place, in order, how many characters the spans before it take out."""
    gone, reached, taken = 0, 0, 0
    for place in places:
        while taken < len(spans) and spans[taken][0] < place:
            start, end = spans[taken]
            gone += max(0, end - max(start, reached))
            reached, taken = max(reached, end), taken + 1
        yield gone

"""An export as Markdown: front matter for programs, the document, and the Prüfvermerk at its end."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from service.export.model import Document, Record
from service.export.record import (
    SOURCE_COLUMNS,
    TITLE,
    ai_label,
    findings,
    lines,
    properties,
    source_line,
)
from service.model import Statement
from service.verify.composition import JOINT

_SPECIAL = re.compile(r"([\\`*_<>\[\]|])")
_NUMBER = re.compile(r"^(\s*\d{1,9})([.)])(?=\s|$)", re.MULTILINE)
_AT_LINE_START = re.compile(r"^(\s*)(#|\+|-|=|~)", re.MULTILINE)
"""What makes a heading, a list or a fence of a line that begins with it."""


def markdown_file(document: Document, record: Record) -> bytes:
    """The file, in UTF-8."""
    return ("\n".join(_lines(document, record)) + "\n").encode("utf-8", "replace")


def _lines(document: Document, record: Record) -> Iterator[str]:
    yield "---"
    yield f"title: {_yaml(document.title)}"
    yield from (f"{name}: {_yaml(value)}" for name, value in properties(record))
    yield "---"
    yield from ("", f"# {escaped(document.title)}", "")
    if record.corpus.fictional:
        yield from ("**FIKTIVES RECHT**", "")
    if record.model:
        yield from (f"**{escaped(ai_label(record.model))}**", "")
    if document.question:
        yield from (f"**Frage:** {_on_one_line(document.question)}", "")
        yield from (f"**Stichtag:** {document.as_of:%d.%m.%Y}", "")
    for statement in document.statements:
        yield from _statement(statement)
    for paragraph in document.paragraphs:
        yield from (paragraph, "")
    for note in document.notes:
        yield from (escaped(note), "")
    yield from _record(record)


def _statement(statement: Statement) -> Iterator[str]:
    if statement.text != JOINT.join(evidence.quote for evidence in statement.evidence):
        yield from (escaped(statement.text), "")
    for evidence in statement.evidence:
        yield from (f"> {line}".rstrip() for line in escaped(evidence.quote).split("\n"))
        yield ">"
        yield from (f"> – {escaped(evidence.citation)}; Stand: {escaped(evidence.stand)}", "")


def _record(record: Record) -> Iterator[str]:
    yield from ("---", "", f"## {TITLE}", "")
    yield from _table(("Angabe", "Ergebnis"), lines(record))
    if record.sources:
        yield from ("", "### Quellen", "")
        yield from _table(SOURCE_COLUMNS, map(source_line, record.sources))
    found = list(findings(record))
    if found:
        yield from ("", "### Befunde und Hinweise", "")
        yield from _table(("Art", "Stelle und Erläuterung"), found)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    columns = list(head)
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"
    for row in rows:
        yield f"| {' | '.join(_on_one_line(cell) for cell in row)} |"


def escaped(text: str) -> str:
    """Words in which nothing is a sign of Markdown."""
    return _NUMBER.sub(r"\1\\\2", _AT_LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", text)))


def _on_one_line(text: str) -> str:
    return " ".join(_SPECIAL.sub(r"\\\1", text).split())


def _yaml(value: str | bool) -> str:
    """A value of the front matter; a string in the form of JSON, which YAML reads the same."""
    return json.dumps(value, ensure_ascii=False)

"""An export as a Word file: the document, the Prüfvermerk as tables on a page of its own, and custom properties."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Pt
from lxml import etree

from service.export.model import Document, Record
from service.export.record import (
    SOURCE_COLUMNS,
    TITLE,
    Property,
    ai_label,
    findings,
    lines,
    properties,
    source_line,
)
from service.model import Statement
from service.verify.composition import JOINT

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_NAMESPACES: dict[str | None, str] = {None: _CUSTOM, "vt": _VALUES}
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set of properties that users define (ECMA-376 Part 1, 15.2.12.2)."""
_FIRST_ID = 2
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def word_file(document: Document, record: Record) -> bytes:
    """The file's bytes."""
    word = docx.Document()
    _describe(word, document, record)
    word.add_heading(_writable(document.title), level=0)
    if record.corpus.fictional:
        word.add_paragraph("FIKTIVES RECHT", style="Intense Quote")
    if record.model:
        word.add_paragraph(_writable(ai_label(record.model)), style="Intense Quote")
    if document.question:
        word.add_paragraph(_writable(f"Frage: {document.question}"))
        word.add_paragraph(f"Stichtag: {document.as_of:%d.%m.%Y}")
    for statement in document.statements:
        _add_statement(word, statement)
    for paragraph in (*document.paragraphs, *document.notes):
        word.add_paragraph(_writable(paragraph))
    _add_record(word, record)
    content = io.BytesIO()
    word.save(content)
    return content.getvalue()


def _describe(word: WordDocument, document: Document, record: Record) -> None:
    core = word.core_properties
    core.title, core.author, core.language = _writable(document.title), _writable(record.responsible), "de-DE"
    core.comments = _writable(ai_label(record.model))
    core.created = core.modified = record.at.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    package = word.part.package
    content = _custom_properties(properties(record))
    part = Part(PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, content, package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _custom_properties(told: Sequence[Property]) -> bytes:
    """The part of a Word file that holds custom properties; python-docx has no words for it."""
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=_NAMESPACES)  # type: ignore[arg-type]  # the stubs know no default namespace
    for number, (name, value) in enumerate(told, _FIRST_ID):
        entry = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, pid=str(number), name=name)
        kind = "bool" if isinstance(value, bool) else "lpwstr"
        text = str(value).lower() if isinstance(value, bool) else _writable(value)
        etree.SubElement(entry, f"{{{_VALUES}}}{kind}").text = text
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_statement(word: WordDocument, statement: Statement) -> None:
    if statement.text != JOINT.join(evidence.quote for evidence in statement.evidence):
        word.add_paragraph(_writable(statement.text))
    for evidence in statement.evidence:
        word.add_paragraph(_writable(f"»{evidence.quote}«"), style="Quote")
        place = word.add_paragraph()
        place.add_run(_writable(evidence.citation)).bold = True
        place.add_run(_writable(f"; Stand: {evidence.stand}"))


def _add_record(word: WordDocument, record: Record) -> None:
    word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    word.add_heading(TITLE, level=1)
    _add_table(word, ("Angabe", "Ergebnis"), lines(record))
    if record.sources:
        word.add_heading("Quellen", level=2)
        _add_table(word, SOURCE_COLUMNS, map(source_line, record.sources))
    found = list(findings(record))
    if found:
        word.add_heading("Befunde und Hinweise", level=2)
        _add_table(word, ("Art", "Stelle und Erläuterung"), found)


def _add_table(word: WordDocument, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = word.add_table(rows=1, cols=len(head), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _writable(text)
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)


def _writable(text: str) -> str:
    """A text without the characters that XML does not allow."""
    return _UNWRITABLE.sub("\ufffd", text)

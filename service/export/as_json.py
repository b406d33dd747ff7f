"""An export as JSON: the document and its record in one object."""

from __future__ import annotations

from service.export.model import Document, Record
from service.schema_export import export_response


def json_file(document: Document, record: Record) -> bytes:
    """The file, in UTF-8."""
    return (export_response(document, record).model_dump_json(indent=2) + "\n").encode()

"""The citation grammar of German tax law. Four verbs: find citations in a text, parse one, resolve it, format it."""

from corpus.citations.codes import Code, Codes
from corpus.citations.find import find
from corpus.citations.model import CitationError, NormCitation, Place
from corpus.citations.order import in_range, number_key
from corpus.citations.parse import parse
from corpus.citations.resolve import Resolution, Resolved, Unresolved, resolve
from corpus.citations.written import format_address

__all__ = [
    "CitationError",
    "Code",
    "Codes",
    "NormCitation",
    "Place",
    "Resolution",
    "Resolved",
    "Unresolved",
    "find",
    "format_address",
    "in_range",
    "number_key",
    "parse",
    "resolve",
]

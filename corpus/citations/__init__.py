"""The citation grammar of German tax law: find citations in a text, parse one, resolve it, format it."""

from corpus.citations.codes import Code, Codes
from corpus.citations.find import find
from corpus.citations.find_all import find_all
from corpus.citations.formal import format_citation
from corpus.citations.letters import letters_of_day, match_letter
from corpus.citations.model import (
    CaseCitation,
    Citation,
    CitationError,
    DirectiveCitation,
    NormCitation,
    Place,
    ReporterPlace,
)
from corpus.citations.order import in_range, number_key
from corpus.citations.parse import parse
from corpus.citations.resolve import Resolution, Resolved, Unresolved, resolve
from corpus.citations.written import format_address

__all__ = [
    "CaseCitation",
    "Citation",
    "CitationError",
    "Code",
    "Codes",
    "DirectiveCitation",
    "NormCitation",
    "Place",
    "ReporterPlace",
    "Resolution",
    "Resolved",
    "Unresolved",
    "find",
    "find_all",
    "format_address",
    "format_citation",
    "in_range",
    "letters_of_day",
    "match_letter",
    "number_key",
    "parse",
    "resolve",
]

"""What goes out: the wish, the document, its record (Prüfvermerk), and the file. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from service.model import EXTRACTIVE, CorpusMark, Statement
from service.review.model import Reviewed
from service.review.purpose import Purpose

NAME_LIMIT = 200
"""Characters of the responsible person's name, of a title, of a model's name."""


class Format(StrEnum):
    """The formats of an export; the value is the ending of the file."""

    MARKDOWN = "md"
    WORD = "docx"
    JSON = "json"

    @property
    def media_type(self) -> str:
        """The media type of the file."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.MARKDOWN: "text/markdown; charset=utf-8",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.JSON: "application/json",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """How something is to be exported.

    ``responsible`` is the name of the responsible official as entered; ``at`` the moment of the export, with its time
    zone; ``model`` the language model that wrote a pasted text, as entered ("" for none); ``confirmed``: who wishes it
    says that the text describes no case.
    """

    format: Format
    purpose: Purpose
    responsible: str
    at: datetime
    title: str = ""
    model: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """What is exported: an answer's statements, or the paragraphs of a text; ``question`` is "" for a text.

    ``author`` is :data:`service.model.EXTRACTIVE`, the name of a language model, or "" for a text that people wrote.
    """

    title: str
    question: str
    as_of: date
    statements: tuple[Statement, ...]
    paragraphs: tuple[str, ...]
    author: str
    notes: tuple[str, ...] = ()

    @property
    def model(self) -> str:
        """The language model that wrote, "" where none did."""
        return "" if self.author == EXTRACTIVE else self.author


@dataclass(frozen=True, slots=True)
class Cited:
    """A source of the document: how it is cited, its exact address, and the hash of the file that it was read from."""

    citation: str
    address: str
    stand: str
    source_url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Record:
    """The Prüfvermerk: what was checked before the document went out, by whom it is answered for, and when.

    That there is a record says that the confidentiality check was passed. ``text_sha256`` is the hash of the text that
    was reviewed (UTF-8).
    """

    purpose: Purpose
    responsible: str
    at: datetime
    reviewed: Reviewed
    sources: tuple[Cited, ...]
    author: str
    model: str
    text_sha256: str
    corpus: CorpusMark


@dataclass(frozen=True, slots=True)
class Exported:
    """A file: its name, its bytes, its media type, and the record that it bears."""

    name: str
    content: bytes
    media_type: str
    record: Record

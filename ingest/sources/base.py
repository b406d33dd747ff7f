"""What a source is: one publisher, in one file. A source never fetches; it reads captures and names links."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple, Protocol

from corpus.model import Capture, Legislation


class LinkKind(StrEnum):
    """What an address leads to."""

    LIST = "list"
    """A page that names further addresses; goes to :meth:`Source.follow`."""
    DOCUMENT = "document"
    """A document; goes to :meth:`Source.parse`."""


class Link(NamedTuple):
    """An address worth fetching, and the name by which a progress bar and a report call it."""

    url: str
    kind: LinkKind
    name: str = ""


class Source(Protocol):
    """A publisher, as the line of a document sees it."""

    @property
    def name(self) -> str:
        """Short name on the command line ("gii")."""
        ...

    @property
    def title(self) -> str:
        """The publisher's name as users read it."""
        ...

    @property
    def hosts(self) -> frozenset[str]:
        """The only host names to which its links lead."""
        ...

    @property
    def parser(self) -> str:
        """Name and version of the parser; a new version means that stored captures are to be read again."""
        ...

    def seeds(self) -> tuple[Link, ...]:
        """Where to begin."""
        ...

    def known(self) -> tuple[Link, ...]:
        """Addresses of the wanted documents that are known without any list; empty where there are none such."""
        ...

    def follow(self, capture: Capture) -> tuple[Link, ...]:
        """The links that a list page leads to; raises ParseError where the page is no such list."""
        ...

    def missing(self, capture: Capture) -> tuple[str, ...]:
        """German sentences, one for each wanted document that a list page ought to name and does not."""
        ...

    def parse(self, capture: Capture) -> Legislation:
        """The document in a capture, its account filled; raises ParseError where it is none."""
        ...

    def address_of(self, path: str, content: bytes) -> str:
        """The address at which the publisher serves a file that a person saved; raises ParseError for other files."""
        ...

"""What a source is: one publisher, in one file. A source never fetches; it reads captures and names links."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar, runtime_checkable

from corpus.model import Account, Capture, Directive, Document


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


class Publisher(Protocol):
    """What every source tells of itself, and how its lists lead to its documents."""

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

    @property
    def wait(self) -> float:
        """Seconds that the publisher wants at least between two requests."""
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

    def address_of(self, path: str, content: bytes) -> str:
        """The address at which the publisher serves a file that a person saved; raises ParseError for other files."""
        ...


@runtime_checkable
class Source(Publisher, Protocol):
    """A publisher of whose captures each is a document."""

    @property
    def files(self) -> frozenset[str]:
        """Endings of saved files that may be documents of the source (".zip")."""
        ...

    @property
    def pages(self) -> frozenset[str]:
        """Endings of saved pages that tell something of the documents beside them (".html")."""
        ...

    def parse(self, capture: Capture) -> Document:
        """The document in a capture, its account filled; raises ParseError where it is none."""
        ...


@runtime_checkable
class Listens(Protocol):
    """A source that a person may tell what a saved file does not say itself."""

    def tell(self, content: bytes, sidecar: bytes, where: str) -> None:
        """Take what stands in a file beside a document; raises ParseError where that cannot be read."""
        ...


class Page(Protocol):
    """What was read of one capture of a work that stands on many."""

    @property
    def account(self) -> Account:
        """Completeness of the page."""
        ...

    @property
    def remarks(self) -> tuple[str, ...]:
        """German sentences on what belongs to none of its sections."""
        ...


PageT = TypeVar("PageT", bound=Page)


@runtime_checkable
class Anthology(Publisher, Protocol[PageT]):
    """A publisher whose works stand on many pages each."""

    def read(self, capture: Capture) -> PageT:
        """What stands on a page; raises ParseError where it is none."""
        ...

    def assemble(self, pages: Sequence[PageT]) -> tuple[Directive, ...]:
        """The works of all pages, in the order of their lists."""
        ...

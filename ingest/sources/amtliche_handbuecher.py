"""amtliche-handbuecher.bundesfinanzministerium.de: AEAO, EStR/EStH, UStAE, KStR/KStH … by the Ministry of Finance.

A work is one document, put together from many pages: each page on one § brings some of its sections, of several works.
Which books and works there are is data (``amtliche_handbuecher.csv``). A book's year is its Stand, not today.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from csv import DictReader
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from corpus.address import StepKind
from corpus.citations import Codes
from corpus.model import Capture, Directive, Rank
from ingest.markup.errors import ParseError
from ingest.markup.handbook_html import HandbookPage, canonical_url, read_links, read_page
from ingest.markup.handbook_sections import Work
from ingest.sources.base import Link, LinkKind
from ingest.sources.handbook_works import Publication, assembled

PARSER = "handbook-html/1"
"""Change it whenever the parser reads the same bytes differently: stored captures are then read again."""

_BASE = "https://amtliche-handbuecher.bundesfinanzministerium.de"
_PAGE = re.compile(r"/Paragraf-[^/]+/inhalt\.html$")


class Row(NamedTuple):
    """A line of the table: a work, as far as it stands in one book (or one folder of it)."""

    path: str
    book: str
    contents: str
    folder: str
    work: Work
    publication: Publication


class AmtlicheHandbuecher:
    """The source, for the books that hold the wanted works.

    Args:
        wanted: keys ("aeao") or abbreviations ("AEAO") of works, or paths of books ("ao/2025"); None for all.
        base: address of the site, without a slash at the end.
        fictional: marks all works as the demonstration corpus.
        rows: the table; None for the one delivered.
    """

    name = "handbuecher"
    parser = PARSER
    wait = 1.5

    def __init__(
        self,
        wanted: Sequence[str] | None = None,
        base: str = _BASE,
        *,
        fictional: bool = False,
        rows: Sequence[Row] | None = None,
    ) -> None:
        self._base = base.rstrip("/")
        self._fictional = fictional
        self._rows = _delivered() if rows is None else tuple(rows)
        names = None if wanted is None else {word.strip().casefold() for word in wanted}
        self._paths = tuple(dict.fromkeys(row.path for row in self._rows if names is None or _names(row) & names))

    @property
    def title(self) -> str:
        """The publisher as users read it."""
        return "Vorführbestand (fiktive Handbücher)" if self._fictional else "Amtliche Handbücher des BMF"

    @property
    def rows(self) -> tuple[Row, ...]:
        """The table."""
        return self._rows

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the works in the table."""
        return tuple(dict.fromkeys(row.publication.key for row in self._rows))

    @property
    def hosts(self) -> frozenset[str]:
        """The only host of the site."""
        return frozenset({urlsplit(self._base).hostname or ""})

    def seeds(self) -> tuple[Link, ...]:
        """The contents page of each book."""
        books = {row.path: row for row in self._rows if row.path in self._paths}
        return tuple(
            Link(f"{self._base}/{path}/{row.contents}", LinkKind.LIST, f"{row.book}, Inhalt")
            for path, row in books.items()
        )

    def known(self) -> tuple[Link, ...]:
        """None: pages are found by the contents page only."""
        return ()

    def follow(self, capture: Capture) -> tuple[Link, ...]:
        """The pages of the book, one for each §, in the order of its contents page.

        Raises:
            ParseError: the page is no contents page, or names no page on a §.
        """
        path = self._path(capture.url)
        start = f"{self._base}/{path}/"
        links = [
            Link(url, LinkKind.DOCUMENT, f"{self._book(path)}, {words}")
            for url, words in read_links(capture.content, capture.media_type, capture.url)
            if url.startswith(start) and _PAGE.search(url)
        ]
        if not links:
            raise ParseError(
                f"Das Inhaltsverzeichnis {capture.url} nennt keine Seite zu einem §; erwartet werden Adressen wie "
                f"{start}…/Paragraf-1/inhalt.html. Bitte die Seite ansehen."
            )
        return tuple(links)

    def missing(self, capture: Capture) -> tuple[str, ...]:  # noqa: ARG002 - the contents page is the only list
        """Nothing is wanted that a contents page would not name."""
        return ()

    def read(self, capture: Capture) -> HandbookPage:
        """The sections on a page, its account filled; raises ParseError where the page is none of a handbook."""
        works = [row.work for row in self._rows_of(capture.url)]
        return read_page(capture.content, capture.media_type, capture.url, works, capture.sha256)

    def assemble(self, pages: Sequence[HandbookPage]) -> tuple[Directive, ...]:
        """The works, each put together from its sections on these pages, in the order of the pages.

        ``comments_on`` is parallel to ``provisions``: the norm that each section comments on.
        """
        publications = {row.publication.key: row.publication for row in self._rows}
        return tuple(assembled(publications.values(), pages, self._base, fictional=self._fictional))

    def address_of(self, path: str, content: bytes) -> str:
        """The address at which the publisher serves a page that a person saved: the page names it itself.

        Raises:
            ParseError: the page is none of these books.
        """
        url = canonical_url(content)
        if urlsplit(url).hostname in self.hosts and self._rows_of(url):
            return url
        raise ParseError(
            f"Die Datei {path} nennt keine Adresse eines amtlichen Handbuchs (link rel=canonical). Erwartet wird eine "
            "vollständig gespeicherte Seite; bitte im Browser als »Webseite, nur HTML« neu speichern."
        )

    def _rows_of(self, url: str) -> list[Row]:
        """The rows of the book, and of the folder in it, that a page belongs to."""
        steps = urlsplit(url).path.strip("/").split("/")
        path = "/".join(steps[:2])
        rows = [row for row in self._rows if row.path == path and (not row.folder or row.folder in steps)]
        if not rows:
            raise ParseError(f"Die Seite {url} gehört zu keinem Handbuch der Tabelle amtliche_handbuecher.csv.")
        return rows

    def _path(self, url: str) -> str:
        rest = urljoin(url, urlsplit(url).path).removeprefix(f"{self._base}/")
        for path in dict.fromkeys(row.path for row in self._rows):
            if rest.startswith(f"{path}/"):
                return path
        raise ParseError(f"Die Seite {url} gehört zu keinem Handbuch der Tabelle amtliche_handbuecher.csv.")

    def _book(self, path: str) -> str:
        return next(row.book for row in self._rows if row.path == path)


def _names(row: Row) -> set[str]:
    return {row.path.casefold(), row.publication.key, row.publication.abbreviation.casefold()}


@cache
def _delivered() -> tuple[Row, ...]:
    """The table as delivered."""
    lines = files("ingest.sources").joinpath("amtliche_handbuecher.csv").read_text("utf-8").splitlines()
    return tuple(read_rows(lines))


def read_rows(lines: Sequence[str]) -> Iterator[Row]:
    """The rows of a table in the form of ``amtliche_handbuecher.csv``."""
    for row in DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";"):
        law = Codes.load().by_key(row["law"])
        cited = law.abbreviation if law else row["law"]
        work = Work(row["mark"], StepKind(row["kind"]), row["named"], row["key"], row["law"], cited)
        publication = Publication(
            row["key"],
            row["abbreviation"],
            row["title"],
            Rank(row["rank"]),
            row["issuer"],
            row["book"],
            row["year"],
            f"{row['path']}/{row['contents']}",
        )
        yield Row(row["path"], row["book"], row["contents"], row["folder"], work, publication)

"""bundesfinanzministerium.de: the BMF letters (BMF-Schreiben), issued by the Federal Ministry of Finance.

The list of all letters leads along "Weiter" from page to page, from each entry to the letter's own page, and from there
to the PDF. What the pages say (title, kind, topic, date, number of the file) is kept per PDF address until that PDF is
parsed; the letterhead overrules it, and where the two disagree a note says so. The date of issue stands in the
name of the file ("2026-01-29-aenderung-aeao-46-usw") and in the letterhead, not in the list's time stamp.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from corpus.address import Address
from corpus.citations import Codes, find
from corpus.model import Capture, Directive, Note, NoteKind, Rank, Stand, StandEntry
from ingest.markup.errors import PageError
from ingest.markup.gsb_html import Entry, is_list, open_page, read_detail, read_list
from ingest.markup.letter_pdf import Facts, Letter, parse_letter
from ingest.markup.letter_sidecar import read_sidecar
from ingest.sources.base import Link, LinkKind

PARSER = "bmf-letter/2"
"""Change it whenever the parser reads the same bytes differently: stored captures are then read again."""

_BASE = "https://www.bundesfinanzministerium.de"
_LIST = "Web/DE/Service/Publikationen/BMF_Schreiben/bmf_schreiben.html"
_CONTENT = "/Content/DE/"
"""Where the site keeps its documents; a PDF anywhere else is none of the letters."""
_NAME = re.compile(r"(?:(\d{4}-\d{2}-\d{2})-)?(.+)\.pdf", re.IGNORECASE)
_NO_TOPIC = frozenset({"Downloads", "BMF_Schreiben", "Standardartikel", "Themen"})


class _Known(NamedTuple):
    """What the publisher's pages say of a PDF; all empty where no page was read."""

    page: str = ""
    title: str = ""
    badge: str = ""
    topic: str = ""
    day: date | None = None
    version: str = ""


class _Told(NamedTuple):
    """What a person says of a PDF, by the file beside it and by the name of the PDF itself."""

    facts: Facts = Facts()
    name: str = ""


class BmfSchreiben:
    """The source.

    Args:
        base: address of the site, without a slash at the end.
        fictional: marks all letters as the demonstration corpus.
    """

    name = "bmf"
    parser = PARSER
    wait = 1.5
    """Seconds between two requests, at the least: the site is guarded against robots."""
    files = frozenset({".pdf"})
    pages = frozenset({".html", ".htm"})

    def __init__(self, base: str = _BASE, *, fictional: bool = False) -> None:
        self._base = base.rstrip("/")
        self._fictional = fictional
        self._known: dict[str, _Known] = {}
        self._told: dict[str, _Told] = {}

    @property
    def title(self) -> str:
        """The publisher as users read it."""
        return "Vorführbestand (fiktive Schreiben)" if self._fictional else "BMF-Schreiben"

    @property
    def hosts(self) -> frozenset[str]:
        """The only host of the site."""
        return frozenset({urlsplit(self._base).hostname or ""})

    def seeds(self) -> tuple[Link, ...]:
        """The list of all letters."""
        return (Link(self._list, LinkKind.LIST, "Liste der BMF-Schreiben"),)

    def known(self) -> tuple[Link, ...]:
        """None: the addresses of letters stand on the publisher's list only."""
        return ()

    def missing(self, capture: Capture) -> tuple[str, ...]:  # noqa: ARG002 - the protocol of sources
        """Nothing: no letter is asked for by name."""
        return ()

    def follow(self, capture: Capture) -> tuple[Link, ...]:
        """From a list to the letters' pages and on; from a letter's page to its PDF.

        Raises:
            PageError: neither a list with entries, nor a page with a download.
        """
        page = open_page(capture.content, capture.url)
        if not is_list(page):
            detail = read_detail(page, capture.url)
            self._remember(detail.pdf, page=detail.address, title=detail.title, day=detail.day)
            return (Link(detail.pdf, LinkKind.DOCUMENT, detail.title),) if self._is_letter(detail.pdf) else ()
        listed = read_list(page, capture.url)
        for entry in listed.entries:
            self._remember_entry(entry)
        links = [Link(one.page, LinkKind.LIST, one.title) for one in listed.entries if self._is_own(one.page)]
        if self._is_own(listed.forward):
            links.append(Link(listed.forward, LinkKind.LIST, "Liste der BMF-Schreiben, nächste Seite"))
        return tuple(links)

    def parse(self, capture: Capture) -> Directive:
        """The letter in a capture of its PDF.

        Raises:
            PageError: the capture is a page about a letter; give it to :meth:`follow`.
            PdfError, LetterError: no PDF that can be read, or none that tells which letter it is.
        """
        if capture.url.partition("?")[0].endswith(".html"):
            raise PageError(
                f"{capture.url} ist die Seite eines Schreibens, nicht das Schreiben selbst. Bitte die PDF-Datei, die "
                "sie anbietet, dazulegen."
            )
        path, known = urlsplit(capture.url).path, self._known.get(_key(capture.url), _Known())
        told, own = self._told.get(capture.sha256, _Told())
        day, name = _named(path)
        given = replace(told, issued=told.issued or day or known.day, subject=told.subject or known.title)
        letter = parse_letter(capture.content, given, name or own)
        version = _version(capture.url) or known.version
        return self._directive(letter, known, capture.url, path, version)

    def address_of(self, path: str, content: bytes) -> str:
        """The address for a file that a person saved: a PDF, or the page of a letter.

        A PDF whose path is not the publisher's stands under the list of all letters, with its key as fragment. What
        its letterhead does not tell must have been told by :meth:`tell`.

        Raises:
            PdfError, LetterError, PageError: another file, or a letter that is not known to be a certain one.
        """
        if path.lower().endswith((".html", ".htm")):
            detail = read_detail(open_page(content, path), f"{self._base}/{path}")
            return detail.address
        found = f"/{path}".find(_CONTENT)
        if found >= 0:
            return f"{self._base}{f'/{path}'[found:]}"
        digest, (day, name) = _digest(content), _named(path)
        told = self._told.get(digest, _Told()).facts
        told = replace(told, issued=told.issued or day)
        self._told[digest] = _Told(told, name if day else "")
        return f"{self._list}#{parse_letter(content, *self._told[digest]).key}"

    def tell(self, content: bytes, sidecar: bytes, where: str) -> None:
        """Take what a person says of a PDF in a file beside it; raises LetterError where that cannot be read."""
        self._told[_digest(content)] = _Told(read_sidecar(sidecar, where))

    @property
    def _list(self) -> str:
        return f"{self._base}/{_LIST}"

    def _is_own(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme == "https" and parts.netloc in self.hosts

    def _is_letter(self, url: str) -> bool:
        path = urlsplit(url).path
        return self._is_own(url) and path.startswith(_CONTENT) and path.lower().endswith(".pdf")

    def _remember_entry(self, entry: Entry) -> None:
        if entry.pdf:
            self._remember(entry.pdf, page=entry.page, title=entry.title, day=entry.day)
            key = _key(entry.pdf)
            self._known[key] = self._known[key]._replace(badge=entry.badge, topic=entry.topic)

    def _remember(self, pdf: str, *, page: str, title: str, day: date | None) -> None:
        key = _key(pdf)
        before = self._known.get(key, _Known())
        self._known[key] = before._replace(page=page, title=title, day=day, version=_version(pdf) or before.version)

    def _directive(self, letter: Letter, known: _Known, url: str, path: str, version: str) -> Directive:
        facts = letter.facts
        subject = facts.subject or letter.key
        return Directive(
            key=letter.key,
            abbreviation=facts.citation,
            title=subject,
            rank=Rank.VERWALTUNGSANWEISUNG,
            issuer="Bundesministerium der Finanzen" + (" (fiktiv)" if self._fictional else ""),
            references=tuple(filter(None, (facts.reference, facts.document))),
            issued=facts.issued,
            stand=_stand(facts, version),
            published=facts.issued,
            source_url=known.page or url,
            provisions=letter.provisions,
            account=letter.account,
            comments_on=_norms(subject),
            notes=_notes(letter, known, path),
            fictional=self._fictional,
        )


def _stand(facts: Facts, version: str) -> Stand:
    day = f"{facts.issued.day}.{facts.issued.month}.{facts.issued.year}" if facts.issued else "unbekannt"
    words = f"{'Entwurf, noch nicht erlassen, ' if facts.draft else ''}Schreiben vom {day}"
    return Stand(
        (StandEntry("Stand", f"{words}, Datei v={version} des Herausgebers" if version else words),), facts.issued
    )


def _notes(letter: Letter, known: _Known, path: str) -> tuple[Note, ...]:
    told = [Note(NoteKind.REDAKTION, remark) for remark in letter.remarks]
    place = " › ".join(dict.fromkeys(filter(None, (known.badge, known.topic, *_topic_path(path)))))
    pages = "1 Seite" if letter.pages == 1 else f"{letter.pages} Seiten"
    told.append(Note(NoteKind.FUNDSTELLE, f"{pages}. {place}".strip()))
    if letter.facts.occasion:
        told.append(Note(NoteKind.FUNDSTELLE, f"Bezug: {letter.facts.occasion}"))
    return tuple(told)


def _topic_path(path: str) -> tuple[str, ...]:
    """The folders in which the publisher files a letter: "Steuerarten", "Umsatzsteuer" …"""
    folders = unquote(path).removeprefix(_CONTENT).split("/")[:-1]
    return tuple(folder.replace("_", " ") for folder in folders if folder and folder not in _NO_TOPIC)


def _norms(subject: str) -> tuple[Address, ...]:
    """The provisions that the subject of a letter names: it is about them."""
    found = (address for citation in find(subject, Codes.load()) for address in citation.addresses)
    return tuple(dict.fromkeys(found))


def _key(url: str) -> str:
    return urlsplit(url).path.lower()


def _version(url: str) -> str:
    return next(iter(parse_qs(urlsplit(url).query).get("v", [])), "")


def _named(path: str) -> tuple[date | None, str]:
    """Date of issue and name from the publisher's name of a file; None where it begins with no date."""
    found = _NAME.fullmatch(unquote(path).rpartition("/")[2])
    if not found:
        return None, ""
    try:
        return (date.fromisoformat(found[1]) if found[1] else None), found[2]
    except ValueError:
        return None, found[2]


def _digest(content: bytes) -> str:

    return hashlib.sha256(content).hexdigest()

"""Parses the pages of the official handbooks: contents pages, and pages on one § with all that comments on it.

A page holds the statute's text, and below it containers with a label in the margin: Richtlinien (R), Hinweise (H),
Abschnitte of an Anwendungserlass, ordinances. Statute text is left out (its source is the publisher of the law); the
others become provisions of the work they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urljoin

from lxml import etree

from corpus.address import Step, StepKind
from corpus.model import Account
from ingest.check import Piece, Section, certify
from ingest.markup.errors import ParseError
from ingest.markup.handbook_drawn import draw, has_class, open_html, shown_text, words_of
from ingest.markup.handbook_labels import section_label
from ingest.markup.handbook_sections import Growing, HandbookSection, PageFrame, Work, headline_of, margin_of
from ingest.markup.labels import provision_steps

STATUTE = "Gesetzestext (aus der Quelle des Gesetzes)"
OTHER = "Sonstiger Abschnitt (nicht übernommen)"

_CONTAINER = "toc-container"
_ON_PARAGRAPH = re.compile(r"/Paragraf-(\d+[a-z]*)/")


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """What was read on a page; ``remarks`` are German sentences on what belongs to none of its sections."""

    url: str
    title: str
    sections: tuple[HandbookSection, ...]
    account: Account
    remarks: tuple[str, ...] = ()


def read_links(content: bytes, media_type: str, url: str) -> tuple[tuple[str, str], ...]:
    """The addresses in the main part of a page, without fragments, each once, with the words of the link.

    Raises:
        ParseError: the page has no main part, or no link in it.
    """
    root = open_html(content, media_type)
    base = root.find(".//base")
    start = urljoin(url, base.get("href", "")) if base is not None else url
    links: dict[str, str] = {}
    for link in _main(root, url).iter("a"):
        if href := link.get("href"):
            words = next((words_of(part) for part in link.iter("span") if has_class(part, "short-title")), "")
            links.setdefault(urldefrag(urljoin(start, href)).url, words or words_of(link))
    if not links:
        raise ParseError(f"Die Seite {url} nennt keine weiteren Seiten; erwartet wird ein Inhaltsverzeichnis.")
    return tuple(links.items())


def canonical_url(content: bytes) -> str:
    """The address that a page names as its own; empty where it names none."""
    links = (link for link in open_html(content, "").iter("link") if link.get("rel") == "canonical")
    return next((link.get("href", "") for link in links), "")


def read_page(content: bytes, media_type: str, url: str, works: Sequence[Work], sha256: str) -> HandbookPage:
    """Read a page on one §, its completeness account filled.

    Args:
        content: the bytes.
        media_type: as served; names the encoding.
        url: the address of the page.
        works: the works whose sections may stand on it.
        sha256: hash of the capture, kept with each provision.

    Raises:
        ParseError: the page is none of a handbook.
    """
    main = _main(open_html(content, media_type), url)
    article = next((element for element in main.iter("div") if has_class(element, "article-text")), None)
    if article is None:
        raise ParseError(f"Die Seite {url} enthält keinen Artikeltext (div.article-text); erwartet wird eine §-Seite.")
    draw(article)
    return _Reading(PageFrame(url, _norm(main, url), _title(main), sha256), works).read(article)


class _Reading:
    """A page while it is read."""

    def __init__(self, frame: PageFrame, works: Sequence[Work]) -> None:
        self._frame = frame
        self._works = {work.mark: work for work in works}
        self._growing: dict[tuple[str, str], Growing] = {}
        self._left_out: list[Piece] = []
        self._remarks: list[str] = []

    def read(self, article: etree._Element) -> HandbookPage:
        """Read the article, and account for all of it."""
        self._parts(article)
        finished = [growing.finished(self._frame, self._heading(growing)) for growing in self._growing.values()]
        account = self._account([section for section, _ in finished], shown_text(article))
        found = tuple(section for _, section in finished if section)
        return HandbookPage(self._frame.url, self._frame.title, found, account, tuple(self._remarks))

    def _parts(self, parent: etree._Element) -> None:
        """The containers, wherever they stand; what stands beside them is the statute."""
        self._leave_out(parent.text, STATUTE)
        for child in parent:
            if has_class(child, _CONTAINER):
                self._container(child)
            elif any(has_class(inner, _CONTAINER) for inner in child.iter("div")):
                self._parts(child)
            else:
                self._leave_out(shown_text(child), STATUTE)
            self._leave_out(child.tail, STATUTE)

    def _leave_out(self, text: str | None, kind: str) -> None:
        if text:
            self._left_out.append(Piece(kind, text))

    def _container(self, container: etree._Element) -> None:
        if any(has_class(inner, _CONTAINER) for inner in container.iterdescendants("div")):
            raise ParseError(
                f"Auf der Seite {self._frame.url} stehen Abschnitte ineinander ({margin_of(container)}); Richtlinien "
                "und Hinweise ließen sich nicht trennen. Die Gestaltung der Seite hat sich geändert; bitte melden."
            )
        if has_class(container, "law"):
            self._leave_out(shown_text(container), STATUTE)
            return
        margin, headline = margin_of(container), headline_of(container)
        work = self._work(margin)
        label = section_label(work.mark, work.kind, margin, headline) if work else None
        if work is None or label is None or not label.number:
            self._leave_out(shown_text(container), OTHER)
            called = " ".join(filter(None, (margin, headline))) or "ohne Bezeichnung"
            self._remarks.append(f"{self._frame.url}: Der Abschnitt „{called}“ gehört zu keinem bekannten Werk.")
            return
        fresh = Growing.begun(work, label, container.get("id", ""))
        self._growing.setdefault((work.key, label.number), fresh).read(container, label, self._frame)

    def _work(self, margin: str) -> Work | None:
        """The work that a label in the margin belongs to."""
        marks = [mark for mark in self._works if re.match(rf"{re.escape(mark)}(?![^\W\d_])", margin)]
        return self._works[max(marks, key=len)] if marks else None

    def _heading(self, growing: Growing) -> str:
        """The section's heading; a Hinweis has the one of the Richtlinie of its number; else the title of the §."""
        heading = growing.own_heading
        if not heading and growing.work.kind is StepKind.HINWEIS:
            heading = next(self._headings_of_richtlinie(growing.label.number), "")
        return heading or self._frame.title

    def _headings_of_richtlinie(self, number: str) -> Iterator[str]:
        for other in self._growing.values():
            if other.work.kind is StepKind.RICHTLINIE and other.label.number == number:
                yield other.own_heading

    def _account(self, sections: list[Section], whole: str) -> Account:
        """The account of the page, section by section: the parts of one need not stand together on the page."""
        left_out = Section("Gesetzestext", "".join(piece.text for piece in self._left_out), self._left_out, None)
        source = "".join(section.source for section in (*sections, left_out))
        account = certify([*sections, left_out], source)
        if sorted(source) == sorted(whole):
            return account
        lost = f"{self._frame.url}: Die Abschnitte sind zusammen nicht der ganze Artikeltext der Seite."
        return Account(account.total, account.classes, (*account.findings, lost))


def _main(root: etree._Element, url: str) -> etree._Element:
    main = next((element for element in root.iter("main") if element.get("id") == "content"), None)
    if main is None:
        raise ParseError(
            f"Die Seite {url} ist keine des Handbuchs: Der Hauptteil (main#content) fehlt. Vielleicht hat der "
            "Herausgeber eine Fehlerseite ausgeliefert; bitte im Browser ansehen."
        )
    return main


def _norm(main: etree._Element, url: str) -> Step:
    """The § that the page is about: from its head, or else from its address."""
    named = next(
        (words for span in main.iter("span") if has_class(span, "paragraph-nr") and (words := words_of(span))), ""
    )
    step = provision_steps(named)[0] if named else None
    if step is not None and step.kind is StepKind.PARAGRAPH:
        return step
    found = _ON_PARAGRAPH.search(url)
    if not found:
        raise ParseError(f"Die Seite {url} nennt keinen §; erwartet wird die Seite zu einem § („§ 122“).")
    return Step(StepKind.PARAGRAPH, found[1])


def _title(main: etree._Element) -> str:
    """The title of the §; some are escaped twice on the site ("Erbbaurecht&#x3b; Begriff")."""
    head = main.find(".//h1")
    if head is None:
        return ""
    number = next((words_of(span) for span in head.iter("span") if has_class(span, "paragraph-nr")), "")
    return unescape(words_of(head).removeprefix(number)).strip()

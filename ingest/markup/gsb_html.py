"""Pages of the Government Site Builder, as bundesfinanzministerium.de serves them: lists, and pages of one document.

Links are relative to ``<base href>``. Class names are the publisher's; what is not found where it is expected raises,
because a list that is silently empty would be taken for a publisher without letters.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from ingest.markup.errors import PageError

_GERMAN_DATE = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")


class Entry(NamedTuple):
    """An entry of a list; ``badge`` is the kind of publication ("BMF-Schreiben"), ``topic`` its field ("Steuern")."""

    title: str
    page: str
    pdf: str
    day: date | None
    badge: str
    topic: str


class ListPage(NamedTuple):
    """A page of a list: its entries, and the address behind "Weiter", "" on the last page."""

    entries: tuple[Entry, ...]
    forward: str


class DetailPage(NamedTuple):
    """The page of one document: its address as the publisher names it, title, day, short text, address of the PDF."""

    address: str
    title: str
    day: date | None
    summary: str
    pdf: str


def open_page(content: bytes, url: str) -> BeautifulSoup:
    """Parse a page; raises PageError where the bytes are none."""
    if not re.search(rb"<(?:!doctype\s+html|html|body)", content[:4096], re.IGNORECASE):
        raise PageError(f"{url} ist keine HTML-Seite. Bitte die Adresse im Browser prüfen.")
    return BeautifulSoup(content, "lxml")


def read_list(page: BeautifulSoup, url: str) -> ListPage:
    """The entries of a list, and the way on; raises PageError where there are no entries."""
    base = _base(page, url)
    entries = tuple(entry for item in page.select("li.bmf-list-entry") if (entry := _entry(item, base)))
    if not entries:
        raise PageError(
            f"Die Liste {url} nennt keine Schreiben; erwartet werden Einträge (li.bmf-list-entry). Vielleicht hat der "
            "Herausgeber die Seite umgebaut; bitte im Browser ansehen und melden."
        )
    forward = page.select_one("li.bmf-forward a.bmf-navIndex-link")
    return ListPage(entries, _link(forward, base))


def is_list(page: BeautifulSoup) -> bool:
    """Whether a page is a list (possibly an empty one) and not the page of one document."""
    return page.select_one("div.article-wrapper.publication") is None


def read_detail(page: BeautifulSoup, url: str) -> DetailPage:
    """The page of one document; raises PageError where it offers no download."""
    base = _base(page, url)
    pdf = _link(page.select_one("div.publication-download-link a.download"), base)
    if not pdf:
        raise PageError(
            f"Die Seite {url} bietet keine Datei an; erwartet wird „Dokument herunterladen“ (a.download). Bitte im "
            "Browser ansehen."
        )
    return DetailPage(
        address=_link(page.select_one("link[rel=canonical]"), base) or url,
        title=_words(page.select_one("h1.isFirstInSlot")),
        day=_day(_words(page.select_one(".bmf-toolbox .bmf-date"))),
        summary=_words(page.select_one("div.article-text p")),
        pdf=pdf,
    )


def _entry(item: Tag, base: str) -> Entry | None:
    link = item.select_one("a.bmf-resultlist-teaser-link")
    page = _link(link, base)
    if not page:
        return None
    return Entry(
        title=_words(link),
        page=page,
        pdf=_link(item.select_one("a.bmf-link--download"), base),
        day=_day(_words(item.select_one("time"))),
        badge=_words(item.select_one("span.bmf-badge-text")),
        topic=_words(item.select_one("span.bmf-labelbox-text")),
    )


def _base(page: BeautifulSoup, url: str) -> str:
    return urljoin(url, _link(page.select_one("base[href]"), url) or url)


def _link(tag: Tag | None, base: str) -> str:
    target = tag.get("href") if tag else None
    return urljoin(base, target.strip()).partition("#")[0] if isinstance(target, str) else ""


def _words(tag: Tag | None) -> str:
    return " ".join(tag.get_text().split()) if tag else ""


def _day(text: str) -> date | None:
    found = _GERMAN_DATE.search(text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None

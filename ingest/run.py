"""The line of a document: seeds -> fetch -> Capture -> parse -> check -> store.

Each document is a transaction of its own: a run may be stopped anywhere, and what it has stored
stays. A document that fails is named in the report, and the run goes on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Protocol

from corpus.model import Capture, Document
from corpus.store import Outcome as Stored
from corpus.store import Store
from ingest.errors import Challenge, IngestError, NotFound
from ingest.fetch import Fetched
from ingest.markup.errors import ParseError
from ingest.report import Entry, Outcome, Report
from ingest.sources.base import Anthology, Link, LinkKind, Page, Publisher, Source


class Fetches(Protocol):
    """Whatever brings captures: the fetcher, or a double of it."""

    def fetch(self, url: str) -> Fetched:
        """The capture behind an address; raises IngestError."""
        ...


Progress = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and how many there are."""

_TOLD = {Stored.NEW: Outcome.NEW, Stored.CHANGED: Outcome.CHANGED, Stored.UNCHANGED: Outcome.UNCHANGED}


def ingest(source: Publisher, fetcher: Fetches, store: Store, report: Report, progress: Progress) -> None:
    """Bring every document that a source leads to into the store."""
    if isinstance(source, Anthology):
        captures = tuple(_captures(source, fetcher, report, progress))
        if captures:
            take_works(captures, source, store, report, whole=True)
    elif isinstance(source, Source):
        for capture in _captures(source, fetcher, report, progress):
            with report.failing(capture.url, ParseError):
                take(capture, source, store, report)


def take(capture: Capture, source: Source, store: Store, report: Report) -> None:
    """Parse, check and store one capture; raises ParseError where it is no document of the source."""
    if store.knows(capture.sha256, capture.captured_on, source.parser):
        report.add(Entry(capture.url, Outcome.UNCHANGED))
        return
    _put(source.parse(capture), capture, source.parser, store, report)


def _put(document: Document, capture: Capture, parser: str, store: Store, report: Report) -> None:
    """Check and store a document; ``capture`` is what it was read from."""
    if not document.account.complete:
        raise ParseError("Die Vollständigkeitsprüfung geht nicht auf: " + " ".join(document.account.findings))
    result = store.put(document, capture.sha256, capture.captured_on, parser)
    report.warnings.extend(f"{document.abbreviation}: {warning}" for warning in document.stand.warnings)
    report.add(Entry(capture.url, _TOLD[result.outcome], document.abbreviation))


def take_works(
    captures: tuple[Capture, ...], source: Anthology[Page], store: Store, report: Report, *, whole: bool
) -> None:
    """Read all pages, then store each work that stands on them; nothing where no page has changed.

    Where the pages may not be all there are (not ``whole``), a work that would lose sections by them stays as it is.
    """
    together = _together(captures)
    if store.knows(together.sha256, together.captured_on, source.parser):
        report.add(Entry(source.title, Outcome.UNCHANGED))
        return
    pages = []
    for capture in captures:
        with report.failing(capture.url, ParseError):
            page = source.read(capture)
            if not page.account.complete:
                raise ParseError("Die Vollständigkeitsprüfung geht nicht auf: " + " ".join(page.account.findings))
            pages.append(page)
            report.warnings.extend(page.remarks)
    for work in source.assemble(pages):
        with report.failing(work.abbreviation, ParseError):
            if not whole:
                _refuse_loss(work, store)
            _put(work, together, source.parser, store, report)


def _refuse_loss(work: Document, store: Store) -> None:
    """A work that is held with sections which these pages don't have is not replaced by less."""
    view = store.view()
    held = view.versions(work.key)
    new = {provision.address.bare for provision in work.provisions}
    missing = [one for one in view.provisions(held[-1]) if one.address.bare not in new] if held else []
    if missing:
        raise ParseError(
            f"Die gespeicherten Seiten enthalten {len(missing)} der vorhandenen Abschnitte nicht (etwa "
            f"{missing[0].label}); das Werk bleibt, wie es ist. Bitte alle Seiten des Handbuchs in den Ordner legen."
        )


def _together(captures: tuple[Capture, ...]) -> Capture:
    """All pages of a source as one capture: the list of their hashes."""
    hashes = "\n".join(sorted(hashlib.sha256(one.content).hexdigest() for one in captures))
    last = max(captures, key=lambda one: one.fetched_at)
    return Capture(last.url, last.status, "text/plain", hashes.encode(), last.fetched_at, last.captured_on)


def _captures(source: Publisher, fetcher: Fetches, report: Report, progress: Progress) -> Iterator[Capture]:
    """Fetch the documents of a source, one after the other; what cannot be had is reported."""
    documents = tuple(_documents(source, fetcher, report))
    for done, (link, promised) in enumerate(documents):
        progress(f"{source.title}: {link.name}", done, len(documents))
        try:
            yield fetcher.fetch(link.url).capture
        except Challenge as challenge:
            report.add(Entry(link.url, Outcome.FAILED, link.name, str(challenge)))
            report.warnings.append(f"{source.title}: Abruf beendet. {challenge}")
            break
        except IngestError as error:
            absent = isinstance(error, NotFound) and not promised
            report.add(Entry(link.url, Outcome.ABSENT if absent else Outcome.FAILED, link.name, str(error)))
    progress(source.title, len(documents), len(documents))


def _documents(source: Publisher, fetcher: Fetches, report: Report) -> Iterator[tuple[Link, bool]]:
    """The documents of a source, each once, and whether a list promises that they are there."""
    waiting, seen = [(link, True) for link in source.seeds()], set[str]()
    while waiting:
        link, promised = waiting.pop(0)
        if link.url in seen:
            continue
        seen.add(link.url)
        if link.kind is LinkKind.DOCUMENT:
            yield link, promised
        else:
            waiting.extend(_followed(link, source, fetcher, report))


def _followed(link: Link, source: Publisher, fetcher: Fetches, report: Report) -> tuple[tuple[Link, bool], ...]:
    """Where a list page leads; without the list, the addresses that are known anyway."""
    try:
        capture = fetcher.fetch(link.url).capture
        report.warnings.extend(source.missing(capture))
        return tuple((found, True) for found in source.follow(capture))
    except NotFound as error:
        known = source.known()
        if known:
            report.warnings.append(f"{link.name} fehlt ({link.url}); gesucht wird unter den bekannten Adressen.")
            return tuple((found, False) for found in known)
        report.add(Entry(link.url, Outcome.FAILED, link.name, str(error)))
    except (IngestError, ParseError) as error:
        report.add(Entry(link.url, Outcome.FAILED, link.name, str(error)))
    return ()

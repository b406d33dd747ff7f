"""The line of a document: seeds -> fetch -> Capture -> parse -> check -> store.

Each document is a transaction of its own: a run may be stopped anywhere, and what it has stored
stays. A document that fails is named in the report, and the run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from corpus.store import Outcome as Stored
from corpus.store import Store
from ingest.errors import Challenge, IngestError, NotFound
from ingest.fetch import Fetched
from ingest.markup.errors import ParseError
from ingest.report import Entry, Outcome, Report
from ingest.sources.base import Link, LinkKind, Source


class Fetches(Protocol):
    """Whatever brings captures: the fetcher, or a folder of files that a person saved."""

    def fetch(self, url: str) -> Fetched:
        """The capture behind an address; raises IngestError."""
        ...


Progress = Callable[[str, int, int], None]
"""Told what is being done, how many are done, and how many there are."""


def ingest(source: Source, fetcher: Fetches, store: Store, report: Report, progress: Progress) -> None:
    """Bring every document that a source leads to into the store."""
    documents = tuple(_documents(source, fetcher, report))
    for done, (link, promised) in enumerate(documents):
        progress(f"{source.title}: {link.name}", done, len(documents))
        try:
            take(fetcher.fetch(link.url), source, store, report)
        except Challenge as challenge:
            report.add(Entry(link.url, Outcome.FAILED, link.name, str(challenge)))
            report.warnings.append(f"{source.title}: Abruf beendet. {challenge}")
            break
        except (IngestError, ParseError) as error:
            absent = isinstance(error, NotFound) and not promised
            report.add(Entry(link.url, Outcome.ABSENT if absent else Outcome.FAILED, link.name, str(error)))
    progress(source.title, len(documents), len(documents))


def take(fetched: Fetched, source: Source, store: Store, report: Report) -> None:
    """Parse, check and store one capture; raises ParseError where it is no document of the source."""
    capture = fetched.capture
    if store.knows(capture.sha256, capture.captured_on, source.parser):
        report.add(Entry(capture.url, Outcome.UNCHANGED))
        return
    law = source.parse(capture)
    if not law.account.complete:
        raise ParseError("Die Vollständigkeitsprüfung geht nicht auf: " + " ".join(law.account.findings))
    result = store.put(law, capture.sha256, capture.captured_on, source.parser)
    report.warnings.extend(f"{law.abbreviation}: {warning}" for warning in law.stand.warnings)
    report.add(Entry(capture.url, _TOLD[result.outcome], law.abbreviation))


_TOLD = {Stored.NEW: Outcome.NEW, Stored.CHANGED: Outcome.CHANGED, Stored.UNCHANGED: Outcome.UNCHANGED}


def _documents(source: Source, fetcher: Fetches, report: Report) -> Iterator[tuple[Link, bool]]:
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


def _followed(link: Link, source: Source, fetcher: Fetches, report: Report) -> tuple[tuple[Link, bool], ...]:
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

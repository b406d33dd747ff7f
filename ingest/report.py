"""What an ingest did: one line for each document, and a summary that names every trouble."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """How it went for one address; the value is what users read."""

    NEW = "neu"
    CHANGED = "geändert"
    UNCHANGED = "unverändert"
    ABSENT = "nicht vorhanden"
    """Not there, and not promised either: an older or partial mirror without a list of its contents."""
    FAILED = "fehlgeschlagen"


@dataclass(frozen=True, slots=True)
class Entry:
    """The result for one address: a law's abbreviation where it is known, and the German explanation of a failure."""

    url: str
    outcome: Outcome
    name: str = ""
    detail: str = ""


@dataclass(slots=True)
class Report:
    """Grows while an ingest runs."""

    entries: list[Entry] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Note one result."""
        self.entries.append(entry)

    @contextmanager
    def failing(self, url: str, *kinds: type[Exception]) -> Iterator[None]:
        """Note errors of these kinds as failures of an address, and go on."""
        try:
            yield
        except kinds as error:
            self.add(Entry(url, Outcome.FAILED, detail=str(error)))

    def count(self, outcome: Outcome) -> int:
        """How many addresses ended like this."""
        return sum(entry.outcome is outcome for entry in self.entries)

    @property
    def failures(self) -> tuple[Entry, ...]:
        """What failed."""
        return tuple(entry for entry in self.entries if entry.outcome is Outcome.FAILED)

    @property
    def held(self) -> int:
        """Documents that are in the store after this run."""
        return len(self.entries) - len(self.failures) - self.count(Outcome.ABSENT)

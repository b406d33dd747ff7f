"""Captures: every response of a publisher, kept for good.

The bytes lie under their own hash (``ab/ab12…``), each content once; the log in the database says
when which address gave which bytes. Bytes are written aside, flushed and renamed, and only then
logged: a process killed at any moment leaves either nothing, or bytes without a log entry, which
the next run finds and uses. A log entry whose bytes are missing or damaged is told by
:class:`DamagedCaptureError`; keeping the same content again heals it.

A publisher's present and the older states that a user ingests (``captured_on``) are separate
*lines*: None is the present, made of all captures that stand for the day on which they were
fetched; a day is the line of that day alone. "Has it changed?" is always asked within one line.
"""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Engine,
    Index,
    Integer,
    Row,
    String,
    Table,
    Text,
    TypeDecorator,
    insert,
    select,
)

from corpus.database import metadata
from corpus.model import Capture


class Outcome(StrEnum):
    """How a request ended."""

    FETCHED = "fetched"
    """A body was kept."""
    NOT_MODIFIED = "not-modified"
    """The publisher says that what we hold is still the same (304)."""
    REDIRECTED = "redirected"
    MISSING = "missing"
    """There is nothing at this address (404, 410)."""
    FAILED = "failed"

    @classmethod
    def of(cls, status: int) -> Outcome:
        """The outcome of a response whose body was not kept; status 0 is no response at all."""
        if status == 304:
            return cls.NOT_MODIFIED
        if status in (404, 410):
            return cls.MISSING
        return cls.REDIRECTED if 300 <= status < 400 else cls.FAILED


class LogEntry(NamedTuple):
    """One line of the log; ``fetched_at`` is UTC, ``sha256`` is None where no body was kept."""

    url: str
    fetched_at: datetime
    captured_on: date
    status: int
    media_type: str
    sha256: str | None
    etag: str
    last_modified: str
    outcome: Outcome
    detail: str


class DamagedCaptureError(Exception):
    """The bytes of a capture are missing or are no longer those that were kept."""

    def __init__(self, sha256: str, path: Path, found: str) -> None:
        super().__init__(
            f"Die gespeicherte Antwort {sha256[:12]}… ist beschädigt: {found} (Datei {path}). Erwartet: Inhalt mit "
            f"der Prüfsumme SHA-256 {sha256}. Rufen Sie die Quelle erneut ab (fundstelle ingest)."
        )
        self.sha256 = sha256


class _Moment(TypeDecorator[datetime]):
    """A moment in UTC, also in databases that know no time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


_log = Table(
    "capture_log",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("fetched_at", _Moment, nullable=False),
    Column("captured_on", Date, nullable=False),
    Column("present", Boolean, nullable=False, comment="captured_on is the (UTC) day of fetching"),
    Column("status", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("sha256", String(64)),
    Column("etag", Text, nullable=False),
    Column("last_modified", Text, nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("detail", Text, nullable=False),
)
Index("capture_log_by_url", _log.c.url, _log.c.id)


class Captures:
    """The store of responses: bytes under ``directory``, log in the database."""

    def __init__(self, directory: Path, engine: Engine) -> None:
        self._directory = directory
        self._engine = engine

    def keep(self, capture: Capture) -> bool:
        """Keep a response with its body; True when the content is not that of the newest one of its line."""
        present = capture.captured_on == capture.fetched_at.astimezone(UTC).date()
        newest = self._newest(capture.url, None if present else capture.captured_on)
        sha256 = capture.sha256
        self._write(sha256, capture.content)
        self._record(
            LogEntry(
                capture.url,
                capture.fetched_at,
                capture.captured_on,
                capture.status,
                capture.media_type,
                sha256,
                capture.etag,
                capture.last_modified,
                Outcome.FETCHED,
                "",
            )
        )
        return newest is None or newest.sha256 != sha256

    def note(self, url: str, status: int, detail: str, at: datetime, captured_on: date) -> None:
        """Log a response without kept body, or (status 0) a request without response."""
        self._record(LogEntry(url, at, captured_on, status, "", None, "", "", Outcome.of(status), detail))

    def latest(self, url: str, captured_on: date | None = None) -> Capture | None:
        """The newest kept response for the address in a line (see the module).

        Raises DamagedCaptureError where its bytes are not what they were.
        """
        entry = self._newest(url, captured_on)
        if entry is None or entry.sha256 is None:
            return None
        return Capture(
            entry.url,
            entry.status,
            entry.media_type,
            self.read(entry.sha256),
            entry.fetched_at,
            entry.captured_on,
            entry.etag,
            entry.last_modified,
        )

    def fetched_since(self, url: str, moment: datetime, captured_on: date | None = None) -> Capture | None:
        """The newest kept response of the line, if it was fetched or confirmed (304) at or after the moment."""
        fresh = _log.c.outcome.in_((Outcome.FETCHED, Outcome.NOT_MODIFIED)) & (_log.c.fetched_at >= moment)
        with self._engine.connect() as connection:
            found = connection.execute(select(_log.c.id).where(_in_line(url, captured_on), fresh).limit(1)).first()
        return self.latest(url, captured_on) if found else None

    def read(self, sha256: str) -> bytes:
        """The bytes with this hash; raises DamagedCaptureError where they are missing or changed."""
        path = self._path(sha256)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            raise DamagedCaptureError(sha256, path, "die Datei fehlt") from None
        if hashlib.sha256(content).hexdigest() != sha256:
            raise DamagedCaptureError(sha256, path, "der Inhalt hat eine andere Prüfsumme")
        return content

    def history(self, url: str) -> list[LogEntry]:
        """All that is logged for the address, in all lines, oldest first."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_log).where(_log.c.url == url).order_by(_log.c.id))
            return [_entry(row) for row in rows]

    def _path(self, sha256: str) -> Path:
        return self._directory / sha256[:2] / sha256

    def _write(self, sha256: str, content: bytes) -> None:
        """Put the bytes in their place, unless they already lie there intact."""
        path = self._path(sha256)
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_name(f".{sha256}.{os.getpid()}")
        with aside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)

    def _record(self, entry: LogEntry) -> None:
        present = entry.captured_on == entry.fetched_at.astimezone(UTC).date()
        with self._engine.begin() as connection:
            connection.execute(insert(_log).values(**entry._asdict(), present=present))

    def _newest(self, url: str, captured_on: date | None) -> LogEntry | None:
        kept = _log.c.outcome == Outcome.FETCHED
        statement = select(_log).where(_in_line(url, captured_on), kept).order_by(_log.c.id.desc()).limit(1)
        with self._engine.connect() as connection:
            row = connection.execute(statement).first()
        return None if row is None else _entry(row)


def _in_line(url: str, captured_on: date | None) -> ColumnElement[bool]:
    line = _log.c.present if captured_on is None else _log.c.captured_on == captured_on
    return (_log.c.url == url) & line


def _entry(row: Row[tuple[object, ...]]) -> LogEntry:
    return LogEntry(
        row.url,
        row.fetched_at,
        row.captured_on,
        row.status,
        row.media_type,
        row.sha256,
        row.etag,
        row.last_modified,
        Outcome(row.outcome),
        row.detail,
    )

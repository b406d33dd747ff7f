"""``ingest --import``: files that a person saved, for everyone whom neither network nor mirror reaches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from corpus.captures import Captures
from corpus.model import Capture
from corpus.store import Store
from ingest.clock import SystemClock
from ingest.errors import NoMirror
from ingest.fetch import LIMIT, Fetched
from ingest.markup.errors import ParseError
from ingest.report import Entry, Outcome, Report
from ingest.run import Progress, take
from ingest.sources.base import Source

_MEDIA_TYPES = {".zip": "application/zip", ".xml": "application/xml"}


def import_folder(  # noqa: PLR0913, PLR0917 - the line of a document, with a folder in place of the net
    folder: Path,
    source: Source,
    captures: Captures,
    store: Store,
    report: Report,
    progress: Progress,
    captured_on: date | None,
) -> None:
    """Take every file of a folder, and of the folders in it, into the store; what is not understood is reported.

    Raises:
        NoMirror: there is no such folder, or no file in it that could be law.
    """
    paths = tuple(_files(folder))
    if not paths:
        raise NoMirror(
            found="kein Ordner" if not folder.is_dir() else "keine Datei mit der Endung .zip oder .xml",
            expected="ein Ordner mit gespeicherten Dateien (xml.zip oder BJNR….xml von gesetze-im-internet.de)",
            where=str(folder),
            advice="Bitte den Pfad hinter --import prüfen.",
        )
    for done, path in enumerate(paths):
        progress(f"Einlesen: {path.name}", done, len(paths))
        try:
            take(Fetched(_capture(path, folder, source, captured_on, captures), changed=True), source, store, report)
        except (ParseError, OSError) as error:
            report.add(Entry(str(path), Outcome.FAILED, path.name, str(error)))
    progress("Einlesen", len(paths), len(paths))


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in _MEDIA_TYPES and path.is_file())


def _capture(path: Path, folder: Path, source: Source, captured_on: date | None, captures: Captures) -> Capture:
    """The file as a capture, under the address that its publisher would serve it from."""
    if path.stat().st_size > LIMIT:
        raise ParseError(f"{path.name} ist größer als {LIMIT // 2**20} MB; eine einzelne Gesetzesdatei ist das nicht.")
    content = path.read_bytes()
    now = SystemClock().now()
    capture = Capture(
        url=source.address_of(path.relative_to(folder).as_posix(), content),
        status=200,
        media_type=_MEDIA_TYPES[path.suffix.lower()],
        content=content,
        fetched_at=now,
        captured_on=captured_on or now.date(),
    )
    captures.keep(capture)
    return capture

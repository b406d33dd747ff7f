"""``ingest --import``: files that a person saved, for everyone whom neither network nor mirror reaches.

What a file does not say itself may stand beside it: the page of a letter as saved, or a small file
of the same name with the ending ``.toml``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.captures import Captures
from corpus.model import Capture
from corpus.store import Store
from ingest.clock import SystemClock
from ingest.errors import NoMirror
from ingest.fetch import LIMIT
from ingest.markup.errors import ParseError
from ingest.report import Report
from ingest.run import Progress, take, take_works
from ingest.sources.base import Anthology, Listens, Publisher, Source

_MEDIA_TYPES = {".zip": "application/zip", ".xml": "application/xml", ".pdf": "application/pdf"}
_SIDECAR = ".toml"
_PAGES = frozenset({".html", ".htm"})


@dataclass(frozen=True, slots=True)
class Import:
    """Where saved files go; ``captured_on`` is the day for which they stand, None for today."""

    captures: Captures
    store: Store
    report: Report
    captured_on: date | None

    def folder(self, folder: Path, sources: Iterable[Publisher], progress: Progress) -> None:
        """Take every file of a folder, and of the folders in it; what is not understood is reported.

        Raises:
            NoMirror: there is no such folder, or no file in it that could be law.
        """
        sources = tuple(sources)
        readers = [source for source in sources if isinstance(source, Source)]
        paths = [(path, reader) for reader in readers for path in _files(folder, reader.files)]
        works = {source: self._pages_of(source, folder) for source in sources if isinstance(source, Anthology)}
        if not paths and not any(works.values()):
            endings = ", ".join(sorted({ending for reader in readers for ending in reader.files}))
            raise NoMirror(
                found="kein Ordner" if not folder.is_dir() else f"keine Datei mit der Endung {endings}",
                expected="ein Ordner mit gespeicherten Dateien (xml.zip oder BJNR….xml von gesetze-im-internet.de, "
                "PDF-Dateien von BMF-Schreiben, Seiten der amtlichen Handbücher)",
                where=str(folder),
                advice="Bitte den Pfad hinter --import prüfen.",
            )
        taken = {path for pages in works.values() for path in pages}
        for reader in readers:
            self._listen(folder, reader, taken)
        for done, (path, reader) in enumerate(paths):
            progress(f"Einlesen: {path.name}", done, len(paths))
            with self.report.failing(str(path), ParseError, OSError):
                take(self._capture(path, folder, reader), reader, self.store, self.report)
        progress("Einlesen", len(paths), len(paths))
        for source, pages in works.items():
            if pages:
                captures = tuple(self._capture(path, folder, source) for path in pages)
                take_works(captures, source, self.store, self.report, whole=False)

    def _pages_of(self, source: Publisher, folder: Path) -> list[Path]:
        """The saved pages that name themselves as pages of works of a source."""
        found = []
        for path in _files(folder, _PAGES):
            with suppress(ParseError, OSError):
                source.address_of(path.name, _bytes(path))
                found.append(path)
        return found

    def _listen(self, folder: Path, reader: Source, taken: Collection[Path]) -> None:
        """Let a source hear what stands beside its files; not what is another's."""
        for path in _files(folder, reader.pages):
            if path in taken:
                continue
            with self.report.failing(str(path), ParseError, OSError):
                reader.follow(self._capture(path, folder, reader))
        if isinstance(reader, Listens):
            for path in _files(folder, reader.files):
                sidecar = path.with_suffix(_SIDECAR)
                if sidecar.is_file():
                    with self.report.failing(str(sidecar), ParseError, OSError):
                        reader.tell(_bytes(path), _bytes(sidecar), sidecar.name)

    def _capture(self, path: Path, folder: Path, reader: Publisher) -> Capture:
        """The file as a capture, under the address that its publisher would serve it from."""
        content = _bytes(path)
        now = SystemClock().now()
        capture = Capture(
            url=reader.address_of(path.relative_to(folder).as_posix(), content),
            status=200,
            media_type=_MEDIA_TYPES.get(path.suffix.lower(), "text/html"),
            content=content,
            fetched_at=now,
            captured_on=self.captured_on or now.date(),
        )
        self.captures.keep(capture)
        return capture


def _files(folder: Path, endings: frozenset[str]) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in endings and path.is_file())


def _bytes(path: Path) -> bytes:
    if path.stat().st_size > LIMIT:
        raise ParseError(f"{path.name} ist größer als {LIMIT // 2**20} MB; ein einzelnes Dokument ist das nicht.")
    return path.read_bytes()

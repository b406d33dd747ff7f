"""Generations: the live index is built aside, switched at one moment, and its predecessor kept.

A folder of generations holds::

    g-3f2a91c0b1d4/   a finished generation with its manifest.json
    current.json      which generation serves, and which one served before: replaced as a whole
    build-…/          one being built (or left behind by a build that was killed)
    lock              held by whoever builds; the operating system releases it when that process dies

Killed at any moment, the pointer names a complete generation: everything is written through to
the disk before the pointer is replaced, and only what it does not name is ever removed.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock, Timeout

_MANIFEST = "manifest.json"
_POINTER = "current.json"
_LOCK = "lock"
_BUILD = "build-"
_FINISHED = "g-"


class GenerationError(Exception):
    """A generation cannot be built, switched or read.

    GenerationError
    ├── BuildRunningError    another process is building
    └── BrokenGenerationError    what the pointer names is not there or not readable
    """


class BuildRunningError(GenerationError):
    """Another process builds in the same folder."""


class BrokenGenerationError(GenerationError):
    """Files of a finished generation are missing or damaged."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from.

    ``sequence`` is the store's sequence number that it answers for. ``hashes`` names everything
    that determines its content (corpus, settings, analyser, embedder …), ``counts`` what lies in it
    (laws, provisions, passages …). ``created_at`` is the end of the build.
    """

    sequence: int
    hashes: tuple[tuple[str, str], ...]
    counts: tuple[tuple[str, int], ...]
    created_at: datetime

    @property
    def id(self) -> str:
        """Name of the generation: the same for the same hashes, whenever and wherever it is built."""
        content = json.dumps(sorted(self.hashes), ensure_ascii=False)
        return f"{_FINISHED}{hashlib.sha256(content.encode()).hexdigest()[:12]}"

    def to_json(self) -> str:
        """The manifest as it stands in the generation's folder."""
        fields = {
            "sequence": self.sequence,
            "hashes": dict(self.hashes),
            "counts": dict(self.counts),
            "created_at": self.created_at.isoformat(),
        }
        return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Manifest:
        """Undo :meth:`to_json`; raises ValueError, KeyError, TypeError or AttributeError for anything else."""
        fields = json.loads(text)
        return cls(
            sequence=int(fields["sequence"]),
            hashes=tuple(fields["hashes"].items()),
            counts=tuple(fields["counts"].items()),
            created_at=datetime.fromisoformat(fields["created_at"]),
        )


class Generation(NamedTuple):
    """A finished generation: its name, its folder, and what it was built from."""

    id: str
    directory: Path
    manifest: Manifest


class _Pointer(NamedTuple):
    """Folder names of the generation that serves and of the one before it; "" where there is none."""

    current: str = ""
    previous: str = ""


class Generations:
    """The generations of one index, in a folder of their own."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock: FileLock | None = None

    def current(self) -> Generation | None:
        """The generation that serves; None before the first one.

        Raises:
            BrokenGenerationError: it is damaged.
        """
        return self._read(self._pointer().current)

    def previous(self) -> Generation | None:
        """The generation that served before; None where there is none.

        Raises:
            BrokenGenerationError: it is damaged.
        """
        return self._read(self._pointer().previous)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every other writer out; may be nested, so that an ingest can hold it around its build.

        Raises:
            BuildRunningError: another process holds it.
        """
        if self._lock is not None:
            yield
            return
        self._root.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self._root / _LOCK, blocking=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise BuildRunningError(
                f"In {self._root} läuft bereits ein Aufbau des Index. "
                "Bitte warten, bis er fertig ist, und den Befehl dann wiederholen."
            ) from error
        self._lock = lock
        try:
            yield
        finally:
            self._lock = None
            lock.release()

    @contextmanager
    def build(self) -> Iterator[Path]:
        """A new folder to build the next generation in; :meth:`publish` it before the end, or it is removed.

        Raises:
            BuildRunningError: another process is building.
        """
        with self.locked():
            self._sweep()
            directory = self._root / f"{_BUILD}{os.getpid()}-{secrets.token_hex(4)}"
            directory.mkdir()
            try:
                yield directory
            finally:
                # Published, it has moved away; what cannot be removed now goes with the next sweep.
                shutil.rmtree(directory, ignore_errors=True)

    def publish(self, directory: Path, manifest: Manifest) -> Generation:
        """Let a finished build serve from now on; the generation that served until now is kept.

        Raises:
            GenerationError: the folder is not one of a running :meth:`build`.
        """
        if self._lock is None or directory.parent != self._root or not directory.name.startswith(_BUILD):
            raise GenerationError(
                f"{directory} ist kein laufender Aufbau. Erwartet wird ein Ordner aus »build()« in {self._root}."
            )
        (directory / _MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        _sync_tree(directory)
        home = self._free_home(manifest.id)
        directory.rename(home)
        _sync(self._root)
        before = self._pointer()
        served = before.current if (self._root / before.current).is_dir() else before.previous
        self._switch(_Pointer(home.name, served))
        self._sweep()
        return Generation(manifest.id, home, manifest)

    def rollback(self) -> Generation:
        """Let the previous generation serve again; the current one becomes the previous.

        Raises:
            GenerationError: there is no previous one.
            BrokenGenerationError: the previous one is damaged.
            BuildRunningError: another process is building.
        """
        with self.locked():
            pointer = self._pointer()
            generation = self._read(pointer.previous)
            if generation is None:
                raise GenerationError(
                    f"In {self._root} liegt keine frühere Generation des Index, zu der man zurückkehren könnte."
                )
            self._switch(_Pointer(pointer.previous, pointer.current))
            return generation

    def _pointer(self) -> _Pointer:
        path = self._root / _POINTER
        try:
            named = json.loads(path.read_text(encoding="utf-8"))
            return _Pointer(str(named["current"]), str(named["previous"]))
        except FileNotFoundError:
            return _Pointer()
        except (ValueError, KeyError, TypeError) as error:
            raise BrokenGenerationError(
                f"{path} ist nicht lesbar ({error}). Erwartet wird, welche Generation des Index gilt. "
                "Bitte die Datei löschen und »fundstelle ingest« neu ausführen."
            ) from error

    def _switch(self, pointer: _Pointer) -> None:
        """Replace the pointer as a whole: a reader sees the old one or the new one."""
        aside = self._root / f"{_POINTER}.new"
        aside.write_text(json.dumps(pointer._asdict()) + "\n", encoding="utf-8")
        _sync(aside)
        aside.replace(self._root / _POINTER)
        _sync(self._root)

    def _read(self, name: str) -> Generation | None:
        if not name:
            return None
        directory = self._root / name
        try:
            manifest = Manifest.from_json((directory / _MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise BrokenGenerationError(
                f"Die Generation {name} des Index in {self._root} ist beschädigt ({error}). "
                "Bitte »fundstelle ingest« neu ausführen."
            ) from error
        return Generation(manifest.id, directory, manifest)

    def _free_home(self, name: str) -> Path:
        """Folder for a generation; one that is there already may be in use, so it is never replaced."""
        home, count = self._root / name, 1
        while home.exists():
            count += 1
            home = self._root / f"{name}.{count}"
        return home

    def _sweep(self) -> None:
        """Remove what no pointer names: older generations and dead builds (the lock is ours, so none is alive)."""
        kept = set(self._pointer())
        for path in self._root.iterdir():
            if path.name.startswith((_BUILD, _FINISHED)) and path.name not in kept:
                # What cannot be removed now (a file system without open-file removal) goes with the next sweep.
                shutil.rmtree(path, ignore_errors=True)


def _sync_tree(directory: Path) -> None:
    """Write a folder with everything in it through to the disk."""
    for path in sorted(directory.rglob("*")):
        _sync(path)
    _sync(directory)


def _sync(path: Path) -> None:
    """Write a file, or the names in a folder, through to the disk; Windows knows no such thing for folders."""
    if os.name == "nt" and path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""What was exported before, so that a later text can be laid beside it.

Fingerprints alone would say that words were taken over, and not which: the text itself is kept. It is the user's own,
passed the confidentiality check, and holds neither the question nor a name. At most :data:`KEPT` bytes are kept; the
oldest go first. Who wants none deletes the folder: it is made again with the next export only.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from service.review.prints import Original, Prints
from service.review.words import words_of

KEPT = 4 * 1024 * 1024
"""Bytes of all kept texts together."""
_ORDER = 255
"""Earlier exports come after all sources of law: who copied from both copied from the law."""


@dataclass(frozen=True, slots=True)
class Export:
    """An exported text, with its name as it is told to a reader."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Compared:
    """The exports as they were when the folder was last read, and their fingerprints."""

    state: tuple[tuple[str, int], ...]
    exports: dict[str, Export]
    prints: Prints


def name_of(text: str) -> str:
    """The name under which an exported text is kept: the same for the same text."""
    return f"{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:24]}.json"


class Earlier:
    """The exported texts of one home; without a folder there are none, and none is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._reading = Lock()
        self._compared = _Compared((), {}, Prints.of(()))

    def compared(self) -> tuple[Prints, dict[str, Export]]:
        """The fingerprints of all kept exports, and the exports by their names in the fingerprints."""
        with self._reading:
            state = self._state()
            if state != self._compared.state:
                exports = {name: export for name, _ in state if (export := self._read(name))}
                originals = (Original(name, _ORDER, words_of(export.text)) for name, export in exports.items())
                self._compared = _Compared(state, exports, Prints.of(originals))
            return self._compared.prints, self._compared.exports

    def add(self, text: str, title: str, at: datetime) -> None:
        """Keep an exported text; the same text is kept once.

        Raises:
            OSError: it cannot be written.
        """
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = name_of(text)
        told = f"{title}, exportiert am {at:%d.%m.%Y}"
        aside = self._folder / f"{name}.new"
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump({"name": told, "text": text}, file, ensure_ascii=False)
        aside.replace(self._folder / name)
        self._forget()

    def _forget(self) -> None:
        """Remove the oldest until the rest is small enough; the newest always stays."""
        files = sorted(self._files(), key=lambda file: file.stat().st_mtime_ns, reverse=True)
        size = 0
        for number, file in enumerate(files):
            size += file.stat().st_size
            if size > KEPT and number:
                file.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob("*.json")) if self._folder and self._folder.is_dir() else []

    def _state(self) -> tuple[tuple[str, int], ...]:
        return tuple((file.name, file.stat().st_mtime_ns) for file in self._files())

    def _read(self, name: str) -> Export | None:
        """A kept export; None for a file that is none."""
        if self._folder is None:
            return None
        try:
            kept = json.loads((self._folder / name).read_text(encoding="utf-8"))
            return Export(str(kept["name"]), str(kept["text"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

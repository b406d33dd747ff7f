"""The folder of a run: its manifest, and one line for each question as soon as it is done, so that a run can go on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from eval.harness.manifest import MadeFrom, key_of, with_occasion
from eval.harness.outcome import Outcome

MANIFEST = "manifest.json"
OUTCOMES = "outcomes.jsonl"


class RunFolderError(Exception):
    """A run cannot be kept in a folder, or there is none in it; the message says why, in German."""


class Journal(NamedTuple):
    """The outcomes of a run so far, and where further ones go."""

    folder: Path
    done: dict[str, Outcome]

    @classmethod
    def open(cls, folder: Path, made: MadeFrom) -> Journal:
        """Begin a run in a folder, or go on with the same one.

        Raises:
            RunFolderError: the folder holds another run, or cannot be written.
        """
        manifest = folder / MANIFEST
        if manifest.exists():
            _demand_same(read_manifest(folder), made, folder)
            return cls(folder, read_outcomes(folder))
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / OUTCOMES).write_text("", encoding="utf-8")
            write_json(manifest, with_occasion(made))
        except OSError as fault:
            raise RunFolderError(f"In {folder} lässt sich nicht schreiben: {fault.strerror}.") from fault
        return cls(folder, {})

    @contextmanager
    def writing(self) -> Iterator[Callable[[Outcome], None]]:
        """Adds outcomes, each written through at once; a line that a killed run left half is taken away first."""
        path = self.folder / OUTCOMES
        whole = path.with_suffix(".part")
        whole.write_text("".join(f"{one.to_json()}\n" for one in self.done.values()), encoding="utf-8")
        whole.replace(path)
        with path.open("a", encoding="utf-8") as lines:

            def add(outcome: Outcome) -> None:
                self.done[outcome.query_id] = outcome
                lines.write(f"{outcome.to_json()}\n")
                lines.flush()

            yield add


def read_manifest(folder: Path) -> dict[str, object]:
    """The manifest of a run.

    Raises:
        RunFolderError: there is none, or it is broken.
    """
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise RunFolderError(
            f"In {folder} liegt kein Lauf ({MANIFEST} fehlt). Erwartet wird ein Ordner aus »fundstelle eval run --out«."
        ) from None
    except (OSError, ValueError) as fault:
        raise RunFolderError(f"{path} ist nicht lesbar ({fault}).") from fault
    if not isinstance(found, dict):
        raise RunFolderError(f"{path} ist kein Manifest eines Laufs.")
    return found


def read_outcomes(folder: Path) -> dict[str, Outcome]:
    """The outcomes of a run, by question; a last line that is broken was being written when the run was cut short.

    Raises:
        RunFolderError: another line is broken, or an id stands there twice.
    """
    path = folder / OUTCOMES
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    found: dict[str, Outcome] = {}
    for number, line in enumerate(lines, 1):
        try:
            outcome = Outcome.from_json(line) if line else None
        except (ValueError, KeyError, TypeError, AttributeError) as fault:
            if number == len(lines):
                break
            raise RunFolderError(f"{path}, Zeile {number}: Das ist kein Ausgang einer Frage ({fault}).") from fault
        if outcome is None:
            continue
        if outcome.query_id in found:
            raise RunFolderError(f"{path}, Zeile {number}: Die Kennung »{outcome.query_id}« steht zweimal da.")
        found[outcome.query_id] = outcome
    return found


def write_json(path: Path, sheet: object) -> None:
    """Write a value as JSON that people can read, too."""
    path.write_text(json.dumps(sheet, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _demand_same(manifest: MadeFrom, made: MadeFrom, folder: Path) -> None:
    if manifest.get("key") == key_of(made):
        return
    names = [name for name in made if manifest.get(name) != json.loads(json.dumps(made[name]))]
    raise RunFolderError(
        f"In {folder} liegt ein anderer Lauf; verschieden sind: {', '.join(names) or 'Angaben des Manifests'}. "
        "Bitte mit --out einen anderen Ordner nennen oder diesen löschen."
    )

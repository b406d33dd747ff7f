"""A run as it was kept, read back for comparing: its questions and their values by measure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from eval.harness.journal import RunFolderError, read_manifest
from eval.harness.questions import Item, read_items
from eval.harness.run import PER_QUERY, QUESTIONS
from eval.harness.scores import Scored


class Run(NamedTuple):
    """A finished run; ``faults`` are German sentences on lines that could not be used."""

    folder: Path
    name: str
    manifest: Mapping[str, object]
    items: dict[str, Item]
    scored: dict[str, Scored]
    faults: tuple[str, ...]

    def measures(self) -> frozenset[str]:
        """The measures that this run has for any question."""
        return frozenset(name for one in self.scored.values() for name in one.values)


def read(folder: Path) -> Run:
    """Read a run.

    Raises:
        RunFolderError: there is no finished run in the folder, or nothing in it can be used.
    """
    manifest = read_manifest(folder)
    path = folder / PER_QUERY
    try:
        items = {item.topic.query_id: item for item in read_items(folder / QUESTIONS)}
        lines = path.read_text(encoding="utf-8").split("\n")
    except FileNotFoundError as fault:
        raise RunFolderError(
            f"Der Lauf in {folder} ist nicht zu Ende ({Path(str(fault.filename)).name} fehlt). "
            "Bitte »fundstelle eval run« mit denselben Angaben noch einmal ausführen; er geht dort weiter, wo er stand."
        ) from None
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise RunFolderError(f"Der Lauf in {folder} ist nicht lesbar ({fault}).") from fault
    scored, faults = _scored(path, lines)
    if not scored:
        raise RunFolderError("\n".join([f"{path} enthält keine einzige Frage.", *faults[:20]]))
    return Run(folder, str(manifest.get("system", folder.name)), manifest, items, scored, tuple(faults))


def _scored(path: Path, lines: list[str]) -> tuple[dict[str, Scored], list[str]]:
    """The values by question; of two lines with one id the first counts."""
    found: dict[str, Scored] = {}
    faults: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            one = Scored(**json.loads(line))
            values = {str(name): float(value) for name, value in one.values.items()}
        except (ValueError, TypeError, AttributeError) as fault:
            faults.append(f"{path}, Zeile {number}: Das sind keine Werte einer Frage ({fault}).")
            continue
        if one.query_id in found:
            faults.append(f"{path}, Zeile {number}: Die Kennung »{one.query_id}« steht zweimal da; die erste gilt.")
        found.setdefault(one.query_id, one._replace(values=values))
    return found, faults

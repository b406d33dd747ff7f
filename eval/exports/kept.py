"""A run as an export needs it: its questions and outcomes, and the texts of the corpus that it ran on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.address import Address
from corpus.library import Library
from eval.harness.journal import RunFolderError, read_manifest, read_outcomes
from eval.harness.outcome import Outcome, Place
from eval.harness.questions import Item, read_items
from eval.harness.run import QUESTIONS


@dataclass(frozen=True, slots=True)
class Kept:
    """A finished run; ``today`` is the day of questions that name none."""

    folder: Path
    items: tuple[Item, ...]
    outcomes: Mapping[str, Outcome]
    library: Library
    today: date

    @property
    def answerable(self) -> tuple[Item, ...]:
        """The questions with gold."""
        return tuple(item for item in self.items if not item.to_refuse)

    def day(self, item: Item) -> date:
        """The day as of which a question is asked."""
        return item.topic.as_of or self.today

    def text_of(self, place: Place, day: date) -> str:
        """The words of something found; without a span of its own those of its address."""
        if place.end <= place.start:
            return self.text_at(place.address, day)
        held = self.library.view.provision(Address.from_id(place.address), day)
        return held.provision.text[place.start : place.end] if held else ""

    def text_at(self, address: str, day: date) -> str:
        """The words at an address on a day; "" where the corpus has no such place."""
        place = Address.from_id(address)
        held = self.library.view.provision(place, day)
        if held is None:
            return ""
        unit = held.provision.unit(place) if place.inner else None
        if place.inner and unit is None:
            return ""
        return held.provision.text[unit.start : unit.end] if unit else held.provision.text


def read_kept(folder: Path, library: Library) -> Kept:
    """Read a run beside its corpus.

    Raises:
        RunFolderError: there is no finished run, or it ran on another corpus than the one that is open.
    """
    manifest = read_manifest(folder)
    if manifest.get("generation") != library.generation:
        raise RunFolderError(
            f"Der Lauf in {folder} lief auf dem Bestand {manifest.get('generation')}, geöffnet ist "
            f"{library.generation}. Seine Texte stehen nicht darin; bitte den Lauf auf diesem Bestand wiederholen "
            "(oder --demo angeben)."
        )
    try:
        items = read_items(folder / QUESTIONS)
        today = date.fromisoformat(str(manifest["today"]))
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise RunFolderError(f"Der Lauf in {folder} ist nicht zu Ende oder nicht lesbar ({fault}).") from fault
    return Kept(folder, items, read_outcomes(folder), library, today)

"""``fundstelle eval review``: all figures of the review, and what they were made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rich.console import Console
from rich.progress import track

from corpus.library import Library
from eval.goals import Figure
from eval.review import overlaps, wronging
from eval.review.overlaps import Counts
from eval.review.planted import PER_TEXT, Way, planted_texts
from eval.review.wronging import Judged
from service.desk import build_desk
from service.model import Question


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures, and what they count."""

    generation: str
    seed: int
    figures: tuple[Figure, ...]
    counts: Counts
    met: tuple[Judged, ...]
    spared: tuple[Judged, ...]

    def as_record(self) -> dict[str, object]:
        """The figures for programs."""
        figures = [figure.as_record() for figure in self.figures]
        return {"generation": self.generation, "seed": self.seed, "figures": figures}

    def told(self, *, misses: bool) -> str:
        """The figures for people, where wanted with all that was judged wrongly."""
        lines = [*map(str, self.figures), f"Bestand {self.generation}, Startwert {self.seed}"]
        return "\n".join([*lines, *(self._misses() if misses else ())])

    def _misses(self) -> Iterator[str]:
        for way, plants in self.counts.wrong.items():
            yield from (f"falsch beurteilt, {way.value}: {plant.place}" for plant in plants)
        yield from (f"nicht beanstandet: {one.sentence.text}" for one in self.met if one.level is None)
        yield from (f"beanstandet ({one.level}): {one.sentence.text}" for one in self.spared if one.level)


class _OpenDoor:
    """A guard that lets everything in."""

    def __call__(self, question: Question) -> None:
        """No objection to any question."""

    def text(self, _text: str, _as_of: date, *, confirmed: bool = False) -> None:
        """No objection to any text."""


def measure(library: Library, day: date, each: int, seed: int, console: Console) -> Measured:
    """Measure everything; the console shows progress."""
    # What the guard does, and what it costs, is measured by `fundstelle eval guard`; law and fillers may name people.
    desk = replace(build_desk(library, log=lambda _: None), guard=_OpenDoor())
    texts = planted_texts(library, each, seed)
    counts = overlaps.count(desk, day, track(texts, "Übernahmen …", len(Way) * each // PER_TEXT, console=console))
    met, spared = wronging.judged(wronging.flagged()), wronging.judged(wronging.harmless())
    figures = [
        *counts.figures(),
        *overlaps.times(desk, day, seed),
        *wronging.figures(met, spared),
        *wronging.corpus_figures(track(library.view.editions(), "Sätze …", console=console)),
    ]
    return Measured(library.generation, seed, tuple(figures), counts, tuple(met), tuple(spared))

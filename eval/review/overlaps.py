"""How many planted stretches a review finds, how many quoted ones it wrongly reports, and how long it takes."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from eval.goals import Figure, Goal
from eval.review.planted import Plant, Planted, Way, fillers
from service.ask import Desk
from service.model import Refusal
from service.review.model import Reviewed
from service.review.originals import Originals
from service.review.purpose import Purpose
from service.review.run import review

_PAGES, _PAGE = 100, 2_500
"""Pages of the long text, and characters of a page."""
_RUNS = 5
_TIME = Goal(2, "s")
_NONE = Goal(0, "%")


class NotReviewedError(Exception):
    """A text of the measurement was refused."""


@dataclass(slots=True)
class Counts:
    """For each way: how many stretches were planted, and those that were judged wrongly."""

    planted: dict[Way, int] = field(default_factory=lambda: dict.fromkeys(Way, 0))
    wrong: dict[Way, list[Plant]] = field(default_factory=lambda: {way: [] for way in Way})
    stray: int = 0
    """Overlaps that were reported where nothing was planted."""

    def figures(self) -> list[Figure]:
        """The shares, beside their goals."""
        told = []
        for way in Way:
            name = "übersehen" if way.is_finding else "zu Unrecht gemeldet"
            share = 100 * len(self.wrong[way]) / max(1, self.planted[way])
            told.append(Figure(f"Übernahmen, {way.value} ({self.planted[way]}): {name}", share, _NONE))
        return [*told, Figure("Meldungen, wo nichts eingesetzt war", self.stray, None)]


def count(desk: Desk, day: date, texts: Iterable[Planted]) -> Counts:
    """Review texts, and count what was judged wrongly."""
    counts = Counts()
    for planted in texts:
        reviewed = reviewed_text(planted.text, day, desk)
        overlaps = [(one.start, one.end) for one in reviewed.plagiarism.overlaps]
        for plant in planted.plants:
            counts.planted[plant.way] += 1
            if _is_found(plant, overlaps) != plant.way.is_finding:
                counts.wrong[plant.way].append(plant)
        counts.stray += sum(not any(_touch(one, plant) for plant in planted.plants) for one in overlaps)
    return counts


def _is_found(plant: Plant, overlaps: Iterable[tuple[int, int]]) -> bool:
    """Whether all of a stretch is reported; of what is quoted, whether anything is."""
    touching = sorted(one for one in overlaps if _touch(one, plant))
    if not plant.way.is_finding:
        return bool(touching)
    reached = plant.start
    for start, end in touching:
        if start <= reached + 1:
            reached = max(reached, end)
    # The stretch ends with a word; signs that no word has (a soft hyphen) may stand behind it.
    return reached >= plant.end - 1


def _touch(overlap: tuple[int, int], plant: Plant) -> bool:
    return overlap[0] < plant.end and plant.start < overlap[1]


def reviewed_text(text: str, day: date, desk: Desk, purpose: Purpose = Purpose.RECHERCHE) -> Reviewed:
    """A reviewed text; the guard has nothing against texts that are made of law and gardens.

    Raises:
        NotReviewedError: it has.
    """
    reviewed = review(text, day, purpose, desk)
    if isinstance(reviewed, Refusal):
        raise NotReviewedError(f"Ein Text der Messung wurde abgelehnt: {reviewed.message}")
    return reviewed


def times(desk: Desk, day: date, seed: int) -> list[Figure]:
    """Seconds for the fingerprints, and for a text of a hundred pages, half law and half our own words."""
    begun = time.perf_counter()
    Originals(desk.library, None).corpus()
    made = time.perf_counter() - begun
    desk.originals.corpus()
    text = long_text(desk, seed)
    taken = []
    for _ in range(_RUNS):
        begun = time.perf_counter()
        reviewed_text(text, day, desk, Purpose.OEFFENTLICHKEIT)
        taken.append(time.perf_counter() - begun)
    return [
        Figure(f"{_PAGES} Seiten ({len(text)} Zeichen) durchgesehen, Median", statistics.median(taken), _TIME),
        Figure(f"{_PAGES} Seiten durchgesehen, Höchstwert von {_RUNS} mit der ersten Durchsicht", max(taken), _TIME),
        Figure("Abdrücke des Bestands anlegen (einmal je Generation), Sekunden", made, None),
    ]


def long_text(desk: Desk, seed: int) -> str:
    """A hundred pages."""
    chance = random.Random(seed)  # noqa: S311 - examples, no secrets
    laws = [edition.provision.text for edition in desk.library.view.editions() if len(edition.provision.text) > 500]
    parts, length = [], 0
    while length < _PAGES * _PAGE:
        own = " ".join(chance.choices(fillers(), k=8))
        part = f"{own}\n\n{chance.choice(laws)[: len(own)]}\n\n"
        parts.append(part)
        length += len(part)
    return "".join(parts)[: _PAGES * _PAGE]

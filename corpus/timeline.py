"""The timeline of a law: from single observations to the periods for which the store answers.

An observation says: on this day the publisher's text was this version. Between two observations
of different versions the change happened on an unknown day; the store answers with the older one
until the day on which the newer one is known. Pure functions; the order in which the observations
were made known does not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from corpus.model import Period


class Sighting(NamedTuple):
    """On ``day`` the publisher's text was ``version``, told by a capture that stands for ``captured_on``.

    The fields are in the order of authority: of two sightings of one day the later capture has the
    last word, of two captures of one day the one that was stored later (``sequence``; 0 for a
    mere confirmation). ``version`` is the name of the version, ``row`` its row in the store.
    """

    day: date
    captured_on: date
    sequence: int
    version: str
    row: int


class Run(NamedTuple):
    """A version, and a period for which it is the known text; ``row`` as last told in that period."""

    version: str
    period: Period
    row: int


def runs(sightings: Iterable[Sighting]) -> tuple[Run, ...]:
    """The runs of a law's versions, oldest first and without gaps; the last one is open.

    A version that comes back after another one (A, B, A) makes a run of its own.
    """
    groups = [list(group) for _, group in groupby(_last_words(sightings), key=attrgetter("version"))]
    starts = [group[0].day for group in groups]
    ends = [*starts[1:], None] if starts else []
    return tuple(
        Run(group[-1].version, Period(start, end), group[-1].row)
        for group, start, end in zip(groups, starts, ends, strict=True)
    )


def told_on(sightings: Iterable[Sighting], day: date) -> Sighting | None:
    """The sighting by which the store answers for a day; None before the oldest one."""
    return next((word for word in reversed(_last_words(sightings)) if word.day <= day), None)


def overlooked(sightings: Sequence[Sighting], confirmations: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Confirmations that the sightings no longer say by themselves; they must become sightings.

    A confirmation repeats what the timeline said when it was made, so it is no news then. When
    later an older text becomes known for a day before it, it is: A is known for the 1st, confirmed
    for the 10th, then B for the 5th. Without the confirmation the store would answer with B today.
    """
    told, missing = list(sightings), []
    for word in _last_words([*sightings, *confirmations]):
        answer = told_on(told, word.day)
        if answer is None or answer.version != word.version:
            told.append(word)
            missing.append(word)
    return tuple(missing)


def _last_words(sightings: Iterable[Sighting]) -> list[Sighting]:
    """The decisive sighting of each day, oldest day first."""
    return list({sighting.day: sighting for sighting in sorted(sightings)}.values())

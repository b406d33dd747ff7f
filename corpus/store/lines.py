"""The line of a law: which of its versions answers for which day, as a view sees it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection

from corpus.model import Period, Validity, Version
from corpus.store.rows import sightings_of, versions_of
from corpus.timeline import runs


class Dated(NamedTuple):
    """A version in a period of its own, and its row in the store."""

    version: Version
    row: int

    @property
    def validity(self) -> Validity:
        """Name and period, as a text's validity names them."""
        return Validity(self.version.day, self.version.known)


class Line(NamedTuple):
    """All versions of a law: those that answer for a period, oldest first, and those that do not.

    ``overruled`` versions were told for a day for which a later capture tells otherwise; they stay
    readable by their name, with an empty period.
    """

    answering: tuple[Dated, ...] = ()
    overruled: tuple[Dated, ...] = ()

    def on(self, day: date | None) -> Dated | None:
        """The version that answers for a day; the newest one where no day is asked for."""
        if day is None:
            return self.answering[-1] if self.answering else None
        return next((dated for dated in self.answering if dated.version.known.covers(day)), None)

    def named(self, name: str) -> Dated | None:
        """The version of this name; of several periods of it the newest."""
        everything = (*self.overruled, *self.answering)
        return next((dated for dated in reversed(everything) if dated.version.day == name), None)

    def of(self, version: Version) -> Dated | None:
        """The row of a version that this line gave."""
        exactly = (dated for dated in (*self.answering, *self.overruled) if dated.version == version)
        return next(exactly, None) or self.named(version.day)


def read_line(connection: Connection, law: str, until: int) -> Line:
    """The line of a law by all sightings up to a sequence number; empty where the law is not held."""
    sightings = sightings_of(connection, law, until=until)
    versions = versions_of(connection, law) if sightings else {}
    answering = runs(sightings)
    names = {run.version for run in answering}
    last = {one.version: one for one in sorted(sightings) if one.version not in names}
    return Line(
        tuple(Dated(replace(versions[run.row], known=run.period), run.row) for run in answering),
        tuple(Dated(replace(versions[one.row], known=Period(one.day, one.day)), one.row) for one in last.values()),
    )

"""What one run must remember of one host in order to be a polite guest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ingest.errors import Challenge
from ingest.robots import Robots, Unreadable

_REFUSALS = 3
"""So many refusals in a row are a wish to be left alone, whether or not a known bot protection signs them."""


@dataclass(slots=True)
class Host:
    """One host in one run. ``asked`` is when the last answer was complete; ``refusals`` are those in a row."""

    robots: Robots | Unreadable | None = None
    stopped: Challenge | None = None
    asked: datetime | None = None
    refusals: int = 0

    def rest(self, now: datetime, wait: float) -> float:
        """Seconds until the next request may go out; ``wait`` or the robots.txt's longer delay after the last."""
        if self.asked is None:
            return 0.0
        pause = max(wait, self.robots.delay if self.robots else 0.0)
        # The bounds hold also where the clock was set back or forth meanwhile.
        return min(max(0.0, pause - (now - self.asked).total_seconds()), pause)

    def refused(self, url: str, status: int) -> Challenge | None:
        """Count a refusal; the error that stops the host where it was one too many."""
        self.refusals += 1
        if self.refusals < _REFUSALS:
            return None
        return Challenge(
            f"Der Host hat {_REFUSALS} Abrufe nacheinander abgewiesen oder zu einem fremden Host umgeleitet",
            "die Seite des Herausgebers",
            url,
            "Vermutlich hält eine Schutzeinrichtung Programme fern. Dieser Host wird in diesem Lauf nicht weiter "
            "abgerufen. Versuchen Sie es später erneut, oder speichern Sie die Dateien im Browser und lesen Sie sie "
            "mit »fundstelle ingest --import ORDNER« ein.",
            status,
        )

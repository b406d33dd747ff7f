"""The shelf: keeps the desk that answers, and changes it when a newer generation of the law was published.

A running service gets the new law without a restart, and the vectors of a generation that it already answers from:
the shelf looks at what is published at most once a second, opens the newer state beside the old, and switches when it
is ready. A request never waits for that and never fails because of it; where the newer one cannot be opened, the old
one goes on answering.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock, Thread

from corpus.generations import GenerationError
from corpus.library import Library
from corpus.settings import Home
from corpus.vectors import State, state
from service.ask import Desk
from service.desk import build_desk
from service.guard.recogniser import Recogniser
from service.llm import LanguageModel

LOOK_EVERY = 1.0
"""Seconds between two looks at what is published."""
REST_AFTER_FAILURE = 60.0
"""Seconds before a generation that could not be opened is tried again."""

_log = logging.getLogger("fundstelle.service")


def open_desk(home: Home, model: LanguageModel | None = None, recogniser: Recogniser | None = None) -> Desk:
    """A desk over the published generation of a home; raises NothingHeldError where there is none."""
    return build_desk(Library.open(home), model=model, recogniser=recogniser, home=home.root)


class Shelf:
    """Gives the current desk of a home; ``clock`` counts seconds that only go forward."""

    def __init__(
        self,
        home: Home,
        open_desk: Callable[[Home], Desk] = open_desk,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._home = home
        self._open_desk = open_desk
        self._clock = clock
        self._desk: Desk | None = None
        self._opened: State | None = None
        self._next_look = 0.0
        self._looking = Lock()
        self._opening = Lock()

    @classmethod
    def of(cls, desk: Desk) -> Shelf:
        """A shelf that always gives the same desk: nothing newer is ever published in a home that is nowhere."""
        return cls(Home(Path("nirgends")), lambda _: desk)

    def desk(self) -> Desk:
        """The desk that answers now.

        Raises:
            NothingHeldError: no generation was ever finished.
            GenerationError: the only one there is is damaged.
        """
        desk = self._desk
        if desk is None:
            return self._first()
        if self._is_time_to_look():
            self._look()
        return desk

    def _first(self) -> Desk:
        """Open the first desk; whoever comes meanwhile waits for it, for there is nothing else to answer from."""
        with self._opening:
            return self._desk or self._open()

    def _is_time_to_look(self) -> bool:
        with self._looking:
            now = self._clock()
            due = now >= self._next_look
            if due:
                self._next_look = now + LOOK_EVERY
            return due

    def _look(self) -> None:
        """Start opening what is published, if it is not what was opened last."""
        try:
            published = self._published()
        except (GenerationError, OSError) as fault:
            self._rest(fault)
            return
        news = published is not None and published != self._opened
        if news and self._opening.acquire(blocking=False):
            Thread(target=self._change, name="fundstelle-shelf", daemon=True).start()

    def _change(self) -> None:
        """Open what was published and switch to it; runs in a thread of its own, which holds the lock of opening."""
        try:
            desk = self._open()
            _log.info("Es antwortet jetzt die Generation %s.", desk.library.generation)
        except Exception as fault:  # whatever is wrong with the newer one, the old one must go on
            self._rest(fault)
        finally:
            self._opening.release()

    def _open(self) -> Desk:
        published = self._published()
        self._desk = self._open_desk(self._home)
        self._opened = published
        return self._desk

    def _published(self) -> State | None:
        """What is published: a rebuilt generation has another folder, one whose vectors have come another state."""
        return state(self._home)

    def _rest(self, fault: Exception) -> None:
        self._next_look = self._clock() + REST_AFTER_FAILURE
        _log.error("Der neuere Bestand lässt sich nicht öffnen (%s); es antwortet der bisherige.", fault)

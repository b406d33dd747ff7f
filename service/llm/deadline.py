"""A call that must not take longer than it may, whatever the callee thinks of time-outs."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def within(seconds: float, call: Callable[[], Result]) -> Result:
    """The result of a call, which runs in a thread of its own; what it raises is raised here.

    A vendor's own time-out counts from one byte to the next, so that a server that trickles is never
    late. A call that is late is left behind: its thread ends with the process at the latest.

    Raises:
        TimeoutError: there was no result in time.
    """
    outcome: SimpleQueue[tuple[Result] | Exception] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put((call(),))
        except Exception as error:
            outcome.put(error)

    Thread(target=run, name="fundstelle-model", daemon=True).start()
    try:
        found = outcome.get(timeout=seconds)
    except Empty:
        raise TimeoutError(f"Nach {seconds:g} Sekunden lag keine Antwort vor.") from None
    if isinstance(found, Exception):
        raise found
    return found[0]

"""How fast a running service answers: different questions, one after the other, over HTTP.

The questions are those of a question set, and in turn with them headings of the corpus put as
questions, so that each is asked only once and none is answered from a cache.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, zip_longest
from math import ceil
from typing import NamedTuple

import httpx

from corpus.store import View
from eval.goals import Figure, Goal

QUESTIONS = 200
"""Different questions that make a measurement."""
WARM_UP = 10
"""Questions asked before, and not counted: the first ones find cold caches of system and database."""
GOALS = {
    ("/v1/ask", "p50"): Goal(30.0, "ms"),
    ("/v1/ask", "p95"): Goal(80.0, "ms"),
    ("/v1/search", "p50"): Goal(15.0, "ms"),
    ("/v1/search", "p95"): Goal(30.0, "ms"),
}
"""What must be reached over 200 different questions on two cores."""
MEMORY_GOAL = Goal(900.0, "MB")
"""Memory that the service may hold after them."""


class LatencyError(Exception):
    """Nothing can be measured; the message says why, in German."""


class Latency(NamedTuple):
    """Response times of one endpoint in milliseconds, as a client on the same machine sees them."""

    endpoint: str
    questions: int
    p50: float
    p95: float
    maximum: float

    def figures(self) -> tuple[Figure, ...]:
        """The figures with their goals."""
        named = (("p50", self.p50), ("p95", self.p95), ("max", self.maximum))
        return tuple(
            Figure(f"{self.endpoint} {name}", value, GOALS.get((self.endpoint, name))) for name, value in named
        )


def memory_figure(resident: int) -> Figure:
    """The memory that a service holds, given in bytes."""
    return Figure("Speicher des Dienstes danach", resident / 1e6, MEMORY_GOAL)


def measure_service(client: httpx.Client, questions: Iterable[str], count: int = QUESTIONS) -> tuple[Latency, ...]:
    """Measure ``/v1/ask`` and ``/v1/search`` of a service with the same questions.

    Raises:
        LatencyError: there are too few different questions, or the service does not answer one of them.
    """
    chosen = tuple(dict.fromkeys(questions))[: count + WARM_UP]
    if len(chosen) < count + WARM_UP:
        raise LatencyError(
            f"Für die Messung sind {count + WARM_UP} verschiedene Fragen nötig, vorhanden sind {len(chosen)}. "
            "Bitte eine größere Fragensammlung angeben (--topics) oder weniger Fragen verlangen (--count)."
        )
    return (
        timed("/v1/ask", chosen, lambda text: _post(client, "/v1/ask", {"question": text})),
        timed("/v1/search", chosen, lambda text: _post(client, "/v1/search", {"query": text})),
    )


def timed(endpoint: str, questions: Sequence[str], send: Callable[[str], None]) -> Latency:
    """Send questions one after the other; the first :data:`WARM_UP` are not counted."""
    times = []
    for question in questions:
        start = time.perf_counter()
        send(question)
        times.append((time.perf_counter() - start) * 1000)
    counted = times[WARM_UP:]
    return Latency(endpoint, len(counted), percentile(counted, 0.5), percentile(counted, 0.95), max(counted))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least this share of them does not exceed (nearest rank)."""
    return sorted(values)[max(0, ceil(share * len(values)) - 1)]


def in_turn(*sources: Iterable[str]) -> Iterator[str]:
    """Texts from several sources in turn, until all are used up."""
    return (text for text in chain.from_iterable(zip_longest(*sources)) if text)


def heading_questions(view: View) -> Iterator[str]:
    """The headings of the corpus as questions: the first of each law, then the second of each law …"""
    by_law = []
    for law in view.laws():
        headings = dict.fromkeys(provision.heading for provision in view.provisions(law) if not provision.repealed)
        by_law.append([f"Was gilt nach dem {law.abbreviation} für {heading}?" for heading in headings if heading])
    return in_turn(*by_law)


def _post(client: httpx.Client, endpoint: str, body: dict[str, str]) -> None:
    try:
        response = client.post(endpoint, json=body)
    except httpx.HTTPError as fault:
        raise LatencyError(f"Der Dienst unter {client.base_url} antwortet nicht: {fault}") from fault
    if not response.is_success:
        raise LatencyError(f"{client.base_url}{endpoint} antwortet mit {response.status_code}: {response.text[:300]}")

"""The latency benchmark asks different questions, and tells what its clock showed."""

from __future__ import annotations

import json
import os
from types import SimpleNamespace

import httpx
import pytest

from eval.latency import (
    WARM_UP,
    LatencyError,
    heading_questions,
    in_turn,
    measure_service,
    memory_figure,
    percentile,
    timed,
)
from eval.running import Running


def client(status: int = 200, seen: list[str] | None = None) -> httpx.Client:
    """A client of a service that answers everything with one status."""

    def answer(request: httpx.Request) -> httpx.Response:
        if seen is not None:
            seen.append(f"{request.url.path} {next(iter(json.loads(request.content).values()))}")
        return httpx.Response(status, text="Störung")

    return httpx.Client(base_url="http://dienst.test", transport=httpx.MockTransport(answer))


@pytest.mark.parametrize(("share", "value"), [(0.5, 50), (0.95, 95), (1.0, 100), (0.0, 1)])
def test_percentile_is_a_measured_value(share: float, value: int) -> None:
    """Nearest rank: no value is made up between two measured ones."""
    assert percentile(list(range(100, 0, -1)), share) == value


def test_sources_are_taken_in_turn_until_all_are_used_up() -> None:
    """A longer source goes on alone."""
    assert list(in_turn(["a1", "a2", "a3"], ["b1"])) == ["a1", "b1", "a2", "a3"]


def test_both_endpoints_get_the_same_different_questions() -> None:
    """Repeated questions are asked once, and the warm-up isn't counted."""
    seen: list[str] = []
    questions = [f"Frage {number}" for number in range(20 + WARM_UP)]
    ask, search = measure_service(client(seen=seen), questions[:3] + questions, count=20)
    assert [line.removeprefix("/v1/ask ") for line in seen[: len(questions)]] == questions
    assert [line.removeprefix("/v1/search ") for line in seen[len(questions) :]] == questions
    assert (ask.endpoint, ask.questions, search.endpoint, search.questions) == ("/v1/ask", 20, "/v1/search", 20)
    assert 0 < ask.p50 <= ask.p95 <= ask.maximum


def test_both_endpoints_have_goals() -> None:
    """The longest time is told without a verdict."""
    for endpoint in ("/v1/ask", "/v1/search"):
        measured = timed(endpoint, ["a"] * (WARM_UP + 1), lambda _: None)
        assert [figure.goal is not None for figure in measured.figures()] == [True, True, False]


def test_the_memory_of_a_service_is_that_of_its_process() -> None:
    """In megabytes; of a foreign service nothing is known."""
    here = Running("http://dienst.test", os.getpid()).resident_bytes()
    assert here is not None
    assert memory_figure(here).value > 10
    assert memory_figure(900_000_001).reached is False
    assert Running("http://dienst.test", None).resident_bytes() is None


def test_too_few_questions_are_refused() -> None:
    """A benchmark on repeated questions would measure caches."""
    with pytest.raises(LatencyError, match=f"sind {WARM_UP + 5} verschiedene Fragen nötig, vorhanden sind 1"):
        measure_service(client(), ["immer dieselbe"] * 500, count=5)


def test_an_answer_that_is_none_ends_the_measurement() -> None:
    """A fault answers fast; it must not count as an answer."""
    with pytest.raises(LatencyError, match="/v1/ask antwortet mit 500: Störung"):
        measure_service(client(500), map(str, range(100)), count=5)


def test_headings_become_questions_spread_over_the_laws() -> None:
    """First one of each law, then the second; repealed provisions and provisions without heading ask nothing."""

    def provision(heading: str, repealed: bool = False) -> SimpleNamespace:
        return SimpleNamespace(heading=heading, repealed=repealed)

    held = {
        "NAbG": [provision("Nebelabgabe"), provision(""), provision("Stundung")],
        "TauG": [provision("(weggefallen)", repealed=True), provision("Taupunkt")],
    }
    view = SimpleNamespace(
        laws=lambda: [SimpleNamespace(abbreviation=name) for name in held],
        provisions=lambda law: held[law.abbreviation],
    )
    assert list(heading_questions(view)) == [
        "Was gilt nach dem NAbG für Nebelabgabe?",
        "Was gilt nach dem TauG für Taupunkt?",
        "Was gilt nach dem NAbG für Stundung?",
    ]

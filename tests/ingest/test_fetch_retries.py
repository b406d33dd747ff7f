"""The fetcher waits, and is stubborn where that helps. Time is a ManualClock's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from corpus.captures import Captures, Outcome
from ingest.doubles import ManualClock, Reply, ScriptedTransport
from ingest.errors import (
    Forbidden,
    IngestError,
    NotAsExpected,
    NotFound,
    ServerTrouble,
)
from ingest.fetch import Fetcher

URL = "https://recht.example/mustg/xml.zip"
OTHER = "https://recht.example/anderes.html"
ROBOTS = "https://recht.example/robots.txt"
GZIP = {"Content-Encoding": "gzip"}

FetcherOf = Callable[..., tuple[Fetcher, ScriptedTransport]]


def test_waits_between_requests_to_a_host(fetcher_of: FetcherOf, clock: ManualClock) -> None:
    """The robots.txt counts as a request; time that passed anyway is not waited again."""
    fetcher, _ = fetcher_of({URL: Reply(200, b"A"), OTHER: Reply(200, b"B")}, wait=1.5)
    fetcher.fetch(URL)
    assert clock.slept == [1.5]
    clock.advance(1.0)
    fetcher.fetch(OTHER)
    assert clock.slept == [1.5, 0.5]
    clock.advance(60)
    fetcher.fetch(URL)
    assert clock.slept == [1.5, 0.5]


def test_each_host_has_its_own_wait(fetcher_of: FetcherOf, clock: ManualClock) -> None:
    """A request to another host need not wait for the first one's rest."""
    elsewhere = "https://www.recht.example/seite.html"
    fetcher, _ = fetcher_of({URL: Reply(200, b"A"), elsewhere: Reply(200, b"B")})
    fetcher.fetch(URL)
    before = clock.now()
    fetcher.fetch(elsewhere)
    assert clock.now() - before == timedelta(seconds=1), "only between its own robots.txt and its page"


def test_clock_set_back_does_not_hold_up_the_run(fetcher_of: FetcherOf, clock: ManualClock) -> None:
    """A wait is never longer than the wait."""
    fetcher, _ = fetcher_of({URL: Reply(200, b"A")})
    fetcher.fetch(URL)
    clock.advance(-86_400)
    fetcher.fetch(URL)
    assert clock.slept[-1] == 1.0


@pytest.mark.parametrize(
    "failure",
    [
        Reply(500),
        Reply(502),
        Reply(503, b"Wartung"),
        Reply(429),
        httpx.ConnectError("Name or service not known"),
        httpx.ReadTimeout("timed out"),
        httpx.RemoteProtocolError("peer closed connection"),
        Reply(200, b"kein gzip", GZIP),
    ],
)
def test_tries_again_what_may_succeed(fetcher_of: FetcherOf, clock: ManualClock, failure: Reply | Exception) -> None:
    """Three more attempts, each after a longer pause; the fourth answer counts."""
    fetcher, transport = fetcher_of({URL: [failure, failure, failure, Reply(200, b"A")]}, wait=0.0)
    assert fetcher.fetch(URL).capture.content == b"A"
    assert transport.asked == [URL] * 4
    assert [1.5 <= clock.slept[0] <= 2.5, 3 <= clock.slept[1] <= 5, 6 <= clock.slept[2] <= 10] == [True] * 3
    assert len(clock.slept) == 3


def test_pauses_repeat_exactly(fetcher_of: FetcherOf, clock: ManualClock) -> None:
    """Jitter comes from a seeded source: the same run pauses in the same way."""
    for _ in range(2):
        fetcher, _transport = fetcher_of({URL: Reply(500)}, wait=0.0)
        with pytest.raises(ServerTrouble):
            fetcher.fetch(URL)
    assert clock.slept[:3] == clock.slept[3:]


def test_gives_up_and_logs_every_attempt(fetcher_of: FetcherOf, captures: Captures) -> None:
    """After four failures the error says what happened and what to do; each attempt stands in the log."""
    fetcher, _ = fetcher_of({URL: [Reply(503), httpx.ConnectTimeout("zu langsam"), Reply(500)]})
    with pytest.raises(ServerTrouble, match=r"HTTP 500.*recht\.example/mustg/xml\.zip.*Starten Sie den Lauf später"):
        fetcher.fetch(URL)
    assert [(entry.outcome, entry.status) for entry in captures.history(URL)] == [
        (Outcome.FAILED, status) for status in (503, 0, 500, 500)
    ]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (404, NotFound),
        (410, NotFound),
        (401, Forbidden),
        (403, Forbidden),
        (451, Forbidden),
        (204, NotAsExpected),
        (206, NotAsExpected),
        (300, NotAsExpected),
        (400, NotAsExpected),
        (418, NotAsExpected),
    ],
)
def test_permanent_failures_are_asked_once(fetcher_of: FetcherOf, status: int, kind: type[IngestError]) -> None:
    """No second attempt where it would end in the same way; the log and the error carry the status."""
    fetcher, transport = fetcher_of({URL: Reply(status)})
    with pytest.raises(kind, match=f"HTTP {status}") as raised:
        fetcher.fetch(URL)
    assert raised.value.status == status
    assert transport.asked == [URL]


def test_missing_page_does_not_lose_what_is_held(fetcher_of: FetcherOf, captures: Captures) -> None:
    """A law that vanished from the site stays in the captures."""
    fetcher, _ = fetcher_of({URL: [Reply(200, b"A"), Reply(404)]})
    kept = fetcher.fetch(URL).capture
    with pytest.raises(NotFound):
        fetcher.fetch(URL)
    assert captures.latest(URL) == kept
    assert captures.history(URL)[-1].outcome is Outcome.MISSING


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("30", 30.0),
        ("Mon, 04 May 2026 08:00:45 GMT", 45.0),
        ("120", 120.0),
        ("1", None),  # shorter than our own pause: ours
        ("Mon, 04 May 2026 07:00:00 GMT", None),  # in the past
        ("bald", None),
    ],
)
def test_retry_after_is_respected(fetcher_of: FetcherOf, clock: ManualClock, header: str, pause: float | None) -> None:
    """The server's own wish for a pause counts where it is longer than ours."""
    fetcher, _ = fetcher_of({URL: [Reply(429, b"", {"Retry-After": header}), Reply(200, b"A")]}, wait=0.0)
    fetcher.fetch(URL)
    (slept,) = clock.slept
    assert slept == pause if pause else 1.5 <= slept <= 2.5


def test_long_retry_after_ends_the_attempt(fetcher_of: FetcherOf, clock: ManualClock) -> None:
    """A host that wants an hour gets it: not asked again, not slept through, and the error says when."""
    fetcher, transport = fetcher_of({URL: Reply(503, b"", {"Retry-After": "3600"})}, wait=0.0)
    with pytest.raises(ServerTrouble, match="frühestens in 3600 Sekunden"):
        fetcher.fetch(URL)
    assert transport.asked == [URL]
    assert clock.slept == []

"""The fetcher keeps what is served, asks only for what is new, and bounds what it takes."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from corpus.captures import Captures, Outcome
from ingest.doubles import ManualClock, Reply, Script, ScriptedTransport
from ingest.errors import (
    NotAsExpected,
    TooLarge,
    Unreachable,
)
from ingest.fetch import Fetcher, user_agent

URL = "https://recht.example/mustg/xml.zip"
OTHER = "https://recht.example/anderes.html"
ROBOTS = "https://recht.example/robots.txt"
GZIP = {"Content-Encoding": "gzip"}

FetcherOf = Callable[..., tuple[Fetcher, ScriptedTransport]]


def test_fetches_and_keeps(fetcher_of: FetcherOf, captures: Captures, clock: ManualClock) -> None:
    """What was served is what is handed on and what is kept, with time, type and validators."""
    headers = {"Content-Type": "application/zip", "ETag": '"1"', "Last-Modified": "Mon, 04 May 2026 06:00:00 GMT"}
    fetcher, transport = fetcher_of({URL: Reply(200, b"Zip", headers)})
    fetched = fetcher.fetch(URL)
    assert fetched.changed
    assert fetched.capture == captures.latest(URL)
    capture = fetched.capture
    assert (capture.content, capture.media_type, capture.etag) == (b"Zip", "application/zip", '"1"')
    assert (capture.fetched_at, capture.captured_on) == (clock.now(), clock.now().date())
    assert transport.asked == [URL]


def test_names_itself(fetcher_of: FetcherOf) -> None:
    """Every request says who asks, and takes no cookie along."""
    fetcher, transport = fetcher_of({URL: Reply(200, b"A", {"Set-Cookie": "spur=1"})})
    fetcher.fetch(URL)
    fetcher.fetch(URL)
    assert {request.headers["user-agent"] for request in transport.requests} == {user_agent()}
    assert user_agent().startswith("Fundstelle/")
    assert all("cookie" not in request.headers for request in transport.requests)


def test_http_becomes_https(fetcher_of: FetcherOf) -> None:
    """Links as published may be http; nothing is ever asked in clear."""
    fetcher, transport = fetcher_of({URL: Reply(200, b"A")})
    assert fetcher.fetch(URL.replace("https", "http") + "#teil").capture.url == URL
    assert {request.url.scheme for request in transport.requests} == {"https"}


# --- asking conditionally -----------------------------------------------------------------------


def test_asks_conditionally_and_understands_304(fetcher_of: FetcherOf, captures: Captures) -> None:
    """The second request carries the validators; a 304 hands on what is held, unchanged, and is logged."""
    validators = {"ETag": '"1"', "Last-Modified": "Mon, 04 May 2026 06:00:00 GMT"}
    fetcher, transport = fetcher_of({URL: [Reply(200, b"A", validators), Reply(304)]})
    first = fetcher.fetch(URL)
    second = fetcher.fetch(URL)
    asked = transport.requests[-1].headers
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"1"', "Mon, 04 May 2026 06:00:00 GMT")
    assert (second.capture, second.changed) == (first.capture, False)
    assert [entry.outcome for entry in captures.history(URL)] == [Outcome.FETCHED, Outcome.NOT_MODIFIED]


def test_identical_bytes_are_no_change(fetcher_of: FetcherOf) -> None:
    """A server without validators repeats itself: not changed. Other bytes are changed."""
    fetcher, _ = fetcher_of({URL: [Reply(200, b"A"), Reply(200, b"A"), Reply(200, b"B")]})
    assert [fetcher.fetch(URL).changed for _ in range(3)] == [True, False, True]


def test_older_states_do_not_mix_with_the_present(fetcher_of: FetcherOf) -> None:
    """A run for an older day asks without the validators of the present, and its answer stands for that day."""
    script = {URL: Reply(200, b"A", {"ETag": '"1"'})}
    fetcher_of(script)[0].fetch(URL)
    fetcher, transport = fetcher_of(script, captured_on=date(2022, 1, 15))
    fetched = fetcher.fetch(URL)
    assert "if-none-match" not in transport.requests[-1].headers
    assert (fetched.changed, fetched.capture.captured_on) == (True, date(2022, 1, 15))
    assert not fetcher.fetch(URL).changed
    assert transport.requests[-1].headers["if-none-match"] == '"1"'


def test_damaged_capture_is_fetched_in_full(fetcher_of: FetcherOf, tmp_path: Path) -> None:
    """Bytes that were damaged on disk are asked for without condition, and so healed."""
    fetcher, transport = fetcher_of({URL: Reply(200, b"A", {"ETag": '"1"'})})
    sha256 = fetcher.fetch(URL).capture.sha256
    (tmp_path / "captures" / sha256[:2] / sha256).write_bytes(b"kaputt")
    assert fetcher.fetch(URL).capture.content == b"A"
    assert "if-none-match" not in transport.requests[-1].headers
    assert (tmp_path / "captures" / sha256[:2] / sha256).read_bytes() == b"A"


def test_unasked_304_is_no_document(fetcher_of: FetcherOf) -> None:
    """A 304 to somebody who holds nothing is a fault of the server, not an empty law."""
    fetcher, _ = fetcher_of({URL: Reply(304)})
    with pytest.raises(NotAsExpected, match="HTTP 304"):
        fetcher.fetch(URL)


def test_resumed_run_does_not_ask_again(fetcher_of: FetcherOf, clock: ManualClock) -> None:
    """What the interrupted run fetched or confirmed is taken from the captures, the rest is asked for."""
    script: Script = {URL: [Reply(200, b"A", {"ETag": '"1"'}), Reply(304)], OTHER: Reply(200, b"B")}
    fetcher_of(script)[0].fetch(URL)
    clock.advance(3600)
    begin = clock.now()
    interrupted, _ = fetcher_of({URL: Reply(304)})
    interrupted.fetch(URL)
    resumed, transport = fetcher_of(script, fresh_since=begin)
    assert resumed.fetch(URL).capture.content == b"A"
    assert resumed.fetch(OTHER).capture.content == b"B"
    assert transport.asked == [OTHER]


# --- bounds -------------------------------------------------------------------------------------


def test_size_is_bounded(fetcher_of: FetcherOf, captures: Captures) -> None:
    """One byte more than allowed is too much; nothing of it is kept, and it is not asked for again."""
    fetcher, transport = fetcher_of({URL: Reply(200, [b"x" * 50] * 3), OTHER: Reply(200, b"x" * 100)}, limit=100)
    with pytest.raises(TooLarge, match="größer als 100 Byte"):
        fetcher.fetch(URL)
    assert captures.latest(URL) is None
    assert len(fetcher.fetch(OTHER).capture.content) == 100
    assert transport.asked == [URL, OTHER]


def test_decoded_bytes_are_counted(fetcher_of: FetcherOf) -> None:
    """A small answer that unfolds to a large one is too large; an honest one arrives decoded."""
    script = {URL: Reply(200, gzip.compress(bytes(1_000_000)), GZIP), OTHER: Reply(200, gzip.compress(b"klein"), GZIP)}
    fetcher, _ = fetcher_of(script, limit=10_000)
    with pytest.raises(TooLarge):
        fetcher.fetch(URL)
    assert fetcher.fetch(OTHER).capture.content == b"klein"


def test_encodings_that_were_not_asked_for(fetcher_of: FetcherOf) -> None:
    """Only encodings with a bounded growth are decoded."""
    fetcher, _ = fetcher_of({URL: Reply(200, b"x", {"Content-Encoding": "br"})})
    with pytest.raises(NotAsExpected, match="Kodierung »br«"):
        fetcher.fetch(URL)


def test_trickle_is_cut_off(fetcher_of: FetcherOf) -> None:
    """A body that never ends in time is no answer."""
    fetcher, _ = fetcher_of({URL: Reply(200, [b"x"] * 100, takes=30.0)})
    with pytest.raises(Unreachable, match="länger als 10 Minuten"):
        fetcher.fetch(URL)


def test_slow_but_finished_is_fine(fetcher_of: FetcherOf, clock: ManualClock) -> None:
    """Slowness alone is no fault; the wait for the next request begins when the answer is complete."""
    fetcher, _ = fetcher_of({URL: Reply(200, [b"x"] * 3, takes=60.0)}, wait=5.0)
    fetcher.fetch(URL)
    fetcher.fetch(URL)
    assert clock.slept == [5.0, 5.0]


def test_killed_between_bytes_and_log_loses_nothing(
    fetcher_of: FetcherOf, monkeypatch: pytest.MonkeyPatch, captures: Captures
) -> None:
    """A run killed after the bytes were written asks again, in full, and ends with one good capture."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    script = {URL: Reply(200, b"A", {"ETag": '"1"'}), ROBOTS: Reply(404)}
    fetcher, _ = fetcher_of(script)
    with monkeypatch.context() as patch:
        patch.setattr(captures, "keep", killed)
        with pytest.raises(KeyboardInterrupt):
            fetcher.fetch(URL)
    resumed, transport = fetcher_of(script, fresh_since=ManualClock().now() - timedelta(hours=1))
    assert resumed.fetch(URL).changed
    assert "if-none-match" not in transport.requests[-1].headers

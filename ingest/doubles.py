"""Doubles of the world for tests and rehearsals: a clock that is set by hand, a network that follows a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

import httpx


class ManualClock:
    """A clock that moves only when told to. ``slept`` lists the seconds of every sleep, in order."""

    def __init__(self, start: datetime | None = None) -> None:
        self._now = start or datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
        self.slept: list[float] = []

    def now(self) -> datetime:
        """The moment to which the clock is set."""
        return self._now

    def sleep(self, seconds: float) -> None:
        """Return at once, that much later."""
        self.slept.append(seconds)
        self.advance(seconds)

    def advance(self, seconds: float) -> None:
        """Let time pass without anybody sleeping."""
        self._now += timedelta(seconds=seconds)


class Reply:
    """One scripted response.

    Args:
        status: HTTP status.
        body: the bytes that go over the line, or the pieces in which they do.
        headers: response headers.
        takes: seconds that pass on the script's clock before each piece.
    """

    def __init__(
        self,
        status: int = 200,
        body: bytes | Sequence[bytes] = b"",
        headers: Mapping[str, str] | None = None,
        takes: float = 0.0,
    ) -> None:
        self.status = status
        self.pieces = (body,) if isinstance(body, bytes) else tuple(body)
        self.headers = dict(headers or {})
        self.takes = takes


Script = Mapping[str, Reply | Exception | Sequence[Reply | Exception]]
"""Address -> its replies in turn; an exception is raised in place of an answer."""


class ScriptedTransport(httpx.BaseTransport):
    """Answers each address with its replies in turn, the last one for ever; an exception is raised.

    Addresses that the script does not name are a 404. ``requests`` lists what was asked, in order.
    """

    def __init__(self, script: Script, clock: ManualClock | None = None) -> None:
        self._script = {
            url: [replies] if isinstance(replies, Reply | Exception) else list(replies)
            for url, replies in script.items()
        }
        self._clock = clock
        self.requests: list[httpx.Request] = []

    @property
    def asked(self) -> list[str]:
        """The addresses that were asked for, in order, without those of robots.txt."""
        return [str(request.url) for request in self.requests if request.url.path != "/robots.txt"]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The next reply to the address."""
        self.requests.append(request)
        replies = self._script.get(str(request.url), [Reply(404)])
        reply = replies.pop(0) if len(replies) > 1 else replies[0]
        if isinstance(reply, Exception):
            raise reply
        return httpx.Response(reply.status, headers=reply.headers, stream=_Pieces(reply, self._clock))


class _Pieces(httpx.SyncByteStream):
    def __init__(self, reply: Reply, clock: ManualClock | None) -> None:
        self._reply = reply
        self._clock = clock

    def __iter__(self) -> Iterator[bytes]:
        for piece in self._reply.pieces:
            if self._clock is not None:
                self._clock.advance(self._reply.takes)
            yield piece

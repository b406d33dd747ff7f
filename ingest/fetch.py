"""The only network: fetches one address politely, and keeps what was answered.

A :class:`Fetcher` names itself, keeps to the list of hosts (:mod:`ingest.hosts`) and to each host's
robots.txt, waits between two requests to a host, asks conditionally for what it already holds,
follows redirects by hand, tries again what may succeed, bounds size and duration, stops at a bot
page, and keeps every answer in :class:`corpus.captures.Captures`. Network, mirror and test double
are transports below it: the same code runs with each of them.

Interrupted runs: nothing of a fetcher's state must survive. What was kept is asked for
conditionally, or with ``fresh_since`` (the begin of the unfinished run) not at all. Whether a
capture still has to be parsed is a question to the store, never to ``changed``: a run may have been
killed after fetching and before storing.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from importlib import metadata
from types import TracebackType
from typing import NamedTuple, Self

import httpx

from corpus.captures import Captures, DamagedCaptureError
from corpus.model import Capture
from ingest.challenge import challenge_in, redirected_to_challenge
from ingest.clock import Clock
from ingest.courtesy import Host
from ingest.errors import Challenge, Forbidden, ForeignHost, IngestError, NotAsExpected, NotFound, Temporary
from ingest.hosts import permitted, public_names
from ingest.network import network_transport
from ingest.responses import body, failure, unreachable
from ingest.robots import NAME, Robots, Unreadable

__all__ = ["LIMIT", "Fetched", "Fetcher", "network_transport", "user_agent"]

LIMIT = 128 * 1024 * 1024
"""Bytes of a body, decoded."""

_HOPS = 5
_PAUSES = (2.0, 4.0, 8.0)
"""Seconds before the second, third and fourth attempt (before jitter)."""
_LONGEST_PAUSE = 120.0
"""Seconds. A server that asks for a longer rest gets it: the run goes on without this address."""


class Fetched(NamedTuple):
    """An answer; ``changed`` is False where the publisher still serves what its line of captures already held."""

    capture: Capture
    changed: bool


def user_agent(contact: str = "siehe README") -> str:
    """How we introduce ourselves; ``contact`` is for the operator of a crawled site (ASCII)."""
    try:
        version = metadata.version("fundstelle")
    except metadata.PackageNotFoundError:  # run from a checkout that was never installed
        version = "0"
    return f"{NAME}/{version} (amtliche Rechtsrecherche; Kontakt: {contact})"


class Fetcher:
    """Fetches addresses of some hosts, one after the other. Not for use by several threads.

    Args:
        transport: the network, a mirror or a double; closed with the fetcher.
        captures: where answers are kept.
        hosts: lower-case public names, the only ones that are ever asked.
        clock: tells the time and lets it pass.
        wait: seconds between two requests to one host; a longer Crawl-delay of its robots.txt wins.
        captured_on: the day for which the answers stand; None for the day of fetching (UTC).
        limit: bytes of a body, decoded.
        fresh_since: what was fetched or confirmed at or after this moment is not asked for again.
        agent: the User-Agent header.
    """

    def __init__(  # noqa: PLR0913 - everything of the world comes in here
        self,
        transport: httpx.BaseTransport,
        captures: Captures,
        *,
        hosts: frozenset[str],
        clock: Clock,
        wait: float = 1.0,
        captured_on: date | None = None,
        limit: int = LIMIT,
        fresh_since: datetime | None = None,
        agent: str | None = None,
    ) -> None:
        self._client = httpx.Client(
            transport=transport,
            trust_env=False,
            timeout=30.0,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),  # each request stands for itself
            headers={"User-Agent": agent or user_agent(), "Accept-Encoding": "gzip, deflate"},
        )
        self._captures = captures
        self._names = public_names(hosts)
        self._clock = clock
        self._wait = wait
        self._captured_on = captured_on
        self._limit = limit
        self._fresh_since = fresh_since
        self._jitter = random.Random(NAME)  # noqa: S311 - spreads attempts, guards nothing; seeded so that runs repeat
        self._hosts: defaultdict[str, Host] = defaultdict(Host)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the transport."""
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """Fetch an address, following redirects; raises an :class:`ingest.errors.IngestError`.

        The capture's ``url`` is the address that answered: https, without fragment, after redirects.
        """
        with self._noting(url):
            address = permitted(url, self._names)
        return self._held(address) or self._follow(address, heed_robots=True)

    def _held(self, address: httpx.URL) -> Fetched | None:
        """What was already fetched in this, perhaps interrupted, run."""
        if self._fresh_since is None:
            return None
        try:
            kept = self._captures.fetched_since(str(address), self._fresh_since, self._captured_on)
        except DamagedCaptureError:
            return None
        return Fetched(kept, changed=False) if kept else None

    def _follow(self, start: httpx.URL, *, heed_robots: bool) -> Fetched:
        address = start
        for _ in range(_HOPS + 1):
            if heed_robots:
                self._heed_robots(address)
            answer = self._insist(address)
            if isinstance(answer, Fetched):
                return answer
            address = answer
        raise NotAsExpected(
            f"Mehr als {_HOPS} Weiterleitungen nacheinander",
            "ein Dokument",
            str(start),
            "Öffnen Sie die Adresse im Browser und tragen Sie das Ziel als Adresse ein.",
        )

    def _heed_robots(self, address: httpx.URL) -> None:
        """Raise unless the host's robots.txt is known and allows the address."""
        host, url = self._hosts[address.host], str(address)
        if host.robots is None:
            host.robots = self._read_robots(address)
        objection = host.robots.objection(url, address.host)
        if objection:
            with self._noting(url):
                raise objection

    def _read_robots(self, address: httpx.URL) -> Robots | Unreadable:
        """The rules of a host, asked for once in a run; no rules allow everything (RFC 9309, 2.3.1.3)."""
        try:
            return Robots(self._follow(address.copy_with(raw_path=b"/robots.txt"), heed_robots=False).capture.content)
        except NotFound:
            return Robots()
        except IngestError as error:
            return Unreadable(error)

    def _insist(self, address: httpx.URL) -> Fetched | httpx.URL:
        """Ask, and ask again after a pause what may succeed then."""
        for pause in _PAUSES:
            try:
                return self._ask(address)
            except Temporary as error:
                asked_for = error.retry_after or 0.0
                if asked_for > _LONGEST_PAUSE:
                    raise
                self._clock.sleep(max(pause * self._jitter.uniform(0.75, 1.25), asked_for))
        return self._ask(address)

    def _ask(self, address: httpx.URL) -> Fetched | httpx.URL:
        """One request: the document, or the address to go on with."""
        host, url = self._hosts[address.host], str(address)
        with self._noting(url):
            if host.stopped:
                raise host.stopped.at(url)
            if rest := host.rest(self._clock.now(), self._wait):
                self._clock.sleep(rest)
            try:
                answer = self._exchange(address, url)
            except Challenge as challenge:
                host.stopped = challenge
                raise
            except (Forbidden, ForeignHost) as refusal:
                host.stopped = host.refused(url, refusal.status)
                raise host.stopped or refusal from None
            except NotFound:
                host.refusals = 0
                raise
            finally:
                host.asked = self._clock.now()
            host.refusals = 0
            return answer

    def _exchange(self, address: httpx.URL, url: str) -> Fetched | httpx.URL:
        known = self._known(url)
        try:
            with self._client.stream("GET", address, headers=_conditions(known)) as response:
                return self._answer(response, url, known)
        except httpx.RequestError as error:
            raise unreachable(error, url) from error

    def _answer(self, response: httpx.Response, url: str, known: Capture | None) -> Fetched | httpx.URL:
        if response.status_code == 304 and known:
            self._note(url, 304, "")
            return Fetched(known, changed=False)
        if response.has_redirect_location:
            target = self._target(response, url)
            self._note(url, response.status_code, f"Weiterleitung nach {target}")
            return target
        content = body(response, url, self._limit, self._clock)
        challenge = challenge_in(response, content, url)
        if challenge:
            raise challenge
        if response.status_code != 200:
            raise failure(response, url, self._clock.now())
        return self._keep(response, url, content)

    def _target(self, response: httpx.Response, url: str) -> httpx.URL:
        """Where a redirect leads, if we may go there."""
        target, status = httpx.URL(url).join(response.headers["location"]), response.status_code
        challenge = redirected_to_challenge(target, url, status)
        if challenge:
            raise challenge
        try:
            return permitted(str(target), self._names)
        except ForeignHost as error:
            found = f"Weiterleitung nach {target}: {error.found}"
            raise ForeignHost(found, error.expected, url, error.advice, status) from None

    def _keep(self, response: httpx.Response, url: str, content: bytes) -> Fetched:
        now, headers = self._clock.now(), response.headers
        capture = Capture(
            url,
            response.status_code,
            headers.get("content-type", ""),
            content,
            now,
            self._captured_on or now.date(),
            headers.get("etag", ""),
            headers.get("last-modified", ""),
        )
        return Fetched(capture, self._captures.keep(capture))

    def _known(self, url: str) -> Capture | None:
        """What we hold for the address; a damaged capture counts as none, so that it is fetched in full."""
        try:
            return self._captures.latest(url, self._captured_on)
        except DamagedCaptureError:
            return None

    @contextmanager
    def _noting(self, url: str) -> Iterator[None]:
        """Log the failure that happens inside."""
        try:
            yield
        except IngestError as error:
            self._note(url, error.status, str(error))
            raise

    def _note(self, url: str, status: int, detail: str) -> None:
        now = self._clock.now()
        self._captures.note(url, status, detail, now, self._captured_on or now.date())


def _conditions(known: Capture | None) -> dict[str, str]:
    """Headers that ask only for what is not the same as what we hold (RFC 9110, 13.1)."""
    if known is None:
        return {}
    named = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in named.items() if value}

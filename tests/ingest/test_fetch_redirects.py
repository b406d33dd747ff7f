"""Redirects are followed, and never lead astray."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.captures import Captures, Outcome
from ingest.doubles import Reply, ScriptedTransport
from ingest.errors import (
    Forbidden,
    ForeignHost,
    IngestError,
    NotAsExpected,
)
from ingest.fetch import Fetcher

URL = "https://recht.example/mustg/xml.zip"
OTHER = "https://recht.example/anderes.html"
ROBOTS = "https://recht.example/robots.txt"
GZIP = {"Content-Encoding": "gzip"}

FetcherOf = Callable[..., tuple[Fetcher, ScriptedTransport]]


def to(target: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(status, b"", {"Location": target})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target",
    ["https://recht.example/anderes.html", "http://recht.example/anderes.html", "/anderes.html", "../anderes.html"],
)
def test_follows_redirects(fetcher_of: FetcherOf, captures: Captures, status: int, target: str) -> None:
    """The capture belongs to the address that answered; the redirect is logged at its own."""
    fetcher, transport = fetcher_of({URL: to(target, status), OTHER: Reply(200, b"B")})
    assert fetcher.fetch(URL).capture.url == OTHER
    assert transport.asked == [URL, OTHER]
    assert captures.history(URL)[-1].outcome is Outcome.REDIRECTED


@pytest.mark.parametrize(
    "target",
    ["https://fremd.example/", "http://127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/", "http://[::1]/",
     "http://localhost/", "http://2130706433/", "ftp://recht.example/", "https://recht.example:8443/",
     "https://a:b@recht.example/"],
)  # fmt: skip
def test_redirects_lead_nowhere_else(fetcher_of: FetcherOf, captures: Captures, target: str) -> None:
    """Each hop is held against the list of hosts; the error names both ends, and the target is never asked."""
    fetcher, transport = fetcher_of({URL: to(target), target: Reply(200, b"falsch")})
    with pytest.raises(ForeignHost, match=r"Weiterleitung nach .*bei https://recht\.example/mustg") as raised:
        fetcher.fetch(URL)
    assert transport.asked == [URL]
    assert raised.value.status == 302
    assert "Weiterleitung nach" in captures.history(URL)[-1].detail


def test_redirect_to_another_listed_host_reads_its_robots(fetcher_of: FetcherOf) -> None:
    """Every host's own rules count, also at the end of a redirect."""
    target = "https://www.recht.example/gesperrt.html"
    fetcher, transport = fetcher_of(
        {URL: to(target), "https://www.recht.example/robots.txt": Reply(200, b"User-agent: *\nDisallow: /gesperrt")}
    )
    with pytest.raises(Forbidden, match=r"robots\.txt von www\.recht\.example"):
        fetcher.fetch(URL)
    assert transport.asked == [URL]


def test_redirects_end(fetcher_of: FetcherOf) -> None:
    """Five hops, then an error instead of a circle."""
    fetcher, transport = fetcher_of({URL: to(OTHER), OTHER: to(URL)})
    with pytest.raises(NotAsExpected, match="Mehr als 5 Weiterleitungen"):
        fetcher.fetch(URL)
    assert len(transport.asked) == 6


@pytest.mark.parametrize("target", ["https://[kaputt", "https://recht.example:abc/", "https://recht.example\x7f/"])
def test_broken_location_is_an_error_of_ours(fetcher_of: FetcherOf, target: str) -> None:
    """A Location that is no address ends in the tree of errors, not in a traceback, and leads nowhere."""
    fetcher, transport = fetcher_of({URL: to(target)})
    with pytest.raises(IngestError, match=r"bei https://recht\.example/mustg/xml\.zip"):
        fetcher.fetch(URL)
    assert set(transport.asked) == {URL}

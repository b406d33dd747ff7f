"""Whom the fetcher obeys: robots.txt, and hosts that do not want it."""

from __future__ import annotations

from collections.abc import Callable

import httpx
import pytest

from ingest.challenge import marks
from ingest.doubles import ManualClock, Reply, Script, ScriptedTransport
from ingest.errors import Challenge, Forbidden, IngestError, NotFound, Unreachable
from ingest.fetch import Fetcher

HOST = "https://recht.example"
ROBOTS = f"{HOST}/robots.txt"
PAGE, PAGE_2, PAGE_3, PAGE_4 = (f"{HOST}/brief-{number}.html" for number in (1, 2, 3, 4))
HTML = {"Content-Type": "text/html; charset=utf-8"}

FetcherOf = Callable[..., tuple[Fetcher, ScriptedTransport]]


# --- robots.txt ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        ("User-agent: *\nDisallow:\n", True),
        ("User-agent: *\nDisallow: /\n", False),
        ("User-agent: *\nDisallow: /SiteGlobals/\n", True),
        ("User-agent: *\nDisallow: /brief\n", False),
        # the longest rule wins (RFC 9309, 2.2.2), wildcards count
        ("User-agent: *\nDisallow: /\nAllow: /brief\n", True),
        ("User-agent: *\nDisallow: /*.html$\n", False),
        # a group of our own goes before the general one
        ("User-agent: *\nDisallow: /\n\nUser-agent: Fundstelle\nDisallow: /anderes\n", True),
        ("User-agent: fundstelle\nDisallow: /\n", False),
        ("User-agent: Fremdling\nDisallow: /\n", True),
        # a byte order mark, other line ends, and a page where rules should stand
        ("\ufeffUser-agent: *\r\nDisallow: /brief\r\n", False),
        ("<html><body>Seite nicht gefunden</body></html>", True),
        ("", True),
    ],
)
def test_rules_are_obeyed(fetcher_of: FetcherOf, rules: str, allowed: bool) -> None:
    """An address that the rules exclude is not asked for; the error says who forbids it and what helps."""
    fetcher, transport = fetcher_of({ROBOTS: Reply(200, rules.encode()), PAGE: Reply(200, b"Brief")})
    if allowed:
        assert fetcher.fetch(PAGE).capture.content == b"Brief"
    else:
        with pytest.raises(Forbidden, match=r"robots\.txt von recht\.example.*--import"):
            fetcher.fetch(PAGE)
        assert transport.asked == []


@pytest.mark.parametrize("status", [404, 410])
def test_no_rules_allow_everything(fetcher_of: FetcherOf, status: int) -> None:
    """A host without robots.txt has nothing against us."""
    fetcher, _ = fetcher_of({ROBOTS: Reply(status), PAGE: Reply(200, b"Brief")})
    assert fetcher.fetch(PAGE).capture.content == b"Brief"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Reply(500), Unreachable),
        (Reply(503), Unreachable),
        (Reply(429), Unreachable),
        (httpx.ConnectError("kein Netz"), Unreachable),
        (Reply(401), Forbidden),
        (Reply(403), Forbidden),
        (Reply(302, b"", {"Location": "https://fremd.example/robots.txt"}), Forbidden),
    ],
)
def test_unreadable_rules_forbid_everything(
    fetcher_of: FetcherOf, answer: Reply | Exception, kind: type[IngestError]
) -> None:
    """Rules that may exist and cannot be read close the host; they are asked for once, and no page is."""
    fetcher, transport = fetcher_of({ROBOTS: answer, PAGE: Reply(200, b"Brief"), PAGE_2: Reply(200, b"Brief")})
    requests = []
    for page in (PAGE, PAGE_2):
        with pytest.raises(kind, match=rf"nicht lesbar, deshalb wird dort nichts abgerufen. Grund: .*bei {page}"):
            fetcher.fetch(page)
        requests.append(len(transport.requests))
    assert transport.asked == []
    assert requests[0] == requests[1], "the second page asked nothing at all"


def test_rules_are_read_once_in_a_run(fetcher_of: FetcherOf) -> None:
    """One robots.txt per host and run; the next run asks for it conditionally."""
    script: Script = {
        ROBOTS: [Reply(200, b"User-agent: *\nDisallow: /zu", {"ETag": '"r"'}), Reply(304)],
        PAGE: Reply(200, b"Brief"),
    }
    fetcher, transport = fetcher_of(script)
    fetcher.fetch(PAGE)
    fetcher.fetch(PAGE)
    assert [str(request.url) for request in transport.requests].count(ROBOTS) == 1
    again, second = fetcher_of({ROBOTS: Reply(304), PAGE: Reply(200, b"Brief")})
    with pytest.raises(Forbidden):
        again.fetch(f"{HOST}/zu.html")
    assert second.requests[0].headers["if-none-match"] == '"r"'


@pytest.mark.parametrize(
    ("rules", "pause"),
    [("Crawl-delay: 10", 10.0), ("Crawl-delay: 0.2", 1.0), ("Request-rate: 1/20", 20.0), ("Disallow: /zu", 1.0)],
)
def test_longer_crawl_delay_wins(fetcher_of: FetcherOf, clock: ManualClock, rules: str, pause: float) -> None:
    """The host may ask for more patience than we have of our own, never for less."""
    fetcher, _ = fetcher_of({ROBOTS: Reply(200, f"User-agent: *\n{rules}\n".encode()), PAGE: Reply(200, b"Brief")})
    fetcher.fetch(PAGE)
    fetcher.fetch(PAGE)
    assert clock.slept == [pause, pause]


# --- bot protection -----------------------------------------------------------------------------

RADWARE_PAGE = b"<html><head><title>Radware Page</title></head><body>validate.perfdrive.com</body></html>"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (Reply(302, b"", {"Location": "https://validate.perfdrive.com/?ssa=1"}), "Radware"),
        (Reply(307, b"", {"Location": "http://geo.captcha-delivery.com/captcha"}), "DataDome"),
        (Reply(200, RADWARE_PAGE, HTML), "Radware"),
        (Reply(403, RADWARE_PAGE, HTML), "Radware"),
        (Reply(403, b"<p>Bitte l\xc3\xb6sen Sie das CAPTCHA", HTML), "Captcha"),
        (Reply(503, b"<p>Sicherheits\xc3\xbcberpr\xc3\xbcfung</p>", HTML), "unbekannt"),
        (Reply(403, b"", {"cf-mitigated": "challenge"}), "Cloudflare"),
        (Reply(403, b"x" * 1_000_000 + b"captcha", HTML), None),  # only the beginning of a page is looked at
        (Reply(403, b"<p>Kein Zutritt</p>", HTML), None),
        (Reply(200, b"<p>Kontaktformular mit Captcha</p>", HTML), None),
        (Reply(200, b"Ein Urteil zu validate.perfdrive.com", {"Content-Type": "application/pdf"}), None),
    ],
)
def test_bot_pages_are_recognised(fetcher_of: FetcherOf, answer: Reply, name: str | None) -> None:
    """Known protections are named and asked once; pages that only look like it are what they are."""
    fetcher, transport = fetcher_of({PAGE: answer})
    try:
        fetcher.fetch(PAGE)
        told = None
    except Challenge as challenge:
        told = str(challenge)
    except Forbidden:
        told = None
    assert (told is None) == (name is None)
    assert name is None or name in (told or "")
    assert transport.asked == [PAGE]


def test_host_is_left_in_peace(fetcher_of: FetcherOf) -> None:
    """After a challenge the host gets no further request in this run; other hosts do; the way out is told."""
    other = "https://www.recht.example/seite.html"
    fetcher, transport = fetcher_of(
        {PAGE: Reply(403, RADWARE_PAGE, HTML), PAGE_2: Reply(200, b"Brief"), other: Reply(200, b"Seite")}
    )
    for page in (PAGE, PAGE_2, PAGE):
        with pytest.raises(Challenge, match=rf"{page}.*nicht umgangen.*--import"):
            fetcher.fetch(page)
    assert fetcher.fetch(other).capture.content == b"Seite"
    assert transport.asked == [PAGE, other]


def test_challenge_at_the_robots_stops_too(fetcher_of: FetcherOf) -> None:
    """A bot page in place of robots.txt is a challenge, not a set of rules."""
    fetcher, transport = fetcher_of({ROBOTS: Reply(200, RADWARE_PAGE, HTML), PAGE: Reply(200, b"Brief")})
    with pytest.raises(Challenge, match="Radware"):
        fetcher.fetch(PAGE)
    assert transport.asked == []


def test_next_run_resumes(fetcher_of: FetcherOf) -> None:
    """The next run begins with a clean slate and what was already kept."""
    fetcher, _ = fetcher_of({PAGE: Reply(200, b"Brief", {"ETag": '"1"'}), PAGE_2: Reply(403, RADWARE_PAGE, HTML)})
    fetcher.fetch(PAGE)
    with pytest.raises(Challenge):
        fetcher.fetch(PAGE_2)
    resumed, _ = fetcher_of({PAGE: Reply(304), PAGE_2: Reply(200, b"Brief 2")})
    assert resumed.fetch(PAGE).capture.content == b"Brief"
    assert resumed.fetch(PAGE_2).capture.content == b"Brief 2"


def test_refusals_in_a_row_stop_the_host(fetcher_of: FetcherOf) -> None:
    """Unsigned refusals are taken for a wish to be left alone when the third follows the second."""
    away = Reply(302, b"", {"Location": "https://fremd.example/"})
    fetcher, transport = fetcher_of({PAGE: Reply(403), PAGE_2: away, PAGE_3: Reply(403), PAGE_4: Reply(200, b"Brief")})
    outcomes = []
    for page in (PAGE, PAGE_2, PAGE_3, PAGE_4):
        with pytest.raises(IngestError) as raised:
            fetcher.fetch(page)
        outcomes.append(type(raised.value).__name__)
    assert outcomes == ["Forbidden", "ForeignHost", "Challenge", "Challenge"]
    assert transport.asked == [PAGE, PAGE_2, PAGE_3]


def test_single_refusals_do_not_stop_the_host(fetcher_of: FetcherOf) -> None:
    """A page that is closed, or missing, among others that are open is only that page."""
    fetcher, _ = fetcher_of({PAGE: Reply(403), PAGE_2: Reply(200, b"Brief"), PAGE_3: Reply(404)})
    for _ in range(4):
        with pytest.raises(Forbidden):
            fetcher.fetch(PAGE)
        fetcher.fetch(PAGE_2)
        with pytest.raises(Forbidden):
            fetcher.fetch(PAGE)
        with pytest.raises(NotFound):
            fetcher.fetch(PAGE_3)


def test_data_file_of_marks() -> None:
    """Every row of challenges.csv has a known kind, a mark and a name, once."""
    kinds = {"weiterleitung", "kopfzeile", "fehlerseite", "seite"}
    assert {mark.kind for mark in marks()} == kinds
    assert all(mark.mark and mark.name for mark in marks())
    assert len({(mark.kind, mark.mark) for mark in marks()}) == len(marks())

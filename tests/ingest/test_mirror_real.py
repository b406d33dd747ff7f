"""The real mirror through the real fetcher: the same code path as the network."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.captures import Captures, Outcome
from corpus.database import open_database
from ingest.doubles import ManualClock
from ingest.errors import Forbidden, NotFound
from ingest.fetch import Fetcher
from ingest.mirror import MirrorTransport

GII = "www.gesetze-im-internet.de"
BMF = "www.bundesfinanzministerium.de"
HOSTS = frozenset({GII, BMF})


@pytest.fixture
def captures(tmp_path: Path) -> Captures:
    return Captures(tmp_path / "captures", open_database(f"sqlite:///{tmp_path / 'test.db'}"))


def fetcher(root: Path, captures: Captures, captured_on: date | None = None) -> Fetcher:
    return Fetcher(MirrorTransport(root), captures, hosts=HOSTS, clock=ManualClock(), wait=0.0, captured_on=captured_on)


@pytest.mark.mirror
def test_all_laws_then_nothing_but_conditional_requests(mirror: Path, captures: Captures) -> None:
    """Every law is fetched as it lies there; a second run gets 304 for each and changes nothing."""
    archives = sorted((mirror / GII).glob("*/xml.zip"))
    urls = [f"http://{GII}/{archive.parent.name}/xml.zip" for archive in archives]
    assert len(urls) == 90
    with fetcher(mirror, captures) as first:
        fetched = [first.fetch(url) for url in urls]
    assert [one.capture.content for one in fetched] == [archive.read_bytes() for archive in archives]
    assert all(one.changed and one.capture.media_type == "application/zip" for one in fetched)
    with fetcher(mirror, captures) as second:
        assert not any(second.fetch(url).changed for url in urls)
    outcomes = {tuple(entry.outcome for entry in captures.history(one.capture.url)) for one in fetched}
    assert outcomes == {(Outcome.FETCHED, Outcome.NOT_MODIFIED)}


@pytest.mark.mirror
def test_list_pages_letters_and_what_is_missing(mirror: Path, captures: Captures) -> None:
    """Names with and without query, robots.txt and 404s behave as the mirror's manifest says."""
    door = fetcher(mirror, captures)
    page = f"https://{BMF}/Web/DE/Service/Publikationen/BMF_Schreiben/bmf_schreiben.html"
    first, second = door.fetch(page).capture, door.fetch(f"{page}?gtp=246444_list%253D2").capture
    assert first.content != second.content
    letters = f"https://{BMF}/Content/DE/Downloads/BMF_Schreiben/Weitere_Steuerthemen/Abgabenordnung"
    letter = f"{letters}/2025-07-14-GoBD-2-aenderung.pdf?__blob=publicationFile&v=2"
    assert door.fetch(letter).capture.content.startswith(b"%PDF")
    with pytest.raises(Forbidden):
        door.fetch(f"https://{BMF}/SiteGlobals/feed.xml")
    with pytest.raises(NotFound):
        door.fetch(f"http://{GII}/gibt_es_nicht/xml.zip")


@pytest.mark.mirror
def test_older_states_are_other_roots(mirror: Path, mirror_history: Path, captures: Captures) -> None:
    """The same address through the folders of three days gives three captures, none hiding another."""
    url = f"https://{GII}/estg/xml.zip"
    days = sorted(folder.name for folder in mirror_history.iterdir())
    older = [fetcher(mirror_history / day, captures, date.fromisoformat(day)).fetch(url) for day in days]
    today = fetcher(mirror, captures).fetch(url)
    assert all(one.changed for one in (*older, today))
    assert len({one.capture.sha256 for one in (*older, today)}) == len(days) + 1
    assert [one.capture.captured_on.isoformat() for one in older] == days

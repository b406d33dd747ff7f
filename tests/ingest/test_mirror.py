"""The mirror answers like a polite server, and never with a file from outside its folder."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import httpx
import pytest

from ingest.errors import NoMirror
from ingest.mirror import MirrorTransport

HOST = "recht.example"
FILE_TIME = datetime(2026, 3, 18, 10, 30, tzinfo=UTC).timestamp()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small fictional site, with a file outside of it."""
    files = {
        "robots.txt": b"User-agent: *\nDisallow:\n",
        "index.html": b"<html>Start</html>",
        "liste.html": b"Seite 1",
        "liste.html?gtp=7_list%253D2": b"Seite 2",
        "brief.pdf": b"%PDF-1.7 Brief",
        "unterseite/index.html": b"<html>Unterseite</html>",
        "straße/größe.html": b"Umlaute",
        "ohne-endung": b"<!DOCTYPE html><p>Text",
    }
    for name, content in files.items():
        path = tmp_path / "spiegel" / HOST / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        os.utime(path, (FILE_TIME, FILE_TIME))
    (tmp_path / "geheim.txt").write_text("nicht für andere")
    (tmp_path / "spiegel" / "geheim.txt").write_text("auch nicht")
    (tmp_path / "spiegel" / HOST / "ausgang").symlink_to(tmp_path)
    return tmp_path / "spiegel"


def ask(root: Path, target: str, headers: dict[str, str] | None = None, scheme: str = "https") -> httpx.Response:
    """A GET for ``target`` exactly as spelled."""
    url = httpx.URL(f"{scheme}://{HOST}").copy_with(raw_path=target.encode())
    with httpx.Client(transport=MirrorTransport(root)) as client:
        return client.get(url, headers=headers)


@pytest.mark.parametrize(
    ("target", "content", "media_type"),
    [
        ("/robots.txt", b"User-agent: *\nDisallow:\n", "text/plain"),
        # the start page, and index.html for a trailing slash
        ("/", b"<html>Start</html>", "text/html"),
        ("/unterseite/", b"<html>Unterseite</html>", "text/html"),
        # name with the query exactly as in the link first, then without it
        ("/liste.html", b"Seite 1", "text/html"),
        ("/liste.html?gtp=7_list%253D2", b"Seite 2", "application/octet-stream"),
        ("/liste.html?gtp=7_list%253D9", b"Seite 1", "text/html"),
        ("/brief.pdf?__blob=publicationFile&v=4", b"%PDF-1.7 Brief", "application/pdf"),
        # escapes resolved where the name itself is not there
        ("/stra%C3%9Fe/gr%C3%B6%C3%9Fe.html", b"Umlaute", "text/html"),
        # no suffix: by content
        ("/ohne-endung", b"<!DOCTYPE html><p>Text", "text/html"),
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_addresses_find_their_files(root: Path, target: str, content: bytes, media_type: str, scheme: str) -> None:
    """The look-up rules, the same for both schemes."""
    answer = ask(root, target, scheme=scheme)
    assert (answer.status_code, answer.content) == (200, content)
    assert answer.headers["content-length"] == str(len(content))
    assert "?" in target or answer.headers["content-type"] == media_type


@pytest.mark.parametrize(
    "target",
    [
        "/fehlt.html",
        "/unterseite",  # a folder is no page
        "/../geheim.txt",
        "/../../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/%2e%2e%2fgeheim.txt",
        "/unterseite/..%2f..%2f../geheim.txt",
        "/..%5cgeheim.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/ausgang/geheim.txt",  # a link that leads out
        "/robots.txt%00.html",
        "/" + "a" * 300,
        "/liste.html/unten",
    ],
)
def test_everything_else_is_a_404(root: Path, target: str) -> None:
    """Missing files, and every way out of the folder."""
    assert ask(root, target).status_code == 404


def test_other_hosts_are_a_404(root: Path) -> None:
    """A host without a folder has nothing; the host's name cannot lead out either."""
    transport = MirrorTransport(root)
    for host in ("fremd.example", "..", "."):
        request = httpx.Request("GET", "https://recht.example/geheim.txt")
        request.url = request.url.copy_with(host=host)
        assert transport.handle_request(request).status_code == 404


def test_conditional_requests(root: Path) -> None:
    """Who holds the file is told so: by ETag, else by date; a named ETag that does not fit decides against the date."""
    first = ask(root, "/liste.html")
    etag, modified = first.headers["etag"], first.headers["last-modified"]
    assert modified == "Wed, 18 Mar 2026 10:30:00 GMT"
    assert ask(root, "/liste.html", {"If-None-Match": etag}).status_code == 304
    assert ask(root, "/liste.html", {"If-None-Match": f'"anders", W/{etag}'}).status_code == 304
    assert ask(root, "/liste.html", {"If-Modified-Since": modified}).status_code == 304
    assert ask(root, "/liste.html", {"If-Modified-Since": "Tue, 17 Mar 2026 10:30:00 GMT"}).status_code == 200
    assert ask(root, "/liste.html", {"If-None-Match": '"anders"', "If-Modified-Since": modified}).status_code == 200
    assert ask(root, "/liste.html", {"If-Modified-Since": "gestern"}).status_code == 200


def test_etag_follows_the_content(root: Path) -> None:
    """A copied file with another time is the same; other bytes are not."""
    path = root / HOST / "liste.html"
    etag = ask(root, "/liste.html").headers["etag"]
    os.utime(path, (0, 0))
    assert ask(root, "/liste.html", {"If-None-Match": etag}).status_code == 304
    path.write_bytes(b"Seite 1, neu")
    assert ask(root, "/liste.html", {"If-None-Match": etag}).status_code == 200


def test_law_archive_is_dated_by_its_member(root: Path) -> None:
    """Last-Modified of an xml.zip is the date of its only member."""
    with ZipFile(root / HOST / "xml.zip", "w") as archive:
        archive.writestr(ZipInfo("BJNR000000000.xml", (2026, 1, 2, 3, 4, 6)), "<dokumente/>")
    assert ask(root, "/xml.zip").headers["last-modified"] == "Fri, 02 Jan 2026 03:04:06 GMT"


def test_broken_archive_is_served_as_it_is(root: Path) -> None:
    """That a zip is broken is found by the parser; the mirror gives the file's own date."""
    path = root / HOST / "xml.zip"
    path.write_bytes(b"kein Zip")
    os.utime(path, (FILE_TIME, FILE_TIME))
    answer = ask(root, "/xml.zip")
    assert (answer.content, answer.headers["last-modified"]) == (b"kein Zip", "Wed, 18 Mar 2026 10:30:00 GMT")


def test_only_get(root: Path) -> None:
    """A mirror can only be read."""
    with httpx.Client(transport=MirrorTransport(root)) as client:
        assert client.post(f"https://{HOST}/liste.html").status_code == 405


def test_large_files_are_streamed(root: Path) -> None:
    """A reader that stops early does not make the mirror read the rest."""
    (root / HOST / "gross.pdf").write_bytes(bytes(3_000_000))
    with (
        httpx.Client(transport=MirrorTransport(root)) as client,
        client.stream("GET", f"https://{HOST}/gross.pdf") as got,
    ):
        assert len(next(got.iter_raw())) < 1_000_000


def test_missing_root(tmp_path: Path) -> None:
    """A folder that is not there is named, with what was expected and where to look."""
    with pytest.raises(NoMirror, match=r"Den Ordner gibt es nicht .*weg.*HOST/PFAD.*--mirror"):
        MirrorTransport(tmp_path / "weg")


def test_root_without_hosts(root: Path) -> None:
    """A folder one level too high (or deep) is told from a mirror at once, not by ninety 404s."""
    with pytest.raises(NoMirror, match="keinen Unterordner mit dem Namen eines Hosts"):
        MirrorTransport(root.parent)

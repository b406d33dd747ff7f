"""A folder laid out HOST/PATH in place of the network, for closed networks and for tests.

It is a transport below the same fetcher, so that robots.txt, redirects, conditional requests and
404s run the same code. How an address finds its file:

* http and https lead to the same tree; a fragment is no part of the name.
* A name with the query, exactly as in the link, comes first (``list.html?gtp=2``), then the name
  without it; each as written and with %-escapes resolved. A trailing slash means ``index.html``.
* Everything else, and whatever would lead out of the folder, is a 404.

``ETag`` is the hash of the content, so that a copied folder keeps it. ``Last-Modified`` of an
``xml.zip`` is the date of its only member (zip times name no time zone: taken as UTC), else the
file's own time. The state of another day is simply another folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

import httpx

from ingest.errors import NoMirror

_CHUNK = 256 * 1024

_TYPES = {
    ".css": "text/css",
    ".htm": "text/html",
    ".html": "text/html",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xml": "application/xml",
    ".zip": "application/zip",
}

_BEGINNINGS = (
    (b"%PDF-", "application/pdf"),
    (b"PK\x03\x04", "application/zip"),
    (b"<?xml", "application/xml"),
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
)
"""How files without a known suffix begin (lower case is compared with lower case)."""


class MirrorTransport(httpx.BaseTransport):
    """Answers from the folder ``root``; raises NoMirror where that is none."""

    def __init__(self, root: Path) -> None:
        if not root.is_dir():
            raise _no_mirror("Den Ordner gibt es nicht", root)
        if not any(entry.is_dir() and "." in entry.name.strip(".") for entry in root.iterdir()):
            raise _no_mirror("Der Ordner enthält keinen Unterordner mit dem Namen eines Hosts", root)
        self._root = root.resolve()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The file that the address names, 304 where the asker holds it, else 404."""
        if request.method != "GET":
            return httpx.Response(405, headers={"Allow": "GET"})
        path = self._find(request.url)
        return httpx.Response(404) if path is None else _serve(path, request.headers)

    def _find(self, url: httpx.URL) -> Path | None:
        for name in _names(url.raw_path.decode("ascii")):
            path = self._inside(url.host, name)
            if path is not None:
                return path
        return None

    def _inside(self, host: str, name: str) -> Path | None:
        """The file of this name, if there is one and it lies in the host's folder (links resolved)."""
        if any(step in ("", ".", "..") or "\\" in step for step in (host, *name.split("/"))):
            return None
        try:
            home = (self._root / host).resolve()  # a host's folder may be a link; nothing in it may lead out
            path = (home / name).resolve()
            return path if path.is_file() and path.is_relative_to(home) else None
        except (OSError, ValueError):  # a name that this file system cannot have
            return None


def _names(target: str) -> Iterator[str]:
    """File names to look for, best first, relative to the host's folder."""
    path, mark, query = target.partition("?")
    path = path.removeprefix("/")
    if not path or path.endswith("/"):
        path += "index.html"
    plain = unquote(path)
    if mark:
        yield f"{path}?{query}"
        yield f"{plain}?{query}"
        yield f"{plain}?{unquote(query)}"
    yield path
    yield plain


def _serve(path: Path, asked: httpx.Headers) -> httpx.Response:
    with path.open("rb") as file:
        etag = f'"{hashlib.file_digest(file, "sha256").hexdigest()}"'
    modified = _modified(path)
    headers = {"ETag": etag, "Last-Modified": format_datetime(modified, usegmt=True)}
    if _held(asked, etag, modified):
        return httpx.Response(304, headers=headers)
    headers |= {"Content-Type": _media_type(path), "Content-Length": str(path.stat().st_size)}
    return httpx.Response(200, headers=headers, stream=_FileStream(path))


def _held(asked: httpx.Headers, etag: str, modified: datetime) -> bool:
    """Whether the asker holds this very file (RFC 9110, 13.2.2: the ETag decides where one is named)."""
    named = asked.get("if-none-match")
    if named is not None:
        return named.strip() == "*" or etag in (tag.strip().removeprefix("W/") for tag in named.split(","))
    try:
        since = parsedate_to_datetime(asked.get("if-modified-since", ""))
    except ValueError:
        return False
    return modified <= (since if since.tzinfo else since.replace(tzinfo=UTC))


def _modified(path: Path) -> datetime:
    """To the second, UTC."""
    if path.name == "xml.zip":
        try:
            with ZipFile(path) as archive:
                members = archive.infolist()
            if len(members) == 1:
                return datetime(*members[0].date_time, tzinfo=UTC)
        except (BadZipFile, ValueError, OSError):
            pass  # a broken file is served as it is: saying so is the parser's part
    return datetime.fromtimestamp(int(path.stat().st_mtime), tz=UTC)


def _media_type(path: Path) -> str:
    known = _TYPES.get(path.suffix.lower())
    if known:
        return known
    with path.open("rb") as file:
        head = file.read(512).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return next((kind for mark, kind in _BEGINNINGS if head.startswith(mark.lower())), "application/octet-stream")


class _FileStream(httpx.SyncByteStream):
    """A file, piece by piece."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        with self._path.open("rb") as file:
            while piece := file.read(_CHUNK):
                yield piece


def _no_mirror(found: str, root: Path) -> NoMirror:
    return NoMirror(
        found,
        "ein Ordner HOST/PFAD, etwa SPIEGEL/www.gesetze-im-internet.de/estg/xml.zip",
        str(root),
        "Prüfen Sie --mirror oder FUNDSTELLE_MIRROR; ältere Stände liegen je Tag in einem eigenen Ordner.",
    )

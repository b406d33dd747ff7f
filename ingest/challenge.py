"""Recognises the pages of bot protection, so that a run stops there instead of keeping them as law.

The marks are data: ``challenges.csv``. Recognising is all that is done; nothing is ever evaded.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import httpx

from ingest.errors import Challenge

_HEAD = 64 * 1024
"""Bytes from the beginning of a page in which a mark is looked for."""

_ERROR_PAGES = frozenset({401, 403, 429, 503})


class Mark(NamedTuple):
    """A row of ``challenges.csv``; ``mark`` is lower case."""

    kind: str
    mark: str
    name: str


@cache
def marks() -> tuple[Mark, ...]:
    """All marks of the data file."""
    with Path(__file__).with_name("challenges.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.reader((line for line in file if not line.startswith("#")), delimiter=";")
        next(rows)
        return tuple(Mark(kind, mark.lower(), name) for kind, mark, name in rows)


def redirected_to_challenge(target: httpx.URL, url: str, status: int) -> Challenge | None:
    """The error to raise when a redirect leads to a known bot protection."""
    for kind, mark, name in marks():
        if kind == "weiterleitung" and f".{target.host}".endswith(f".{mark}"):
            return _challenge(name, url, status)
    return None


def challenge_in(response: httpx.Response, head: bytes, url: str) -> Challenge | None:
    """The error to raise when a response, or the beginning of its body, is a known bot protection's."""
    headers = {f"{name}: {value}".lower() for name, value in response.headers.items()}
    html = "html" in response.headers.get("content-type", "").lower()
    page = head[:_HEAD].decode("utf-8", errors="replace").lower()
    for kind, mark, name in marks():
        if (
            (kind == "kopfzeile" and mark in headers)
            or (kind == "seite" and html and mark in page)
            or (kind == "fehlerseite" and response.status_code in _ERROR_PAGES and mark in page)
        ):
            return _challenge(name, url, response.status_code)
    return None


def _challenge(name: str, url: str, status: int) -> Challenge:
    return Challenge(
        f"Eine Schutzeinrichtung gegen Roboter hat geantwortet: {name}",
        "die Seite des Herausgebers",
        url,
        "Dieser Host wird in diesem Lauf nicht weiter abgerufen und der Schutz nicht umgangen. Versuchen Sie es "
        "später erneut, oder speichern Sie die Dateien im Browser und lesen Sie sie mit »fundstelle ingest --import "
        "ORDNER« ein.",
        status,
    )

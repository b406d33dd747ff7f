"""Reads a response within bounds, and says what one without a document means: can trying again help?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import httpx

from ingest.clock import Clock
from ingest.errors import Forbidden, IngestError, NotAsExpected, NotFound, ServerTrouble, TooLarge, Unreachable

HEAD = 64 * 1024
"""Bytes that are read of an answer that is no document."""

_PATIENCE = timedelta(minutes=10)
"""How long one body may take, so that a trickle does not hold up a run for ever."""

_ENCODINGS = frozenset({"", "identity", "gzip", "deflate"})
"""Encodings that grow at most thousandfold, so that a chunk of the network stays small when decoded."""

_DOCUMENT = "ein Dokument (HTTP 200)"


def body(response: httpx.Response, url: str, limit: int, clock: Clock) -> bytes:
    """The decoded body; raises TooLarge above ``limit`` bytes. Of an answer that is no document only the beginning."""
    encoding = response.headers.get("content-encoding", "").lower()
    if encoding not in _ENCODINGS:
        raise NotAsExpected(
            f"Der Server schickt die Kodierung »{encoding}«, nach der nicht gefragt war",
            "gzip, deflate oder unkodierter Inhalt",
            url,
            "Versuchen Sie es später erneut, oder speichern Sie die Datei im Browser.",
            response.status_code,
        )
    deadline = clock.now() + _PATIENCE
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if response.status_code != 200 and len(content) >= HEAD:
            break
        if len(content) > limit:
            raise _too_large(limit, url)
        if clock.now() > deadline:
            raise _too_slow(url)
    return bytes(content)


def failure(response: httpx.Response, url: str, now: datetime) -> IngestError:
    """The error that a response without document stands for."""
    status = response.status_code
    found = f"Der Server antwortet mit HTTP {status} {response.reason_phrase}".rstrip()
    if status in (404, 410):
        advice = (
            "Die Quelle führt diese Adresse nicht (mehr). Prüfen Sie die Schreibweise; bereits Gespeichertes bleibt."
        )
        return NotFound(found, _DOCUMENT, url, advice, status)
    if status in (401, 403, 451):
        advice = "Der Herausgeber gibt diese Adresse nicht für den Abruf frei. Speichern Sie die Datei im Browser."
        return Forbidden(found, _DOCUMENT, url, advice, status)
    if status in (408, 425, 429) or status >= 500:
        pause = retry_after(response.headers.get("retry-after", ""), now)
        when = "später" if pause is None else f"frühestens in {pause:.0f} Sekunden"
        advice = f"Der Server ist gestört oder überlastet. Starten Sie den Lauf {when} erneut; er setzt fort."
        return ServerTrouble(found, _DOCUMENT, url, advice, status, pause)
    advice = "Öffnen Sie die Adresse im Browser und prüfen Sie, was der Herausgeber geändert hat."
    return NotAsExpected(found, _DOCUMENT, url, advice, status)


def unreachable(error: httpx.RequestError, url: str) -> Unreachable:
    """The error for a request that got no answer, or one that broke off."""
    kind = "Zeitüberschreitung" if isinstance(error, httpx.TimeoutException) else "Verbindung gescheitert"
    return Unreachable(
        f"{kind} ({type(error).__name__}: {error})",
        "eine Antwort des Servers",
        url,
        "Prüfen Sie Netz, Proxy (HTTPS_PROXY) und Namensauflösung; ohne Netz hilft ein Spiegel (--mirror ORDNER).",
    )


def retry_after(header: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (RFC 9110, 10.2.3: a number or a date); None where it says nothing."""
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _too_large(limit: int, url: str) -> TooLarge:
    return TooLarge(
        f"Der Inhalt ist größer als {limit} Byte",
        f"ein Dokument von höchstens {limit} Byte (entpackt)",
        url,
        "Prüfen Sie im Browser, was die Adresse liefert.",
        200,
    )


def _too_slow(url: str) -> Unreachable:
    return Unreachable(
        f"Die Übertragung dauert länger als {_PATIENCE.seconds // 60} Minuten",
        "eine zügige Antwort",
        url,
        "Starten Sie den Lauf später erneut; er setzt fort.",
        200,
    )

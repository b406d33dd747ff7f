"""What a host allows robots to do: its robots.txt (RFC 9309, https://www.rfc-editor.org/rfc/rfc9309)."""

from __future__ import annotations

from protego import Protego

from ingest.errors import Challenge, Forbidden, IngestError, Temporary, Unreachable

NAME = "Fundstelle"
"""Our product token: the name by which robots.txt may address us."""

_LIMIT = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB must be read; more is not."""


class Robots:
    """The rules of one host for us. An empty text allows everything."""

    def __init__(self, content: bytes = b"") -> None:
        self._rules = Protego.parse(content[:_LIMIT].decode("utf-8-sig", errors="replace"))

    def objection(self, url: str, host: str) -> Forbidden | None:
        """The error to raise where the rules do not allow the address; None where they do."""
        if self._rules.can_fetch(url, NAME):
            return None
        return Forbidden(
            f"Die robots.txt von {host} erlaubt den Abruf dieser Adresse nicht",
            "eine für Programme freigegebene Adresse",
            url,
            "Speichern Sie die Datei im Browser und lesen Sie sie mit »fundstelle ingest --import ORDNER« ein.",
        )

    @property
    def delay(self) -> float:
        """Seconds that the host wants between two requests (Crawl-delay, Request-rate); 0 where it says nothing."""
        rate = self._rules.request_rate(NAME)
        return max(self._rules.crawl_delay(NAME) or 0.0, rate.seconds / rate.requests if rate else 0.0)


class Unreadable:
    """A robots.txt that exists, or may exist, and cannot be read: then the whole host is out of bounds.

    RFC 9309, 2.3.1.4, asks for this where the server fails; we are as careful where it refuses (401, 403).
    """

    def __init__(self, cause: IngestError) -> None:
        self._cause = cause

    def objection(self, url: str, host: str) -> IngestError:
        """The error to raise for any address of the host."""
        cause = self._cause
        if isinstance(cause, Challenge):
            return cause.at(url)
        kind = Unreachable if isinstance(cause, Temporary) else Forbidden
        return kind(
            f"Die robots.txt von {host} ist nicht lesbar, deshalb wird dort nichts abgerufen. Grund: {cause.found}",
            "die Regeln des Hosts für Programme, oder HTTP 404, wenn er keine hat",
            url,
            "Versuchen Sie es später erneut, oder nutzen Sie einen Spiegel (--mirror ORDNER).",
        )

    @property
    def delay(self) -> float:
        """No delay is known."""
        return 0.0

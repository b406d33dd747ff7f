"""What can go wrong when law is brought in, sorted by the question: is there a point in trying again?

::

    IngestError
    ├── Permanent           no: the same request will fail in the same way
    │   ├── NotFound        404, 410
    │   ├── Forbidden       401, 403, 451, or robots.txt says no
    │   ├── ForeignHost     a host off the list, an internal or numeric address, userinfo, odd port, no http(s)
    │   ├── TooLarge        more bytes (decoded) than allowed
    │   ├── NotAsExpected   an answer that is none of what the protocol or the format promises
    │   └── NoMirror        the folder given as mirror is none
    ├── Temporary           yes: later, and after a wait
    │   ├── Unreachable     no connection, no name, timeout, broken transfer, robots.txt unreadable
    │   └── ServerTrouble   5xx, 408, 425, 429
    └── Challenge           not now, and not by trying harder: the host suspects a robot. It is left in
                            peace for the rest of the run; a person may save the pages by hand.

Messages are German and say what was found, where, what was expected, and what to do next.
"""

from __future__ import annotations

from typing import Self


class IngestError(Exception):
    """Root of the tree; catch it to go on with the rest of a run.

    Args:
        found: what was found, a full German sentence without the full stop.
        expected: what was expected, a German noun phrase.
        where: URL, file or place in a file.
        advice: what to do next, full German sentences.
        status: HTTP status, 0 where no response was received.
        retry_after: seconds after which the server asked to be tried again; None where it named none.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - the four parts of every message, and two facts for the fetcher
        self,
        found: str,
        expected: str,
        where: str,
        advice: str,
        status: int = 0,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(found, expected, where, advice, status, retry_after)
        self.found = found
        self.expected = expected
        self.where = where
        self.advice = advice
        self.status = status
        self.retry_after = retry_after

    def at(self, where: str) -> Self:
        """The same trouble at another place."""
        return type(self)(self.found, self.expected, where, self.advice, self.status, self.retry_after)

    def __str__(self) -> str:
        return f"{self.found} (bei {self.where}). Erwartet: {self.expected}. {self.advice}"


class Permanent(IngestError):  # noqa: N818 - the name answers the question of the tree
    """There is no point in trying again."""


class NotFound(Permanent):
    """The publisher has nothing at this address (any more)."""


class Forbidden(Permanent):
    """The publisher does not want this address to be fetched."""


class ForeignHost(Permanent):
    """An address that leads away from the publishers that we know."""


class TooLarge(Permanent):
    """More bytes than a document of this kind can sensibly have."""


class NotAsExpected(Permanent):
    """The answer, or the content, is none of what was promised."""


class NoMirror(Permanent):
    """The folder given as mirror does not exist or is not laid out HOST/PATH."""


class Temporary(IngestError):  # noqa: N818 - the name answers the question of the tree
    """Trying again later may help."""


class Unreachable(Temporary):
    """No answer at all, or one that broke off."""


class ServerTrouble(Temporary):
    """The server says that it cannot answer now."""


class Challenge(IngestError):  # noqa: N818 - the name answers the question of the tree
    """Protection against robots stepped in. It is never evaded."""

"""What came of one question: found, said, refused or failed. Values, and the JSON line that each is kept as."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import NamedTuple

from corpus.address import Address
from eval.measures import Ranking


class Ending(StrEnum):
    """How a question ended; the value stands in ``outcomes.jsonl``."""

    ANSWERED = "answered"
    REFUSED = "refused"
    FOUND = "found"
    """The system only finds: it neither answers nor refuses."""
    FAILED = "failed"
    """The system broke down or was late; counts as zero everywhere."""


MISSING = "missing"
"""Reason of a failure: the system did not deal with the question."""


class Place(NamedTuple):
    """Something found: its address, all places that it consists of, and its span in the provision's text."""

    address: str
    places: tuple[str, ...]
    start: int
    end: int
    score: float


class Cite(NamedTuple):
    """A place that is cited for a statement; ``address`` is "" where there is no such place.

    ``quote`` stands at ``[start, end)`` of the text of ``document``; a foreign system quotes nothing that we vouch for.
    """

    address: str
    citation: str
    quote: str = ""
    document: str = ""
    start: int = 0
    end: int = 0


class Said(NamedTuple):
    """A statement of an answer; ``verdict`` is that of ``service.check``, "" where the gate itself let it pass."""

    text: str
    evidence: tuple[Cite, ...]
    verdict: str = ""


class Outcome(NamedTuple):
    """What came of one question; ``reason`` is the code of a refusal or a fault, times are in milliseconds.

    ``ask_ms`` is None where the system does not answer, ``find_ms`` where it does not search.
    """

    query_id: str
    ending: Ending
    reason: str = ""
    statements: tuple[Said, ...] = ()
    ranking: tuple[Place, ...] = ()
    ask_ms: float | None = None
    find_ms: float | None = None
    reply: str = ""
    """The words of a foreign system as they came."""

    def ranked(self) -> Ranking:
        """The ranking as measures take it."""
        return [tuple(map(Address.from_id, one.places)) for one in self.ranking]

    def to_json(self) -> str:
        """The line of ``outcomes.jsonl``."""
        fields = self._asdict() | {
            "statements": [
                one._asdict() | {"evidence": [cite._asdict() for cite in one.evidence]} for one in self.statements
            ],
            "ranking": [one._asdict() for one in self.ranking],
        }
        return json.dumps(fields, ensure_ascii=False)

    @classmethod
    def from_json(cls, line: str) -> Outcome:
        """Undo :meth:`to_json`; raises ValueError, KeyError, TypeError or AttributeError for anything else."""
        fields = json.loads(line)
        return cls(
            **fields
            | {
                "ending": Ending(fields["ending"]),
                "statements": tuple(_said(one) for one in fields["statements"]),
                "ranking": tuple(Place(**one | {"places": tuple(one["places"])}) for one in fields["ranking"]),
            }
        )


def _said(fields: dict[str, object]) -> Said:
    evidence = fields["evidence"]
    if not isinstance(evidence, list):
        raise TypeError("evidence")
    return Said(str(fields["text"]), tuple(Cite(**one) for one in evidence), str(fields["verdict"]))

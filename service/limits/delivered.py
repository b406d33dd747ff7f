"""Whether an answer brings the limits of what it quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from corpus.address import Address
from corpus.model import Provision
from service.limits.remainder import Span, covered
from service.limits.table import Limitation, limitations
from service.model import Evidence, Statement


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an answer brings: the stretches that it quotes, by provision, and the places that it names as limits."""

    quoted: dict[Address, list[Span]]
    named: frozenset[Address]

    @classmethod
    def of(cls, statements: Iterable[Statement]) -> Delivered:
        """What statements bring together."""
        quoted: dict[Address, list[Span]] = {}
        named: set[Address] = set()
        for statement in statements:
            named.update(place.bare for place in statement.limits)
            for evidence in statement.evidence:
                quoted.setdefault(evidence.address.provision, []).append(Span(evidence.start, evidence.end))
        return cls(quoted, frozenset(named))

    def spans(self, provision: Address) -> list[Span]:
        """What is quoted of a provision in a version."""
        return self.quoted.get(provision, [])

    def brings(self, limitation: Limitation, provision: Provision) -> bool:
        """Whether a limitation is quoted whole, or its place named."""
        if any(place.covers(limitation.place) for place in self.named):
            return True
        version = provision.address.version
        elsewhere = limitation.place.provision.bare
        if limitation.limiting is None:
            return any(place.bare == elsewhere for place in self.quoted)
        spans = self.spans(provision.address.bare.at(version) if version else provision.address)
        return covered(provision.text, limitation.limiting.body, limitation.limiting.end, spans)


def missing(evidence: Evidence, provision: Provision, delivered: Delivered) -> tuple[Limitation, ...]:
    """The limitations of what is quoted that an answer does not bring, the nearest first."""
    found = (one for one in limitations(provision) if one.limits(evidence.start, evidence.end))
    lacking = {one.place: one for one in found if not delivered.brings(one, provision)}
    return tuple(sorted(lacking.values(), key=lambda one: _distance(one, evidence)))


def _distance(limitation: Limitation, evidence: Evidence) -> int:
    """Characters between a quote and its limit; what lies in another provision comes last."""
    if limitation.limiting is None:
        return 1_000_000_000
    return abs(limitation.limiting.start - evidence.start)

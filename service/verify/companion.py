"""A rule goes out only with what limits it: quoted in the same answer, or named with its citation."""

from __future__ import annotations

from corpus.citations import format_address
from corpus.model import Provision
from service.limits import Delivered, Span, left_out, missing
from service.model import Evidence, Statement
from service.verify.bench import Bench, Finding

SHOWN = 160
"""Characters of left-out words that an explanation shows."""


def with_exceptions(statement: Statement, bench: Bench) -> Finding | None:
    """No quote is without the sentences that limit it, nor without the limiting clauses of its own sentence."""
    said, delivered = Delivered.of((statement,)), Delivered.of((*bench.draft.statements, statement))
    for evidence in statement.evidence:
        held = bench.library.view.provision(evidence.address.provision)
        if held is not None:
            place = evidence.address.provision
            finding = _cut(evidence, held.provision, said.spans(place), delivered.spans(place))
            finding = finding or _alone(evidence, held.provision, delivered, bench)
            if finding:
                return finding
    return None


def _cut(evidence: Evidence, provision: Provision, said: list[Span], quoted: list[Span]) -> Finding | None:
    piece = left_out(provision, said, quoted)
    if piece is None:
        return None
    words = " ".join(provision.text[piece.start : piece.end].split())
    shown = words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(maxsplit=1)[0]} …"
    return Finding(
        "exception-missing",
        f"Das Zitat aus {evidence.citation} lässt weg, was denselben Satz einschränkt: »{shown}«.",
        evidence,
    )


def _alone(evidence: Evidence, provision: Provision, delivered: Delivered, bench: Bench) -> Finding | None:
    lacking = missing(evidence, provision, delivered)
    if not lacking:
        return None
    place = format_address(lacking[0].place.bare, bench.library.codes)
    return Finding(
        "exception-missing",
        f"Was {evidence.citation} sagt, wird durch {place} eingeschränkt; diese Stelle fehlt in der Antwort.",
        evidence,
    )

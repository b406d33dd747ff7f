"""The quote stands in the stored text: byte-equal, contiguous, at its offsets, in a passage that was retrieved."""

from __future__ import annotations

from service.model import Evidence, Statement
from service.verify.bench import Bench, Finding


def no_evidence(statement: Statement, _bench: Bench) -> Finding | None:
    """A statement without any evidence proves nothing."""
    if statement.evidence:
        return None
    return Finding("no-evidence", "Die Aussage nennt keine Fundstelle.")


def quote_stands(statement: Statement, bench: Bench) -> Finding | None:
    """Every quote equals the stored text between its offsets; similarity is never enough."""
    return next((finding for one in statement.evidence if (finding := _misquoted(one, bench))), None)


def quote_retrieved(statement: Statement, bench: Bench) -> Finding | None:
    """Every quote comes from an Absatz (or a provision without Absätze) that retrieval found."""
    return next((finding for one in statement.evidence if (finding := _unsought(one, bench))), None)


def _misquoted(evidence: Evidence, bench: Bench) -> Finding | None:
    held = bench.library.view.provision(evidence.address.provision)
    if held is None:
        return Finding("no-such-place", f"{evidence.citation} gibt es in der bezeichneten Fassung nicht.", evidence)
    unit = held.provision.unit(evidence.address) if evidence.address.inner else None
    bounds = (unit.start, unit.end) if unit else (0, len(held.provision.text))
    if evidence.address.inner and unit is None:
        return Finding("no-such-place", f"{evidence.citation} gibt es in der bezeichneten Fassung nicht.", evidence)
    inside = bounds[0] <= evidence.start < evidence.end <= bounds[1]
    if inside and held.provision.text[evidence.start : evidence.end] == evidence.quote:
        return None
    return Finding(
        "misquoted",
        f"Das Zitat steht so nicht an der bezeichneten Stelle von {evidence.citation}.",
        evidence,
    )


def _unsought(evidence: Evidence, bench: Bench) -> Finding | None:
    place = evidence.address.bare
    inner = place.inner[:1]
    absatz = type(place)(place.law, (*place.provision.steps, *inner))
    for scored in bench.found.passages:
        if absatz.covers(scored.passage.address) or scored.passage.address.covers(absatz):
            return None
    return Finding("not-retrieved", f"{evidence.citation} gehört nicht zu den gefundenen Stellen.", evidence)

"""The quote stands in the stored text: byte-equal, contiguous, at its offsets, in a passage that was retrieved."""

from __future__ import annotations

from corpus.address import Address, StepKind
from corpus.model import Passage
from service.limits import limitations
from service.model import Evidence, Statement
from service.verify.bench import Bench, Finding
from service.verify.provenance import explain


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
    return explain(evidence, held.provision, bench)


def _unsought(evidence: Evidence, bench: Bench) -> Finding | None:
    provision = evidence.address.provision.bare
    found = [one.passage for one in bench.found.passages if one.passage.address.provision == provision]
    absatz = Address(provision.law, evidence.address.bare.steps[: len(provision.steps) + 1])
    if absatz.steps[-1].kind is not StepKind.ABSATZ:
        absatz = provision
    if any(absatz.covers(passage.address) or passage.address.covers(absatz) for passage in found):
        return None
    if _limits_what_was_found(evidence, found, bench):
        return None
    return Finding("not-retrieved", f"{evidence.citation} gehört nicht zu den gefundenen Stellen.", evidence)


def _limits_what_was_found(evidence: Evidence, found: list[Passage], bench: Bench) -> bool:
    """Whether a quote limits a passage that was found: then it belongs to it, wherever in the provision it stands."""
    held = bench.library.view.provision(evidence.address.provision) if found else None
    return held is not None and any(
        one.limiting is not None
        and one.limiting.start < evidence.end
        and evidence.start < one.limiting.end
        and any(one.limits(passage.start, passage.end) for passage in found)
        for one in limitations(held.provision)
    )

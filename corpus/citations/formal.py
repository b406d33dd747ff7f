"""The one written form of a citation: of norms, of directives, of decisions."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.address import StepKind
from corpus.citations.codes import Codes
from corpus.citations.model import CaseCitation, Citation, DirectiveCitation, NormCitation, Place
from corpus.citations.written import format_address, format_steps


def format_citation(citation: Citation, codes: Codes) -> str:
    """How a citation is written, whatever form it was found in.

    "BMF v. 15.8.2019, IV C 5 - S 2342/19/10007 :001, BStBl I S. 875, Rn. 12", "BFH v. 12.3.2020 - VI R 1/18, BStBl II
    2021 S. 123", "R 15.8 Abs. 1 EStR". What a norm or a work without a known key says stays as it was found.
    """
    match citation:
        case NormCitation():
            return _placed(citation.law, citation.places, codes) or _verbatim(citation.text)
        case DirectiveCitation() if not citation.issuer and not citation.reference and not citation.document:
            return _placed(citation.work, citation.places, codes) or _verbatim(citation.text)
        case DirectiveCitation():
            return ", ".join(_of_letter(citation))
        case CaseCitation() if not (citation.decided or citation.file_numbers or citation.ecli):
            return _verbatim(citation.text)
        case CaseCitation():
            return ", ".join(_of_decision(citation))


def _placed(key: str | None, places: tuple[Place, ...], codes: Codes) -> str:
    """Places of a law or a work, one after the other, each with its name; "" where that isn't known."""
    if key is None:
        return ""
    written = (
        format_address(place.address(key), codes, place.last_address(key) if place.through else None)
        + _following(place)
        for place in places
    )
    return ", ".join(written)


def _of_letter(citation: DirectiveCitation) -> Iterator[str]:
    day = citation.issued
    dated = f"v. {day.day}.{day.month}.{day.year}" if day else ""
    if citation.issuer or dated:
        yield " ".join(filter(None, (citation.issuer, dated)))
    if citation.reference:
        yield citation.reference if citation.issuer else f"GZ {citation.reference}"
    if citation.document:
        yield citation.document if citation.document.startswith("COO") else f"DOK {citation.document}"
    yield from map(str, citation.reporters)
    yield from _inside(citation.places)


def _of_decision(citation: CaseCitation) -> Iterator[str]:
    day = citation.decided
    dated = f"v. {day.day}.{day.month}.{day.year}" if day else ""
    head = " ".join(filter(None, (citation.court, dated)))
    numbers = ", ".join(citation.file_numbers) if head else f"Az. {', '.join(citation.file_numbers)}"
    if head or citation.file_numbers:
        yield (" - " if dated else " ").join(filter(None, (head, numbers)))
    yield from map(str, citation.reporters)
    if citation.ecli:
        yield citation.ecli
    yield from _inside(citation.places)


def _inside(places: tuple[Place, ...]) -> Iterator[str]:
    """Places in a letter or in a decision; the text of the letter itself needs no name."""
    for place in places:
        whole = bool(place.steps) and place.steps[0].kind is StepKind.SCHREIBEN
        steps, through = (place.steps[1:], place.through[1:]) if whole else (place.steps, place.through)
        if steps:
            yield format_steps(steps, through) + _following(place)


def _following(place: Place) -> str:
    return f" {place.following}" if place.following else ""


def _verbatim(text: str) -> str:
    return " ".join(text.split())

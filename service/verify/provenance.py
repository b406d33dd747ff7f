"""Where a quote comes from that is not at its place: elsewhere, from another version, or from two places.

Asked only where :func:`service.verify.quote.quote_stands` objects; what is found here never lets a
quote pass, it only tells a reader what is wrong with it. The false words are not repeated.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.address import Address
from corpus.citations import Codes, format_address
from corpus.model import Provision
from service.evidence import innermost
from service.model import Evidence
from service.verify.bench import Bench, Finding
from service.verify.nearest import wording

LONGEST = 4_000
"""Characters of a quote that is looked for elsewhere; nobody quotes more in one piece."""
SHORTEST_PART = 12
"""Characters of the shortest part of a quote that is looked for on its own."""
SEARCHED = 5
"""Passages of the whole store that are gone through."""
_JOINTS = " .…[]()-–"
"""What may stand between two parts of a stitched quote."""


class _Text(NamedTuple):
    """A provision that the quote may come from, and the names of the laws."""

    provision: Provision
    codes: Codes

    def name(self, part: str) -> str:
        """The citation of the place where a part stands."""
        start = self.provision.text.find(part)
        return format_address(innermost(self.provision, start, start + len(part)).bare, self.codes)


def explain(evidence: Evidence, provision: Provision, bench: Bench) -> Finding:
    """What is wrong with a quote that does not stand between its offsets of a provision."""
    quote = evidence.quote
    if not quote.strip() or len(quote) > LONGEST:
        return _misquoted(evidence, "")
    foreign = _foreign_signs(quote, provision.text)
    if foreign:
        return _misquoted(evidence, f" Es enthält Zeichen, die dort nicht vorkommen: {foreign}.")
    unit = provision.unit(evidence.address)
    if quote in provision.text[unit.start : unit.end] if unit else quote in provision.text:
        return _misquoted(evidence, " Die Wörter stehen dort, aber nicht zwischen den angegebenen Zeichen.")
    near = list(_near(evidence, provision, bench))
    finding = _elsewhere(evidence, near)
    if finding is None:
        far = list(_searched(evidence, near, bench))
        finding = _elsewhere(evidence, far) or _in_other_version(evidence, bench) or _stitched(evidence, [*near, *far])
    return finding or _misquoted(evidence, wording(evidence.quote, evidence.address, provision))


def _misquoted(evidence: Evidence, more: str) -> Finding:
    told = f"Das Zitat steht so nicht an der bezeichneten Stelle von {evidence.citation}.{more}"
    return Finding("misquoted", told, evidence)


def _foreign_signs(quote: str, text: str) -> str:
    """Signs that one does not see or that look like others, by their numbers; "" where there are none."""
    strange = sorted(sign for sign in set(quote) - set(text) if _is_strange(sign))
    return ", ".join(f"U+{ord(sign):04X}" for sign in strange[:5])


def _is_strange(sign: str) -> bool:
    """Whether a sign is invisible, a blank other than " ", or a letter or figure of another script."""
    if sign.isascii():
        return not sign.isprintable()
    if sign.isalpha():
        return not unicodedata.name(sign, "").startswith("LATIN")
    return sign.isnumeric() or unicodedata.category(sign) in ("Cf", "Zs", "Cc")


def _near(evidence: Evidence, provision: Provision, bench: Bench) -> Iterator[_Text]:
    """The provision that the quote is said to stand in, and those that were found for the question."""
    yield _Text(provision, bench.library.codes)
    found = (one.passage.address.provision for one in bench.found.passages)
    yield from _held(found, {evidence.address.provision.bare}, bench)


def _searched(evidence: Evidence, known: Sequence[_Text], bench: Bench) -> Iterator[_Text]:
    """Further provisions that the index finds for the words of the quote."""
    hits = bench.library.index.search_sparse(evidence.quote, bench.question.as_of, SEARCHED)
    places = {one.provision.address.provision.bare for one in known}
    yield from _held((hit.passage.address.provision for hit in hits), places, bench)


def _held(places: Iterable[Address], known: set[Address], bench: Bench) -> Iterator[_Text]:
    for place in dict.fromkeys(places):
        held = None if place in known else bench.library.view.provision(place, bench.question.as_of)
        if held is not None:
            yield _Text(held.provision, bench.library.codes)


def _elsewhere(evidence: Evidence, texts: Sequence[_Text]) -> Finding | None:
    """The quote stands verbatim somewhere else."""
    place = next((text.name(evidence.quote) for text in texts if evidence.quote in text.provision.text), None)
    if place is None:
        return None
    told = f"Das Zitat steht nicht in {evidence.citation}, sondern in {place}."
    return Finding("misattributed-quote", told, evidence)


def _in_other_version(evidence: Evidence, bench: Bench) -> Finding | None:
    """The quote stands in another version of its provision."""
    for edition in bench.library.view.history(evidence.address.provision.bare):
        if evidence.quote in edition.provision.text:
            versions = ", ".join(held.version for held in edition.held)
            return Finding(
                "misattributed-quote",
                f"Das Zitat steht so nur in einer anderen Fassung von {evidence.citation} (Fassung {versions}).",
                evidence,
            )
    return None


def _stitched(evidence: Evidence, texts: Sequence[_Text]) -> Finding | None:
    """Beginning and end of the quote stand in the law, but not together."""
    quote = evidence.quote
    begin = max((_longest(text.provision.text, quote), place) for place, text in enumerate(texts))
    end = max((_longest(text.provision.text[::-1], quote[::-1]), place) for place, text in enumerate(texts))
    first, last = quote[: begin[0]].strip(), quote[len(quote) - end[0] :].strip()
    between = quote[begin[0] : len(quote) - end[0]]
    if min(len(first), len(last)) < SHORTEST_PART or between.strip(_JOINTS):
        return None
    one, other = texts[begin[1]].name(first), texts[end[1]].name(last)
    if one == other:
        law = wording(quote, evidence.address, texts[begin[1]].provision)
        told = f"Das Zitat lässt Wörter aus: Sein Anfang und sein Ende stehen in {one} nicht beieinander.{law}"
    else:
        told = f"Das Zitat ist aus zwei Stellen zusammengesetzt: Sein Anfang steht in {one}, sein Ende in {other}."
    return Finding("stitched-quote", told, evidence)


def _longest(text: str, quote: str) -> int:
    """Length of the longest beginning of the quote that stands in the text."""
    return bisect_right(range(1, len(quote) + 1), False, key=lambda length: quote[:length] not in text)

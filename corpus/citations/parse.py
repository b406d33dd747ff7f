"""Reading a text that is one citation of one place."""

from __future__ import annotations

from dataclasses import replace

from corpus.address import Address, Step, StepKind
from corpus.citations.codes import Codes
from corpus.citations.find_all import find_all
from corpus.citations.model import CaseCitation, Citation, CitationError, DirectiveCitation, NormCitation, Place
from corpus.citations.order import is_block
from corpus.citations.vocabulary import words

_EXPECTED = "Erwartet wird eine Fundstelle wie „§ 9 Abs. 1 Satz 3 Nr. 4 Buchst. a EStG“"


def parse(text: str, codes: Codes) -> Address:
    """The place that the text cites; a Halbsatz leads to its sentence, "Abs. 2 bis 4" to a block of that name.

    A directive's section is read likewise ("R 5.3 Abs. 1 EStR"), and a place in a letter that the table holds.

    Raises:
        CitationError: the text is more, less or something else than one citation of one place in a
            law or directive that the table knows.
    """
    wanted = " ".join(text.split())
    if not wanted:
        raise CitationError(f"{_EXPECTED}; gefunden wurde ein leerer Text.")
    whole = _whole(wanted, codes)
    if whole:
        return whole
    citation = _only_citation(wanted, codes)
    if isinstance(citation, CaseCitation):
        raise CitationError(f"{_EXPECTED}; „{wanted}“ ist eine Entscheidung und keine Stelle einer Rechtsvorschrift.")
    law = citation.work if isinstance(citation, DirectiveCitation) else citation.law
    if law is None:
        raise CitationError(_unknown(wanted, citation))
    if len(citation.places) > 1:
        raise CitationError(
            f"{_EXPECTED}; „{wanted}“ nennt {len(citation.places)} Stellen. Bitte nur eine davon angeben."
        )
    return _single(wanted, citation.places[0], law) if citation.places else Address(law)


def _whole(wanted: str, codes: Codes) -> Address | None:
    """A law or directive cited as a whole, or the text of a letter without its annexes ("BMF v. …, Schreiben")."""
    law = codes.lookup(wanted)
    if law:
        return Address(law.key)
    letter = codes.lookup(wanted.removesuffix(f", {words('step', StepKind.SCHREIBEN)[0]}"))
    return Address(letter.key, (Step(StepKind.SCHREIBEN),)) if letter and letter.is_directive else None


def _only_citation(wanted: str, codes: Codes) -> Citation:
    found = find_all(wanted, codes)
    if not found:
        raise CitationError(f"{_EXPECTED}; in „{wanted}“ ist keine zu erkennen.")
    if len(found) > 1:
        raise CitationError(f"{_EXPECTED}; „{wanted}“ enthält {len(found)} Fundstellen. Bitte nur eine davon angeben.")
    citation = found[0]
    left, right = wanted[: citation.start].strip(), wanted[citation.end :].strip(" .")
    if left or right:
        raise CitationError(f"{_EXPECTED}; gelesen wurde „{citation.text}“, nicht verstanden „{left or right}“.")
    if isinstance(citation, NormCitation) and citation.version_hint:
        raise CitationError(
            f"„{citation.version_hint}“ in „{wanted}“: Eine Fassung wird nicht im Zitat, sondern durch einen Stichtag "
            "bestimmt. Bitte die Fundstelle ohne Zusatz und den Stichtag gesondert angeben."
        )
    return citation


def _unknown(wanted: str, citation: NormCitation | DirectiveCitation) -> str:
    if isinstance(citation, DirectiveCitation):
        return (
            f"Das Schreiben „{wanted}“ ist nicht bekannt. Erwartet werden Datum und Geschäftszeichen eines Schreibens "
            "im Bestand, etwa „BMF v. 15.8.2019, IV C 5 - S 2342/19/10007 :001, Rn. 12“."
        )
    if citation.raw:
        return f"Das Gesetz „{citation.raw}“ in „{wanted}“ ist nicht bekannt. Erwartet wird etwa EStG, AO oder UStG."
    return f"In „{wanted}“ fehlt das Gesetz. Erwartet wird es am Ende, etwa „{citation.text} EStG“."


def _single(wanted: str, place: Place, law: str) -> Address:
    if place.following:
        raise CitationError(
            f"„{wanted}“ nennt mit „{place.following}“ auch die folgenden Vorschriften. Bitte eine einzelne angeben."
        )
    if not place.through:
        return place.address(law)
    above = len(place.steps) - 1
    first, last, below = place.steps[-1], place.through[above : above + 1], place.through[above + 1 :]
    siblings = place.steps[:above] == place.through[:above] and [step.kind for step in last] == [first.kind]
    block = (
        replace(first, number=f"{first.number}-{last[0].number}", occurrence=last[0].occurrence) if siblings else first
    )
    if not is_block(block.number) or first.occurrence > 1:
        raise CitationError(f"{_EXPECTED}; „{wanted}“ reicht über mehrere Stellen. Bitte eine davon angeben.")
    return Address(law, (*place.steps[:above], block, *below))

"""What every free text passes before anything else happens to it: identifiers, names, descriptions of a case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.guard import case, companies, identifiers, names
from service.guard.finding import Hit, finding_of, kinds
from service.guard.objection import Objection
from service.guard.proposal import abstracted
from service.guard.reading import Reading, read
from service.guard.recogniser import Recogniser
from service.model import RefusalReason

_NAMED = 4
"""Kinds of findings that a message names."""
_CASE = (
    "Die Eingabe beschreibt wohl einen Steuerfall. Angaben zu einem Fall dürfen nicht eingegeben werden (§ 30 AO), "
    "auch ohne Namen nicht. Vorgeschlagen wird eine allgemeine Fassung; bitte durchlesen und, wenn sie passt, diese "
    "eingeben."
)


class Screen:
    """Objects to a text that names or describes a case; ``recogniser`` may find further names."""

    def __init__(self, recogniser: Recogniser | None = None) -> None:
        self._recogniser = recogniser

    def __call__(self, text: str, *, confirmed: bool = False) -> Objection | None:
        """The objection to a text of any length, or None.

        Args:
            text: as it was entered.
            confirmed: who entered it says that it describes no case; this never lets an identifier or a name pass.
        """
        reading = read(text)
        hits = identifiers.without_overlaps(self._hits(reading.text))
        if hits:
            return _confidential(hits, reading, text)
        described = [] if confirmed else identifiers.without_overlaps(case.find(reading.text))
        return _case(described, reading) if described else None

    def _hits(self, text: str) -> Iterator[Hit]:
        found = [*identifiers.find(text), *names.find(text)]
        if self._recogniser:
            found += self._recogniser.names(text)
        yield from found
        yield from companies.find(text, found)


def _confidential(hits: Sequence[Hit], reading: Reading, text: str) -> Objection:
    named = list(dict.fromkeys(kinds()[hit.kind].placeholder for hit in hits))
    more = " und anderes" if len(named) > _NAMED else ""
    message = (
        f"Die Eingabe enthält Angaben, die zu einem Steuerfall gehören können ({', '.join(named[:_NAMED])}{more}). Sie "
        "wurde weder bearbeitet noch gespeichert (§ 30 AO). Bitte die Rechtsfrage ohne diese Angaben stellen."
    )
    findings = tuple(finding_of(hit, reading) for hit in hits)
    return Objection(RefusalReason.CONFIDENTIAL, message, findings, _proposal(redacted(text, hits, reading)))


def _case(hits: Sequence[Hit], reading: Reading) -> Objection:
    findings = tuple(finding_of(hit, reading) for hit in hits)
    return Objection(RefusalReason.CASE, _CASE, findings, abstracted(reading.text, hits))


def redacted(text: str, hits: Sequence[Hit], reading: Reading) -> str:
    """The text as entered, with a placeholder ("[IdNr]") in the place of each hit; hits stand in order, apart."""
    parts, place = [], 0
    for hit in hits:
        start, end = reading.span(hit.start, hit.end)
        parts += [text[place:start], f"[{kinds()[hit.kind].placeholder}]"]
        place = end
    return "".join([*parts, text[place:]])


def _proposal(text: str) -> str:
    """A redacted text, in the abstract where it still describes a case."""
    reading = read(text)
    described = identifiers.without_overlaps(case.find(reading.text))
    return abstracted(reading.text, described) if described else text

"""What every free text passes before anything else happens to it: identifiers, names, descriptions of a case."""

from __future__ import annotations

from collections.abc import Sequence

from service.guard import identifiers
from service.guard.finding import Hit, finding_of, kinds
from service.guard.objection import Objection
from service.guard.reading import Reading, read
from service.model import RefusalReason

_NAMED = 4
"""Kinds of findings that a message names."""


class Screen:
    """Objects to a text that names or describes a case."""

    def __call__(self, text: str, *, confirmed: bool = False) -> Objection | None:  # noqa: ARG002 - the case rule asks it
        """The objection to a text of any length, or None.

        Args:
            text: as it was entered.
            confirmed: who entered it says that it describes no case; this never lets an identifier or a name pass.
        """
        reading = read(text)
        hits = identifiers.without_overlaps(identifiers.find(reading.text))
        return _confidential(hits, reading, text) if hits else None


def _confidential(hits: Sequence[Hit], reading: Reading, text: str) -> Objection:
    named = list(dict.fromkeys(kinds()[hit.kind].placeholder for hit in hits))
    more = " und anderes" if len(named) > _NAMED else ""
    message = (
        f"Die Eingabe enthält Angaben, die zu einem Steuerfall gehören können ({', '.join(named[:_NAMED])}{more}). Sie "
        "wurde weder bearbeitet noch gespeichert (§ 30 AO). Bitte die Rechtsfrage ohne diese Angaben stellen."
    )
    findings = tuple(finding_of(hit, reading) for hit in hits)
    return Objection(RefusalReason.CONFIDENTIAL, message, findings, redacted(text, hits, reading))


def redacted(text: str, hits: Sequence[Hit], reading: Reading) -> str:
    """The text as entered, with a placeholder ("[IdNr]") in the place of each hit; hits stand in order, apart."""
    parts, place = [], 0
    for hit in hits:
        start, end = reading.span(hit.start, hit.end)
        parts += [text[place:start], f"[{kinds()[hit.kind].placeholder}]"]
        place = end
    return "".join([*parts, text[place:]])

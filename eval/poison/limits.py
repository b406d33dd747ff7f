"""Which sentences of a provision may stand alone, and which are limited by a neighbour.

Deliberately strict: a sentence stands alone only where nothing that could limit anything stands beside it in its
Absatz, and no such sentence elsewhere in the provision speaks of its Absatz.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from corpus.address import StepKind
from corpus.model import Provision, Unit
from eval.poison.tables import words

_ABSAETZE = re.compile(r"\bAbs(?:atz|atzes|ätze|ätzen|\.) ((?:\d+[a-z]?(?:, | und | oder | bis |\b))+)")
_PREVIOUS = re.compile(r"^(?:Dies|Das) gilt (?:jedoch )?nicht\b|^Dies gilt nur\b|^Ausgenommen (?:hiervon|davon)\b")
_NUMBERED = re.compile(
    r"^(?:Abweichend von Satz (\d+)\b(?! bis| und|,)|"
    r"Satz (\d+) (?:gilt nicht|ist nicht anzuwenden|gilt nur|findet keine))"
)


@cache
def limiting() -> re.Pattern[str]:
    """A pattern for any word that limits a rule."""
    spelled = (re.escape(word).replace(r"\*", r"\w*") for word in words("limits"))
    return re.compile(rf"\b(?:{'|'.join(spelled)})\b", re.IGNORECASE)


_GENERAL = re.compile(r"\b(?:gilt|gelten) (?:jedoch )?(?:nicht|nur)\b|\bnicht anzuwenden\b|\bkeine Anwendung\b")
"""What limits everything in its provision where it names no Absatz: "Die Vorschriften gelten nur, wenn …"."""
_SPECIAL = re.compile(r"\bAbs(?:\.|[aä]tz)|\bS[aä]tze?n? \d|\b[Dd]ies (?:gilt|ist)\b|^Das gilt\b")
"""What such a sentence says where it limits a certain Absatz or sentence only."""
_ELSEWHERE = re.compile(r"§§? ?\d+\w*(?: (?:Abs\.|Absatz|Satz|Nr\.|Nummer) \d+\w*)*")
"""A place in another provision."""
_RESERVED = re.compile(r"\b(?:vorbehaltlich|nichts anderes|etwas anderes|anderweitig)\b", re.IGNORECASE)
"""Words by which a sentence says itself that another place limits it."""


class Limits:
    """Where limiting words stand in a provision."""

    def __init__(self, provision: Provision) -> None:
        self._provision = provision
        self._absaetze = [unit for unit in provision.units if unit.address.steps[-1].kind is StepKind.ABSATZ]
        self._limiting = [found.start() for found in limiting().finditer(provision.text)]
        self._named = self._limited_elsewhere()

    def alone(self, *bounds: int) -> bool:
        """Whether what lies between the bounds (start, end, start, end …) may be said without its neighbours."""
        if any(_RESERVED.search(self._provision.text, *span) for span in zip(bounds[::2], bounds[1::2], strict=True)):
            return False
        around = next((one for one in self._absaetze if one.start <= bounds[0] and bounds[-1] <= one.end), None)
        start, end = (around.start, around.end) if around else (0, len(self._provision.text))
        spans = list(zip(bounds[::2], bounds[1::2], strict=True))
        beside = (at for at in self._limiting if start <= at < end)
        if any(not any(first <= at < last for first, last in spans) for at in beside):
            return False
        return around is None or not self._named.get(around.address.steps[-1].number, ())

    def _limited_elsewhere(self) -> dict[str, bool]:
        """The Absätze that another Absatz names in a sentence with a limiting word."""
        named: dict[str, bool] = {}
        for unit in self._absaetze:
            text = self._provision.text[unit.start : unit.end]
            for sentence in re.split(r"(?<=[a-zäöüß)])\. (?=[A-ZÄÖÜ])", text):
                if limiting().search(sentence):
                    named |= dict.fromkeys(_numbers(sentence, self._provision), True)
                if _GENERAL.search(sentence) and not _SPECIAL.search(_ELSEWHERE.sub("", sentence)):
                    named |= {one.address.steps[-1].number: True for one in self._absaetze}
        return named


def _numbers(sentence: str, provision: Provision) -> Iterator[str]:
    """The Absätze that a sentence names; a range names all of the provision that lie in it or near it."""
    for found in _ABSAETZE.finditer(sentence):
        yield from re.findall(r"\d+[a-z]?", found[1])
        if "bis" in found[1]:
            yield from (unit.address.steps[-1].number for unit in provision.units)


def limited_pairs(
    provision: Provision, units: Sequence[Unit], limits: Limits
) -> Iterator[tuple[Unit, tuple[Unit, ...]]]:
    """Sentences that a later sentence of the same Absatz limits in so many words, with that sentence.

    Only where it is certain: the limiting sentence follows at once and says "Dies gilt nicht", or it names the
    sentence by its number, and no other sentence beside them limits anything.
    """
    sentences = [
        unit for unit in units if unit.address.steps[-1].kind is StepKind.SATZ and len(unit.address.inner) <= 2
    ]
    for before, unit in pairwise(sentences):
        if before.address.parent != unit.address.parent:
            continue
        rule = _limited(provision, unit, before)
        if rule and limits.alone(rule.start, rule.end, unit.start, unit.end):
            yield rule, (unit,)


def _limited(provision: Provision, unit: Unit, before: Unit) -> Unit | None:
    """The sentence that this one limits."""
    text = provision.text[unit.body : unit.end].strip()
    if _PREVIOUS.match(text):
        return before
    found = _NUMBERED.match(text)
    if found is None:
        return None
    rule = before.address.parent / type(before.address.steps[-1])(StepKind.SATZ, found[1] or found[2])
    return before if rule == before.address else None

"""The limitations of a provision: which stretch of its text is limited, and by which place.

A limiting sentence names what it limits ("Satz 1 gilt nicht …", "Abweichend von Absatz 1 Satz 2 …",
"Dies gilt nur …", "Die Steuerbefreiung gilt nicht …"); a reservation names what limits itself
("vorbehaltlich des Absatzes 3"). What stands in the same sentence is :mod:`service.limits.remainder`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from corpus.address import Address, StepKind
from corpus.model import Provision, Unit
from corpus.references import Reference, references
from service.keyed import Keyed
from service.limits.markers import MarkerKind, pattern

_BEFORE = 60
"""Characters that may stand between a reference and the words that limit it ("Satz 1 ist in diesen Fällen …")."""
_WINDOW = 600
"""Characters of a clause around the limiting words that are read: clauses with long lists have thousands."""
_BEHIND = 12
"""Characters that may stand between "abweichend von" and its reference ("den ", "dem ")."""
_CLAUSE = 120
"""Characters behind the words of a reservation that its reference may have."""
_NEAR = 30
"""Characters behind the words of a reservation within which its reference must begin."""
_DIVIDING = frozenset({StepKind.ABSATZ, StepKind.SATZ, StepKind.TEXT})
"""Units that divide a text into sentences."""
_STEM = 5
"""Letters that two forms of a noun must share at their beginning."""
_PRONOUN = re.compile(r"(?:^|[;,]\s)(?:Dies|Das|Letzteres|Er|Sie|Es)\b(?:\s\w+){0,2}?\s$", re.IGNORECASE)
_PRONOUN_BEHIND = re.compile(r"\b(?:dies|das|er|sie|es)\b", re.IGNORECASE)
_BACK = re.compile(r"(?:hiervon|davon)$", re.IGNORECASE)
_SUBJECT = re.compile(r"(?:^|[;:]\s)(?:Der|Die|Das)\s(?:[a-zäöü]+\s){0,2}([A-ZÄÖÜ][\w-]{4,})\s$")
_CLAUSE_BREAK = re.compile(r"[;:]")


_APART = frozenset({StepKind.SATZ, StepKind.TABELLE})
"""Units whose words are not those of the sentence that they stand in."""


class Limitation(NamedTuple):
    """What is limited, ``[start, end)`` of the provision's text, and the place that limits it (bare address).

    ``limiting`` is the unit of the same provision that holds the limiting words, or None where the
    place lies in another provision.
    """

    start: int
    end: int
    place: Address
    limiting: Unit | None

    def limits(self, start: int, end: int) -> bool:
        """Whether it limits what stands between two offsets, and does not itself stand there."""
        inside = self.limiting is not None and start <= self.limiting.body and self.limiting.end <= end
        return self.start < end and start < self.end and not inside


def limitations(provision: Provision) -> tuple[Limitation, ...]:
    """All limitations inside a provision, and the reservations by which it is limited, in the order of its text."""
    return _table(Keyed(provision))


@lru_cache(maxsize=1024)
def _table(keyed: Keyed) -> tuple[Limitation, ...]:
    provision = keyed.provision
    ordered = sentences(provision)
    found = (
        limitation
        for place, sentence in enumerate(ordered)
        for limitation in _of_sentence(provision, sentence, ordered[:place])
    )
    return tuple(sorted(set(found), key=lambda one: (one.start, one.end, str(one.place))))


def sentences(provision: Provision) -> tuple[Unit, ...]:
    """The units that hold one sentence each, in the order of the text; a sentence may hold others in its list."""
    return _sentences(Keyed(provision))


@lru_cache(maxsize=1024)
def _sentences(keyed: Keyed) -> tuple[Unit, ...]:
    provision = keyed.provision
    whole = Unit(provision.address.bare, 0, len(provision.text), 0)
    dividing = [unit for unit in provision.units if unit.address.steps[-1].kind in _DIVIDING]
    divided = {unit.address.steps[:-1] for unit in dividing}
    return tuple(unit for unit in (whole, *dividing) if unit.address.steps not in divided)


def _of_sentence(provision: Provision, sentence: Unit, before: tuple[Unit, ...]) -> Iterator[Limitation]:
    """The limitations that one sentence states."""
    for start, end in _clauses_of(provision, sentence):
        opens = start == sentence.body
        for kind in (MarkerKind.SENTENCE, MarkerKind.BEHIND):
            for found in pattern(kind).finditer(provision.text, start, end):
                limiting = _around(provision, sentence, found)
                for limited in _limited(
                    provision, _Place(limiting, start, end, found, kind), before if opens else None
                ):
                    if not limited.address.covers(limiting.address):
                        yield Limitation(limited.start, limited.end, limiting.address.bare, limiting)
        yield from _reservations(provision, sentence, start, end)


class _Place(NamedTuple):
    """Words that limit: the unit and the clause in which they stand, what was found, and what they do."""

    unit: Unit
    start: int
    end: int
    found: re.Match[str]
    kind: MarkerKind

    @property
    def before(self) -> str:
        """The words of the clause before the limiting ones."""
        return self.found.string[self.start : self.found.start()]


def _limited(provision: Provision, place: _Place, before: tuple[Unit, ...] | None) -> Iterator[Unit]:
    """The units that words limit: those named in the same clause, else those that a pronoun or noun points back to."""
    start, end = max(place.start, place.found.start() - _WINDOW), min(place.end, place.found.end() + _WINDOW)
    named = [one for one in references(provision, place.unit.address, start, end) if _goes_with(one, place)]
    places = [address for one in named for address in one.places]
    if places:
        yield from (unit for address in places if (unit := provision.unit(address)))
    elif named or before is None:
        # Behind a semicolon, "dies" means what stands before it in the same sentence.
        return
    elif _points_back(place):
        yield from _preceding(provision, place.unit, before)
    elif place.kind is MarkerKind.SENTENCE and (subject := _SUBJECT.search(place.before.lstrip())):
        yield from _last_naming(provision, place.unit, before, subject[1])


def _goes_with(reference: Reference, place: _Place) -> bool:
    """Whether a reference is what the limiting words speak of: among them, or right before or behind them."""
    start, end = place.found.span()
    if place.kind is MarkerKind.BEHIND:
        return 0 <= reference.start - end <= _BEHIND
    gap = place.found.string[reference.end : start]
    near = 0 <= start - reference.end <= _BEFORE and "," not in gap
    return near or (start <= reference.start and reference.end <= end)


def _points_back(place: _Place) -> bool:
    if place.kind is MarkerKind.BEHIND:
        return _BACK.search(place.found[0]) is not None
    return bool(_PRONOUN.search(place.before.lstrip()) or _PRONOUN_BEHIND.search(place.found[0]))


def _preceding(provision: Provision, unit: Unit, before: tuple[Unit, ...]) -> Iterator[Unit]:
    """The sentence before; for the first sentence of an Absatz the Absatz before."""
    siblings = [one for one in before if one.address.steps[:-1] == unit.address.steps[:-1]]
    if siblings:
        yield siblings[-1]
        return
    absatz = next((step for step in unit.address.inner if step.kind is StepKind.ABSATZ), None)
    if absatz is not None and len(unit.address.inner) <= 2:
        absaetze = (one for one in provision.units if one.address.steps[-1].kind is StepKind.ABSATZ)
        yield from [one for one in absaetze if one.end <= unit.start][-1:]


def _last_naming(provision: Provision, unit: Unit, before: tuple[Unit, ...], noun: str) -> Iterator[Unit]:
    """The nearest sentence before, in the same Absatz or item, that uses the noun."""
    stem = noun[: max(_STEM, len(noun) - 2)].lower()
    for one in reversed(before):
        same = one.address.steps[:-1] == unit.address.steps[:-1]
        if same and stem in provision.text[one.start : one.end].lower():
            yield one
            return


def _reservations(provision: Provision, sentence: Unit, start: int, end: int) -> Iterator[Limitation]:
    """The places to which a sentence subjects itself."""
    for found in pattern(MarkerKind.RESERVATION).finditer(provision.text, start, end):
        unit = _around(provision, sentence, found)
        for one in references(provision, unit.address, found.start(), min(end, found.end() + _CLAUSE)):
            if one.start <= found.end() + _NEAR:
                for place in one.places:
                    if not place.covers(unit.address):
                        yield Limitation(unit.start, unit.end, place, provision.unit(place))


def _around(provision: Provision, sentence: Unit, found: re.Match[str]) -> Unit:
    """The smallest unit of a sentence that holds what was found."""
    holding = (
        unit
        for unit in provision.units
        if sentence.start <= unit.start <= found.start() and found.end() <= unit.end <= sentence.end
    )
    return min(holding, key=lambda unit: (unit.end - unit.start, -len(unit.address.steps)), default=sentence)


def _clauses_of(provision: Provision, sentence: Unit) -> Iterator[tuple[int, int]]:
    """The stretches of a sentence that belong to no further sentence or table in it, cut at semicolons and colons."""
    position = sentence.body
    for unit in provision.units:
        inner = unit.address.steps[-1].kind in _APART and unit.address.steps != sentence.address.steps
        if inner and position <= unit.start and unit.end <= sentence.end:
            yield from _clauses(provision.text, position, unit.start)
            position = unit.end
    yield from _clauses(provision.text, position, sentence.end)


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _CLAUSE_BREAK.finditer(text, start, end):
        yield start, found.end()
        start = found.end()
    if start < end:
        yield start, end

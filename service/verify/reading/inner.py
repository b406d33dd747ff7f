"""References inside a provision: "Absatz 3 Satz 1", "Nummer 4", "zweiter Halbsatz"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from corpus.address import PROVISION_KINDS, Address, Step, StepKind
from corpus.citations import Codes, Place, find
from corpus.citations.vocabulary import alternatives, entries
from service.verify.reading.norm import INNER, Norm, Taken, place_key

_ROOT = "§ 0 "


_REACH = 120
"""Characters of a reference at most."""


def inner_references(text: str, codes: Codes, at: Address | None, taken: Taken) -> Iterator[Norm]:
    """The references of a text outside of what is ``taken``; ``at`` is the place that the text stands at, if it is law.

    They are read by the grammar of citations, as if a § stood before them.
    """
    position = 0
    while anchor := _anchor().search(text, position):
        around = taken.at(anchor.start())
        found = None if around else _read(text, codes, at, anchor.start(), taken)
        position = max(anchor.end(), around.end if around else 0, found.end if found else 0)
        if found:
            yield found


def _read(text: str, codes: Codes, at: Address | None, start: int, taken: Taken) -> Norm | None:
    limit = taken.next_start(start, start + _REACH)
    found = next(iter(find(_ROOT + text[start:limit], codes, "")), None)
    if found is None or found.start or len(found.text) <= len(_ROOT):
        return None
    members = tuple((_inner_key(place), _absolute(place, at)) for place in found.places)
    return Norm(start, start + len(found.text) - len(_ROOT), INNER, members, found.places)


@cache
def _anchor() -> re.Pattern[str]:
    """Where a reference may begin: the name of a level before its number, or "zweiter" before "Halbsatz"."""
    kinds = {str(kind) for kind in StepKind if kind not in PROVISION_KINDS}
    levels = [word for entry in entries("step") if entry.value in kinds for word in entry.words]
    named = [entry for entry in entries("step") if entry.value == StepKind.BUCHSTABE]
    letters = [word for entry in (*entries("letters"), *named) for word in entry.words]
    parts = [word for entry in entries("part") for word in entry.words]
    ordinals = [word for entry in entries("ordinal") for word in entry.words]
    initials = "".join(sorted({word[0] for word in (*levels, *letters, *parts, *ordinals)}))
    return re.compile(
        rf"(?<![\w§])(?=[\d{initials}])(?:{alternatives(levels)}\s?(?=\d)"
        rf"|{alternatives(letters)}\s?(?=[a-z]{{1,3}}(?!\w))|{alternatives(parts)}\s(?=\d)"
        rf"|(?:\d\.|{alternatives(ordinals)})\s{alternatives([*parts, 'Satz', 'Satzes'])}(?!\s?\d))",
        re.IGNORECASE,
    )


def _inner_key(place: Place) -> str:
    return place_key("~", place).replace("~/0", "~", 1).replace("..0/", "..", 1)


def _absolute(place: Place, at: Address | None) -> frozenset[str]:
    """The places that an inner reference can mean, as keys of full citations.

    "Satz 1" in Absatz 4 is Satz 1 of that Absatz; "Absatz 3" is one of the same provision.
    """
    if at is None or len(place.steps) < 2:
        return frozenset()
    first = place.steps[1].kind
    root = at.provision.steps
    found = set()
    for depth in range(len(at.inner) + 1):
        above = at.inner[:depth]
        if any(step.kind is first or _is_below(step.kind, first) for step in above):
            break
        found.add(place_key(at.law, _moved(place, (*root, *above))))
    return frozenset(found)


def _is_below(kind: StepKind, other: StepKind) -> bool:
    return other is StepKind.ABSATZ and kind is not StepKind.ABSATZ


def _moved(place: Place, root: tuple[Step, ...]) -> Place:
    through = (*root, *place.through[1:]) if place.through else ()
    return Place((*root, *place.steps[1:]), through, place.following, place.halbsatz, place.alternative)

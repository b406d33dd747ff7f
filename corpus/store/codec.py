"""How nested values stand in a column: compact JSON, read and written here only.

Units are kept relative to their provision and to the unit before them, as one flat list of five
entries each: steps shared with the unit before, the further steps ("abs-1/satz-2"), start,
length, start of the words relative to the unit. A text is thereby the same for whatever
provision or version holds it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from corpus.address import Address, Step
from corpus.model import Account, Note, NoteKind, Stand, StandEntry, Unit
from corpus.relations.model import Target, TargetKind

_FIELDS = 5


def write_units(provision: Address, units: Iterable[Unit]) -> str:
    """Units of a provision as text."""
    depth = len(provision.steps)
    flat: list[int | str] = []
    before: tuple[Step, ...] = ()
    for unit in units:
        inner = unit.address.steps[depth:]
        shared = _shared(before, inner)
        further = "/".join(map(_step_id, inner[shared:]))
        flat += (shared, further, unit.start, unit.end - unit.start, unit.body - unit.start)
        before = inner
    return _dump(flat)


def read_units(provision: Address, column: str) -> tuple[Unit, ...]:
    """Units from text, at the addresses (and in the version) of a provision."""
    flat = json.loads(column)
    law, own, version = provision.law, provision.steps, provision.version
    depth = len(own)
    units: list[Unit] = []
    steps = own
    rows = zip(*(flat[field::_FIELDS] for field in range(_FIELDS)), strict=True)
    for shared, further, start, length, body in rows:
        steps = steps[: depth + shared] + _steps(further)
        units.append(Unit(Address(law, steps, version), start, start + length, start + body))
    return tuple(units)


def write_words(words: Iterable[str]) -> str:
    """A list of texts (headings above a provision) as text."""
    return _dump(list(words))


def read_words(column: str) -> tuple[str, ...]:
    """Undo :func:`write_words`."""
    return tuple(json.loads(column)) if column != "[]" else ()


def write_notes(notes: Iterable[Note]) -> str:
    """Notes as text."""
    return _dump([(note.kind.value, note.text) for note in notes])


def read_notes(column: str) -> tuple[Note, ...]:
    """Undo :func:`write_notes`."""
    return tuple(Note(NoteKind(kind), text) for kind, text in json.loads(column)) if column != "[]" else ()


def write_stand(stand: Stand) -> str:
    """State of consolidation as text."""
    day = stand.date.isoformat() if stand.date else None
    return _dump([[(entry.kind, entry.comment) for entry in stand.entries], day, stand.warnings])


@lru_cache(maxsize=512)
def read_stand(column: str) -> Stand:
    """Undo :func:`write_stand`."""
    entries, day, warnings = json.loads(column)
    return Stand(
        tuple(StandEntry(kind, comment) for kind, comment in entries),
        date.fromisoformat(day) if day else None,
        tuple(warnings),
    )


def write_account(account: Account) -> str:
    """Completeness certificate as text."""
    return _dump([account.total, account.classes, account.findings])


def read_account(column: str) -> Account:
    """Undo :func:`write_account`."""
    total, classes, findings = json.loads(column)
    return Account(total, tuple((name, count) for name, count in classes), tuple(findings))


def write_target(target: Target | None) -> str:
    """What a relation leads to as text; "" for None."""
    if target is None:
        return ""
    place, through = (str(one) if one else "" for one in (target.place, target.through))
    day = target.issued.isoformat() if target.issued else ""
    told = (target.issuer, day, target.reference, target.document)
    return _dump([target.kind.value, target.name, target.key, place, through, *told])


@lru_cache(maxsize=8192)
def read_target(column: str) -> Target | None:
    """Undo :func:`write_target`."""
    if not column:
        return None
    kind, name, key, place, through, issuer, day, reference, document = json.loads(column)
    return Target(
        TargetKind(kind),
        name,
        key,
        Address.from_id(place) if place else None,
        Address.from_id(through) if through else None,
        issuer,
        date.fromisoformat(day) if day else None,
        reference,
        document,
    )


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _shared(before: tuple[Step, ...], inner: tuple[Step, ...]) -> int:
    """Number of leading steps that two paths have in common."""
    shared = 0
    for one, other in zip(before, inner, strict=False):
        if one != other:
            break
        shared += 1
    return shared


@lru_cache(maxsize=8192)
def _step_id(step: Step) -> str:
    return str(step)


@lru_cache(maxsize=8192)
def _steps(further: str) -> tuple[Step, ...]:
    return tuple(Step.from_id(step) for step in further.split("/")) if further else ()

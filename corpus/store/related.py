"""The relations of directives as rows: written once per version and reader, read in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, insert, or_, select, true

from corpus.address import Address
from corpus.citations.letters import slug
from corpus.citations.order import in_range
from corpus.relations import Relation, RelationKind, Target, TargetKind
from corpus.store import codec, schema
from corpus.store.rows import chunks

_one = schema.relation.c
_DAY = re.compile(r"[a-z]+-\d{4}-\d\d-\d\d(?=-)")
"""Office and day at the beginning of a letter's key."""


class Speakers(NamedTuple):
    """Versions whose relations are wanted, by row, and the reader (:mod:`corpus.relations.reader`) who read them."""

    rows: Sequence[int]
    reader: str


def unread(connection: Connection, reader: str) -> list[int]:
    """Rows of directives whose relations this reader has not read yet, oldest first."""
    read = select(schema.related.c.version_id).where(schema.related.c.reader == reader)
    wanted = select(schema.version.c.id).where(schema.version.c.kind == "directive", schema.version.c.id.not_in(read))
    return list(connection.execute(wanted.order_by(schema.version.c.id)).scalars())


def write(connection: Connection, row: int, reader: str, relations: Iterable[Relation]) -> None:
    """Keep what was read of a version; the caller has opened a transaction and commits it."""
    connection.execute(insert(schema.related), {"version_id": row, "reader": reader})
    values = [_columns(row, reader, relation) for relation in relations]
    if values:
        connection.execute(insert(schema.relation), values)


def of_versions(connection: Connection, speakers: Speakers) -> list[Relation]:
    """All that these versions say, in the order of their text."""
    return list(_read(connection, speakers, true()))


def from_place(connection: Connection, speakers: Speakers, place: Address) -> list[Relation]:
    """What is said at a place, in the order of its text."""
    path = str(place)
    return list(
        _read(connection, speakers, or_(_one.source == path, _one.source.startswith(f"{path}/", autoescape=True)))
    )


def to_place(connection: Connection, speakers: Speakers, place: Address) -> list[Relation]:
    """What these versions say of a place in a law or in a work; of what lies in it or around it, too."""
    ranges = and_(_one.target_key == place.law, _one.target_through.is_(True))
    wanted = or_(_one.target_provision == str(place.provision.bare), ranges)
    return [one for one in _read(connection, speakers, wanted) if _touches(one.target, place.bare)]


def of_document(
    connection: Connection, speakers: Speakers, law: str, references: Sequence[str], kinds: Sequence[RelationKind]
) -> list[Relation]:
    """What these versions say of a document as a whole or of places in it, and of what it has done to others.

    Letters that are named by their day alone are among it: it may be another one of that day that is meant.
    """
    names = [law, *map(_by_number, references)]
    if found := _DAY.match(law):
        names.append(_by_day(found[0]))
    named = or_(_one.target_key.in_(names), _one.actor_key.in_(names))
    return list(_read(connection, speakers, and_(named, _one.kind.in_(kinds))))


def _read(connection: Connection, speakers: Speakers, wanted: ColumnElement[bool]) -> Iterator[Relation]:
    columns = select(_one.kind, _one.source, _one.start, _one.end, _one.said, _one.target, _one.actor)
    ordered = columns.where(wanted, _one.reader == speakers.reader).order_by(_one.id)
    for chunk in chunks(speakers.rows):
        for row in connection.execute(ordered.where(_one.version_id.in_(chunk))):
            source, actor, target = (
                Address.from_id(row.source),
                codec.read_target(row.actor),
                codec.read_target(row.target),
            )
            if target is None:
                raise LookupError(f"Die Beziehung von {source} nennt kein Ziel.")
            yield Relation(RelationKind(row.kind), source, row.start, row.end, row.said, target, actor)


def _columns(row: int, reader: str, relation: Relation) -> dict[str, object]:
    target = relation.target
    return {
        "version_id": row,
        "reader": reader,
        "kind": relation.kind.value,
        "source": str(relation.source),
        "start": relation.start,
        "end": relation.end,
        "said": relation.said,
        "target": codec.write_target(target),
        "target_key": _key(target),
        "target_provision": str(target.place.provision) if target.place else "",
        "target_through": target.through is not None,
        "actor": codec.write_target(relation.actor),
        "actor_key": _key(relation.actor) if relation.actor else "",
    }


def _key(target: Target) -> str:
    """By what a target is looked up: its key, or the number or the day by which a letter is cited alone."""
    if target.key or target.kind is not TargetKind.DIRECTIVE:
        return target.key
    number = target.reference or target.document
    if number:
        return _by_number(number)
    return _by_day(f"{slug(target.issuer)}-{target.issued.isoformat()}") if target.issuer and target.issued else ""


def _by_number(number: str) -> str:
    return f"nr:{slug(number)}"


def _by_day(office_and_day: str) -> str:
    return f"day:{office_and_day}"


def _touches(target: Target, place: Address) -> bool:
    """Whether a cited place, or range of places, has anything to do with a place."""
    first, last = target.place, target.through
    if first is None:
        return False
    if first.covers(place) or place.covers(first) or last is None:
        return first.covers(place) or place.covers(first)
    depth = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first.steps, last.steps, strict=False)))
    if place.steps[:depth] != first.steps[:depth] or len(place.steps) <= depth:
        return False
    step, begin, end = place.steps[depth], first.steps[depth], last.steps[depth]
    return step.kind is begin.kind and in_range(step.number, f"{begin.number}-{end.number}")

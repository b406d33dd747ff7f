"""Reading rows of the store as the values they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import Connection, Table, bindparam, select

from corpus.address import Address
from corpus.citations.order import in_range, is_block
from corpus.model import Account, Directive, Document, Legislation, Period, Provision, Rank, Version
from corpus.store import codec, schema
from corpus.timeline import Sighting

_Value = TypeVar("_Value")

CHUNK = 400
"""Values in one IN list; databases limit the number of parameters of a statement."""

_held = schema.provision.c


class _Record(NamedTuple):
    """A provision with its text as the database gives it, column by column."""

    position: int
    address: str
    label: str
    heading: str
    repealed: bool
    context: str
    notes: str
    source_url: str
    capture_sha256: str
    text: str
    units: str


_PROVISION = select(
    _held.position,
    _held.address,
    _held.label,
    _held.heading,
    _held.repealed,
    _held.context,
    _held.notes,
    _held.source_url,
    _held.capture_sha256,
    schema.text.c.text,
    schema.text.c.units,
).join(schema.text, schema.text.c.sha256 == _held.stored_text)

# Asked for every quote: built once, with the values bound when asked.
_PROVISION_AT = _PROVISION.where(_held.version_id == bindparam("row"), _held.address == bindparam("path"))
_HOLDERS = select(_held.version_id, _held.text_sha256).where(_held.address == bindparam("path"))

_VERSION = select(
    schema.version.c.id,
    schema.version.c.law,
    schema.version.c.day,
    schema.version.c.abbreviation,
    schema.version.c.title,
    schema.version.c.rank,
    schema.version.c.stand,
    schema.version.c.source_url,
    schema.version.c.capture_sha256,
    schema.version.c.captured_on,
    schema.version.c.fictional,
    schema.version.c.issued,
    schema.version.c.issuer,
    schema.version.c.refs,
)


class Entry(NamedTuple):
    """A provision in the contents of a version, without its text."""

    position: int
    address: str
    text_sha256: str
    repealed: bool


def chunks(values: Iterable[_Value]) -> Iterator[list[_Value]]:
    """Values in lists short enough for one statement."""
    rest = iter(values)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def sightings_of(
    connection: Connection, law: str, table: Table = schema.sighting, until: int | None = None
) -> list[Sighting]:
    """What is known of a law's timeline: its sightings (up to a sequence number) or its confirmations."""
    wanted = (
        select(table.c.id, table.c.day, table.c.captured_on, schema.version.c.id, schema.version.c.day)
        .join(schema.version, schema.version.c.id == table.c.version_id)
        .where(schema.version.c.law == law)
    )
    if until is not None:
        wanted = wanted.where(table.c.id <= until)
    numbered = table is schema.sighting
    return [
        Sighting(day, captured_on, number if numbered else 0, name, row)
        for number, day, captured_on, row, name in connection.execute(wanted)
    ]


def versions_of(connection: Connection, law: str) -> dict[int, Version]:
    """All versions of a law by row, without the period for which they are known."""
    return {
        one.id: Version(
            law=one.law,
            day=one.day,
            known=Period(None),
            abbreviation=one.abbreviation,
            title=one.title,
            rank=Rank(one.rank),
            stand=codec.read_stand(one.stand),
            source_url=one.source_url,
            capture_sha256=one.capture_sha256,
            captured_on=one.captured_on,
            fictional=one.fictional,
            issued=one.issued,
            issuer=one.issuer,
            references=codec.read_words(one.refs),
        )
        for one in connection.execute(_VERSION.where(schema.version.c.law == law))
    }


def provision_at(connection: Connection, row: int, path: str, version: str | None = None) -> Provision | None:
    """The provision of a version at exactly this address; its addresses bear ``version``."""
    found = connection.execute(_PROVISION_AT, {"row": row, "path": path}).one_or_none()
    return _provision(_Record(*found), version) if found else None


def neighbours_of(
    connection: Connection, row: int, path: str, version: str
) -> tuple[Provision | None, Provision | None]:
    """The provisions before and after the one at exactly this address."""
    place = select(_held.position).where(_held.version_id == row, _held.address == path)
    middle = connection.execute(place).scalar_one()
    beside = _PROVISION.where(_held.version_id == row, _held.position.in_((middle - 1, middle + 1)))
    found = {one.position - middle: _provision(_Record(*one), version) for one in connection.execute(beside)}
    return found.get(-1), found.get(1)


def provisions_of(connection: Connection, row: int, version: str | None = None) -> Iterator[Provision]:
    """All provisions of a version, in order; their addresses bear ``version``."""
    for found in connection.execute(_PROVISION.where(_held.version_id == row).order_by(_held.position)):
        yield _provision(_Record(*found), version)


def provisions_at(connection: Connection, row: int, positions: Iterable[int]) -> Iterator[tuple[int, Provision]]:
    """The provisions at some positions of a version, in order, at their bare addresses."""
    ordered = _PROVISION.where(_held.version_id == row).order_by(_held.position)
    for chunk in chunks(sorted(positions)):
        for found in connection.execute(ordered.where(_held.position.in_(chunk))):
            yield found.position, _provision(_Record(*found), None)


def entries_of(connection: Connection, row: int) -> list[Entry]:
    """Contents of a version, in order."""
    wanted = select(_held.position, _held.address, _held.text_sha256, _held.repealed)
    return [
        Entry(*found) for found in connection.execute(wanted.where(_held.version_id == row).order_by(_held.position))
    ]


def blocks_of(connection: Connection, row: int) -> tuple[Address, ...]:
    """Addresses of a version's blocks of repealed provisions ("§§ 134 bis 136 (weggefallen)")."""
    repealed = (Address.from_id(entry.address) for entry in entries_of(connection, row) if entry.repealed)
    return tuple(address for address in repealed if is_block(address.steps[-1].number))


def covers(block: Address, wanted: Address) -> bool:
    """Whether a block of repealed provisions covers the number of a provision."""
    *above, last = block.steps
    if len(wanted.steps) != len(block.steps) or list(wanted.steps[:-1]) != above:
        return False
    step = wanted.steps[-1]
    return step.kind is last.kind and in_range(step.number, last.number)


def holders_of(connection: Connection, path: str) -> dict[int, str]:
    """Version rows that hold a provision at this address, with the hash of its text there."""
    return dict(connection.execute(_HOLDERS, {"path": path}).all())


def account_of(connection: Connection, row: int) -> Account:
    """Completeness certificate of a version."""
    wanted = select(schema.version.c.account).where(schema.version.c.id == row)
    return codec.read_account(connection.execute(wanted).scalar_one())


def document_of(connection: Connection, row: int) -> Document:
    """A version as the parser made it (``published`` as the first capture of it named it)."""
    head = connection.execute(schema.version.select().where(schema.version.c.id == row)).one()
    provisions = tuple(provisions_of(connection, row))
    if head.kind == "directive":
        return Directive(
            key=head.law,
            abbreviation=head.abbreviation,
            title=head.title,
            rank=Rank(head.rank),
            issuer=head.issuer,
            references=codec.read_words(head.refs),
            issued=head.issued,
            stand=codec.read_stand(head.stand),
            published=head.published,
            source_url=head.source_url,
            provisions=provisions,
            account=codec.read_account(head.account),
            comments_on=tuple(map(Address.from_id, codec.read_words(head.comments_on))),
            notes=codec.read_notes(head.notes),
            fictional=head.fictional,
        )
    return Legislation(
        key=head.law,
        abbreviation=head.abbreviation,
        title=head.title,
        rank=Rank(head.rank),
        issued=head.issued,
        gazette=head.gazette,
        stand=codec.read_stand(head.stand),
        published=head.published,
        source_url=head.source_url,
        provisions=provisions,
        account=codec.read_account(head.account),
        notes=codec.read_notes(head.notes),
        fictional=head.fictional,
    )


def _provision(found: _Record, version: str | None) -> Provision:
    address = replace(Address.from_id(found.address), version=version)
    return Provision(
        address=address,
        label=found.label,
        heading=found.heading,
        text=found.text,
        units=codec.read_units(address, found.units),
        context=codec.read_words(found.context),
        notes=codec.read_notes(found.notes),
        repealed=found.repealed,
        source_url=found.source_url,
        capture_sha256=found.capture_sha256,
    )

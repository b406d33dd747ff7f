"""Writing a law: everything that one capture tells, inside one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from corpus.model import Directive, Document
from corpus.store import schema
from corpus.store.form import Form, ProvisionRow
from corpus.store.rows import chunks, sightings_of
from corpus.timeline import Sighting, overlooked, runs, told_on


class Outcome(StrEnum):
    """What storing a law did: nothing was known of it, its timeline changed, or it said nothing new."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class PutResult(NamedTuple):
    """Result of storing a law.

    ``version`` is the name of the version; the counts compare its provisions with those of the
    version before it in time (by heading and text): new, changed, unchanged, removed.
    """

    outcome: Outcome
    version: str
    new: int
    changed: int
    unchanged: int
    removed: int


class _Seen(NamedTuple):
    """An observation that is about to be stored; ``row`` is None for a form that is not held yet."""

    day: date
    captured_on: date
    capture_sha256: str
    row: int | None


def put_law(connection: Connection, law: Document, form: Form, capture_sha256: str, captured_on: date) -> PutResult:
    """Store what a capture tells of a law; the caller has opened a transaction and commits it."""
    held = sightings_of(connection, law.key)
    confirmations = sightings_of(connection, law.key, schema.confirmation)
    day = _day(connection, law, held, capture_sha256, captured_on)
    seen = _Seen(day, captured_on, capture_sha256, _row_of(connection, law.key, form))
    if _is_known(seen, held, confirmations):
        version = _confirm(connection, seen, held, confirmations)
        return PutResult(Outcome.UNCHANGED, version, 0, 0, len(form.provisions), 0)

    before = _compared_with(connection, law.key, form, held, day)
    version, row = _name_and_row(connection, law, form, seen)
    told = _sight(connection, [Sighting(day, captured_on, 0, version, row)], held)
    _sight(connection, overlooked(told, confirmations), told)
    return _compare(Outcome.CHANGED if held else Outcome.NEW, version, before, form)


def _day(
    connection: Connection, law: Document, held: Sequence[Sighting], capture_sha256: str, captured_on: date
) -> date:
    """The day for which a capture tells the text: the publisher's, but never later than the capture itself.

    The day of a letter is that of its issue. Where its publisher serves another file later on, that one was not the
    text from the beginning, but is it from the day on which it was seen.
    """
    if isinstance(law, Directive) and law.issued:
        before = told_on(held, captured_on)
        if before and _capture_of(connection, before.row) == capture_sha256:
            return before.day
        if before and before.captured_on < captured_on:
            return captured_on
    return min(law.published or captured_on, captured_on)


def _capture_of(connection: Connection, row: int) -> str:
    """The capture that a version was first read from."""
    wanted = select(schema.version.c.capture_sha256).where(schema.version.c.id == row)
    return str(connection.execute(wanted).scalar_one())


def note_reading(connection: Connection, capture_sha256: str, captured_on: date, parser: str) -> None:
    """Note that a parser has read a capture; the caller has opened a transaction and commits it."""
    if not has_reading(connection, capture_sha256, captured_on, parser):
        values = {"capture_sha256": capture_sha256, "captured_on": captured_on, "parser": parser}
        connection.execute(insert(schema.reading), values)


def has_reading(connection: Connection, capture_sha256: str, captured_on: date, parser: str) -> bool:
    """Whether a parser has read a capture, as standing for a day."""
    one = schema.reading.c
    wanted = select(one.parser).where(
        one.capture_sha256 == capture_sha256, one.captured_on == captured_on, one.parser == parser
    )
    return connection.execute(wanted).first() is not None


def _is_known(seen: _Seen, held: Sequence[Sighting], confirmations: Sequence[Sighting]) -> bool:
    """Whether the timeline says so already, or a later capture of the same day has overruled this very observation."""
    answer = told_on(held, seen.day)
    if answer is None or seen.row is None:
        return False
    if answer.row == seen.row:
        return True
    overruled = answer.day == seen.day and answer.captured_on > seen.captured_on
    return overruled and _has(seen, (*held, *confirmations))


def _has(seen: _Seen, observations: Iterable[Sighting]) -> bool:
    return any((one.day, one.captured_on, one.row) == (seen.day, seen.captured_on, seen.row) for one in observations)


def _confirm(connection: Connection, seen: _Seen, held: Sequence[Sighting], confirmations: Sequence[Sighting]) -> str:
    """Note an observation that says nothing new; returns the name of its version."""
    if not _has(seen, (*held, *confirmations)):
        values = {"version_id": seen.row, "day": seen.day, "captured_on": seen.captured_on}
        connection.execute(insert(schema.confirmation), values)
    return next(one.version for one in held if one.row == seen.row)


def _sight(connection: Connection, news: Iterable[Sighting], held: Sequence[Sighting]) -> list[Sighting]:
    """Add sightings, oldest first; returns all of the law, with the sequence numbers they got."""
    told = list(held)
    for one in news:
        values = {"version_id": one.row, "day": one.day, "captured_on": one.captured_on}
        done = connection.execute(insert(schema.sighting), values)
        told.append(one._replace(sequence=_new_id(done.inserted_primary_key)))
    return told


def _row_of(connection: Connection, law: str, form: Form) -> int | None:
    wanted = select(schema.version.c.id).where(schema.version.c.law == law, schema.version.c.form_sha256 == form.sha256)
    return connection.execute(wanted).scalar_one_or_none()


def _name_and_row(connection: Connection, law: Document, form: Form, seen: _Seen) -> tuple[str, int]:
    """Name and row of the version; both are made where they do not exist yet."""
    held = select(schema.version.c.content_sha256, schema.version.c.day).where(schema.version.c.law == law.key)
    names = dict(connection.execute(held).all())
    name = names.get(form.content_sha256) or _free_name(seen.day, set(names.values()))
    if seen.row is not None:
        return name, seen.row
    return name, _add_version(connection, law, form, name, seen)


def _free_name(day: date, taken: set[str]) -> str:
    """The day, with a counter where another content has the name: "2026-03-18.2"."""
    name, count = day.isoformat(), 1
    while name in taken:
        count += 1
        name = f"{day.isoformat()}.{count}"
    return name


def _add_version(connection: Connection, law: Document, form: Form, name: str, seen: _Seen) -> int:
    head = {
        "law": law.key,
        "day": name,
        "content_sha256": form.content_sha256,
        "form_sha256": form.sha256,
        "abbreviation": law.abbreviation,
        "title": law.title,
        "rank": law.rank.value,
        "source_url": law.source_url,
        "fictional": law.fictional,
        "issued": law.issued,
        "published": law.published,
        "gazette": form.gazette,
        "kind": form.kind,
        "issuer": form.issuer,
        "refs": form.refs,
        "comments_on": form.comments_on,
        "stand": form.stand,
        "notes": form.notes,
        "account": form.account,
        "capture_sha256": seen.capture_sha256,
        "captured_on": seen.captured_on,
    }
    row = _new_id(connection.execute(insert(schema.version), head).inserted_primary_key)
    _add_texts(connection, form.provisions)
    if form.provisions:
        connection.execute(insert(schema.provision), [_columns(row, *each) for each in enumerate(form.provisions)])
    return row


def _columns(version: int, position: int, provision: ProvisionRow) -> dict[str, object]:
    own = provision._asdict()
    del own["text"], own["units"]
    return {"version_id": version, "position": position, **own}


def _add_texts(connection: Connection, provisions: Sequence[ProvisionRow]) -> None:
    """Store the texts that are not held yet, each once."""
    wanted = {row.stored_text: row for row in provisions}
    for chunk in chunks(wanted):
        held = select(schema.text.c.sha256).where(schema.text.c.sha256.in_(chunk))
        known = set(connection.execute(held).scalars())
        news = [wanted[sha256] for sha256 in chunk if sha256 not in known]
        if news:
            values = [{"sha256": row.stored_text, "text": row.text, "units": row.units} for row in news]
            connection.execute(insert(schema.text), values)


def _compared_with(connection: Connection, law: str, form: Form, held: Sequence[Sighting], day: date) -> dict[str, str]:
    """Text hashes by address of the version before a day; of the same content itself where that is held already."""
    same = select(schema.version.c.id).where(
        schema.version.c.law == law, schema.version.c.content_sha256 == form.content_sha256
    )
    row = connection.execute(same.limit(1)).scalar_one_or_none()
    if row is None:
        earlier = [run for run in runs(held) if run.period.start is not None and run.period.start <= day]
        row = earlier[-1].row if earlier else None
    wanted = select(schema.provision.c.address, schema.provision.c.text_sha256).where(
        schema.provision.c.version_id == row
    )
    return dict(connection.execute(wanted).all())


def _compare(outcome: Outcome, version: str, before: dict[str, str], form: Form) -> PutResult:
    after = {row.address: row.text_sha256 for row in form.provisions}
    both = before.keys() & after.keys()
    unchanged = sum(before[address] == after[address] for address in both)
    return PutResult(
        outcome,
        version,
        new=len(after) - len(both),
        changed=len(both) - unchanged,
        unchanged=unchanged,
        removed=len(before) - len(both),
    )


def _new_id(primary_key: object) -> int:
    """The number that the database gave to a new row."""
    if not isinstance(primary_key, Sequence) or not isinstance(primary_key[0], int):
        raise TypeError(f"Die Datenbank nannte keine Zeilennummer, sondern {primary_key!r}.")
    return primary_key[0]

"""Reading the store as it was at one sequence number: nothing that is written later changes an answer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Engine, select

from corpus.address import Address
from corpus.model import Account, Document, Edition, Provision, Validity, Version
from corpus.relations import Relation, RelationKind, reader_of
from corpus.store import related, rows, schema
from corpus.store.lines import Dated, Line, read_line

_KEPT_TEXTS = 512
"""Parsed provisions that a view remembers: some 20 MB at most, and every text that a page shows."""


class Held(NamedTuple):
    """A provision as a version of its law holds it, at an address in that version.

    ``held`` names all versions that hold the very same text at this place, with their periods.
    """

    provision: Provision
    law: Version
    held: tuple[Validity, ...]


class Neighbours(NamedTuple):
    """What stands before and after a provision, for reading on."""

    before: Provision | None
    after: Provision | None


class _Located(NamedTuple):
    """A provision, and the versions that hold the same text at the same place."""

    provision: Provision
    held: tuple[Validity, ...]


class View:
    """The store at one sequence number.

    Asking for what is not held gives None or an empty tuple; :meth:`oldest` tells since when a law
    is known at all.
    """

    def __init__(self, engine: Engine, sequence: int) -> None:
        self._engine = engine
        self._sequence = sequence
        self._lines: dict[str, Line] = {}
        self._laws: tuple[str, ...] | None = None
        self._read = lru_cache(_KEPT_TEXTS)(self._read_provision)
        self._blocks = lru_cache(_KEPT_TEXTS)(self._read_blocks)
        self._reader = cache(lambda: reader_of(self.laws()).id)

    @property
    def sequence(self) -> int:
        """Number of the newest sighting that this view knows; 0 for an empty store."""
        return self._sequence

    def laws(self) -> tuple[Version, ...]:
        """The newest version of each law, in the order of their keys."""
        return tuple(line.answering[-1].version for line in map(self._line, self._keys()))

    def versions(self, law: str) -> tuple[Version, ...]:
        """The versions of a law, oldest first, each with the period for which it is known.

        A version that came back after another one stands here twice, with different periods.
        """
        return tuple(dated.version for dated in self._line(law).answering)

    def oldest(self, law: str) -> Version | None:
        """The oldest known version of a law; before its first day the store has no answer."""
        return next(iter(self.versions(law)), None)

    def version_on(self, law: str, day: date) -> Version | None:
        """The version that the store answers with for a day; None before the oldest one."""
        found = self._line(law).on(day)
        return found.version if found else None

    def version(self, law: str, name: str) -> Version | None:
        """The version of a name, also one that a later capture of the same day has overruled."""
        found = self._line(law).named(name)
        return found.version if found else None

    def document(self, version: Version) -> Document:
        """A whole version as it was parsed.

        Raises:
            LookupError: the version is not of this store.
        """
        with self._engine.connect() as connection:
            return rows.document_of(connection, self._row_of(version))

    def account(self, law: str) -> Account | None:
        """Completeness certificate of the newest version of a law."""
        newest = self._line(law).on(None)
        if newest is None:
            return None
        with self._engine.connect() as connection:
            return rows.account_of(connection, newest.row)

    def accounts(self) -> Iterator[tuple[Version, Account]]:
        """Completeness certificates of the newest versions of all laws."""
        for law in self.laws():
            account = self.account(law.law)
            if account is not None:
                yield law, account

    def provision(self, address: Address, day: date | None = None) -> Held | None:
        """The provision that an address lies in: in the version it names, else on the day, else in the newest.

        Where there is no provision of this number, the block of repealed ones that covers it
        ("§§ 134 bis 136 (weggefallen)" for § 135). None where nothing is held.
        """
        dated = self._dated(address, day)
        found = self._located(dated, address, dated.version.day) if dated else None
        return Held(found.provision, dated.version, found.held) if dated and found else None

    def provisions(self, version: Version) -> Iterator[Provision]:
        """All provisions of a version, in the order of the law, at addresses in this version.

        Raises:
            LookupError: the version is not of this store.
        """
        with self._engine.connect() as connection:
            yield from rows.provisions_of(connection, self._row_of(version), version.day)

    def neighbours(self, address: Address, day: date | None = None) -> Neighbours:
        """The provisions before and after the one that :meth:`provision` finds for the same words."""
        dated = self._dated(address, day)
        found = self._located(dated, address) if dated else None
        if dated is None or found is None:
            return Neighbours(None, None)
        with self._engine.connect() as connection:
            path = str(found.provision.address)
            return Neighbours(*rows.neighbours_of(connection, dated.row, path, dated.version.day))

    def history(self, address: Address) -> tuple[Edition, ...]:
        """The texts of one provision over time, oldest first; versions in a row with the same text are one edition."""
        editions = []
        found = ((dated, self._located(dated, address)) for dated in self._line(address.law).answering)
        for _, group in groupby(found, key=_same_text):
            same = list(group)
            newest, located = same[-1]
            if located is not None:
                editions.append(Edition(located.provision, newest.version, tuple(dated.validity for dated, _ in same)))
        return tuple(editions)

    def editions(self) -> Iterator[Edition]:
        """Every text of every provision once, with all the versions that hold it; law by law.

        Within a law first the provisions of the newest version in their order, then the texts that
        only older versions hold, newest first.
        """
        for law in self._keys():
            yield from self._editions_of(self._line(law))

    def relations(self, law: str | None = None, day: date | None = None) -> tuple[Relation, ...]:
        """What directives say of other documents, in the versions of a day (the newest by default); all, or one."""
        with self._engine.connect() as connection:
            return tuple(related.of_versions(connection, self._directives(day, law)))

    def relations_from(self, address: Address, day: date | None = None) -> tuple[Relation, ...]:
        """What stands at a place of a directive about other documents, and what its provision as a whole is about."""
        place, whole = address.bare, address.provision.bare
        with self._engine.connect() as connection:
            found = related.from_place(connection, self._directives(day, address.law), whole)
        return tuple(one for one in found if place.covers(one.source) or (one.source == whole and not one.said))

    def relations_to(self, address: Address, day: date | None = None) -> tuple[Relation, ...]:
        """What directives say of a place in a law or a work, and of the places in it or around it."""
        with self._engine.connect() as connection:
            return tuple(related.to_place(connection, self._directives(day), address))

    def relations_to_document(
        self, law: str, day: date | None = None, kinds: Sequence[RelationKind] = tuple(RelationKind)
    ) -> tuple[Relation, ...]:
        """What directives say of a document or of places in it, and of what it has done to others (as the actor)."""
        newest = self._line(law).on(None)
        references = newest.version.references if newest else ()
        with self._engine.connect() as connection:
            return tuple(related.of_document(connection, self._directives(day), law, references, kinds))

    def are_related(self) -> bool:
        """Whether the relations of all directives were read; an ingest of this release reads them."""
        with self._engine.connect() as connection:
            unread = set(related.unread(connection, self._reader()))
        return unread.isdisjoint(self._directives(None).rows)

    def _directives(self, day: date | None, law: str | None = None) -> related.Speakers:
        """The versions of directives that answer for a day."""
        lines = map(self._line, (law,) if law else self._keys())
        dated = (line.on(day) for line in lines)
        return related.Speakers([one.row for one in dated if one and one.version.issuer], self._reader())

    def fingerprint(self) -> str:
        """Hash over everything that this view answers from: equal hash, equal answers."""
        digest = hashlib.sha256()
        forms = select(schema.version.c.id, schema.version.c.form_sha256)
        with self._engine.connect() as connection:
            form = dict(connection.execute(forms).all())
        for law in self._keys():
            for version, row in self._line(law).answering:
                facts = (law, version.day, version.known, version.capture_sha256, version.captured_on, form[row])
                digest.update(f"{facts}\n".encode())
        return digest.hexdigest()

    def _keys(self) -> tuple[str, ...]:
        if self._laws is None:
            self._laws = self._read_keys()
        return self._laws

    def _read_keys(self) -> tuple[str, ...]:
        wanted = (
            select(schema.version.c.law)
            .join(schema.sighting, schema.sighting.c.version_id == schema.version.c.id)
            .where(schema.sighting.c.id <= self._sequence)
        )
        with self._engine.connect() as connection:
            return tuple(sorted(connection.execute(wanted.distinct()).scalars()))

    def _line(self, law: str) -> Line:
        line = self._lines.get(law)
        if line is None:
            with self._engine.connect() as connection:
                line = self._lines[law] = read_line(connection, law, self._sequence)
        return line

    def _row_of(self, version: Version) -> int:
        found = self._line(version.law).of(version)
        if found is None:
            raise LookupError(
                f"Die Fassung {version.day} von {version.abbreviation} ist in diesem Bestand nicht bekannt."
            )
        return found.row

    def _dated(self, address: Address, day: date | None) -> Dated | None:
        line = self._line(address.law)
        return line.named(address.version) if address.version else line.on(day)

    def _located(self, dated: Dated, address: Address, version: str | None = None) -> _Located | None:
        """The provision at an address, or the block that covers it; ``version`` is what its addresses bear."""
        exact = address.provision.bare
        found = self._read(dated.row, exact, version)
        if found is None:
            block = next((block for block in self._blocks(dated.row) if rows.covers(block, exact)), None)
            found = self._read(dated.row, block, version) if block else None
        return found

    def _read_provision(self, row: int, address: Address, version: str | None) -> _Located | None:
        path = str(address)
        answering = self._line(address.law).answering
        with self._engine.connect() as connection:
            provision = rows.provision_at(connection, row, path, version)
            if provision is None:
                return None
            holders = rows.holders_of(connection, path)
        held = tuple(dated.validity for dated in answering if holders.get(dated.row) == holders[row])
        return _Located(provision, held)

    def _read_blocks(self, row: int) -> tuple[Address, ...]:
        """Addresses of a version's blocks of repealed provisions."""
        with self._engine.connect() as connection:
            return rows.blocks_of(connection, row)

    def _editions_of(self, line: Line) -> Iterator[Edition]:
        with self._engine.connect() as connection:
            contents = {dated.row: rows.entries_of(connection, dated.row) for dated in line.answering}
            held: dict[tuple[str, str], list[Validity]] = {}
            for dated in line.answering:
                for entry in contents[dated.row]:
                    held.setdefault((entry.address, entry.text_sha256), []).append(dated.validity)
            for version, row in reversed(line.answering):
                news = {
                    entry.position: tuple(periods)
                    for entry in contents[row]
                    if (periods := held.pop((entry.address, entry.text_sha256), None))
                }
                for position, provision in rows.provisions_at(connection, row, news):
                    yield Edition(provision, version, news[position])


def _same_text(one: tuple[Dated, _Located | None]) -> tuple[Address, str] | None:
    """What two versions have in common that hold the same text at the same place."""
    provision = one[1].provision if one[1] else None
    return (provision.address, provision.text_sha256) if provision else None

"""The store: every version of every law, by address and by day. Nothing in it is ever changed or deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine, func, select

from corpus.database import metadata
from corpus.model import Directive, Document
from corpus.relations import reader_of, relations_of
from corpus.store import related, schema
from corpus.store.form import form_of
from corpus.store.rows import document_of
from corpus.store.view import Held, Neighbours, View
from corpus.store.write import Outcome, PutResult, has_reading, note_reading, put_law

__all__ = ["Held", "Neighbours", "Outcome", "PutResult", "Store", "View"]


class Store:
    """Documents by id and by day, in a database (see :func:`corpus.database.open_database`).

    One writer at a time (an ingest holds the lock of :class:`corpus.generations.Generations`);
    readers as many as one likes, each through a :class:`View` that later writing does not change.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        metadata.create_all(engine, tables=schema.TABLES)

    def put(self, law: Document, capture_sha256: str, captured_on: date, parser: str = "") -> PutResult:
        """Store a law or a directive as one capture tells it, wholly or not at all; ``parser`` is who read the capture.

        The day of the version is the publisher's build date, but never later than the day for which
        the capture stands. A content that is held already keeps its name, whichever days are added
        to its period; another content of the same day gets a name with a counter ("2026-03-18.2"),
        and the later capture answers for that day.

        Raises:
            ValueError: an address in the law names a version, another law, or stands twice.
        """
        form = form_of(law)
        with self._engine.begin() as connection:
            result = put_law(connection, law, form, capture_sha256, captured_on)
            note_reading(connection, capture_sha256, captured_on, parser)
            return result

    def knows(self, capture_sha256: str, captured_on: date, parser: str) -> bool:
        """Whether this parser has read this capture, as standing for this day, into the store already."""
        with self._engine.connect() as connection:
            return has_reading(connection, capture_sha256, captured_on, parser)

    def relate(self, progress: Callable[[int, int], None]) -> int:
        """Read the relations of all directives of which the present reader has not read them; returns how many.

        Each version is a transaction of its own, so that this may be stopped anywhere and goes on the next time.
        """
        reader = reader_of(self.view().laws())
        with self._engine.connect() as connection:
            waiting = related.unread(connection, reader.id)
        for done, row in enumerate(waiting):
            progress(done, len(waiting))
            with self._engine.begin() as connection:
                document = document_of(connection, row)
                found = relations_of(document, reader.codes) if isinstance(document, Directive) else ()
                related.write(connection, row, reader.id, found)
        return len(waiting)

    def view(self, sequence: int | None = None) -> View:
        """The store as it was at a sequence number (:attr:`View.sequence`); as it is now by default."""
        with self._engine.connect() as connection:
            newest = connection.execute(select(func.max(schema.sighting.c.id))).scalar_one() or 0
        return View(self._engine, newest if sequence is None else min(sequence, newest))

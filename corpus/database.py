"""The database behind the store and the capture log: SQLite by default, anything SQLAlchemy speaks."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, MetaData, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

metadata = MetaData()
"""All tables of the corpus; each module that keeps something declares its own."""


def open_database(url: str) -> Engine:
    """Open (and where needed create) the database at an SQLAlchemy URL.

    For SQLite the folder is made, the journal is a write-ahead log, so that a running service
    reads while an ingest writes, and a writer that finds the database busy waits.
    """
    address = make_url(url)
    sqlite = address.get_backend_name() == "sqlite"
    if sqlite and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    if sqlite:
        event.listen(engine, "connect", _tune_sqlite)
    metadata.create_all(engine)
    return engine


def _tune_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

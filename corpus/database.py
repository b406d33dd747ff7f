"""The database behind the store and the capture log: SQLite by default, anything SQLAlchemy speaks."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Engine, MetaData, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import DDLElement
from sqlalchemy.sql.compiler import DDLCompiler

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
    _add_missing_columns(engine)
    return engine


def _add_missing_columns(engine: Engine) -> None:
    """Bring a database of an earlier release up to date: columns are only ever added, with a default."""
    present = inspect(engine)
    for table in metadata.sorted_tables:
        held = {column["name"] for column in present.get_columns(table.name)}
        for column in table.columns:
            if column.name not in held:
                with engine.begin() as connection:
                    connection.execute(_Added(column))


class _Added(DDLElement):
    """ALTER TABLE … ADD COLUMN for a column with a server default."""

    def __init__(self, column: Column[object]) -> None:
        self.column = column


@compiles(_Added)
def _compile_added(element: _Added, compiler: DDLCompiler, **_: object) -> str:
    table = compiler.preparer.format_table(element.column.table)
    return f"ALTER TABLE {table} ADD COLUMN {compiler.get_column_specification(element.column)}"


def _tune_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=10000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()

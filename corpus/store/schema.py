"""The tables of the store. Rows are only ever added: what was known stays known.

A *version* row is one reading of a law or a directive: everything the parser made of a capture, except the day.
Readings of the same content (provisions and their texts) share a name (``day``); they differ in
what stands beside the law: Stand, notes, headings above, units. A *sighting* says on which day
the publisher's text was which version; its id is the sequence number by which a view is fixed. A
*confirmation* is a sighting that told nothing new (see :func:`corpus.timeline.overlooked`).
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from corpus.database import metadata

SHA256 = String(64)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("law", String(64), nullable=False, index=True),
    Column("day", String(16), nullable=False),
    Column("content_sha256", SHA256, nullable=False),
    Column("form_sha256", SHA256, nullable=False),
    Column("abbreviation", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("rank", String(32), nullable=False),
    Column("source_url", Text, nullable=False),
    Column("fictional", Boolean, nullable=False),
    Column("issued", Date),
    Column("published", Date),
    Column("gazette", Text, nullable=False),
    Column("stand", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("capture_sha256", SHA256, nullable=False),
    Column("captured_on", Date, nullable=False),
    Column("kind", String(16), nullable=False, server_default="legislation"),
    Column("issuer", Text, nullable=False, server_default=""),
    Column("refs", Text, nullable=False, server_default="[]"),
    Column("comments_on", Text, nullable=False, server_default="[]"),
    UniqueConstraint("law", "form_sha256"),
)

sighting = Table(
    "sighting",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("version.id"), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("captured_on", Date, nullable=False),
)

confirmation = Table(
    "confirmation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("day", Date, nullable=False),
    Column("captured_on", Date, nullable=False),
    UniqueConstraint("version_id", "day", "captured_on"),
)

text = Table(
    "text",
    metadata,
    Column("sha256", SHA256, primary_key=True),
    Column("text", Text, nullable=False),
    Column("units", Text, nullable=False),
)
"""Canonical texts with their units, each stored once, whichever provisions and versions hold it."""

provision = Table(
    "provision",
    metadata,
    Column("version_id", Integer, ForeignKey("version.id"), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("address", String(255), nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("repealed", Boolean, nullable=False),
    Column("context", Text, nullable=False),
    Column("notes", Text, nullable=False),
    Column("text_sha256", SHA256, nullable=False),
    Column("stored_text", SHA256, ForeignKey("text.sha256"), nullable=False),
    Column("source_url", Text, nullable=False, server_default=""),
    Column("capture_sha256", SHA256, nullable=False, server_default=""),
    Index("provision_of_version", "version_id", "address", unique=True),
)

reading = Table(
    "reading",
    metadata,
    Column("capture_sha256", SHA256, primary_key=True),
    Column("captured_on", Date, primary_key=True),
    Column("parser", String(64), primary_key=True),
)
"""Which captures were read by which version of a parser: what is in here need not be read again."""

relation = Table(
    "relation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version_id", Integer, ForeignKey("version.id"), nullable=False),
    Column("reader", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("source", String(255), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("said", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("target_key", String(128), nullable=False),
    Column("target_provision", String(255), nullable=False),
    Column("target_through", Boolean, nullable=False),
    Column("actor", Text, nullable=False),
    Column("actor_key", String(128), nullable=False),
    Index("relation_of_version", "version_id", "reader"),
    Index("relation_to_provision", "target_provision"),
    Index("relation_to_document", "target_key"),
    Index("relation_of_actor", "actor_key"),
)
"""What a version of a directive says of other documents, see :mod:`corpus.relations`. Derived from its text alone."""

related = Table(
    "related",
    metadata,
    Column("version_id", Integer, ForeignKey("version.id"), primary_key=True),
    Column("reader", String(32), primary_key=True),
)
"""Of which versions the relations were read, and by which reader: a new reader reads old versions again."""

TABLES = (version, sighting, confirmation, text, provision, reading, relation, related)

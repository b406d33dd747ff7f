"""Nested values survive their way through a column."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from corpus.address import PROVISION_KINDS, Address, Step, StepKind
from corpus.model import Unit
from corpus.store import codec, schema

KINDS = sorted(set(StepKind) - PROVISION_KINDS - {StepKind.BUCHSTABE})
STEPS = st.builds(
    Step, st.sampled_from(KINDS), st.sampled_from(["1", "2", "4a", "2-4"]), st.integers(1, 3)
) | st.builds(Step, st.just(StepKind.BUCHSTABE), st.sampled_from(["a", "aa", "bbb"]))
PROVISION = Address("brunnstg", (Step(StepKind.ARTIKEL, "97"), Step(StepKind.PARAGRAPH, "10a")))
OTHER = Address("seestg", (Step(StepKind.ANLAGE),), "2031-03-01")
INNER = st.lists(st.tuples(st.lists(STEPS, max_size=4), st.integers(0, 99), st.integers(0, 99), st.integers(0, 9)))


def units_in(provision: Address, inner: list[tuple[list[Step], int, int, int]]) -> tuple[Unit, ...]:
    """Units of a provision from their steps and offsets."""
    return tuple(
        Unit(Address(provision.law, (*provision.steps, *steps), provision.version), start, start + length, start + body)
        for steps, start, length, body in inner
    )


@given(INNER)
def test_units_move_with_their_provision(inner: list[tuple[list[Step], int, int, int]]) -> None:
    """Units written below one provision are read below any other, whatever its depth, law and version."""
    column = codec.write_units(PROVISION, units_in(PROVISION, inner))
    assert codec.read_units(PROVISION, column) == units_in(PROVISION, inner)
    assert codec.read_units(OTHER, column) == units_in(OTHER, inner)


def test_tables_suit_another_database() -> None:
    """All tables and indexes can be written for PostgreSQL too."""
    dialect = postgresql.dialect()
    for table in schema.TABLES:
        statements = [CreateTable(table), *map(CreateIndex, table.indexes)]
        assert all(str(one.compile(dialect=dialect)).strip().startswith("CREATE") for one in statements)

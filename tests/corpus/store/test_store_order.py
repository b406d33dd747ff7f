"""Laws come in whatever order a user brings them; the store must end up knowing the same."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.database import open_database
from corpus.store import Outcome, Store

START = date(2031, 1, 1)


class Observed(NamedTuple):
    """A capture: its content, its build date and the day for which it stands, in days from the start."""

    content: str
    published: int | None
    captured: int


OBSERVED = st.lists(
    st.builds(Observed, st.sampled_from("ABC"), st.none() | st.integers(0, 6), st.integers(0, 30)),
    min_size=1,
    max_size=6,
    unique_by=lambda one: one.captured,
)


def timeline(make_law, captures: list[Observed]) -> list[tuple[str, date | None, date | None]]:
    """Texts and periods that a fresh store knows after these captures; each is put twice at the end."""
    engine = open_database("sqlite://")
    store = Store(engine)
    for one in captures:
        published = None if one.published is None else START + timedelta(days=one.published)
        law = make_law({"1": f"(1) {one.content}", "2": "(1) Bleibt."}, published=published)
        store.put(law, one.content * 64, START + timedelta(days=one.captured))
        again = store.put(law, one.content * 64, START + timedelta(days=one.captured))
        assert again.outcome is Outcome.UNCHANGED
    view = store.view()
    known = []
    for version in view.versions("brunnstg"):
        first, _ = view.provisions(version)
        known.append((first.text, version.known.start, version.known.end))
    engine.dispose()
    return known


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(OBSERVED, st.randoms())
def test_the_order_of_ingestion_does_not_matter(make_law, captures: list[Observed], random) -> None:
    """The same captures in any order give the same texts for the same periods; a repeated one changes nothing."""
    shuffled = random.sample(captures, len(captures))
    assert timeline(make_law, shuffled) == timeline(make_law, captures)

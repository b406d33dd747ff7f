"""The timeline of a law: what is known for which day, in whatever order it became known."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Period
from corpus.timeline import Run, Sighting, overlooked, runs, told_on

START = date(2031, 1, 1)


def day(number: int) -> date:
    """The n-th day of the examples."""
    return START + timedelta(days=number)


def seen(version: str, on: int, captured: int | None = None, sequence: int = 1) -> Sighting:
    """A sighting of a version on a day."""
    return Sighting(day(on), day(on if captured is None else captured), sequence, version, ord(version))


SIGHTINGS = st.lists(
    st.builds(seen, st.sampled_from("ABC"), st.integers(0, 8), st.integers(8, 12), st.integers(1, 10_000)),
    max_size=9,
    unique_by=lambda sighting: sighting.sequence,
)


def test_nothing_seen_is_no_run() -> None:
    """Without a sighting there is no answer for any day."""
    assert runs([]) == ()
    assert told_on([], START) is None


def test_a_version_ends_where_another_one_is_known() -> None:
    """Sightings of the same version make one run; a returned version makes another; the last run is open."""
    told = [seen("A", 0), seen("A", 2), seen("B", 3), seen("A", 6)]
    assert runs(told) == (
        Run("A", Period(day(0), day(3)), ord("A")),
        Run("B", Period(day(3), day(6)), ord("B")),
        Run("A", Period(day(6)), ord("A")),
    )


def test_of_one_day_the_later_capture_has_the_last_word() -> None:
    """Not the one that was stored later; that one only among captures of the same day."""
    told = [seen("A", 1, captured=5, sequence=1), seen("B", 1, captured=4, sequence=2)]
    assert [run.version for run in runs(told)] == ["A"]
    assert [run.version for run in runs([*told, seen("C", 1, captured=5, sequence=3)])] == ["C"]


def test_a_confirmation_counts_when_another_text_comes_between() -> None:
    """A on day 1 and confirmed on day 9: B on day 5 must not answer for day 9."""
    confirmed = seen("A", 9, sequence=0)
    assert overlooked([seen("A", 1)], [confirmed]) == ()
    assert overlooked([seen("A", 1), seen("B", 5)], [confirmed]) == (confirmed,)


@given(SIGHTINGS, st.randoms())
def test_order_does_not_matter(sightings: list[Sighting], random) -> None:
    """The runs depend on what was seen, not on the order in which it is listed."""
    shuffled = random.sample(sightings, len(sightings))
    assert runs(shuffled) == runs(sightings)


@given(SIGHTINGS)
def test_runs_leave_no_gap_and_agree_with_each_day(sightings: list[Sighting]) -> None:
    """Every day from the oldest sighting on lies in exactly one run: the one of the version told for it."""
    found = runs(sightings)
    assert all(one.period.end == next_one.period.start for one, next_one in pairwise(found))
    assert all(one.version != next_one.version for one, next_one in pairwise(found))
    for number in range(-1, 12):
        told = told_on(sightings, day(number))
        covering = [run.version for run in found if run.period.covers(day(number))]
        assert covering == ([told.version] if told else [])


@given(SIGHTINGS, SIGHTINGS)
def test_overlooked_confirmations_restore_the_whole_truth(told: list[Sighting], more: list[Sighting]) -> None:
    """With the overlooked confirmations the sightings say what all observations together say, and none is missing."""
    confirmations = [one._replace(sequence=0) for one in more]
    whole = [*told, *overlooked(told, confirmations)]
    for number in range(13):
        everything = told_on([*told, *confirmations], day(number))
        answer = told_on(whole, day(number))
        assert (answer and answer.version) == (everything and everything.version)
    assert overlooked(whole, confirmations) == ()

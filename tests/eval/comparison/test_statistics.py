"""The tests of a comparison agree with what one works out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from eval.comparison.statistics import Sample, bootstrap, holm, randomisation, sample_of


def sample(*differences: float) -> Sample:
    """Every question a cluster of its own, all in one stratum."""
    names = [str(number) for number in range(len(differences))]
    return sample_of(differences, names, ["" for _ in names])


def test_without_a_difference_nothing_is_sure() -> None:
    """Identical runs have p = 1 and an interval of nothing."""
    same = sample(*[0.0] * 40)
    assert randomisation(same) == 1.0
    assert bootstrap(same) == (0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ((1.0, 1.0, 1.0), 2 / 8),  # +++ and ---
        ((1.0, -1.0), 1.0),  # every exchange gives at least 0
        ((3.0, 1.0), 2 / 4),  # 4 and -4 of ±4, ±2
        ((2.0, 1.0, 1.0, -1.0), 8 / 16),  # 3 or more of 5, 3, 3, 3 | 1, 1, 1, 1 and their opposites
        ((1.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0), 2 / 32),  # questions without a difference count for nothing
    ],
)
def test_few_exchanges_are_all_enumerated(differences: tuple[float, ...], expected: float) -> None:
    """Two-sided: exchanges with a sum at least as large as the one found, either way."""
    assert randomisation(sample(*differences)) == pytest.approx(expected)


def test_many_exchanges_are_drawn() -> None:
    """Fifty gains and no loss never come about by chance; as many of either do."""
    assert randomisation(sample(*[0.5] * 50), draws=2_000) == pytest.approx(1 / 2_001)
    assert randomisation(sample(*[0.5, -0.5] * 25), draws=2_000) == 1.0


def test_drawn_exchanges_come_near_to_the_enumerated() -> None:
    """15 of 20 by chance: 4.14 % by the binomial distribution."""
    assert randomisation(sample(*[1.0] * 15, *[-1.0] * 5), draws=40_000) == pytest.approx(0.0414, abs=0.005)


def test_a_cluster_is_exchanged_as_a_whole() -> None:
    """Six questions in two clusters are two coins, not six."""
    clustered = sample_of([1.0] * 6, ["a", "a", "a", "b", "b", "b"], [""] * 6)
    assert clustered.sums.tolist() == [3.0, 3.0]
    assert clustered.sizes.tolist() == [3.0, 3.0]
    assert randomisation(clustered) == pytest.approx(2 / 4)


def test_the_mean_weighs_questions_and_not_clusters() -> None:
    """A cluster of three counts three times."""
    assert sample_of([1.0, 1.0, 1.0, 0.0], ["a", "a", "a", "b"], [""] * 4).mean == 0.75


def test_an_equal_difference_everywhere_has_no_spread() -> None:
    """Whatever is drawn, the mean is the same."""
    low, high, p = bootstrap(sample(*[0.25] * 30), draws=999)
    assert (low, high) == (0.25, 0.25)
    assert p == pytest.approx(2 / 1_000)


def test_the_interval_is_that_of_a_coin() -> None:
    """400 questions, half of them gained: 0.5 ± 1.96 · 0.5 / 20."""
    low, high, _ = bootstrap(sample(*[1.0, 0.0] * 200))
    assert (low, high) == pytest.approx((0.451, 0.549), abs=0.006)


def test_strata_are_drawn_apart() -> None:
    """Where all of one stratum are gained and none of the other, half are gained in every sample."""
    strata = ["x"] * 20 + ["y"] * 20
    apart = sample_of([1.0] * 20 + [0.0] * 20, [str(number) for number in range(40)], strata)
    low, high, _ = bootstrap(apart)
    assert (low, high) == (0.5, 0.5)
    assert np.array_equal(apart.strata, [0] * 20 + [1] * 20)


def test_the_same_seed_gives_the_same_figures() -> None:
    """A reader can repeat them."""
    some = sample(*np.linspace(-1, 2, 60).tolist())
    assert bootstrap(some) == bootstrap(some)
    assert randomisation(some) == randomisation(some)


def test_holm_by_hand() -> None:
    """0.01 · 3; 0.03 · 2; 0.04 · 1, but never less than the one before."""
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([0.4, 0.9, 0.8]) == pytest.approx((1.0, 1.0, 1.0))
    assert holm([0.02]) == (0.02,)
    assert holm([]) == ()

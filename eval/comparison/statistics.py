"""Paired tests over questions that come in clusters and strata; NumPy and nothing else.

* Bootstrap: clusters are drawn with replacement within each stratum; the interval is that of percentiles
  (B. Efron, R. Tibshirani, "An Introduction to the Bootstrap", 1993, ch. 13).
* Randomisation: if the systems were equal, each cluster could as well have its two results exchanged (M. Smucker,
  J. Allan, B. Carterette, "A Comparison of Statistical Significance Tests for Information Retrieval Evaluation",
  CIKM 2007, https://doi.org/10.1145/1321440.1321528). Few clusters are all enumerated, else exchanges are drawn.
* Holm: several measures tested at once (S. Holm, "A Simple Sequentially Rejective Multiple Test Procedure", 1979).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

DRAWS = 10_000
"""Samples of a bootstrap, and exchanges of a randomisation test where they are too many to enumerate."""
SEED = 20_260_630
ENUMERATED = 14
"""Clusters with a difference up to which all exchanges are enumerated (2^14 of them)."""
_CLOSE = 1e-12
"""Sums of the same numbers in another order differ by less."""

Floats = NDArray[np.float64]


class Sample(NamedTuple):
    """Differences of one measure: their sum and number in each cluster, and the stratum of each cluster."""

    sums: Floats
    sizes: Floats
    strata: NDArray[np.int64]

    @property
    def mean(self) -> float:
        """The mean difference over all questions."""
        return float(self.sums.sum() / self.sizes.sum())


class Interval(NamedTuple):
    """Where 95 % of the means of bootstrap samples lie, and the two-sided p that they give."""

    low: float
    high: float
    p: float


def sample_of(differences: Sequence[float], clusters: Sequence[str], strata: Sequence[str]) -> Sample:
    """Differences of questions, gathered by cluster; a cluster has the stratum of its first question."""
    number = {name: place for place, name in enumerate(dict.fromkeys(clusters))}
    layer = {name: place for place, name in enumerate(dict.fromkeys(strata))}
    places = np.array([number[name] for name in clusters])
    of_cluster = {cluster: layer[stratum] for cluster, stratum in reversed(list(zip(clusters, strata, strict=True)))}
    return Sample(
        np.bincount(places, np.asarray(differences, dtype=np.float64), len(number)).astype(np.float64),
        np.bincount(places, minlength=len(number)).astype(np.float64),
        np.array([of_cluster[name] for name in number]),
    )


def bootstrap(sample: Sample, draws: int = DRAWS, seed: int = SEED) -> Interval:
    """The interval of the mean difference; where there is no difference at all, p is 1."""
    random = np.random.default_rng(seed)
    totals, counts = np.zeros(draws), np.zeros(draws)
    for stratum in np.unique(sample.strata):
        members = np.flatnonzero(sample.strata == stratum)
        drawn = members[random.integers(0, len(members), (draws, len(members)))]
        totals += sample.sums[drawn].sum(axis=1)
        counts += sample.sizes[drawn].sum(axis=1)
    means = totals / counts
    low, high = np.percentile(means, (2.5, 97.5))
    below, above = (means <= _CLOSE).sum(), (means >= -_CLOSE).sum()
    return Interval(float(low), float(high), min(1.0, 2 * (int(min(below, above)) + 1) / (draws + 1)))


def randomisation(sample: Sample, draws: int = DRAWS, seed: int = SEED) -> float:
    """Two-sided p: the share of exchanges that make a difference at least as large as the one found."""
    sums = sample.sums[np.abs(sample.sums) > _CLOSE]
    if len(sums) == 0:
        return 1.0
    found = abs(sums.sum()) - _CLOSE
    if len(sums) <= ENUMERATED:
        numbers = np.arange(2 ** len(sums))[:, None] >> np.arange(len(sums))
        return float((np.abs((1 - 2 * (numbers & 1)) @ sums) >= found).mean())
    random = np.random.default_rng(seed)
    signs = random.integers(0, 2, (draws, len(sums)), dtype=np.int8) * 2 - 1
    return (int((np.abs(signs @ sums) >= found).sum()) + 1) / (draws + 1)


def holm(values: Sequence[float]) -> tuple[float, ...]:
    """P values corrected for being several, in their order."""
    adjusted = [0.0] * len(values)
    least = 0.0
    for place, index in enumerate(sorted(range(len(values)), key=values.__getitem__)):
        least = max(least, min(1.0, (len(values) - place) * values[index]))
        adjusted[index] = least
    return tuple(adjusted)

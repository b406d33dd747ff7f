"""How well a passage answers: a weighted sum of what words, register, meaning, references and rank say of it.

The weights are fitted on the development questions by ``fundstelle eval fit`` and stand in ``ranking.json``; one set
for a generation whose vectors are there, one for the time before.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.index.graph import Graph

Scores = NDArray[np.float32]
FILE = "ranking.json"
WITH, WITHOUT = "with vectors", "without vectors"
"""The two sets of weights."""
NAMES = (
    "words",
    "words of the provision",
    "register",
    "register together",
    "register of the provision",
    "meaning",
    "meaning of the provision",
    "keywords' meaning",
    "keywords' meaning of the provision",
    "law",
    "cited by what was found",
    "commented on by what was found",
    "cited in the corpus",
    "ordinance",
    "directive",
    "note",
)
"""The features, in the order of the weights; each is about 0 to 1."""
DENSE = frozenset(name for name in NAMES if "meaning" in name)
"""The features that need vectors."""
_HITS_OF_LAW = 30
"""Best passages by which the law that a question is about is guessed."""
_WIDTH = 0.3
"""By how much more like the question its nearest passage usually is than the farthest one that was fetched."""
_USUAL = 6.0
"""What divides the logarithm of references to a provision."""


class Signals(NamedTuple):
    """What each method says of every passage of a generation; 0 where it says nothing.

    ``words`` is BM25; ``register`` (its best keyword) and ``together`` (all of them) are shares of the question's
    rarity; ``meaning`` is the similarity of vectors, ``keywords`` that of keywords that lead to the passage; ``ranks``
    are the ranks of the sources (0 is a statute).
    """

    words: Scores
    register: Scores
    together: Scores
    meaning: Scores
    keywords: Scores
    ranks: NDArray[np.int8]

    def of(self, allowed: NDArray[np.bool_]) -> Signals:
        """The same for the allowed passages, and nothing for the others."""
        words, register, together, meaning, keywords = (np.where(allowed, one, np.float32(0)) for one in self[:5])
        return Signals(words, register, together, meaning, keywords, self.ranks)


class Weights(NamedTuple):
    """One weight for each feature, and what each passage loses for every better one of its provision."""

    values: Scores
    repetition: float

    def told(self) -> dict[str, float]:
        """The weights by the names of the features."""
        return dict(zip(NAMES, (round(float(one), 4) for one in self.values), strict=True))


@cache
def weights(*, dense: bool) -> Weights:
    """The fitted weights for a generation with vectors, or without."""
    sheet = json.loads(files("corpus.index").joinpath(FILE).read_text(encoding="utf-8"))
    fitted = sheet[WITH if dense else WITHOUT]
    values = np.array([fitted["weights"][name] for name in NAMES], dtype=np.float32)
    return Weights(values, float(fitted["repetition"]))


def candidates(signals: Signals, each: int) -> NDArray[np.int64]:
    """The passages that are weighed: the best of each method, in their order in the generation."""
    chosen = [_best(one, each) for one in signals[:5]]
    return np.unique(np.concatenate(chosen)).astype(np.int64)


def features(signals: Signals, graph: Graph, laws: NDArray[np.int32], rows: NDArray[np.int64]) -> NDArray[np.float32]:
    """A row of features for each of the passages ``rows``; ``laws`` is the number of the law of each passage."""
    words, together = _relative(signals.words), _relative(signals.together)
    # Not as shares of the best: where nothing is near, the nearest says little.
    meaning = np.minimum(signals.meaning / np.float32(_WIDTH), 1)
    provision = graph.provision_of[rows]
    own = [graph.best(one)[provision] for one in (words, signals.register, meaning, signals.keywords)]
    found = np.maximum(words, np.maximum(together, meaning))
    cited, commented = (one[provision] for one in graph.support(found))
    ranks = signals.ranks[rows]
    columns = (
        words[rows],
        own[0],
        signals.register[rows],
        together[rows],
        own[1],
        meaning[rows],
        own[2],
        signals.keywords[rows],
        own[3],
        _of_law(found, laws)[rows],
        cited,
        commented,
        graph.cited[provision] / _USUAL,
        ranks == 1,
        ranks == 2,
        ranks == 3,
    )
    return np.stack([np.asarray(one, dtype=np.float32) for one in columns], axis=1)


def spread(scores: Scores, provisions: NDArray[np.int32], repetition: float) -> Scores:
    """Scores less what repetition costs: a list whose places are filled by one provision shows a reader too little."""
    spread_out = scores.copy()
    before: dict[int, int] = {}
    for row in np.argsort(-scores, kind="stable"):
        provision = int(provisions[row])
        times = before.get(provision, 0)
        spread_out[row] -= repetition * times
        before[provision] = times + 1
    return spread_out


def _relative(scores: Scores) -> Scores:
    """Scores as shares of the best one; nothing stays nothing."""
    most = float(scores.max(initial=0))
    return scores / np.float32(most) if most > 0 else scores


def _of_law(found: Scores, laws: NDArray[np.int32]) -> Scores:
    """For each passage the share that its law has among the best hits."""
    best = _best(found, _HITS_OF_LAW)
    shares = np.zeros(int(laws.max(initial=0)) + 1, dtype=np.float32)
    np.add.at(shares, laws[best], found[best])
    total = float(shares.sum())
    return shares[laws] / np.float32(total) if total else np.zeros(len(laws), dtype=np.float32)


def _best(scores: Scores, count: int) -> NDArray[np.int64]:
    """The ordinals of the highest scores above 0, at most so many."""
    found = np.flatnonzero(scores > 0)
    if len(found) <= count:
        return found
    return found[np.argpartition(-scores[found], count)[:count]]

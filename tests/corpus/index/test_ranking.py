"""The features of the ranking, the passages that are weighed, and the file of fitted weights."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from corpus.index import Index
from corpus.index.graph import Graph
from corpus.index.ranking import DENSE, FILE, NAMES, WITH, WITHOUT, Signals, candidates, features, weights

TODAY = date(2026, 1, 1)
EVERYTHING = np.ones(6, dtype=np.bool_)
LAWS = np.array([0, 0, 0, 1, 1, 1], dtype=np.int32)


def row(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.array(values, dtype=np.float32)


@pytest.fixture
def graph() -> Graph:
    """Six passages of four provisions; the last refers to the first provision, the fourth comments on the second."""
    edges = (np.array([[5, 0]], dtype=np.int32), np.array([[3, 1]], dtype=np.int32))
    return Graph(np.array([0, 0, 1, 2, 3, 3], dtype=np.int32), *edges)


@pytest.fixture
def signals() -> Signals:
    """Each method says something of other passages."""
    return Signals(
        words=row(8, 4, 0, 0, 2, 0),
        register=row(0, 0, 0.5, 0.25, 0, 0),
        together=row(0, 0, 0.6, 0.3, 0, 0),
        meaning=row(0.15, 0, 0, 0, 0, 0.6),
        keywords=row(0, 0, 0, 0.4, 0, 0),
        ranks=np.array([0, 0, 1, 2, 3, 0], dtype=np.int8),
    )


def told(signals: Signals, graph: Graph, allowed: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> dict[str, list[float]]:
    """The features of all passages by their names."""
    found = features(signals.of(allowed), graph, LAWS, np.arange(6))
    assert found.shape == (6, len(NAMES))
    assert found.dtype == np.float32
    return {name: found[:, column].tolist() for column, name in enumerate(NAMES)}


def test_words_are_shares_of_the_best(signals: Signals, graph: Graph) -> None:
    """How high a method's scores are differs from question to question; what is best is comparable."""
    found = told(signals, graph, EVERYTHING)
    assert found["words"] == pytest.approx([1, 0.5, 0, 0, 0.25, 0])
    assert found["register together"] == pytest.approx([0, 0, 1, 0.5, 0, 0])


def test_meaning_is_no_share_of_the_best(signals: Signals, graph: Graph) -> None:
    """Where nothing is near, the nearest is far; what is nearer than usual counts no more than the usual."""
    assert told(signals, graph, EVERYTHING)["meaning"] == pytest.approx([0.5, 0, 0, 0, 0, 1])
    far = told(signals._replace(meaning=row(0.03, 0, 0, 0, 0, 0.06)), graph, EVERYTHING)
    assert far["meaning"] == pytest.approx([0.1, 0, 0, 0, 0, 0.2])


def test_the_register_is_a_share_of_the_question(signals: Signals, graph: Graph) -> None:
    """A keyword that stands for little of the question is little, even where it is the best."""
    assert told(signals, graph, EVERYTHING)["register"] == pytest.approx([0, 0, 0.5, 0.25, 0, 0])


def test_a_passage_has_what_the_best_of_its_provision_has(signals: Signals, graph: Graph) -> None:
    """The second Absatz profits from the first."""
    found = told(signals, graph, EVERYTHING)
    assert found["words of the provision"] == pytest.approx([1, 1, 0, 0, 0.25, 0.25])
    assert found["meaning of the provision"] == pytest.approx([0.5, 0.5, 0, 0, 1, 1])


def test_references_of_what_was_found_support(signals: Signals, graph: Graph) -> None:
    """By the best of words, register and meaning."""
    found = told(signals, graph, EVERYTHING)
    assert found["cited by what was found"] == pytest.approx([1, 1, 0, 0, 0, 0])
    assert found["commented on by what was found"] == pytest.approx([0, 0, 0.5, 0, 0, 0])
    assert found["cited in the corpus"][0] > 0 == found["cited in the corpus"][2]


def test_ranks_are_told_apart(signals: Signals, graph: Graph) -> None:
    """A statute is none of them."""
    found = told(signals, graph, EVERYTHING)
    ranks = ("ordinance", "directive", "note")
    assert [found[name] for name in ranks] == [[0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 1, 0]]


def test_the_law_of_most_hits_is_told(signals: Signals, graph: Graph) -> None:
    """Shares of the laws among what was found; together they are everything."""
    found = told(signals, graph, EVERYTHING)["law"]
    assert found[:3] == [found[0]] * 3
    assert found[3:] == [found[3]] * 3
    assert found[0] > found[3]
    assert found[0] + found[3] == pytest.approx(1)


def test_what_does_not_hold_says_nothing(signals: Signals, graph: Graph) -> None:
    """Neither for itself nor as the measure of others."""
    allowed = EVERYTHING.copy()
    allowed[0] = False
    found = told(signals, graph, allowed)
    assert found["words"] == pytest.approx([0, 1, 0, 0, 0.5, 0])
    assert 0 not in candidates(signals.of(allowed), 10)


def test_nothing_found_is_no_fault(graph: Graph) -> None:
    """All features but those of the corpus are 0, and none is undefined."""
    nothing = np.zeros(6, dtype=np.float32)
    found = told(Signals(nothing, nothing, nothing, nothing, nothing, np.zeros(6, dtype=np.int8)), graph, EVERYTHING)
    assert {name for name, values in found.items() if any(values)} == {"cited in the corpus"}


def test_the_best_of_each_method_are_weighed(signals: Signals) -> None:
    """Once each, in their order; what no method found is not."""
    assert candidates(signals, 1).tolist() == [0, 2, 3, 5]
    assert candidates(signals, 10).tolist() == [0, 1, 2, 3, 4, 5]


def test_features_of_a_real_generation_lie_between_0_and_1(index: Index) -> None:
    """About: each weight is comparable with the others."""
    for question in ("Wie hoch ist der Steuersatz?", "Hort", "Bescheid bekannt gegeben Frist"):
        found = index.weigh(question, TODAY).features
        assert len(found)
        assert np.isfinite(found).all()
        assert found.min() >= 0
        assert found.max() <= 1 + 1e-6


@pytest.mark.parametrize("name", [WITH, WITHOUT])
def test_the_file_has_a_weight_for_every_feature(name: str) -> None:
    """No more and no less, so that no weight is left behind by a feature that went."""
    sheet = json.loads(Path(str(files("corpus.index").joinpath(FILE))).read_text(encoding="utf-8"))
    assert list(sheet[name]["weights"]) == list(NAMES)


def test_without_vectors_nothing_is_expected_of_meaning() -> None:
    """Their features are 0 then; a weight would be noise."""
    assert {name for name, weight in weights(dense=False).told().items() if name in DENSE and weight} == set()
    assert any(weights(dense=True).told()[name] for name in DENSE)
    assert weights(dense=True).values.shape == weights(dense=False).values.shape == (len(NAMES),)

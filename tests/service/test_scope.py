"""Tax law or anything else: what words say, what the place of a vector says, and when neither says anything."""

from __future__ import annotations

from math import log, sqrt

import numpy as np
import pytest

from corpus.index.base import Wording
from corpus.index.e5 import E5Embedder
from service.scope import MOST, Network, by_meaning, by_words, fitted

INSIDE = (
    "Kann ich die Fahrten zur Arbeit von der Steuer absetzen?",
    "Wie lange kann das Finanzamt einen Bescheid noch ändern?",
    "Vorsteuerabzug aus einer Rechnung ohne Steuernummer des Leistenden",
)
OUTSIDE = (
    "Wie hoch ist die Pendlerpauschale in Österreich?",
    "Muss mein Vermieter die Kaution verzinsen?",
    "Welche Hundesteuer verlangt die Stadt Köln?",
)


@pytest.fixture(scope="module")
def e5() -> E5Embedder:
    return E5Embedder()


def odds_of(e5: E5Embedder, question: str) -> float:
    return by_meaning(e5.query(Wording(question, ())), e5.identity)


def test_the_shipped_network_is_that_of_the_shipped_embedder(e5: E5Embedder) -> None:
    """One number in for each of a vector, one threshold and one weight out for each unit."""
    scope = fitted()
    assert scope.embedder == e5.identity
    assert scope.network.inward.shape == (e5.dimension, len(scope.network.thresholds))
    assert scope.network.thresholds.shape == scope.network.outward.shape


@pytest.mark.parametrize("question", INSIDE)
def test_a_question_of_tax_law_is_one_by_its_meaning(e5: E5Embedder, question: str) -> None:
    """The odds are for it."""
    assert odds_of(e5, question) > 0


@pytest.mark.parametrize("question", OUTSIDE)
def test_what_is_near_to_tax_law_is_none_by_its_meaning(e5: E5Embedder, question: str) -> None:
    """Foreign, civil and local law, in the words of taxes."""
    assert odds_of(e5, question) < 0


def test_without_vectors_or_with_those_of_another_embedder_nothing_is_said(e5: E5Embedder) -> None:
    """The network would read numbers that mean something else."""
    vector = e5.query(Wording(OUTSIDE[0], ()))
    assert by_meaning(None, e5.identity) == by_meaning(vector, "lsa:0") == by_meaning(vector, "") == 0.0


def test_units_below_zero_say_nothing() -> None:
    """Of two units one is heard, its weight and the bias make the odds."""
    network = Network(
        np.array([[1.0, -1.0], [0.0, 0.0]], dtype=np.float32),
        np.array([0.5, 0.5], dtype=np.float32),
        np.array([2.0, 100.0], dtype=np.float32),
        -1.0,
    )
    assert network.odds(np.array([1.0, 7.0], dtype=np.float32)) == pytest.approx(2.0)
    empty = Network.read({"inward": [[]], "thresholds": [], "outward": [], "bias": 0.25})
    assert empty.inward.shape == (1, 0)


def test_words_are_weighed_by_their_rarity() -> None:
    """The sum over the words of a question, as if it had length 1; what is not known says nothing."""
    scope = fitted()
    first, second = sorted(scope.words)[:2]
    one, two = scope.words[first], scope.words[second]
    alone = max(-MOST, min(MOST, one.weight + scope.words_bias))
    assert by_words([first, "xyzzyunbekannt"]) == pytest.approx(alone)
    parts = ((1 + log(2)) * one.rarity, two.rarity)
    length = sqrt(sum(part * part for part in parts))
    both = (parts[0] * one.weight + parts[1] * two.weight) / length + scope.words_bias
    assert by_words([first, second, first]) == pytest.approx(max(-MOST, min(MOST, both)))
    assert by_words([]) == pytest.approx(max(-MOST, min(MOST, scope.words_bias)))

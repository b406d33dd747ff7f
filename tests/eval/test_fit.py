"""Fitting the ranking: the telling feature gets the weight, unseen questions judge it, and other sets are kept."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from corpus.index.ranking import DENSE, NAMES, WITH, WITHOUT
from eval.fit import FOLDS, PENALTIES, Case, Fitting, fit, write
from eval.topics import read_set
from service.ask import Desk

PASSAGES = 12
TODAY = date(2026, 6, 30)


def case(number: int, telling: str, random: np.random.Generator) -> Case:
    """A question whose right passage has more of one feature than all others; the rest is noise."""
    features = random.uniform(0, 0.5, (PASSAGES, len(NAMES)))
    right = int(random.integers(PASSAGES))
    features[right, NAMES.index(telling)] = 1.0
    places = np.arange(PASSAGES) == right
    numbers = np.arange(PASSAGES, dtype=np.int32) // 2
    return Case(f"q-{number}", features, places, numbers == numbers[right], numbers)


def cases(telling: str) -> list[Case]:
    random = np.random.default_rng(7)
    return [case(number, telling, random) for number in range(40)]


@pytest.mark.parametrize("telling", ["words", "register together", "law"])
def test_the_telling_feature_gets_the_weight(telling: str) -> None:
    """And the others next to none; so ranked, unseen questions find their provision."""
    fitted = fit(cases(telling), dense=True)
    assert max(fitted.weights, key=lambda name: fitted.weights[name]) == telling
    others = [abs(weight) for name, weight in fitted.weights.items() if name != telling]
    assert fitted.weights[telling] > 3 * max(others)
    assert (fitted.success_1, fitted.success_10) == (1, 1)
    assert fitted.penalty in PENALTIES
    assert fitted.questions == 40


def test_noise_is_not_learned_by_heart() -> None:
    """Where nothing tells, cross-validation says so."""
    random = np.random.default_rng(3)
    noise = [case(number, "words", random) for number in range(40)]
    for one in noise:
        one.features[:, NAMES.index("words")] = random.uniform(0, 1, PASSAGES)
    assert fit(noise, dense=True).success_1 < 0.5


def test_without_vectors_their_features_have_no_weight() -> None:
    """Even where they would tell everything."""
    fitted = fit(cases("meaning"), dense=False)
    assert {name for name in DENSE if fitted.weights[name]} == set()
    assert list(fitted.weights) == list(NAMES)
    assert fitted.success_1 < fit(cases("meaning"), dense=True).success_1


def test_a_question_whose_gold_was_not_found_counts_as_missed() -> None:
    """It teaches nothing, and is not left out of the figures."""
    known = cases("words")
    nothing = np.zeros(PASSAGES, dtype=np.bool_)
    lost = [one._replace(places=nothing, provisions=nothing) for one in known[:FOLDS]]
    fitted = fit([*known[FOLDS:], *lost], dense=True)
    assert fitted.success_10 == pytest.approx((40 - FOLDS) / 40)


def test_a_fit_is_told_in_a_sentence() -> None:
    """With the number of questions and how it was judged."""
    told = str(fit(cases("words"), dense=True))
    assert "Success@1 1.000" in told
    assert "40 Fragen (kreuzvalidiert" in told


def test_writing_one_set_keeps_the_other(tmp_path: Path) -> None:
    """Whoever fits without vectors does not throw away what was fitted with them."""
    file = tmp_path / "ranking.json"
    fitted = fit(cases("words"), dense=True)
    write(file, {WITH: fitted}, {"generation": "g-1"})
    write(file, {WITHOUT: fitted}, {"generation": "g-2"})
    sheet = json.loads(file.read_text(encoding="utf-8"))
    assert sheet["made_by"] == "fundstelle eval fit"
    assert {name: sheet[name]["generation"] for name in (WITH, WITHOUT)} == {WITH: "g-1", WITHOUT: "g-2"}
    assert sheet[WITH]["weights"] == sheet[WITHOUT]["weights"] == fitted.weights


def test_cases_are_what_the_index_weighs(desk: Desk) -> None:
    """Each question with a row for each passage that comes into question, and gold where its gold place is."""
    folder = Path(__file__).parents[2] / "eval" / "topics" / "demo"
    questions = read_set(folder / "topics.jsonl", folder / "qrels.txt")
    found = Fitting(desk.library, questions, TODAY).cases()
    assert [one.query_id for one in found] == [topic.query_id for topic in questions.topics]
    for one in found:
        assert one.features.shape == (len(one.places), len(NAMES))
        assert len(one.places) == len(one.provisions) == len(one.numbers)
        assert not (one.places & ~one.provisions).any()
    assert np.mean([one.places.any() for one in found]) > 0.9

"""The measurement of reviews: its texts are what they say, its judgement can fail, its sentences are enough."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

from typer.testing import CliRunner

from corpus.cli import build
from corpus.settings import Home
from eval.review.overlaps import count
from eval.review.planted import Plant, Planted, Way, fillers, planted_texts
from eval.review.wronging import Judged, Sentence, figures, flagged, harmless
from service.ask import Desk
from service.review.discrimination.tables import grounds
from service.review.model import Level
from service.review.prints import SHORTEST
from service.review.words import words_of

DAY = date(2026, 6, 30)


def test_the_same_seed_plants_the_same_stretches(desk: Desk) -> None:
    """Each way as often as wished, twelve words at least, at the offsets told."""
    texts = list(planted_texts(desk.library, 6, seed=3))
    assert texts == list(planted_texts(desk.library, 6, seed=3))
    assert texts != list(planted_texts(desk.library, 6, seed=4))
    assert Counter(plant.way for text in texts for plant in text.plants) == dict.fromkeys(Way, 6)
    for text in texts:
        for plant in text.plants:
            assert len(words_of(text.text[plant.start : plant.end])) >= SHORTEST


def test_what_is_not_there_counts_as_missed(desk: Desk) -> None:
    """A stretch of our own words is in no law: the measurement must say that it was not found."""
    text = " ".join(fillers())
    counts = count(desk, DAY, [Planted(text, (Plant(Way.VERBATIM, 0, 80, "nirgends"),))])
    assert [len(counts.wrong[way]) for way in (Way.VERBATIM, Way.QUOTED)] == [1, 0]
    assert counts.figures()[0].value == 100
    assert not counts.figures()[0].reached


def test_what_is_reported_where_nothing_was_planted_is_counted(desk: Desk) -> None:
    """As a stray report."""
    law = (
        "Bei einer erstmaligen Zuwiderhandlung von geringem Gewicht soll das Lunarzollamt verwarnen, ohne eine Geldbuße"
    )
    assert count(desk, DAY, [Planted(law, ())]).stray == 1


def test_there_are_enough_sentences_of_each_kind() -> None:
    """A hundred and fifty of each, none twice, with known grounds, every ground met, and none in both."""
    met, spared = flagged(), harmless()
    for sentences in (met, spared):
        assert len(sentences) >= 150
        assert len({one.text for one in sentences}) == len(sentences)
        assert {one.written for one in sentences} == {"before", "after"}
        assert all(one.text[0].isupper() and one.text[-1] in ".!?" for one in sentences)
    assert {one.ground for one in met} == set(grounds())
    assert not {one.text for one in met} & {one.text for one in spared}


def test_findings_and_hints_are_told_apart() -> None:
    """A hint is no finding, but a remark."""
    sentence = Sentence("after", "alter", "Satz.")
    judged = [Judged(sentence, Level.BEFUND), Judged(sentence, Level.HINWEIS), Judged(sentence, None)]
    told = {figure.name: figure.value for figure in figures(judged, [])}
    assert [round(value) for name, value in told.items() if "gefunden, nach" in name] == [33, 67]


def test_the_command_prints_figures_beside_goals(demo_home: Home) -> None:
    """As JSON, with the generation and the seed that they were made from."""
    env = {"FUNDSTELLE_HOME": str(demo_home.root.parent)}
    result = CliRunner().invoke(build(), ["eval", "review", "--demo", "--each", "10", "--json"], env=env)
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["seed"] == 1
    assert told["generation"].startswith("g-")
    planted = [one for one in told["figures"] if one["name"].startswith("Übernahmen")]
    assert len(planted) == len(Way)
    assert all(one["goal"] == 0 for one in planted)

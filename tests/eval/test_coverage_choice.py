"""The limits of subject coverage are chosen by a rule, on examples that are what they are said to be."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest

from eval.coverage import (
    NEIGHBOUR,
    Measured,
    Row,
    by_way,
    choose,
    halves,
    measure,
    row,
    sheet,
    sweep,
    table,
    write_choice,
)
from eval.coverage_examples import FALSE, SEED, TRUE, Example, Sentence, examples, paraphrases
from eval.poison.run import SEED as POISON_SEED
from service.ask import Desk
from service.model import Evidence
from service.verify.coverage import Covered, Limits, limits

DAY = date(2026, 6, 30)
TEXT = "Die Lieferung, die der Händler bewirkt, ist anzuwenden; der Händler kann die Gebühr (§ 3) abziehen."


@pytest.fixture
def made(desk: Desk) -> list[Example]:
    return list(examples(desk.library, 240))


def sentence(evidence: Evidence) -> Sentence:
    return Sentence(TEXT, evidence, ("Der Sammler haftet.",), ["Einfuhr", "Plakette", "Warenlieferung"], TEXT)


def test_examples_do_not_come_from_the_seed_that_measures() -> None:
    """What is chosen here is measured elsewhere on other cases."""
    assert SEED != POISON_SEED


def test_the_same_corpus_gives_the_same_examples(desk: Desk, made: list[Example]) -> None:
    """Nothing depends on chance."""
    assert list(examples(desk.library, 240)) == made


def test_every_way_makes_examples(made: list[Example]) -> None:
    """True and false ones, and false ones differ from their quotes."""
    ways = {(one.way, one.true) for one in made}
    assert {way for way, true in ways if true} <= set(TRUE)
    assert {"wörtlich", "eingeleitet"} <= {way for way, true in ways if true}
    assert {way for way, true in ways if not true} == set(FALSE)
    assert all(one.text != one.evidence.quote for one in made if not one.true)


def test_the_halves_share_no_provision(made: list[Example]) -> None:
    """The figures are of provisions that had no say in the choice."""
    choosing, held_out = halves(Measured(one, Covered(1.0, "", 0.0, "")) for one in made)
    documents = [{one.example.evidence.document for one in half} for half in (choosing, held_out)]
    assert documents[0]
    assert documents[1]
    assert not documents[0] & documents[1]


@pytest.mark.parametrize("way", ["wörtlich", "gekürzt", "eingeleitet", "umschrieben", "mehreres"])
def test_truths_keep_the_nouns(made: list[Example], way: str) -> None:
    """Told again, a sentence still speaks of a dealer and a delivery."""
    told = TRUE[way](sentence(made[0].evidence), Random(1))
    assert told is None or "Händler" in told or "Lieferung" in told


@pytest.mark.parametrize("way", ["fremdes Hauptwort", "Hauptwort des Satzes", NEIGHBOUR])
def test_lies_change_what_is_spoken_of(made: list[Example], way: str) -> None:
    """A noun is another one, or the sentence is."""
    quoted = sentence(replace(made[0].evidence, quote=TEXT))
    told = FALSE[way](quoted, Random(1))
    assert told is not None
    assert told != TEXT


def measured(way: str, true: bool, share: float, rarity: float) -> Measured:
    example = Example(way, true, "", None, True)  # type: ignore[arg-type]  (no quote is looked at)
    return Measured(example, Covered(share, "Wort" if rarity else "", rarity, ""))


def test_shares_are_of_their_own_kind() -> None:
    """Neighbouring sentences count among the false ones, and not among the wrong subjects."""
    found = row(
        [
            measured("a", True, 1.0, 0.0),
            measured("a", True, 0.2, 0.0),
            measured("b", False, 0.9, 5.0),
            measured("b", False, 0.9, 1.0),
            measured(NEIGHBOUR, False, 0.9, 0.0),
        ],
        Limits(2.0, 0.5),
    )
    assert (found.kept, found.subject_accepted, found.accepted) == (0.5, 0.5, 2 / 3)


def test_the_choice_follows_its_rule() -> None:
    """The goal comes first, then the difference, then the stricter limits."""
    lenient = Row(Limits(4.0, 0.3), 1.0, 0.02, 0.03)
    good = Row(Limits(2.0, 0.3), 0.99, 0.002, 0.01)
    stricter = Row(Limits(1.0, 0.3), 0.99, 0.002, 0.01)
    worse = Row(Limits(1.0, 0.9), 0.80, 0.0, 0.0)
    assert choose([lenient, good, stricter, worse]) is stricter
    assert choose([lenient]) is lenient


def test_the_demonstration_corpus_separates_true_from_false(desk: Desk, made: list[Example], tmp_path: Path) -> None:
    """With the limits that ship, nearly all lies are stopped, and nearly all truths kept."""
    found = measure(desk.library, DAY, made)
    result = row(found, limits())
    assert result.kept > 0.97
    assert result.subject_accepted < 0.03
    assert len(sweep(found[:1])) > 100
    assert sum(count for _, _, count in by_way(found, limits()).values()) == len(made)
    target = tmp_path / "coverage.json"
    write_choice(target, sheet(limits(), found, {"generation": "g"}))
    written = json.loads(target.read_text(encoding="utf-8"))
    assert (written["noun"], written["generation"]) == (limits().noun, "g")
    assert "gewählt" in table([Row(limits(), 1.0, 0.0, 0.0)], limits(), found)


def test_the_table_of_paraphrases_is_sound() -> None:
    """No word stands for itself, and none twice."""
    words = [word for word, _ in paraphrases()]
    assert len(set(words)) == len(words)
    assert all(word != instead for word, instead in paraphrases())

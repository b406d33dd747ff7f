"""What the scope is learned from, well formed and never measured by; and what it is learned with."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np

from eval import topics
from eval.embedder.pairs import examples
from eval.scope import fit_network, outside
from service.scope import Network

REASONS = {
    "civil-law",
    "criminal-law",
    "economics",
    "everyday",
    "foreign-tax-law",
    "future-or-politics",
    "general-knowledge",
    "labour-law",
    "local-tax",
    "nonsense",
    "prompt",
    "public-law",
    "repealed-or-unknown",
    "service",
    "small-talk",
    "social-law",
    "software",
    "tax-advice-product",
    "tax-trivia",
}
"""What a question can be about instead."""


def plain(text: str) -> str:
    """What remains of a question when case and signs are left out; of signs alone, they themselves."""
    return "".join(char for char in text.casefold() if char.isalnum()) or text


def asked() -> set[str]:
    """Every question of every set that something is measured by, those to be refused among them."""
    files = Path(topics.__file__).with_name("topics").glob("*/*.jsonl")
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return {plain(json.loads(line)["text"]) for line in lines}


def test_every_question_has_a_known_reason() -> None:
    """All of them are used, each often enough to be learned from."""
    counts = Counter(one.reason for one in outside())
    assert set(counts) == REASONS
    assert min(counts.values()) >= 40


def test_questions_are_well_formed() -> None:
    """One line each, without blanks around, not longer than a question may be."""
    assert len(outside()) >= 1500
    assert [one for one in outside() if one.question != one.question.strip() or not 2 <= len(one.question) <= 400] == []


def test_no_question_stands_twice() -> None:
    """Whatever its case and signs."""
    counts = Counter(plain(one.question) for one in outside())
    assert [question for question, count in counts.items() if count > 1] == []


def test_nothing_is_learned_from_what_is_measured_by() -> None:
    """Neither of the sets to be refused nor of those to be answered."""
    known = asked()
    assert len(known) > 800
    assert [one.question for one in outside() if plain(one.question) in known] == []


def test_no_question_is_on_both_sides() -> None:
    """The training questions are the other side."""
    inside = {plain(one.question) for one in examples()}
    assert [one.question for one in outside() if plain(one.question) in inside] == []


def test_no_training_question_is_measured_by() -> None:
    """What the embedder was taught by heart would show nothing."""
    known = asked()
    assert [one.question for one in examples() if plain(one.question) in known] == []


def test_a_network_parts_what_no_plane_can() -> None:
    """Two sides in opposite corners; the file's numbers say the same as the fitted ones."""
    random = np.random.default_rng(1)
    vectors = random.uniform(-1, 1, (600, 2)).astype(np.float32) / 4
    inside = (vectors[:, 0] > 0) == (vectors[:, 1] > 0)
    sheet, told = fit_network(vectors, inside)
    network = Network.read(sheet)
    right = np.mean([(network.odds(one) > 0) == side for one, side in zip(vectors, inside, strict=True)])
    assert right > 0.9
    assert re.fullmatch(r"\d+\.\d% der Fragen zum Steuerrecht, \d+\.\d% der anderen", told)

"""The tables of this folder, read once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from service.review.discrimination.forms import GAP, Phrases, read_phrases
from service.review.model import Level

_FOLDER = Path(__file__).parent


class Meaning(NamedTuple):
    """What a phrase is: its class, and the ground that it belongs to, if any."""

    kind: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A row of ``words.csv``."""

    rule: str
    ground: str
    level: Level
    explanation: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of ``rules.csv``: the classes that must follow one another; ``gaps[n]``: may words stand before?"""

    id: str
    kinds: tuple[frozenset[str], ...]
    gaps: tuple[bool, ...]
    level: Level
    explanation: str
    suggestion: str


@cache
def grounds() -> dict[str, str]:
    """The German names of the grounds by their ids."""
    return {row["ground"]: row["label"] for row in _rows("grounds.csv")}


@cache
def meanings() -> Phrases[Meaning]:
    """The phrases of groups and of the other words of the rules."""
    groups = [(row["forms"], Meaning(row["class"], row["ground"])) for row in _rows("groups.csv")]
    others = [(row["forms"], Meaning(row["class"])) for row in _rows("vocabulary.csv")]
    return Phrases((phrase, meaning) for forms, meaning in [*groups, *others] for phrase in read_phrases(forms))


@cache
def loaded_words() -> Phrases[Loaded]:
    """The words that are loaded by themselves."""
    rows = [
        (row["forms"], Loaded(row["id"], row["ground"], Level(row["level"]), row["explanation"], row["suggestion"]))
        for row in _rows("words.csv")
    ]
    return Phrases((phrase, loaded) for forms, loaded in rows for phrase in read_phrases(forms))


@cache
def rules() -> tuple[Rule, ...]:
    """The rules, in their order."""
    return tuple(_rule(row) for row in _rows("rules.csv"))


def _rule(row: dict[str, str]) -> Rule:
    kinds, gaps, gap = [], [], False
    for step in row["pattern"].split():
        if step == GAP:
            gap = True
            continue
        kinds.append(frozenset(step.split("/")))
        gaps.append(gap)
        gap = False
    return Rule(row["id"], tuple(kinds), tuple(gaps), Level(row["level"]), row["explanation"], row["suggestion"])


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")

"""How many sentences that discriminate are met by a remark, and how many that do not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.model import Edition
from eval.goals import Figure
from service.review.discrimination import remarks
from service.review.model import Level
from service.review.reading import read

_FOLDER = Path(__file__).parent
_WRITTEN = {"before": "vor den Regeln geschrieben", "after": "nach den Regeln geschrieben"}


class Sentence(NamedTuple):
    """A sentence of ours: when it was written, its ground ("" for a harmless one), its words."""

    written: str
    ground: str
    text: str


@cache
def flagged() -> tuple[Sentence, ...]:
    """The sentences that discriminate."""
    return tuple(Sentence(*line.split(";", 2)) for line in _lines("flagged.csv"))


@cache
def harmless() -> tuple[Sentence, ...]:
    """The sentences that do not."""
    parts = (line.split(";", 1) for line in _lines("harmless.csv"))
    return tuple(Sentence(written, "", text) for written, text in parts)


def _lines(name: str) -> Iterator[str]:
    """The lines of a table behind its head."""
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    yield from [line for line in lines if line and not line.startswith("#")][1:]


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence, and the weightiest remark on it."""

    sentence: Sentence
    level: Level | None


def judged(sentences: Iterable[Sentence]) -> list[Judged]:
    """Each sentence with the level of its weightiest remark."""
    return [Judged(one, _level(one.text)) for one in sentences]


def _level(text: str) -> Level | None:
    levels = {remark.level for remark in remarks(read(text))}
    return next((level for level in (Level.BEFUND, Level.HINWEIS) if level in levels), None)


def figures(met: Iterable[Judged], spared: Iterable[Judged]) -> list[Figure]:
    """Recall and false alarms in percent, for both kinds of sentences."""
    told = []
    for name, known in (("Diskriminierendes gefunden", list(met)), ("Harmloses beanstandet", list(spared))):
        for written, when in _WRITTEN.items():
            of_them = [one for one in known if one.sentence.written == written]
            label = f"{name}, {when} ({len(of_them)})"
            findings = sum(one.level is Level.BEFUND for one in of_them)
            any_remark = sum(one.level is not None for one in of_them)
            told.append(Figure(f"{label}: Befund, Prozent", 100 * findings / max(1, len(of_them)), None))
            told.append(Figure(f"{label}: Befund oder Hinweis, Prozent", 100 * any_remark / max(1, len(of_them)), None))
    return told


def corpus_figures(editions: Iterable[Edition]) -> list[Figure]:
    """How often the law itself would be met, were it the writer's own: of all its sentences, for each rule."""
    sentences = findings = hints = 0
    for edition in editions:
        reading = read(edition.provision.text)
        sentences += len(reading.sentences)
        levels = [remark.level for remark in remarks(reading)]
        findings += levels.count(Level.BEFUND)
        hints += levels.count(Level.HINWEIS)
    return [
        Figure(f"Befunde je 10.000 Sätze des Bestands ({sentences})", 10_000 * findings / max(1, sentences), None),
        Figure("Hinweise je 10.000 Sätze des Bestands", 10_000 * hints / max(1, sentences), None),
    ]

"""Library -> cases -> verdicts -> figures: the line of the suite."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.library import Library
from corpus.model import Rank
from eval.poison.case import Case
from eval.poison.generator import generate
from eval.poison.ground import LAW, Ground
from eval.poison.judge import Judge, Verdict
from eval.poison.report import Result, json_line, misses, summed

FALSE, TRUE = 12_000, 2_500
"""Cases of a full run."""
SHARE_TRUE = 0.2
"""Share of the true cases in a sample."""
SEED = 20260318
"""Where nothing else is said, every run deals the same cases."""

Follow = Callable[[Iterable[Case]], Iterable[Case]]
"""Shows how far the cases have come."""


class Wish(NamedTuple):
    """What a run is to do: how many cases in all (None: a full run), by which seed, and what to write where."""

    sample: int | None = None
    seed: int = SEED
    cases: Path | None = None
    misses: Path | None = None
    all_ranks: bool = False
    """Whether directives and hints are told of, too."""


def run(library: Library, day: date, wish: Wish, follow: Follow = lambda cases: cases) -> Result:
    """Deal the cases, let the gate judge them, and count."""
    false, true = _numbers(wish.sample)
    ground = Ground(library.view, library.codes, day, frozenset(Rank) if wish.all_ranks else LAW)
    dealt = list(generate(ground, wish.seed, false, true))
    verdicts = list(Judge(library, day).judge(follow(dealt)))
    result = summed(verdicts, wish.seed, library.generation)
    _write(verdicts, result, wish)
    return result


def _numbers(sample: int | None) -> tuple[int, int]:
    if sample is None:
        return FALSE, TRUE
    true = round(sample * SHARE_TRUE)
    return sample - true, true


def _write(verdicts: list[Verdict], result: Result, wish: Wish) -> None:
    if wish.cases:
        wish.cases.write_text("".join(f"{json_line(one)}\n" for one in verdicts), encoding="utf-8")
    if wish.misses:
        wish.misses.write_text(misses(verdicts, result), encoding="utf-8")

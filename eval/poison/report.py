"""Verdicts -> figures: per mutation and per class, with their goals, as a table, as JSON, as a list of misses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import fmean
from typing import NamedTuple

from eval.latency import percentile
from eval.poison.case import NEVER, Kind
from eval.poison.judge import Verdict

GOAL_SUBJECT = 0.005
"""Share of false statements with a wrong subject that may be accepted."""
GOAL_KEPT = 0.97
"""Share of the true statements that must be kept, in each kind."""
GOAL_COST = 2.0
"""Milliseconds that the gate may take for a statement, on average."""


class LetThroughError(Exception):
    """Something false was accepted that may never be; the message says, in German, how much of what."""


class Tally(NamedTuple):
    """What became of the cases of one mutation. ``reasons`` count the withheld ones."""

    mutation: str
    kind: Kind
    cases: int
    accepted: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def withheld(self) -> int:
        """Cases that did not pass as they were."""
        return self.cases - self.accepted

    @property
    def share(self) -> float:
        """Share of the cases that were accepted."""
        return self.accepted / self.cases if self.cases else 0.0

    @property
    def goal(self) -> str:
        """What was promised, in words; empty where nothing was."""
        if self.kind in NEVER:
            return "0"
        return {Kind.SUBJECT: "≤ 0,5 %", Kind.TRUE: "≥ 97 %"}.get(self.kind, "")

    @property
    def reached(self) -> bool:
        """Whether the goal is kept; true where there is none."""
        if self.kind in NEVER:
            return self.accepted == 0
        if self.kind is Kind.SUBJECT:
            return self.share <= GOAL_SUBJECT
        return self.kind is not Kind.TRUE or self.share >= GOAL_KEPT


class Result(NamedTuple):
    """All figures of a run, and what they were made from."""

    mutations: tuple[Tally, ...]
    classes: tuple[Tally, ...]
    cost_mean: float
    cost_p95: float
    seed: int
    generation: str


def summed(verdicts: Sequence[Verdict], seed: int, generation: str) -> Result:
    """The figures of a run."""
    costs = [one.milliseconds for one in verdicts] or [0.0]
    return Result(
        mutations=tuple(_tally(name, some) for name, some in _grouped(verdicts, by_class=False)),
        classes=tuple(_tally(name, some) for name, some in _grouped(verdicts, by_class=True)),
        cost_mean=fmean(costs),
        cost_p95=percentile(costs, 0.95),
        seed=seed,
        generation=generation,
    )


def _grouped(verdicts: Sequence[Verdict], *, by_class: bool) -> Iterator[tuple[str, list[Verdict]]]:
    groups: dict[str, list[Verdict]] = {}
    for one in verdicts:
        groups.setdefault(one.case.kind.value if by_class else one.case.mutation, []).append(one)
    yield from groups.items()


def _tally(name: str, verdicts: Sequence[Verdict]) -> Tally:
    kind = verdicts[0].case.kind
    passed = [one for one in verdicts if one.accepted or (kind is Kind.TRUE and one.right)]
    return Tally(name, kind, len(verdicts), len(passed), _reasons(verdicts))


def _reasons(verdicts: Sequence[Verdict]) -> tuple[tuple[str, int], ...]:
    return tuple(Counter(one.reason for one in verdicts if one.reason).most_common())


def demand_soundness(result: Result) -> None:
    """Raise where something false was accepted in a class in which that may never be.

    Raises:
        LetThroughError: with the numbers.
    """
    passed = [f"{one.kind.label} {one.accepted}" for one in result.classes if one.kind in NEVER and one.accepted]
    if passed:
        raise LetThroughError(
            f"Falsches kam durch: {', '.join(passed)}. Erwartet ist 0. Was es war, zeigt die Datei von --misses."
        )


def table(result: Result) -> str:
    """The figures for people."""
    lines = [f"{'Veränderung':<32}{'Fälle':>7}{'durch':>7}{'zurück':>8}  Gründe"]
    lines += [_line(one) for one in result.mutations]
    lines += ["", f"{'Klasse':<32}{'Fälle':>7}{'durch':>7}{'zurück':>8}  Ziel (durchgelassen)"]
    lines += [_class_line(one) for one in result.classes]
    cost = f"{result.cost_mean:.2f} ms im Mittel, {result.cost_p95:.2f} ms im 95-Prozent-Wert".replace(".", ",")
    verdict = "erreicht" if result.cost_mean <= GOAL_COST else "verfehlt"
    lines += ["", f"Kosten der Schranke je Aussage: {cost} (Ziel: höchstens 2 ms im Mittel) – {verdict}"]
    lines.append(f"Startwert {result.seed}, Verzeichnis {result.generation}.")
    return "\n".join(lines)


def _line(one: Tally) -> str:
    reasons = ", ".join(f"{reason} {count}" for reason, count in one.reasons)
    return f"{one.mutation:<32}{one.cases:>7}{one.accepted:>7}{one.withheld:>8}  {reasons}"


def _class_line(one: Tally) -> str:
    told = f"{one.kind.label} ({one.share:.2%} durchgelassen)".replace(".", ",")
    goal = f"{one.goal} – {'erreicht' if one.reached else 'verfehlt'}" if one.goal else "ohne Vorgabe"
    return f"{told:<32}{one.cases:>7}{one.accepted:>7}{one.withheld:>8}  {goal}"


def sheet(result: Result) -> dict[str, object]:
    """The figures for programs."""
    return {
        "seed": result.seed,
        "generation": result.generation,
        "cost_ms": {"mean": round(result.cost_mean, 3), "p95": round(result.cost_p95, 3), "goal": GOAL_COST},
        "classes": [_record(one) for one in result.classes],
        "mutations": [_record(one) for one in result.mutations],
    }


def _record(one: Tally) -> dict[str, object]:
    return {
        "name": one.mutation,
        "class": one.kind.value,
        "cases": one.cases,
        "accepted": one.accepted,
        "withheld": one.withheld,
        "reasons": dict(one.reasons),
        "goal": one.goal or None,
        "reached": one.reached,
    }


def json_line(verdict: Verdict) -> str:
    """A case with its verdict, as one line of JSON."""
    case = verdict.case
    record = {
        "mutation": case.mutation,
        "class": case.kind.value,
        "false": case.is_false,
        "text": case.text,
        "changed": case.note,
        "base": str(case.base),
        "quotes": [
            {"address": str(one.address), "quote": one.text, "start": one.start, "end": one.end} for one in case.quotes
        ],
        "accepted": verdict.accepted,
        "right": verdict.right,
        "reason": verdict.reason,
        "explanation": verdict.explanation,
        "ms": round(verdict.milliseconds, 3),
    }
    return json.dumps(record, ensure_ascii=False)


def misses(verdicts: Sequence[Verdict], result: Result) -> str:
    """What went wrong, mutation by mutation, for those who write the rules (Markdown)."""
    parts = ["# Falsches durchgelassen, Wahres zurückgehalten", "```", table(result), "```"]
    for one in result.mutations:
        wrong = [verdict for verdict in verdicts if verdict.case.mutation == one.mutation and not verdict.right]
        if wrong:
            what = "wahr, zurückgehalten" if one.kind is Kind.TRUE else "falsch, durchgelassen"
            parts += [f"\n## {one.mutation}: {len(wrong)} von {one.cases} ({what})", *(_miss(case) for case in wrong)]
    return "\n".join(parts) + "\n"


def _miss(verdict: Verdict) -> str:
    case = verdict.case
    reason = f" [{verdict.reason}: {verdict.explanation}]" if verdict.reason else ""
    said = f"- `{case.base}` **{case.note}**{reason}\n  - sagt: {_one_line(case.text)}"
    return said + "".join(
        f"\n  - Zitat `{one.address}`: {_one_line(one.text)}" for one in case.quotes if one.text != case.text
    )


def _one_line(text: str) -> str:
    return text.replace("\n", " ⏎ ")

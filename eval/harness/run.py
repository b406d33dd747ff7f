"""The line of a run: questions → system → outcomes → figures → files. Start reading in :func:`run`."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from eval.fidelity import Door, Fidelity, check
from eval.harness import trec
from eval.harness.asking import Asker
from eval.harness.journal import Journal, write_json
from eval.harness.manifest import MadeFrom
from eval.harness.outcome import Ending, Outcome
from eval.harness.questions import Item, Questions, write_items
from eval.harness.scores import Group, Latency, Scored, by_group, latencies, refusal, score

QUESTIONS = "questions.jsonl"
PER_QUERY = "per-query.jsonl"
METRICS = "metrics.json"
Follow = Callable[[Iterable[Item]], Iterable[Item]]
"""Passes questions through, and may tell how far they are."""

_log = logging.getLogger("fundstelle.eval")


class System(NamedTuple):
    """What is measured: its name, how it is asked, and the interface at which its quotes are checked, if it quotes."""

    name: str
    ask: Asker
    document: Callable[[str], str | None] | None = None
    made_from: tuple[tuple[str, str], ...] = ()
    """What else its outcomes depend on, for the manifest."""


class Measured(NamedTuple):
    """The figures of a run."""

    system: str
    folder: Path
    groups: tuple[Group, ...]
    refusal: Mapping[str, float]
    latencies: tuple[Latency, ...]
    fidelity: Fidelity | None
    endings: Mapping[str, int]
    scored: tuple[Scored, ...]

    @property
    def overall(self) -> Group:
        """The means over all questions."""
        return self.groups[0]

    def as_record(self) -> dict[str, object]:
        """``metrics.json``."""
        return {
            "system": self.system,
            "groups": [group._asdict() for group in self.groups],
            "refusal": self.refusal,
            "latency_ms": [one._asdict() for one in self.latencies],
            "fidelity": None if self.fidelity is None else _fidelity(self.fidelity),
            "endings": self.endings,
        }


def run(system: System, questions: Questions, made: MadeFrom, folder: Path, follow: Follow = iter) -> Measured:
    """Put all questions to a system, keep every outcome, and write the figures beside them.

    A run that was cut short goes on where it stopped.

    Raises:
        RunFolderError: the folder holds another run.
    """
    journal = Journal.open(folder, {**made, "questions": dict(questions.files)})
    with journal.writing() as add:
        for item in follow(questions.items):
            if item.topic.query_id not in journal.done:
                add(_outcome(system, item))
    measured = measure(system, questions.items, journal.done, folder)
    _write(measured, questions.items, journal.done)
    return measured


def measure(system: System, items: Sequence[Item], outcomes: Mapping[str, Outcome], folder: Path) -> Measured:
    """The figures of outcomes."""
    scored = score(items, outcomes)
    endings = {ending.value: sum(one.ending == ending for one in scored) for ending in Ending}
    return Measured(
        system.name,
        folder,
        by_group(scored),
        refusal(scored),
        latencies(outcomes.values()),
        _checked(system, outcomes),
        {name: count for name, count in endings.items() if count},
        scored,
    )


def _outcome(system: System, item: Item) -> Outcome:
    """The outcome of a question; a system that breaks down on one is no reason not to ask the next."""
    try:
        return system.ask(item.topic)
    except Exception as fault:
        _log.warning("failed query_id=%s fault=%s", item.topic.query_id, type(fault).__name__)
        return Outcome(item.topic.query_id, Ending.FAILED, type(fault).__name__)


def _checked(system: System, outcomes: Mapping[str, Outcome]) -> Fidelity | None:
    """Every quote compared with the document that the interface gives for it."""
    if system.document is None:
        return None
    return check(Door(lambda query_id: outcomes[query_id].to_json(), system.document), outcomes)


def _write(measured: Measured, items: Sequence[Item], outcomes: Mapping[str, Outcome]) -> None:
    folder = measured.folder
    write_items(folder / QUESTIONS, items)
    trec.write_runs(folder, outcomes.values(), measured.system)
    lines = (json.dumps(one._asdict(), ensure_ascii=False) for one in measured.scored)
    (folder / PER_QUERY).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    write_json(folder / METRICS, measured.as_record())


def _fidelity(found: Fidelity) -> dict[str, object]:
    return found._asdict() | {"faults": [fault._asdict() for fault in found.faults]}

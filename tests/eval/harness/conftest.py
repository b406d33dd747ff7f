"""What the tests of runs share: a few questions to the demonstration corpus, and a run of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.settings import Settings
from eval.harness.command import RunWish, carry_out
from eval.harness.questions import Files
from eval.harness.run import Measured
from service.ask import Desk

DAY = date(2026, 6, 30)
TOPICS = (
    {"query_id": "satz", "text": "Wie hoch ist der Steuersatz der Mondsteinsteuer?", "group": "amt"},
    {"query_id": "staub", "text": "Wie ist der Begriff Mondstaub im MondStG bestimmt?", "group": "amt"},
    {"query_id": "laie", "text": "Welches Lunarzollamt ist für Personen ohne Wohnung zuständig?", "group": "laie"},
)
GOLD = ("satz 0 mondstg/9/abs-1 1", "staub 0 mondstg/2/abs-1/nr-4 1", "laie 0 mondstg/3/abs-1 1")
REFUSE = ({"query_id": "kuchen", "text": "Wie backe ich einen Apfelkuchen?", "reason": "alltag"},)


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Three questions with gold, one to be refused, one expected value."""
    folder = tmp_path / "fragen"
    folder.mkdir()
    found = Files(*(folder / name for name in ("topics.jsonl", "qrels.txt", "refuse.jsonl", "values.csv")))
    found.topics.write_text("".join(f"{json.dumps(one)}\n" for one in TOPICS), encoding="utf-8")
    found.qrels.write_text("\n".join(GOLD), encoding="utf-8")
    assert found.refuse
    assert found.values
    found.refuse.write_text("".join(f"{json.dumps(one)}\n" for one in REFUSE), encoding="utf-8")
    found.values.write_text("query_id;quote_contains\nsatz;14 Prozent\n", encoding="utf-8")
    return found


Carried = tuple[Measured, list[Measured]]


@pytest.fixture
def carried(desk: Desk, files: Files, tmp_path: Path) -> Callable[..., Carried]:
    """Carries out a run of these questions into the folder ``lauf``; options as RunWish has them."""

    def carry(**wish: object) -> Carried:
        options = {"files": files, "out": tmp_path / "lauf", "today": DAY, "baselines": False} | wish
        return carry_out(RunWish(**options), desk.library, Settings(_env_file=None), lambda _name, _count: iter)

    return carry

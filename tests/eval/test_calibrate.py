"""The threshold is the best by the stated rule, and its file is the same for the same questions and corpus."""

from __future__ import annotations

import json
from pathlib import Path

from eval.calibrate import NEVER, Outcome, by_group, choose, sweep, table, write_choice

OUTCOMES = (
    Outcome("a-1", "faq", True, 0.9),
    Outcome("a-2", "faq", True, 0.7),
    Outcome("a-3", "lay", True, 0.4),
    Outcome("a-4", "lay", True, 0.2),
    Outcome("r-1", "everyday", False, 0.3),
    Outcome("r-2", "everyday", False, 0.1),
    Outcome("r-3", "nonsense", False, NEVER),
)


def test_a_question_at_the_threshold_is_answered() -> None:
    """Only what lies below is refused."""
    rows = {row.threshold: row for row in sweep(OUTCOMES)}
    assert rows[0.4].answerable_refused == 0.25
    assert rows[0.41].answerable_refused == 0.5


def test_what_the_guard_refuses_is_never_answered() -> None:
    """Even a threshold of 0 does not let it through."""
    assert sweep(OUTCOMES)[0].others_answered == 1 - 1 / 3


def test_the_best_difference_is_chosen_and_the_higher_of_equals() -> None:
    """0.31 to 0.40 answer three of four and nothing else."""
    chosen = choose(sweep(OUTCOMES))
    assert (chosen.threshold, chosen.answerable_refused, chosen.others_answered) == (0.4, 0.25, 0.0)


def test_groups_are_counted() -> None:
    """Answered and asked, by group."""
    assert by_group(OUTCOMES, 0.4) == {"faq": (2, 2), "lay": (1, 2), "everyday": (0, 2), "nonsense": (0, 1)}


def test_the_file_says_what_it_is_made_from(tmp_path: Path) -> None:
    """Threshold, costs, rule and hashes; made twice, it has the same bytes."""
    chosen = choose(sweep(OUTCOMES))
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    for path in (one, two):
        write_choice(path, chosen, OUTCOMES, {"questions_sha256": "ab", "generation": "g1"})
    assert one.read_bytes() == two.read_bytes()
    sheet = json.loads(one.read_text(encoding="utf-8"))
    assert sheet["threshold"] == 0.4
    assert sheet["answerable_refused"] == 0.25
    assert sheet["wrongly_answered"] == 0.0
    assert sheet["answered_by_group"]["lay"] == "1/2"
    assert (sheet["questions_sha256"], sheet["generation"]) == ("ab", "g1")


def test_the_table_marks_the_choice() -> None:
    """One line carries the mark."""
    rows = sweep(OUTCOMES)
    told = table(rows, choose(rows), OUTCOMES).splitlines()
    assert [line for line in told if "gewählt" in line] == [
        "    0.40                    25.0%                      0.0%  <- gewählt"
    ]
    assert "lay: 1 von 2 beantwortet" in told

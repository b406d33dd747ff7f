"""The threshold keeps its stated risk, and its file is the same for the same questions and corpus."""

from __future__ import annotations

import json
from pathlib import Path

from corpus.index.ranking import WITH, WITHOUT
from eval.calibrate import NEVER, RISK, Outcome, by_group, choose, row, table, write_choices
from service.confidence import NAMES

QUIET = (0.0,) * (len(NAMES) - 1)
OUTCOMES = (
    *(Outcome(f"a-{number}", "faq", True, (0.5 + number / 100, *QUIET)) for number in range(39)),
    Outcome("a-hard", "lay", True, (0.05, *QUIET)),
    *(Outcome(f"r-{number}", "everyday", False, (0.1 + number / 200, *QUIET)) for number in range(19)),
    Outcome("r-guarded", "nonsense", False, ()),
)


def test_the_stated_risk_is_kept() -> None:
    """No more of the answerable questions are refused than may be, and what differs from them is."""
    assert choose(OUTCOMES).row.answerable_refused <= RISK
    choice = choose(OUTCOMES, 0.05)
    assert choice.row.answerable_refused <= 0.05
    assert choice.row.others_answered == 0.0
    assert 0 < choice.calibration.threshold < 1


def test_no_more_is_risked_than_helps() -> None:
    """Where all others are refused already, a higher risk changes nothing; without any, all is answered."""
    assert choose(OUTCOMES, 0.5).row == choose(OUTCOMES, 0.05).row
    assert choose(OUTCOMES, 0.0).row.answerable_refused == 0.0


def test_the_larger_error_is_kept_small() -> None:
    """Of two groups that lie in one another, neither is given up for the other."""
    mixed = [Outcome(f"m-{place}", "faq", place % 4 > 0, (place / 100, *QUIET)) for place in range(80)]
    mixed += [Outcome(f"o-{place}", "everyday", False, (place / 400, *QUIET)) for place in range(80)]
    wide = choose(mixed, 0.9)
    assert 0 < wide.row.answerable_refused < 0.5
    assert 0 < wide.row.others_answered < 0.5


def test_what_the_guard_refuses_is_never_answered() -> None:
    """Even a threshold of 0 does not let it through."""
    judged = choose(OUTCOMES).judged
    assert next(one.confidence for one in judged if one.query_id == "r-guarded") == NEVER
    assert row(judged, 0.0).others_answered == 1 - 1 / 20


def test_a_confidence_is_a_probability_that_rises_with_its_signs() -> None:
    """More words met, more confidence; signs that never differ count nothing."""
    fitted = choose(OUTCOMES).calibration
    low, high = fitted.confidence((0.1, *QUIET)), fitted.confidence((0.9, *QUIET))
    assert 0 < low < high < 1
    assert fitted.weights[1:] == QUIET


def test_groups_are_counted() -> None:
    """Answered and asked, by group."""
    choice = choose(OUTCOMES, 0.05)
    counts = by_group(choice.judged, choice.calibration.threshold)
    assert counts["nonsense"] == (0, 1)
    assert counts["everyday"] == (0, 19)


def test_the_file_says_what_it_is_made_from(tmp_path: Path) -> None:
    """Weights, costs, rule and hashes; made twice, it has the same bytes; the other sheet in it stays."""
    choice = choose(OUTCOMES, 0.05)
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    for path in (one, two):
        write_choices(path, {WITHOUT: choice}, {"generation": "g0"})
        write_choices(path, {WITH: choice}, {"questions_sha256": "ab", "generation": "g1"})
    assert one.read_bytes() == two.read_bytes()
    sheets = json.loads(one.read_text(encoding="utf-8"))
    assert set(sheets[WITH]["weights"]) == set(NAMES)
    assert (sheets[WITH]["generation"], sheets[WITHOUT]["generation"]) == ("g1", "g0")
    assert sheets[WITH]["answered_by_group"]["nonsense"] == "0/1"


def test_the_table_marks_the_choice() -> None:
    """One line carries the mark."""
    told = table(choose(OUTCOMES)).splitlines()
    assert len([line for line in told if line.endswith("<- gewählt")]) == 1
    assert "nonsense: 0 von 1 beantwortet" in told

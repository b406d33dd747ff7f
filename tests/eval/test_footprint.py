"""Figures of room, time and memory are taken from the outside, and told with their goals."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from eval.footprint import FootprintError, disk_bytes, ingest_figures, install_figure, run_measured
from eval.goals import Figure, Goal


def test_a_child_is_measured() -> None:
    """Clock and memory are those of the child; it sees the settings."""
    run = run_measured((sys.executable, "-c", "import os; assert os.environ['PROBE'] == 'ja'"), {"PROBE": "ja"})
    assert run.seconds > 0
    assert run.peak_bytes > 1_000_000


def test_a_failing_child_is_told_with_its_words() -> None:
    """A run that failed is no figure."""
    with pytest.raises(FootprintError, match="endete mit Code 3") as fault:
        run_measured((sys.executable, "-c", "print('Platte voll'); raise SystemExit(3)"), {})
    assert "Platte voll" in str(fault.value)


def test_a_command_that_is_not_there_is_told() -> None:
    """For example a --venv in which nothing is installed."""
    with pytest.raises(FootprintError, match="lässt sich nicht starten"):
        run_measured(("/gibt/es/nicht",), {})


def test_a_file_with_two_names_counts_once(tmp_path: Path) -> None:
    """What pip links from its cache takes up room only once; links to elsewhere take up none."""
    (tmp_path / "eins").write_bytes(b"x" * 8192)
    alone = disk_bytes(tmp_path)
    os.link(tmp_path / "eins", tmp_path / "zwei")
    (tmp_path / "drei").symlink_to(tmp_path / "eins")
    assert disk_bytes(tmp_path) == alone >= 8192


def test_places_that_are_none_are_told(tmp_path: Path) -> None:
    """Neither a mirror nor a virtual environment can be made up."""
    with pytest.raises(FootprintError, match="kein Ordner"):
        ingest_figures(tmp_path / "fehlt")
    with pytest.raises(FootprintError, match="keine virtuelle Umgebung"):
        install_figure(tmp_path)


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (Figure("Zweiter Lauf", 9.5, Goal(10.0, "s")), "Zweiter Lauf: 9,50 s (Ziel: höchstens 10 s) – erreicht"),
        (Figure("Aufnahme", 1234.4, Goal(120.0, "s")), "Aufnahme: 1.234 s (Ziel: höchstens 120 s) – verfehlt"),
        (Figure("max", 12.34, None), "max: 12,3"),
    ],
)
def test_a_figure_stands_beside_its_goal(figure: Figure, told: str) -> None:
    """In German numbers, with a verdict where something was promised."""
    assert str(figure) == told


def test_a_figure_for_programs() -> None:
    """The same figure with its goal and verdict as data."""
    assert Figure("a", 0.51234, Goal(0.5, "s")).as_record() == {
        "name": "a",
        "value": 0.512,
        "goal": 0.5,
        "unit": "s",
        "reached": False,
    }
    assert Figure("a", 1.0, None).as_record() == {"name": "a", "value": 1.0}

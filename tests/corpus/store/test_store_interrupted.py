"""Killed at any moment, the store holds a law wholly or not at all, and the next run finishes the work."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from sqlalchemy import func, select

from corpus.database import open_database
from corpus.store import Outcome, Store, schema

MARCH, APRIL = date(2031, 3, 1), date(2031, 4, 1)
TEXTS = {"1": "(1) Brunnen.", "2": "(1) Quellen.", "3": ""}
SCRIPT = Path(__file__).with_name("interrupted_put.py")
ROOT = Path(__file__).parents[3]


def rows(database: Path) -> tuple[int, ...]:
    """Number of rows of each table."""
    engine = open_database(f"sqlite:///{database}")
    with engine.connect() as connection:
        counted = tuple(connection.execute(select(func.count()).select_from(one)).scalar_one() for one in schema.TABLES)
    engine.dispose()
    return counted


def test_a_killed_put_leaves_nothing_half(tmp_path: Path, make_law) -> None:
    """Before every statement and before the commit: only the old version is there, then the same put succeeds."""
    base = tmp_path / "base.db"
    engine = open_database(f"sqlite:///{base}")
    Store(engine).put(make_law(TEXTS, published=MARCH), "a" * 64, MARCH)
    engine.dispose()
    folder = tmp_path / "killed"
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(SCRIPT), str(base), str(folder)], check=True, env=environment, timeout=60)

    killed = sorted(folder.glob("killed-*.db"))
    assert len(killed) > 5
    assert rows(folder / "whole.db") != rows(base)
    changed = make_law({number: text + " Neu." for number, text in TEXTS.items()}, published=APRIL)
    for database in killed:
        assert rows(database) == rows(base)
        engine = open_database(f"sqlite:///{database}")
        assert Store(engine).put(changed, "b" * 64, APRIL).outcome is Outcome.CHANGED
        assert [version.day for version in Store(engine).view().versions("brunnstg")] == ["2031-03-01", "2031-04-01"]
        engine.dispose()

"""Saved pages of handbooks come in together; fewer of them never take away what is held. All of it is fictional."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.captures import Captures
from corpus.database import open_database
from corpus.store import Store
from ingest.importing import Import
from ingest.report import Outcome, Report
from ingest.sources.amtliche_handbuecher import AmtlicheHandbuecher, read_rows
from ingest.sources.bmf_schreiben import BmfSchreiben

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "amtliche_handbuecher"
BASE = "https://handbuecher.example"
ROWS = tuple(read_rows((EXAMPLES / "werke.csv").read_text("utf-8").splitlines()))


def page(paragraph: str, margin: str, text: str) -> str:
    return (
        f'<html><head><link rel="canonical" href="{BASE}/wolksth/2031/Paragraf-{paragraph}/inhalt.html"/></head><body>'
        f'<main id="content"><h1><span class="paragraph-nr">§ {paragraph}</span></h1><div class="article-text">'
        f'<div id="x" class="toc-container"><div class="richtext-margin-label"><span class="richtext-margin-number">'
        f"{margin}</span></div><div>{text}</div></div></div></main></body></html>"
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(open_database(f"sqlite:///{tmp_path / 'test.db'}"))


def imported(tmp_path: Path, store: Store, pages: dict[str, str], day: date) -> Report:
    folder = tmp_path / day.isoformat()
    folder.mkdir()
    for name, content in pages.items():
        (folder / name).write_text(content, "utf-8")
    report = Report()
    into = Import(
        Captures(tmp_path / "captures", open_database(f"sqlite:///{tmp_path / 'test.db'}")), store, report, day
    )
    sources = (BmfSchreiben(), AmtlicheHandbuecher(base=BASE, fictional=True, rows=ROWS))
    into.folder(folder, sources, lambda *_: None)
    return report


FOUR, FIVE = page("4", "R 4.1", "<p>Wolken sind frei.</p>"), page("5", "R 5.1", "<p>Nebel ist es nicht.</p>")


def test_saved_pages_make_a_work(tmp_path: Path, store: Store) -> None:
    """Whatever the files are called; a second time they say nothing new."""
    report = imported(tmp_path, store, {"a.html": FOUR, "b.htm": FIVE}, date(2031, 5, 1))
    assert (report.count(Outcome.NEW), len(report.failures)) == (1, 0)
    view = store.view()
    (work,) = view.laws()
    assert [str(one.address.bare) for one in view.provisions(work)] == ["wolkr/r-4.1", "wolkr/r-5.1"]


def test_fewer_pages_take_nothing_away(tmp_path: Path, store: Store) -> None:
    """A folder with one of two pages is refused with what is missing; with both, a change comes in."""
    imported(tmp_path, store, {"a.html": FOUR, "b.html": FIVE}, date(2031, 5, 1))
    changed = FOUR.replace("frei", "steuerbar")
    report = imported(tmp_path, store, {"a.html": changed}, date(2031, 6, 1))
    assert "1 der vorhandenen Abschnitte nicht (etwa R 5.1)" in report.failures[0].detail
    assert len(list(store.view().provisions(store.view().laws()[0]))) == 2
    report = imported(tmp_path, store, {"a.html": changed, "b.html": FIVE}, date(2031, 7, 1))
    assert report.count(Outcome.CHANGED) == 1
    (before, after) = store.view().versions("wolkr")
    assert (before.day, after.day) == ("2031-05-01", "2031-07-01")

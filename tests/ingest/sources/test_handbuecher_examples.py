"""Fictional pages of handbooks and what must be read on them: ``<name>.html`` with ``<name>.expected.json`` beside it.

Where an expectation is missing it is written, and the test fails so that a person reviews it.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.model import Account, Capture
from ingest.markup.handbook_html import HandbookPage
from ingest.markup.handbook_sections import HandbookSection
from ingest.sources.amtliche_handbuecher import AmtlicheHandbuecher, read_rows

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "amtliche_handbuecher"
PAGES = sorted(path for path in EXAMPLES.glob("*.html") if path.stem != "inhalt")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_example_is_read_as_expected(path: Path) -> None:
    """Every address, text, heading, note, remark and figure of the page is as a person reviewed it."""
    read = _described(_page(path))
    expectation = path.with_suffix(".expected.json")
    if not expectation.exists():
        expectation.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"please review: {expectation.name} wurde angelegt; bitte prüfen und aufnehmen.")
    assert read == json.loads(expectation.read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_example_is_accounted_for_completely(path: Path) -> None:
    """The completeness account of the page balances, and that of each of its sections."""
    page = _page(path)
    assert page.account.findings == ()
    assert all(account.complete for account in (page.account, *(section.account for section in page.sections)))


def _page(path: Path) -> HandbookPage:
    content = path.read_bytes()
    rows = tuple(read_rows((EXAMPLES / "werke.csv").read_text("utf-8").splitlines()))
    source = AmtlicheHandbuecher(base="https://handbuecher.example", fictional=True, rows=rows)
    url = source.address_of(path.name, content)
    return source.read(Capture(url, 200, "text/html", content, datetime(2031, 5, 1, tzinfo=UTC), date(2031, 5, 1)))


def _described(page: HandbookPage) -> dict[str, object]:
    return {
        "url": page.url,
        "title": page.title,
        "remarks": list(page.remarks),
        "account": _account(page.account),
        "sections": [_section(section) for section in page.sections],
    }


def _section(section: HandbookSection) -> dict[str, object]:
    provision = section.provision
    return {
        "work": section.work,
        "address": str(provision.address),
        "label": provision.label,
        "heading": provision.heading,
        "context": list(provision.context),
        "norm": str(section.norm),
        "source_url": provision.source_url,
        "remarks": list(section.remarks),
        "notes": [f"{note.kind}: {note.text}" for note in provision.notes],
        "account": _account(section.account),
        "text": provision.text.splitlines(),
        "units": [
            f"{unit.address} [{unit.start}:{unit.body}:{unit.end}] {provision.text[unit.body : unit.end]!r}"
            for unit in provision.units
        ],
    }


def _account(account: Account) -> dict[str, int]:
    return dict(account.classes) | {"total": account.total}

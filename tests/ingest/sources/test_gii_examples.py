"""Whole fictional laws and what must be read in them: ``<name>.xml`` with ``<name>.expected.json`` beside it.

Where an expectation is missing it is written, and the test fails so that a person reviews it.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.model import Capture, Legislation, Provision
from ingest.sources.gesetze_im_internet import GesetzeImInternet

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "gesetze_im_internet"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.xml")), ids=lambda path: path.stem)
def test_example_is_read_as_expected(path: Path) -> None:
    """Every address, text, heading, note and figure of the example is as a person reviewed it."""
    read = _described(_law(path))
    expectation = path.with_suffix(".expected.json")
    if not expectation.exists():
        expectation.write_text(json.dumps(read, ensure_ascii=False, indent=1) + "\n", "utf-8")
        pytest.fail(f"please review: {expectation.name} wurde angelegt; bitte prüfen und aufnehmen.")
    assert read == json.loads(expectation.read_text("utf-8"))


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.xml")), ids=lambda path: path.stem)
def test_example_is_accounted_for_completely(path: Path) -> None:
    """The completeness account of each example balances."""
    account = _law(path).account
    assert account.findings == ()
    assert account.complete


def _law(path: Path) -> Legislation:
    content = path.read_bytes()
    source = GesetzeImInternet()
    now = datetime(2026, 1, 31, tzinfo=UTC)
    url = source.address_of(path.name, content)
    return source.parse(Capture(url, 200, "application/xml", content, now, date(2026, 1, 31)))


def _described(law: Legislation) -> dict[str, object]:
    return {
        "key": law.key,
        "abbreviation": law.abbreviation,
        "title": law.title,
        "rank": str(law.rank),
        "issued": str(law.issued),
        "gazette": law.gazette,
        "published": str(law.published),
        "source_url": law.source_url,
        "stand": {
            "date": str(law.stand.date),
            "entries": [f"{entry.kind}: {entry.comment}" for entry in law.stand.entries],
            "warnings": list(law.stand.warnings),
        },
        "notes": [f"{note.kind}: {note.text}" for note in law.notes],
        "account": dict(law.account.classes) | {"total": law.account.total},
        "provisions": [_provision(provision) for provision in law.provisions],
    }


def _provision(provision: Provision) -> dict[str, object]:
    return {
        "address": str(provision.address),
        "label": provision.label,
        "heading": provision.heading,
        "context": list(provision.context),
        "repealed": provision.repealed,
        "notes": [f"{note.kind}: {note.text}" for note in provision.notes],
        "text": provision.text.splitlines(),
        "units": [
            f"{unit.address} [{unit.start}:{unit.body}:{unit.end}] {provision.text[unit.body : unit.end]!r}"
            for unit in provision.units
        ],
    }

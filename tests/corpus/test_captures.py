"""The store of captures: nothing kept is ever lost, mixed up or silently changed."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from corpus.captures import Captures, DamagedCaptureError, Outcome
from corpus.database import open_database
from corpus.model import Capture

URL = "https://recht.example/mustg/xml.zip"
NOON = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
OLDER = date(2022, 1, 15)


@pytest.fixture
def captures(tmp_path: Path) -> Captures:
    return Captures(tmp_path / "captures", open_database(f"sqlite:///{tmp_path / 'test.db'}"))


def capture(content: bytes, at: datetime = NOON, captured_on: date | None = None, url: str = URL) -> Capture:
    return Capture(
        url, 200, "application/zip", content, at, captured_on or at.date(), '"e1"', "Mon, 04 May 2026 10:00:00 GMT"
    )


def files(tmp_path: Path) -> list[Path]:
    return sorted(path for path in (tmp_path / "captures").rglob("*") if path.is_file())


def test_what_was_kept_comes_back_equal(captures: Captures) -> None:
    """Bytes, headers, moment and day survive the store unchanged."""
    kept = capture(b"Fassung 1")
    assert captures.keep(kept)
    assert captures.latest(URL) == kept
    assert captures.read(kept.sha256) == b"Fassung 1"


def test_unknown_address_has_no_latest(captures: Captures) -> None:
    """An address that was never fetched, or never with a body, has no latest capture."""
    captures.note(URL, 404, "Nicht gefunden", NOON, NOON.date())
    assert captures.latest(URL) is None


def test_new_means_other_than_the_newest(captures: Captures) -> None:
    """Equal bytes are not new; changed ones are; going back to an older text is a change as well."""
    answers = [
        captures.keep(capture(text, NOON + timedelta(days=day))) for day, text in enumerate([b"A", b"A", b"B", b"A"])
    ]
    assert answers == [True, False, True, True]


def test_each_content_lies_once_under_its_hash(captures: Captures, tmp_path: Path) -> None:
    """Content-addressed: the same bytes from two addresses are one file, named by its hash."""
    captures.keep(capture(b"gleich"))
    captures.keep(capture(b"gleich", url=URL + "?v=2"))
    sha256 = capture(b"gleich").sha256
    assert files(tmp_path) == [tmp_path / "captures" / sha256[:2] / sha256]


def test_lines_are_not_mixed(captures: Captures) -> None:
    """An older state is neither the latest of the present, nor of another day, nor makes its bytes old news there."""
    captures.keep(capture(b"alt", captured_on=OLDER))
    assert captures.latest(URL) is None
    assert captures.keep(capture(b"heute"))
    newest = captures.latest(URL)
    older = captures.latest(URL, OLDER)
    assert newest is not None
    assert older is not None
    assert (newest.content, older.content) == (b"heute", b"alt")
    assert captures.latest(URL, date(2024, 1, 20)) is None
    assert captures.keep(capture(b"heute", captured_on=OLDER)), "known in the present, new for the older day"


def test_the_present_is_one_line_over_all_days(captures: Captures) -> None:
    """Tomorrow's run still knows what was captured today."""
    captures.keep(capture(b"A"))
    assert not captures.keep(capture(b"A", NOON + timedelta(days=1)))


def test_killed_between_bytes_and_log(captures: Captures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes without log entry are no capture; the next run keeps the same content without fuss."""

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Captures, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            captures.keep(capture(b"A"))
    assert captures.latest(URL) is None
    assert len(files(tmp_path)) == 1
    assert captures.keep(capture(b"A"))
    assert len(files(tmp_path)) == 1


def test_killed_while_writing_bytes(captures: Captures, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A half-written file never lies under the name of a hash, and nothing is logged of it."""

    def killed(_: int) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", killed)
        with pytest.raises(KeyboardInterrupt):
            captures.keep(capture(b"A"))
    assert all(path.name.startswith(".") for path in files(tmp_path))
    assert captures.history(URL) == []
    assert captures.keep(capture(b"A"))


def test_damage_is_told_and_healed(captures: Captures, tmp_path: Path) -> None:
    """Changed or missing bytes are an error that names the file and the way out; keeping them again heals."""
    captures.keep(capture(b"A"))
    file = files(tmp_path)[0]
    file.write_bytes(b"B")
    with pytest.raises(DamagedCaptureError, match=r"andere Prüfsumme.*erneut"):
        captures.latest(URL)
    file.unlink()
    with pytest.raises(DamagedCaptureError, match="die Datei fehlt"):
        captures.latest(URL)
    captures.keep(capture(b"A"))
    assert captures.read(capture(b"A").sha256) == b"A"


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (304, Outcome.NOT_MODIFIED),
        (302, Outcome.REDIRECTED),
        (404, Outcome.MISSING),
        (410, Outcome.MISSING),
        (403, Outcome.FAILED),
        (503, Outcome.FAILED),
        (200, Outcome.FAILED),  # a body that was not kept, because it was too large
        (0, Outcome.FAILED),
    ],
)
def test_notes_are_sorted_by_status(captures: Captures, status: int, outcome: Outcome) -> None:
    """What was not kept is logged with how it ended."""
    captures.note(URL, status, "Grund", NOON, NOON.date())
    (entry,) = captures.history(URL)
    assert (entry.outcome, entry.status, entry.detail, entry.sha256) == (outcome, status, "Grund", None)


def test_history_is_complete_and_in_order(captures: Captures) -> None:
    """Every answer stands in the log, oldest first, with its moment in UTC."""
    captures.keep(capture(b"alt", captured_on=OLDER))
    captures.keep(capture(b"A"))
    captures.note(URL, 304, "", NOON + timedelta(hours=1), NOON.date())
    outcomes = [(entry.outcome, entry.captured_on, entry.fetched_at) for entry in captures.history(URL)]
    assert outcomes == [
        (Outcome.FETCHED, OLDER, NOON),
        (Outcome.FETCHED, NOON.date(), NOON),
        (Outcome.NOT_MODIFIED, NOON.date(), NOON + timedelta(hours=1)),
    ]


def test_fetched_since(captures: Captures) -> None:
    """Fetched or confirmed at or after the moment counts; older, failed, or another line does not."""
    captures.keep(capture(b"A"))
    later = NOON + timedelta(hours=1)
    assert captures.fetched_since(URL, NOON) == capture(b"A")
    assert captures.fetched_since(URL, later) is None
    captures.note(URL, 503, "gestört", later, later.date())
    assert captures.fetched_since(URL, later) is None
    captures.note(URL, 304, "", later, later.date())
    assert captures.fetched_since(URL, later) == capture(b"A")
    assert captures.fetched_since(URL, NOON, OLDER) is None

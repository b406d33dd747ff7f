"""Presidio beside the guard: told where it is missing, and measured where it is installed, without a network."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest

from eval.guard import specimens
from eval.guard_presidio import measure, report

installed = pytest.mark.skipif(find_spec("presidio_analyzer") is None, reason="presidio-analyzer ist nicht installiert")


def test_a_missing_model_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is fetched; the report says what to install."""
    monkeypatch.setenv("FUNDSTELLE_RECOGNISER", f"presidio:{tmp_path / 'fehlt'}")
    (line,) = report(specimens(1), "alle")
    assert line.startswith("Presidio: nicht gemessen.")
    assert "pip install" in line or "FUNDSTELLE_RECOGNISER=presidio:ORDNER" in line


@installed
@pytest.mark.filterwarnings("default")
def test_identifiers_are_measured_without_a_model_of_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A blank German model does for patterns; that names cannot be measured with it is said."""
    import spacy  # noqa: PLC0415

    spacy.blank("de").to_disk(tmp_path / "de")
    monkeypatch.setenv("FUNDSTELLE_RECOGNISER", f"presidio:{tmp_path / 'de'}")
    measured = measure(specimens(1))
    assert measured.names == ()
    emails = [tally for tally in measured.tallies if tally.kind == "e-mail"]
    assert sum(tally.stopped for tally in emails) > 0
    assert "Namen nicht gemessen" in report(specimens(1), "alle")[-1]

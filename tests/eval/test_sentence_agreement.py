"""The measure of the sentence splitter, on the five marked laws."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.sentences import Tally, print_agreement, run


@pytest.mark.mirror
def test_splitter_agrees_with_the_marked_laws(mirror: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At least 99 % of the boundaries in numbered paragraphs; the figures and misses are printed."""
    agreement = run(mirror)
    overall = agreement.overall
    assert [tally.law for tally in agreement.laws] == ["estg", "kstg_1977", "gewstg", "estdv_1955", "gewstdv_1955"]
    assert overall.true > 3000
    assert overall.agreement >= 0.99
    assert overall.strict >= 0.985
    print_agreement(agreement, misses=True)
    printed = capsys.readouterr().out
    assert "insgesamt" in printed
    assert printed.count("\n") == 6 + len(overall.misses)


def test_figures_follow_from_the_counts() -> None:
    """Agreement is agreed of all; the strict one also counts boundaries in paragraphs without numbers against it."""
    tally = Tally("x", 10, 9, true=20, found=19, agreed=18, unnumbered=5, divided=1, divisions=3, misses=())
    assert tally.agreement == 18 / 21
    assert tally.strict == 18 / 24

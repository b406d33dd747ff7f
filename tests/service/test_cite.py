"""A citation leads to its text on a day, or to a German reason."""

from __future__ import annotations

from datetime import date

import pytest

from service.ask import Desk
from service.cite import Cited, NotCited, cite, cite_all

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        ("§ 9 Abs. 1 Satz 1 MondStG", "mondstg/9/abs-1/satz-1@2026-02-02"),
        ("§ 9 I 1 MondStG", "mondstg/9/abs-1/satz-1@2026-02-02"),
        ("mondstg/9/abs-1/satz-1", "mondstg/9/abs-1/satz-1@2026-02-02"),
        ("mondstg/9/abs-1/satz-1@2025-01-15", "mondstg/9/abs-1/satz-1@2025-01-15"),
        ("§ 9 MondStG", "mondstg/9@2026-02-02"),
    ],
)
def test_citations_and_addresses_lead_to_the_same_place(desk: Desk, reference: str, address: str) -> None:
    """Lawyers' forms and ids are both understood; the text is the stored one."""
    cited = cite(reference, DAY, desk.library)
    assert isinstance(cited, Cited)
    assert str(cited.address) == address
    assert cited.text
    assert cited.text == cited.held.provision.text[cited.start : cited.end]


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        ("§ 999 MondStG", "no-such-place"),
        ("§ 9 Abs. 99 MondStG", "no-such-place"),
        ("§ 9 EStG", "law-not-held"),
        ("Guten Tag", "no-citation"),
        ("", "no-citation"),
        ("§ 9 " * 200, "no-citation"),
        ("mondstg/9@1999-01-01", "no-version"),
    ],
)
def test_what_leads_nowhere_says_why(desk: Desk, reference: str, reason: str) -> None:
    """A code for programs, a German sentence for people."""
    cited = cite(reference, DAY, desk.library)
    assert isinstance(cited, NotCited)
    assert cited.reason == reason
    assert len(cited.message) > 10


def test_a_day_before_the_oldest_version_is_told(desk: Desk) -> None:
    """The message names the oldest version."""
    cited = cite("§ 9 MondStG", date(2000, 1, 1), desk.library)
    assert isinstance(cited, NotCited)
    assert cited.reason == "no-version"
    assert "15.01.2025" in cited.message


def test_all_citations_of_a_question_are_looked_up(desk: Desk) -> None:
    """Lists member by member, ranges as one stretch; a bare § without a law is passed over."""
    named = cite_all("Gelten §§ 5, 9 MondStG und § 9 Abs. 4a Sätze 1 bis 2 MondStG auch für § 3?", DAY, desk.library)
    assert [one.citation for one in named if isinstance(one, Cited)] == [
        "§ 5 MondStG",
        "§ 9 MondStG",
        "§ 9 Abs. 4a Satz 1 bis 2 MondStG",
    ]

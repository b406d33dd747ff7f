"""A directive that is older than the text of a norm it cites is marked, with both texts. All law is fictional."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from corpus.address import Address
from corpus.model import Rank, Stand, StandEntry
from service.ask import Desk, ask
from service.model import Answer, Overtaken, Question
from service.radar import given_on, overtaken

DAY = date(2026, 6, 30)
OLDER = "bmf-2024-11-12-iv-z-9-s-9999-24-10001-003/schreiben"
NEWER = "bmf-2026-01-15-iv-z-9-s-9999-00001-002-001/schreiben"


def of(desk: Desk, place: str, day: date = DAY) -> dict[str, Overtaken]:
    held = desk.library.view.provision(Address.from_id(place))
    assert held is not None
    unit = held.provision.unit(Address.from_id(place))
    start, end = (unit.start, unit.end) if unit else (0, len(held.provision.text))
    found = overtaken(held.provision.address, start, end, day, desk.library)
    return {one.citation: one for one in found}


def test_a_change_after_the_directive_is_certain(desk: Desk) -> None:
    """The letter of 2024 says 12 per cent; the text that it cites was still there in 2025 and is another in 2026."""
    (found,) = of(desk, f"{OLDER}/rn-7").values()
    assert found.label == "Weisung älter als die Fassung der Norm"
    assert (str(found.then), str(found.now)) == (
        "mondstg/9/abs-1/satz-1@2025-01-15",
        "mondstg/9/abs-1/satz-1@2026-02-02",
    )
    assert (found.certain, found.gone, found.since) == (True, False, date(2026, 2, 2))
    texts = [desk.library.view.provision(place) for place in (found.then, found.now)]
    words = [one.provision.text for one in texts if one]
    assert "12 Prozent" in words[0]
    assert "14 Prozent" in words[1]


def test_what_did_not_change_is_not_marked(desk: Desk) -> None:
    """§ 24 is the same in both versions; so is everything on a day before the newer one is known."""
    assert of(desk, f"{OLDER}/rn-11") == {}
    assert of(desk, OLDER, date(2026, 2, 1)) == {}


def test_a_change_that_may_lie_before_the_directive_is_no_certainty(desk: Desk) -> None:
    """Old text seen in 2025, letter of January 2026, new text seen in February, its Stand after the letter."""
    found = of(desk, NEWER)
    assert found["§ 9 Abs. 1 Satz 1 MondStG"].certain is False
    assert found["§ 9 Abs. 1 Satz 1 MondStG"].label == "Weisung möglicherweise älter als die Fassung der Norm"


def test_statutes_are_never_marked(desk: Desk) -> None:
    """Only the administration's own sources can be overtaken by the law."""
    assert of(desk, "mondstg/35") == {}


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Mondsteuer-Handbuch 2022", date(2022, 12, 31)),
        ("Handbuch 2022-2025", date(2025, 12, 31)),
        ("?", None),
    ],
)
def test_the_day_of_a_handbook_is_the_end_of_its_year(desk: Desk, words: str, day: date | None) -> None:
    """Nothing later can be in it; without a year nothing can be said."""
    law = desk.library.view.versions(OLDER.split("/", maxsplit=1)[0])[-1]
    handbook = replace(law, issued=None, stand=Stand((StandEntry("Stand", words),)), rank=Rank.HINWEIS)
    assert given_on(handbook) == day
    assert given_on(law) == date(2024, 11, 12)


def test_the_answer_carries_the_mark(desk: Desk, client: TestClient) -> None:
    """In the value, in JSON, and on the page with links to both texts."""
    question = "Was sagt das BMF zu § 9 Abs. 1 Satz 1 MondStG?"
    outcome = ask(Question(question, DAY), desk)
    assert isinstance(outcome, Answer)
    assert any(one.overtaken for statement in outcome.statements for one in statement.evidence)
    told = client.post("/v1/ask", json={"question": question}).json()
    marks = [mark for one in told["statements"] for evidence in one["evidence"] for mark in evidence["overtaken"]]
    assert marks[0]["label"] == "Weisung älter als die Fassung der Norm"
    page = client.post("/", data={"frage": question, "stichtag": "2026-06-30", "rang": "alle"}).text
    assert "Weisung älter als die Fassung der Norm" in page
    for mark in marks:
        assert client.get(f"/v1/documents/{mark['then']}").status_code == 200
        assert f'href="/norm/{mark["then"]}#fund"' in page
        assert f'href="/norm/{mark["now"]}#fund"' in page


def test_shown_places_carry_the_mark(client: TestClient) -> None:
    """The letter itself, on its page and as JSON."""
    reference = "BMF v. 12.11.2024, IV Z 9 - S 9999/24/10001 :003, Rn. 7"
    assert client.get("/v1/cite", params={"ref": reference}).json()["overtaken"][0]["certain"] is True
    assert "Weisung älter" in client.get(f"/norm/{OLDER}").text
    assert client.get("/v1/documents/mondstg/9").json()["overtaken"] == []


def test_a_checked_text_carries_the_mark(client: TestClient) -> None:
    """A sentence that the letter supports, and that the law has overtaken: supported, marked, and so on the page."""
    letter = "BMF v. 12.11.2024, IV Z 9 - S 9999/24/10001 :003, Rn. 7"
    text = f"Die Steuer beträgt nach § 9 Abs. 1 Satz 1 MondStG 12 Prozent der Bemessungsgrundlage ({letter})."
    (sentence,) = client.post("/v1/check", json={"text": text}).json()["sentences"]
    marks = [mark["label"] for evidence in sentence["evidence"] for mark in evidence["overtaken"]]
    assert marks == ["Weisung älter als die Fassung der Norm"]
    page = client.post("/pruefen", data={"text": text, "stichtag": "2026-06-30"}).text
    assert "Weisung älter als die Fassung der Norm" in page

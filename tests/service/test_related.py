"""What stands in relation to a place is told with it, from both sides. All law is fictional."""

from __future__ import annotations

from fastapi.testclient import TestClient

from corpus.address import Address
from service.ask import Desk
from service.related import Related, related

OLDER = "bmf-2024-11-12-iv-z-9-s-9999-24-10001-003"
NEWER = "bmf-2026-01-15-iv-z-9-s-9999-00001-002-001"


def of(desk: Desk, place: str) -> tuple[Related, ...]:
    address = Address.from_id(place)
    return related(address, desk.library.view.versions(address.law)[-1], desk.library)


def labels(found: tuple[Related, ...]) -> set[tuple[str, str]]:
    return {(one.label, one.address.law if one.address else one.note) for one in found}


def test_a_norm_names_the_letters_that_cite_it(desk: Desk) -> None:
    """Each letter once; of the whole § what cites places in it, of a place in it what cites the place or all."""
    assert labels(of(desk, "mondstg/14")) == {("Zitiert in", OLDER)}
    assert labels(of(desk, "mondstg/14/abs-1/satz-1")) == {("Zitiert in", OLDER)}
    assert labels(of(desk, "mondstg/14/abs-2")) == set()
    (twice,) = of(desk, "mondstg/9/abs-1/satz-1")[:1]
    assert (twice.citation, twice.count) == ("BMF v. 12.11.2024, IV Z 9 - S 9999/24/10001 :003", 1)


def test_letters_name_each_other(desk: Desk) -> None:
    """The newer one amends, the older one is amended; what isn't held is named with the reason."""
    newer, older = labels(of(desk, f"{NEWER}/schreiben")), labels(of(desk, f"{OLDER}/schreiben/rn-5"))
    assert ("Ändert", OLDER) in newer
    assert ("Geändert durch", NEWER) in older
    gone = [one for one in of(desk, f"{OLDER}/schreiben") if one.label == "Hebt auf"]
    assert [one.address for one in gone] == [None]
    assert "nicht im Bestand" in gone[0].note


def test_a_letter_named_by_its_day_alone_is_marked(desk: Desk) -> None:
    """The subject line of the newer letter names no file number."""
    notes = [one.note for one in of(desk, OLDER) if one.label == "Geändert durch"]
    assert any("nur mit dem Tag genannt" in note for note in notes)


def test_documents_carry_their_relations(client: TestClient) -> None:
    """Provisions, whole letters and cited places, in the same shape."""
    whole = client.get(f"/v1/documents/{OLDER}").json()
    assert "Geändert durch" in {one["label"] for one in whole["related"]}
    norm = client.get("/v1/documents/mondstg/14").json()["related"]
    assert norm[0]["document"] == f"{OLDER}@2024-11-12"
    cited = client.get("/v1/cite", params={"ref": "§ 14 Abs. 1 MondStG"}).json()["related"]
    assert cited == norm
    letter = client.get("/v1/cite", params={"ref": "BMF v. 12.11.2024, IV Z 9 - S 9999/24/10001 :003"}).json()
    assert letter["document"] == f"{OLDER}/schreiben@2024-11-12"
    assert (letter["issued"], letter["issuer"]) == ("2024-11-12", "Bundesministerium der Finanzen (fiktiv)")


def test_a_law_as_a_whole_is_no_place(client: TestClient) -> None:
    """Said as what it is, not as a fault."""
    response = client.get("/v1/cite", params={"ref": "MondStG"})
    assert response.status_code == 404
    assert "als Ganzes" in response.json()["detail"]


def test_pages_link_to_what_is_related(client: TestClient) -> None:
    """The § links to the letter, the letter to what it amends and to the letter that amends it."""
    assert f'href="/norm/{OLDER}@2024-11-12"' in client.get("/norm/mondstg/14").text
    page = client.get(f"/norm/{OLDER}/schreiben").text
    assert "Geändert durch" in page
    assert f'href="/norm/{NEWER}@2026-01-15"' in page
    assert "Geändert durch" in client.get(f"/gesetz/{OLDER}").text
    assert "Erlassen von" in page


def test_answers_name_what_has_changed_a_letter(client: TestClient) -> None:
    """The letter of 2024 was amended in 2026: said with the quote, but not before the amendment."""
    asked = {"question": "BMF v. 12.11.2024, IV Z 9 - S 9999/24/10001 :003, Rn. 7"}
    (evidence,) = client.post("/v1/ask", json=asked).json()["statements"][0]["evidence"]
    assert "Geändert durch BMF v. 15.1.2026, IV Z 9 - S 9999/00001/002/001" in evidence["changes"]
    earlier = client.post("/v1/ask", json=asked | {"as_of": "2026-01-14"}).json()["statements"][0]["evidence"]
    assert earlier[0]["changes"] == []
    page = client.post("/", data={"frage": asked["question"], "stichtag": "2026-06-30", "rang": "alle"}).text
    assert "Geändert durch BMF v. 15.1.2026" in page

"""The interface for programs, over the demonstration corpus."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from service.ask import Desk
from service.schema import AskResponse, SearchResponse
from service.schema_documents import LawDocument, ProvisionDocument

CITING = "Wie hoch ist die Mondsteinsteuer nach § 9 Abs. 1 MondStG?"
"""A question that cites the norm with its answer: it is answered whatever the ranking does."""


def ask(client: TestClient, **body: object) -> AskResponse:
    """Ask, and read the answer in its declared shape."""
    response = client.post("/v1/ask", json=body)
    assert response.status_code == 200, response.text
    return AskResponse.model_validate_json(response.text)


def problem(response: Any, status: int, slug: str) -> dict[str, Any]:
    """Read a problem document and check that it is one of ours."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    found: dict[str, Any] = response.json()
    assert found["type"] == f"urn:fundstelle:problem:{slug}"
    assert found["status"] == status
    return found


def test_an_answer_proves_each_of_its_words(client: TestClient) -> None:
    """Every quote is what the document that it names has at its offsets."""
    answer = ask(client, question=CITING)
    assert answer.outcome == "answered"
    assert answer.statements
    for statement in answer.statements:
        for evidence in statement.evidence:
            document = client.get(f"/v1/documents/{evidence.document}").json()
            assert document["text"][evidence.start : evidence.end] == evidence.quote
            assert document["sha256"] == evidence.sha256


def test_an_answer_from_the_demonstration_is_marked(client: TestClient) -> None:
    """Fictional law says so in every answer."""
    corpus = ask(client, question=CITING).corpus
    assert corpus.fictional
    assert "Fiktives Recht" in corpus.notice


def test_the_day_of_a_question_is_today_unless_told(client: TestClient) -> None:
    """The clock comes in from outside; a day in the request wins."""
    assert str(ask(client, question=CITING).question.as_of) == "2026-06-30"
    assert str(ask(client, question=CITING, as_of="2025-06-30").question.as_of) == "2025-06-30"


def test_the_same_question_gets_the_same_bytes(client: TestClient) -> None:
    """Same question and same generation: byte-identical answer."""
    first, second = (client.post("/v1/ask", json={"question": CITING}).content for _ in range(2))
    assert first == second


@pytest.mark.parametrize("rank", ["verordnung", ["verordnung"]])
def test_a_rank_keeps_all_others_out(client: TestClient, rank: object) -> None:
    """One rank or a list of them; nothing of another rank is found."""
    response = client.post("/v1/search", json={"query": "Anmeldung der Mondsteinsteuer", "rank": rank})
    found = SearchResponse.model_validate_json(response.text)
    assert {result.source_rank for result in found.results} == {"verordnung"}


def test_a_refusal_is_an_answer(client: TestClient) -> None:
    """Before the oldest version there is no law to answer from; that is told with status 200."""
    answer = ask(client, question=CITING, as_of="2001-01-01")
    assert answer.outcome == "refused"
    assert answer.refusal is not None
    assert answer.refusal.reason == "no-version"
    assert answer.statements == []


def test_a_question_that_cannot_be_asked_is_a_problem(client: TestClient) -> None:
    """Empty, or longer than any general question; the pointer names the field, the text is not repeated."""
    assert (
        problem(client.post("/v1/ask", json={"question": " "}), 422, "frage-leer")["errors"][0]["pointer"]
        == "#/question"
    )
    found = client.post("/v1/ask", json={"question": "Mondstein " * 2000})
    assert problem(found, 422, "frage-zu-lang")["errors"][0]["pointer"] == "#/question"
    assert "Mondstein" not in found.text


def test_search_says_how_many_and_in_which_order(client: TestClient) -> None:
    """As many results as asked for, counted from 1, best first, at addresses that exist."""
    response = client.post("/v1/search", json={"query": "Steuerbefreiung Mondstein", "k": 3})
    found = SearchResponse.model_validate_json(response.text)
    assert [result.rank for result in found.results] == [1, 2, 3]
    for result in found.results:
        assert client.get(f"/v1/documents/{result.document}").status_code == 200


def test_a_search_without_words_is_a_problem(client: TestClient) -> None:
    """What the guard stops cannot be searched for, either."""
    assert (
        problem(client.post("/v1/search", json={"query": ""}), 422, "frage-leer")["errors"][0]["pointer"] == "#/query"
    )
    problem(client.post("/v1/search", json={"query": "???"}), 422, "keine-frage")


@pytest.mark.parametrize("query", ["\ud800", "Mond\udfffstein"])
def test_text_that_is_no_unicode_is_a_problem(client: TestClient, query: str) -> None:
    """Half a surrogate pair can be written in JSON, but is no character."""
    body = f'{{"question": "{query.encode("ascii", "backslashreplace").decode()}"}}'
    response = client.post("/v1/ask", content=body, headers={"content-type": "application/json"})
    assert problem(response, 422, "ungueltige-angabe")["errors"][0]["pointer"] == "#/question"


def test_a_provision_by_its_id(client: TestClient, desk: Desk) -> None:
    """All that is known of it: text, units with their citations, what stands around it, where it comes from."""
    found = ProvisionDocument.model_validate(client.get("/v1/documents/mondstg/9").json())
    assert found.id == "mondstg/9@2026-02-02"
    assert found.citation == "§ 9 MondStG"
    assert found.previous is not None
    assert found.next is not None
    assert (found.previous.label, found.next.label) == ("§ 8", "§ 10")
    assert {unit.citation for unit in found.units} >= {"§ 9 Abs. 1 MondStG"}
    assert all(0 <= unit.start <= unit.end <= len(found.text) for unit in found.units)
    assert found.fictional
    assert found.corpus.generation == desk.library.generation


def test_a_provision_in_its_versions(client: TestClient) -> None:
    """By its day in the id, or by the day asked for; both name the same older text, and the newer one as different."""
    named = client.get("/v1/documents/mondstg/9@2025-01-15")
    asked = client.get("/v1/documents/mondstg/9", params={"as_of": "2025-06-30"})
    assert named.json() == asked.json()
    known = {version["version"]: version["same_text"] for version in named.json()["versions"]}
    assert known == {"2025-01-15": True, "2026-02-02": False}


def test_a_place_inside_a_provision_gives_the_provision(client: TestClient) -> None:
    """Addresses of evidence work as ids, too."""
    assert client.get("/v1/documents/mondstg/9/abs-1").json()["id"] == "mondstg/9@2026-02-02"


def test_a_repealed_provision_is_a_fact(client: TestClient) -> None:
    """§ 27 fell away with the second version; it is kept, and says so."""
    assert client.get("/v1/documents/mondstg/27").json()["repealed"] is True
    assert client.get("/v1/documents/mondstg/27@2025-01-15").json()["repealed"] is False


def test_a_law_by_its_id(client: TestClient) -> None:
    """Its contents in order, and its versions."""
    found = LawDocument.model_validate(client.get("/v1/documents/mondstg").json())
    assert found.id == "mondstg@2026-02-02"
    assert found.abbreviation == "MondStG"
    labels = [entry.label for entry in found.provisions]
    assert labels.index("§ 9") < labels.index("§ 10") < labels.index("§ 27a")
    assert [version.version for version in found.versions] == ["2025-01-15", "2026-02-02"]


@pytest.mark.parametrize(
    ("id_", "told"),
    [
        ("nixg/1", "liegt nicht vor"),
        ("mondstg/999", "§ 999 MondStG"),
        ("mondstg/9/abs-99", "§ 9 Abs. 99 MondStG"),
        ("mondstg/9@1999-01-01", "2025-01-15, 2026-02-02"),
        ("mondstg//9", "Erwartet wird etwa"),
        ("mondstg/unsinn-1", "Erwartet wird etwa"),
    ],
)
def test_an_unknown_document_is_told_with_what_is_known(client: TestClient, id_: str, told: str) -> None:
    """Each way of not existing has its own German sentence."""
    assert told in problem(client.get(f"/v1/documents/{id_}"), 404, "dokument-unbekannt")["detail"]


def test_a_day_before_the_oldest_version_is_told(client: TestClient) -> None:
    """The oldest known version is named."""
    response = client.get("/v1/documents/mondstg/9", params={"as_of": "2001-01-01"})
    assert "2025-01-15" in problem(response, 404, "dokument-unbekannt")["detail"]


def test_a_parameter_that_is_wrong_is_named(client: TestClient) -> None:
    """In the address it is a parameter, not a pointer."""
    response = client.get("/v1/documents/mondstg/9", params={"as_of": "gestern"})
    assert problem(response, 422, "ungueltige-angabe")["errors"][0]["parameter"] == "as_of"


def test_ready_names_the_corpus(client: TestClient, desk: Desk) -> None:
    """Which generation answers, whether it is fictional, how much there is."""
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["generation"] == desk.library.generation
    assert ready["fictional"] is True
    assert ready["laws"] == 4
    assert ready["passages"] > 40

"""The description of the interface is German, whole, and its examples are true."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from lxml import html

from service.openapi import EXAMPLES_FOLDER, load_example
from service.schema import AskResponse, SearchResponse
from service.schema_check import CheckResponse
from service.schema_documents import CiteResponse, ProvisionDocument
from service.schema_review import ReviewResponse

POSTED = ("/v1/ask", "/v1/search", "/v1/check", "/v1/review")


@pytest.fixture
def description(client: TestClient) -> dict[str, Any]:
    """The description as programs get it."""
    found: dict[str, Any] = client.get("/openapi.json").json()
    return found


def test_every_endpoint_for_programs_is_described(description: dict[str, Any]) -> None:
    """These, with a German summary each, and no page."""
    assert set(description["paths"]) == {
        "/v1/ask",
        "/v1/search",
        "/v1/check",
        "/v1/review",
        "/v1/export",
        "/v1/cite",
        "/v1/documents/{id}",
        "/healthz",
        "/readyz",
    }
    for methods in description["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    """Also those to the problem document, which no endpoint returns as its answer."""
    schemas = description["components"]["schemas"]
    for name in re.findall(r"#/components/schemas/(\w+)", str(description)):
        assert name in schemas, name


def test_problems_are_described_as_they_come(description: dict[str, Any]) -> None:
    """As application/problem+json, and never in the framework's own shape."""
    for methods in description["paths"].values():
        for operation in methods.values():
            for status, response in operation["responses"].items():
                if status != "200":
                    assert set(response["content"]) == {"application/problem+json"}
    assert "HTTPValidationError" not in description["components"]["schemas"]


EXAMPLES = {
    "answer": (AskResponse, "/v1/ask", {"question": "Wann ist die Einfuhr anzumelden (§ 14 Abs. 2 MondStG)?"}),
    "refusal": (
        AskResponse,
        "/v1/ask",
        {"question": "Wann ist die Mondsteinsteuer anzumelden?", "as_of": "2001-01-01"},
    ),
    "case": (
        AskResponse,
        "/v1/ask",
        {"question": "Mein Mandant, Bäcker in Olpe, hat 2025 einen Mondstein für 900 Euro gekauft. Ist das steuerbar?"},
    ),
    "search": (SearchResponse, "/v1/search", {"query": "Steuerbefreiung Museum", "k": 2}),
    "check": (
        CheckResponse,
        "/v1/check",
        {
            "text": "Die Steuer beträgt 14 Prozent der Bemessungsgrundlage (§ 9 Abs. 1 Satz 1 MondStG). "
            "Für Mondstaub beträgt sie 9 Prozent der Bemessungsgrundlage (§ 9 Abs. 1 Satz 2 MondStG)."
        },
    ),
    "review": (
        ReviewResponse,
        "/v1/review",
        {
            "text": "Die Steuer ist mit der Anmeldung fällig, die nach dem Vordruck der MBV einzureichen ist. "
            "Für Rohsteine, die an eine anerkannte Lehrwerkstatt geliefert werden, wenn die Werkstatt mindestens zwei "
            "Auszubildende beschäftigt, gilt der ermäßigte Satz. Alle Rentner sind damit überfordert.",
            "purpose": "oeffentlichkeit",
        },
    ),
    "cite": (CiteResponse, "/v1/cite", {"ref": "§ 7 Abs. 4a Satz 2 MondStG"}),
    "provision": (ProvisionDocument, "/v1/documents/mondstg/13", {}),
}
"""Shape of each example, and the request that it answers."""


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_have_the_shape_that_they_explain(client: TestClient, name: str) -> None:
    """Exactly: nothing missing, nothing more; and they are fictional law. A missing one is written, for review."""
    model, path, request = EXAMPLES[name]
    file = EXAMPLES_FOLDER / f"{name}.json"
    if not file.exists():
        served = client.get(path, params=request) if path not in POSTED else client.post(path, json=request)
        assert served.status_code == 200, served.text
        found = served.json()
        found |= {"passages": found["passages"][:2]} if "passages" in found else {}
        file.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pytest.fail(f"{file.name} wurde neu geschrieben. Bitte durchsehen.")
    example = load_example(name)
    assert model.model_validate(example).model_dump(mode="json") == example
    assert example["corpus"]["fictional"] is True


def test_no_documentation_page_loads_foreign_scripts(client: TestClient) -> None:
    """The framework's own pages load from another host; they are off, /api is ours."""
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404
    assert client.get("/api").status_code == 200


def sent(client: TestClient, command: str) -> Response:
    """The answer to a command of the interface's page, which uses no other options than these."""
    word, _, address, *rest = shlex.split(command.replace("\\\n", " "))
    path = address.removeprefix("http://localhost")
    options = dict(zip(rest[::2], rest[1::2], strict=True))
    assert word == "curl"
    assert options.keys() <= {"-H", "-d", "-o", "--data-urlencode"}
    if "-d" in options:
        return client.post(path, content=options["-d"].encode(), headers=[tuple(options["-H"].split(": "))])
    name, _, value = options.get("--data-urlencode", "").partition("=")
    return client.get(path, params={name: value} if name else {})


def test_the_page_of_the_interface_has_a_command_for_every_endpoint(
    client: TestClient, description: dict[str, Any]
) -> None:
    """Each works as it is copied; /healthz is named beside /readyz."""
    page = html.fromstring(client.get("/api").text)
    told = {section.findtext(".//h2/code"): section for section in page.xpath("//section[@class='endpunkt']")}
    assert told.keys() == description["paths"].keys() - {"/healthz"}
    assert "/healthz" in page.text_content()
    for path, section in told.items():
        (method,) = description["paths"][path]
        assert section.findtext(".//h2/span") == method.upper()
        commands = re.split(r"\n(?=curl )", section.findtext(".//pre/code").strip())
        for command in commands:
            answer = sent(client, command)
            assert answer.status_code == 200, (command, answer.text)

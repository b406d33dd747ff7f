"""The description of the interface (OpenAPI): in German, with examples and with every problem that may come."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, TypedDict

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.problems import MEDIA_TYPE, Problem

EXAMPLES_FOLDER = Path(__file__).with_name("examples")
_COMPONENTS = "#/components/schemas/"

_PROBLEMS = {
    404: "Das gibt es nicht",
    413: "Der Inhalt der Anfrage ist zu groß",
    415: "Der Inhalt der Anfrage ist nicht als JSON gekennzeichnet",
    422: "Eine Angabe fehlt oder hat nicht die erwartete Form; die Eingabe ist leer, zu lang "
    "oder enthält vertrauliche Angaben (reason: confidential, mit findings und proposal)",
    503: "Es liegt noch kein Rechtsbestand vor",
}


_EXAMPLES = {
    ("/v1/ask", "post"): ("answer", "refusal", "case"),
    ("/v1/search", "post"): ("search",),
    ("/v1/check", "post"): ("check",),
    ("/v1/review", "post"): ("review",),
    ("/v1/cite", "get"): ("cite",),
    ("/v1/documents/{id}", "get"): ("provision",),
}
"""Names of the examples of each endpoint's answers."""


class About(TypedDict):
    """What the application is called."""

    title: str
    version: str
    summary: str
    description: str


ABOUT = About(
    title="Fundstelle",
    version="1",
    summary="Antworten aus dem deutschen Steuerrecht, Satz für Satz mit wörtlicher, genau bezeichneter Fundstelle",
    description=(
        "Jede Aussage einer Antwort ist ein wörtliches Zitat mit seiner Fundstelle; wo nichts belegt ist, "
        "wird die Antwort abgelehnt. Angaben zu einem Steuerfall dürfen nicht eingegeben werden (§ 30 AO). "
        "Die Fassungen sind nichtamtlich; maßgeblich ist das Bundesgesetzblatt. Die Beispiele zeigen fiktives Recht."
    ),
)

# OpenAPI fragments are JSON by nature; they go straight into the description that the framework writes.
Fragment = dict[str, Any]


def problem_responses(*statuses: int) -> dict[int | str, Fragment]:
    """The descriptions of the problems that an endpoint may answer with."""
    schema = {"$ref": f"{_COMPONENTS}Problem"}
    return {
        status: {"description": _PROBLEMS[status], "content": {MEDIA_TYPE: {"schema": schema}}} for status in statuses
    }


@cache
def load_example(name: str) -> Fragment:
    """An example of an answer."""
    found: Fragment = json.loads((EXAMPLES_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def describe_problems(app: FastAPI) -> None:
    """Let the application's description define the problem document that its answers refer to."""

    def description() -> Fragment:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    app.openapi = description  # type: ignore[method-assign]  # the way in which FastAPI lets its description be changed


def _description(app: FastAPI) -> Fragment:
    about: About = ABOUT
    found = get_openapi(**about, routes=app.routes)
    schemas: Fragment = found["components"]["schemas"]
    problem = Problem.model_json_schema(mode="serialization", ref_template=_COMPONENTS + "{model}")
    schemas |= problem.pop("$defs") | {"Problem": problem}
    for (path, method), names in _EXAMPLES.items():
        answer = found["paths"][path][method]["responses"]["200"]["content"]["application/json"]
        answer["examples"] = {name: {"value": load_example(name)} for name in names}
    return found

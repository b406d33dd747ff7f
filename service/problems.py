"""Problem documents (RFC 9457): what went wrong with a request, in German, for people and for programs.

A refusal is no problem: it is an answer like any other, with status 200. A problem is a request that
could not be asked at all, a place that does not exist, or a fault of ours. No problem repeats the question.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from service.model import Refusal, RefusalReason
from service.schema import FindingOut, findings_out

MEDIA_TYPE = "application/problem+json"

_MESSAGES = Path(__file__).with_name("problem_messages.csv")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,39}")


class FieldProblem(BaseModel):
    """What is wrong with one field: where it is (in the body, or among the parameters), and what was expected."""

    pointer: str | None = Field(None, description="JSON-Zeiger in den Inhalt, etwa #/as_of")
    parameter: str | None = Field(None, description="Name des Parameters in der Adresse")
    detail: str


class Problem(BaseModel):
    """A problem document; ``type`` tells programs which one it is."""

    type: str
    title: str
    status: int
    detail: str
    instance: str = Field(description="Pfad der Anfrage, ohne ihre Parameter")
    errors: list[FieldProblem] = []
    outcome: Literal["refused"] | None = Field(default=None, description="Die Eingabe wurde abgelehnt")
    reason: str | None = Field(default=None, description="Warum sie abgelehnt wurde, etwa confidential")
    findings: list[FindingOut] | None = Field(default=None, description="Was in der Eingabe nicht stehen darf")
    proposal: str | None = Field(default=None, description="Eine Fassung der Eingabe ohne diese Angaben")


class ProblemError(Exception):
    """Raised by an endpoint that has a problem document to give instead of its answer."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.title)
        self.problem = problem


_BY_STATUS = {
    400: ("unlesbar", "Anfrage nicht lesbar", "Der Inhalt der Anfrage ist nicht lesbar. Erwartet wird JSON in UTF-8."),
    404: (
        "nicht-gefunden",
        "Nicht gefunden",
        "Unter dieser Adresse gibt es nichts. Welche Adressen es gibt, steht unter /api.",
    ),
    405: (
        "methode-nicht-erlaubt",
        "Methode nicht erlaubt",
        "Diese Adresse nimmt Anfragen dieser Methode nicht an. "
        "Welche sie annimmt, steht im Kopffeld Allow und unter /api.",
    ),
    413: (
        "zu-gross",
        "Anfrage zu groß",
        "Der Inhalt der Anfrage ist zu groß. Eine Frage darf höchstens 64 KiB haben (ohne angehängte Schriftstücke), "
        "ein zu prüfender Text 200 kB, ein durchzusehender 300 kB.",
    ),
    415: (
        "medientyp",
        "Medientyp nicht unterstützt",
        "Erwartet wird JSON mit dem Kopffeld Content-Type: application/json.",
    ),
}
"""Slug, title and detail of the problems that follow from the HTTP status alone."""

_REFUSALS = {
    RefusalReason.EMPTY: ("frage-leer", "Frage fehlt"),
    RefusalReason.TOO_LONG: ("frage-zu-lang", "Frage zu lang"),
    RefusalReason.CONFIDENTIAL: ("vertraulich", "Vertrauliche Angaben"),
    RefusalReason.OUT_OF_SCOPE: ("keine-frage", "Nichts zu suchen"),
    RefusalReason.CONFIDENTIAL: ("vertraulich", "Vertrauliche Angaben"),
    RefusalReason.CASE: ("steuerfall", "Beschreibung eines Steuerfalls"),
}
"""Slug and title of the guard's refusals, for requests to which a refusal is no answer."""


def problem(slug: str, status: int, title: str, detail: str, path: str) -> Problem:
    """A problem of Fundstelle's own; the slug ends its type URN."""
    return Problem(
        type=f"urn:fundstelle:problem:{slug}", title=title, status=status, detail=detail, instance=quote(path)
    )


def status_problem(error: HTTPException, path: str) -> Problem:
    """The problem that an HTTP status stands for."""
    if error.status_code in _BY_STATUS:
        slug, title, detail = _BY_STATUS[error.status_code]
        return problem(slug, error.status_code, title, detail, path)
    title = f"Die Anfrage konnte nicht beantwortet werden ({HTTPStatus(error.status_code).value})"
    return problem("sonstiges", error.status_code, title, "Wie Anfragen aussehen, steht unter /api.", path)


def refusal_problem(refusal: Refusal, field: str, path: str) -> Problem:
    """The problem of what could not be asked at all (empty, too long), or must not come in (then with findings)."""
    slug, title = _REFUSALS[refusal.reason]
    found = problem(slug, 422, title, refusal.message, path)
    told: dict[str, object] = {
        "errors": [FieldProblem(pointer=f"#/{field}", parameter=None, detail=refusal.message)],
        "outcome": "refused",
        "reason": refusal.reason.value,
    }
    if refusal.reason.is_secret:
        told |= {"findings": findings_out(refusal.findings), "proposal": refusal.proposal}
    return found.model_copy(update=told)


def secret_parameter_problem(refusal: Refusal, parameter: str, path: str) -> Problem:
    """The same for what came in the address; ``path`` is the part of it that holds nothing of it."""
    found = refusal_problem(refusal, parameter, path)
    errors = [FieldProblem(pointer=None, parameter=parameter, detail=refusal.message)]
    return found.model_copy(update={"errors": errors})


def validation_problem(error: RequestValidationError, path: str) -> Problem:
    """The problem of a request whose fields are not as they should be: one entry for each field."""
    found: dict[tuple[bool, str], str] = {}
    for kind in error.errors():
        found.setdefault(_place(kind["loc"]), _message(kind["type"], kind.get("ctx", {})))
    errors = [
        FieldProblem(pointer=place if in_body else None, parameter=None if in_body else place, detail=message)
        for (in_body, place), message in found.items()
    ]
    where = ", ".join(entry.pointer or entry.parameter or "" for entry in errors)
    detail = f"Nicht wie erwartet: {where}. Was erwartet wird, steht unter errors."
    return problem("ungueltige-angabe", 422, "Ungültige Angabe", detail, path).model_copy(update={"errors": errors})


def host_problem(path: str) -> Problem:
    """The problem of a request that was addressed to a host by which this service is not known."""
    detail = (
        "Unter diesem Rechnernamen antwortet Fundstelle nicht. Erwartet wird localhost, 127.0.0.1 oder ein Name, "
        "der beim Start angegeben wurde."
    )
    return problem("fremder-host", 400, "Unbekannter Rechnername", detail, path)


def nothing_held_problem(path: str) -> Problem:
    """The problem of a service that has no law yet."""
    detail = (
        "Es liegt noch kein Rechtsbestand vor. »fundstelle ingest« holt ihn (mit --mirror, --import oder Netzzugang); "
        "danach antwortet der Dienst ohne Neustart."
    )
    return problem("kein-bestand", 503, "Kein Rechtsbestand", detail, path)


def fault_problem(path: str, incident: str) -> Problem:
    """The problem of a fault of ours; the incident number is the only thing told outside."""
    detail = (
        f"Die Anfrage konnte wegen einer Störung nicht beantwortet werden. Vorgang {incident}: Unter dieser Nummer "
        "steht im Protokoll des Dienstes, wo sie auftrat. Die Frage selbst wurde nicht protokolliert."
    )
    return problem("stoerung", 500, "Störung", detail, path)


def problem_response(found: Problem, headers: Mapping[str, str] | None = None) -> Response:
    """The response that carries a problem document."""
    body = found.model_dump_json(exclude_none=True)
    return Response(body, found.status, dict(headers or {}), media_type=MEDIA_TYPE)


def _place(loc: tuple[str | int, ...]) -> tuple[bool, str]:
    """Whether a field lies in the body, and its place; requests are flat, so name and list position tell it.

    What stands between the two names alternatives of a type, and a position right in the body is one in broken JSON.
    A name that no interface would use may be text of the user's, and is left out.
    """
    source, *way = loc
    name = str(way[0]) if way and isinstance(way[0], str) and _NAME.fullmatch(way[0]) else ""
    if source != "body":
        return False, name
    positions = [str(step) for step in way[1:] if isinstance(step, int)]
    return True, "#" + "".join(f"/{step}" for step in (name, *positions) if step)


def _message(kind: str, limits: Mapping[str, object]) -> str:
    messages = load_messages()
    told = {name: str(value).replace(" or ", " oder ") for name, value in limits.items()}
    return messages.get(kind, messages["*"]).format_map(told)


@cache
def load_messages() -> dict[str, str]:
    """German messages by kind of error, from ``problem_messages.csv``; "*" is the one for all other kinds."""
    lines = _MESSAGES.read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")
    return {row["kind"]: row["message"] for row in rows}

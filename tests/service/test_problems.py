"""Problem documents: German, exact, and never a word of the question."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError

from service.problems import Problem, fault_problem, load_messages, problem_response, validation_problem
from service.schema import AskRequest, SearchRequest

LIMITS = {"min_length", "max_length", "expected", "ge", "le"}
"""Names that pydantic gives to the limits that our messages mention."""

RANKS = "'gesetz', 'verordnung', 'verwaltungsanweisung' oder 'hinweis'"


def problem_of(model: type[Any], body: object) -> Problem:
    """The problem of a body, as the framework would hand its errors over."""
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(model).validate_python(body)
    errors = [dict(error) | {"loc": ("body", *error["loc"])} for error in caught.value.errors()]
    return validation_problem(RequestValidationError(errors), "/v1/ask")


def told(problem: Problem) -> dict[str, str]:
    """What a problem says, by place."""
    return {error.pointer or error.parameter or "": error.detail for error in problem.errors}


def test_every_message_is_a_sentence_and_names_only_limits_that_exist() -> None:
    """A lawyer may edit the table; a row without a sentence or with an unknown name in braces is a mistake."""
    for kind, message in load_messages().items():
        assert message.endswith("."), kind
        assert set(re.findall(r"\{(\w+)\}", message)) <= LIMITS, kind


@pytest.mark.parametrize(
    ("model", "body", "expected"),
    [
        # nothing at all
        (AskRequest, {}, {"#/question": "Diese Angabe fehlt."}),
        # not a text
        (AskRequest, {"question": 7}, {"#/question": "Erwartet wird ein Text."}),
        # not an object
        (AskRequest, ["Frage"], {"#": "Erwartet wird ein JSON-Objekt."}),
        # a day that is none, and one with a time of day
        (
            AskRequest,
            {"question": "?", "as_of": "30.06.2026"},
            {"#/as_of": "Erwartet wird ein Tag in der Form JJJJ-MM-TT, zum Beispiel 2026-06-30."},
        ),
        (
            AskRequest,
            {"question": "?", "as_of": "2026-06-30T10:00"},
            {"#/as_of": "Erwartet wird ein Tag ohne Uhrzeit in der Form JJJJ-MM-TT, zum Beispiel 2026-06-30."},
        ),
        # a rank that is none: told once, although two types were tried
        (
            AskRequest,
            {"question": "?", "rank": "satzung"},
            {"#/rank": f"Erwartet wird einer der Werte {RANKS}."},
        ),
        # a number out of its range
        (SearchRequest, {"query": "?", "k": 0}, {"#/k": "Erwartet wird eine Zahl ab 1."}),
        (SearchRequest, {"query": "?", "k": 101}, {"#/k": "Erwartet wird eine Zahl bis 100."}),
        # a field that does not exist
        (
            AskRequest,
            {"question": "?", "stichtag": "2026-06-30"},
            {"#/stichtag": "Diese Angabe kennt die Schnittstelle nicht. Welche es gibt, steht unter /api."},
        ),
    ],
)
def test_what_is_wrong_with_a_field_is_told_in_german(model: type[Any], body: object, expected: dict[str, str]) -> None:
    """Each field that is wrong is told once, with its place and with what was expected."""
    problem = problem_of(model, body)
    assert told(problem) == expected
    assert problem.status == 422
    assert problem.type == "urn:fundstelle:problem:ungueltige-angabe"


def test_a_position_in_a_list_is_told() -> None:
    """Of several ranks the wrong one is pointed at."""
    assert "#/rank/1" in told(problem_of(AskRequest, {"question": "?", "rank": ["gesetz", "satzung"]}))


def test_a_question_in_the_wrong_place_is_not_repeated() -> None:
    """Who sends the question as the name of a field does not get it back (§ 30 AO)."""
    question = "Was schuldet Erika Mustermann?"
    assert question not in problem_of(AskRequest, {question: 1}).model_dump_json()


def test_a_kind_of_error_without_a_message_gets_the_general_one() -> None:
    """Pydantic may learn new kinds of errors; they are told in German, too."""
    error = {"type": "frozen_instance", "loc": ("query", "ref"), "msg": "Instance is frozen", "input": "geheim"}
    problem = validation_problem(RequestValidationError([error]), "/v1/cite")
    assert told(problem) == {"ref": load_messages()["*"]}
    assert "geheim" not in problem.model_dump_json()


def test_the_response_is_a_problem_document() -> None:
    """Media type and status as RFC 9457 wants them; the path is a valid reference."""
    response = problem_response(fault_problem("/v1/documents/§ 9", "4711"))
    assert response.media_type == "application/problem+json"
    assert response.status_code == 500
    assert b'"instance":"/v1/documents/%C2%A7%209"' in response.body

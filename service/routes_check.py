"""The door for programs that have a text checked."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from service.check.input import TooLongError, UnusableTextError
from service.check.run import check
from service.door import CurrentDesk, RequestPath, Today, json_only
from service.model import Refusal
from service.openapi import problem_responses
from service.problems import FieldProblem, Problem, ProblemError, problem, refusal_problem
from service.schema_check import CheckRequest, CheckResponse, check_response

router = APIRouter()


@router.post(
    "/v1/check",
    summary="Text prüfen",
    tags=["Fragen"],
    dependencies=[Depends(json_only)],
    responses=problem_responses(413, 415, 422, 503),
)
def post_check(request: CheckRequest, desk: CurrentDesk, today: Today, path: RequestPath) -> CheckResponse:
    """Prüft jeden Satz eines deutschen Textes: belegt, widerlegt, ohne Beleg, oder gar keine Rechtsaussage.

    Belegt ist ein Satz nur, wenn er alle Regeln besteht, die auch jede eigene Antwort bestehen muss; Ähnlichkeit genügt
    nie. Ein Text, der sich nicht prüfen lässt (leer, keine Schrift) oder Angaben zu einem Steuerfall enthält, ist ein
    Problem mit Status 422, einer über 200 kB eines mit Status 413.
    """
    try:
        checked = check(request.text, request.as_of or today, desk, confirmed=request.confirmed)
    except UnusableTextError as error:
        raise ProblemError(text_problem(error, path)) from None
    if isinstance(checked, Refusal):
        raise ProblemError(refusal_problem(checked, "text", path))
    return check_response(checked)


def text_problem(error: UnusableTextError, path: str) -> Problem:
    """The problem of a text that cannot be checked."""
    too_long = isinstance(error, TooLongError)
    found = problem(
        "text-zu-lang" if too_long else "text-unbrauchbar",
        413 if too_long else 422,
        "Text zu lang" if too_long else "Text unbrauchbar",
        str(error),
        path,
    )
    return found.model_copy(update={"errors": [FieldProblem(pointer="#/text", parameter=None, detail=str(error))]})

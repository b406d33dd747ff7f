"""The door for programs that have a text reviewed, or take a reviewed one away as a file."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from service.ask import Desk
from service.check.input import UnusableTextError
from service.door import CurrentDesk, Now, RequestPath, Today, json_only
from service.export.lines import refused_line
from service.export.model import Exported, Format, Wish
from service.export.run import export_answer, export_text
from service.model import Question, Refusal
from service.openapi import problem_responses
from service.problems import Problem, ProblemError, problem, refusal_problem
from service.review.run import review
from service.routes import ranks
from service.routes_check import text_problem
from service.schema_export import ExportRequest
from service.schema_review import ReviewRequest, ReviewResponse, review_response

router = APIRouter()

_FILES = {one.media_type: {"schema": {"type": "string", "format": "binary"}} for one in Format}


@router.post(
    "/v1/review",
    summary="Text vor der Weitergabe durchsehen",
    tags=["Ausgabe"],
    dependencies=[Depends(json_only)],
    responses=problem_responses(413, 415, 422, 503),
)
def post_review(request: ReviewRequest, desk: CurrentDesk, today: Today, path: RequestPath) -> ReviewResponse:
    """Vergleicht einen Text mit dem Bestand und früheren Exporten, sucht Diskriminierendes und Schwerverständliches.

    Was belegt zitiert ist, ist keine Übernahme. Ein Text mit Angaben zu einem Steuerfall wird nicht durchgesehen
    (Status 422, mit findings und proposal).
    """
    try:
        reviewed = review(request.text, request.as_of or today, request.purpose, desk, confirmed=request.confirmed)
    except UnusableTextError as error:
        raise ProblemError(text_problem(error, path)) from None
    if isinstance(reviewed, Refusal):
        raise ProblemError(refusal_problem(reviewed, "text", path))
    return review_response(reviewed)


@router.post(
    "/v1/export",
    summary="Antwort oder Text mit Prüfvermerk als Datei",
    tags=["Ausgabe"],
    dependencies=[Depends(json_only)],
    response_class=Response,
    responses={200: {"description": "Die Datei", "content": _FILES}, **problem_responses(413, 415, 422, 503)},
)
def post_export(request: ExportRequest, desk: CurrentDesk, today: Today, now: Now, path: RequestPath) -> Response:
    """Beantwortet eine Frage oder nimmt einen Text, sieht ihn durch und gibt ihn mit dem Prüfvermerk als Datei aus.

    Übernahmen und Befunde zur Diskriminierung halten den Export nicht auf, sie stehen im Prüfvermerk. Vertrauliche
    Angaben halten ihn auf (Status 422), ebenso eine Frage, auf die es keine belegte Antwort gibt.
    """
    day = request.as_of or today
    wish = Wish(
        request.format, request.purpose, request.responsible, now, request.title, request.model, request.confirmed
    )
    refuse_lines(wish, day, desk, path)
    try:
        if request.text is not None:
            exported = export_text(request.text, day, wish, desk)
        else:
            question = Question(request.question or "", day, ranks(request.rank), request.confirmed)
            exported = export_answer(question, wish, desk)
    except UnusableTextError as error:
        raise ProblemError(text_problem(error, path)) from None
    if isinstance(exported, Refusal):
        raise ProblemError(export_problem(exported, "question" if request.text is None else "text", path))
    return download(exported)


def refuse_lines(wish: Wish, day: date, desk: Desk, path: str) -> None:
    """Refuse a title or a name of a wish that must not come in.

    Raises:
        ProblemError: the guard objects to one of them.
    """
    found = refused_line(wish, day, desk.guard)
    if found:
        raise ProblemError(refusal_problem(found.refusal, found.field, path))


def export_problem(refusal: Refusal, field: str, path: str) -> Problem:
    """The problem of what cannot be exported: refused by the guard, or a question without an answer."""
    if refusal.reason.is_invalid_request or refusal.reason.is_secret:
        return refusal_problem(refusal, field, path)
    return problem("keine-antwort", 422, "Keine Antwort, kein Export", refusal.message, path)


def download(exported: Exported) -> Response:
    """A file as the browser saves it."""
    name = quote(exported.name)
    disposition = f"attachment; filename*=UTF-8''{name}"
    return Response(exported.content, media_type=exported.media_type, headers={"content-disposition": disposition})

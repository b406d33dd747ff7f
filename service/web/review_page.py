"""The page on which a text is reviewed before it goes out, and the files that are taken away from the pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, Response

from service.ask import Desk
from service.check.input import TooLongError, UnusableTextError
from service.door import CurrentDesk, Now, RequestPath, Today
from service.export.model import NAME_LIMIT, Exported, Format, Wish
from service.export.run import export_answer, export_text
from service.model import Refusal
from service.problems import ProblemError, problem
from service.review.purpose import Purpose
from service.review.run import review
from service.routes_check import text_problem
from service.routes_review import download, export_problem, refuse_lines
from service.schema import RefusalOut, refusal_out
from service.schema_review import ReviewResponse, review_response
from service.web.form import BAD_DAY, CONFIRMED, QuestionForm, form_fields, read_day, read_form
from service.web.templating import render

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The form as it was filled in; ``day`` is still text."""

    text: str
    day: str
    purpose: Purpose
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class ReviewErrors:
    """What is wrong with the fields, in German; empty where nothing is."""

    text: str = ""
    day: str = ""


async def _read_review(request: Request, today: Today) -> ReviewForm:
    fields = await form_fields(request)
    text = fields.get("text", [""])[0].replace("\r\n", "\n")
    day = fields.get("stichtag", [today.isoformat()])[0].strip()
    return ReviewForm(text, day, _purpose(fields), _confirmed(fields))


async def _read_wish(request: Request, now: Now, path: RequestPath) -> Wish:
    """How something is to be exported, as the form tells it."""
    fields = await form_fields(request)
    name = fields.get("name", [""])[0].strip()
    if not name or len(name) > NAME_LIMIT:
        detail = f"Bitte den Namen der verantwortlichen Person angeben, höchstens {NAME_LIMIT} Zeichen."
        raise ProblemError(problem("name-fehlt", 422, "Name fehlt", detail, path))
    wanted = fields.get("format", [""])[0]
    chosen = next((one for one in Format if one.value == wanted), Format.WORD)
    model = fields.get("modell", [""])[0].strip()[:NAME_LIMIT]
    return Wish(chosen, _purpose(fields), name, now, model=model, confirmed=_confirmed(fields))


def _purpose(fields: dict[str, list[str]]) -> Purpose:
    wanted = fields.get("zweck", [""])[0]
    return next((one for one in Purpose if one.value == wanted), Purpose.RECHERCHE)


def _confirmed(fields: dict[str, list[str]]) -> bool:
    return fields.get(CONFIRMED, [""])[0] == "1"


SubmittedReview = Annotated[ReviewForm, Depends(_read_review)]
SubmittedQuestion = Annotated[QuestionForm, Depends(read_form)]
SubmittedWish = Annotated[Wish, Depends(_read_wish)]


@router.get("/durchsicht")
def show_review(desk: CurrentDesk, today: Today) -> HTMLResponse:
    """The page before anything was reviewed."""
    return _page(desk, ReviewForm("", today.isoformat(), Purpose.VERMERK))


@router.post("/durchsicht")
def answer_review(form: SubmittedReview, desk: CurrentDesk) -> HTMLResponse:
    """The page with what was found, or with what is wrong with the text."""
    day = read_day(form.day)
    if day is None:
        return _page(desk, form, ReviewErrors(day=BAD_DAY), status=422)
    try:
        reviewed = review(form.text, day, form.purpose, desk, confirmed=form.confirmed)
    except UnusableTextError as error:
        return _page(desk, form, ReviewErrors(text=str(error)), status=413 if isinstance(error, TooLongError) else 422)
    if isinstance(reviewed, Refusal):
        return _page(desk, form, ReviewErrors(text=reviewed.message), status=422, guarded=refusal_out(reviewed))
    return _page(desk, form, reviewed=review_response(reviewed))


@router.post("/durchsicht/export")
def export_reviewed(form: SubmittedReview, wish: SubmittedWish, desk: CurrentDesk, path: RequestPath) -> Response:
    """A reviewed text as a file."""
    day = _day(form.day, path)
    refuse_lines(wish, day, desk, path)
    try:
        return _file(export_text(form.text, day, wish, desk), "text", path)
    except UnusableTextError as error:
        raise ProblemError(text_problem(error, path)) from None


@router.post("/export")
def export_page(form: SubmittedQuestion, wish: SubmittedWish, desk: CurrentDesk, path: RequestPath) -> Response:
    """The answer to a question as a file."""
    question = form.read()
    if question is None:
        raise ProblemError(problem("stichtag", 422, "Stichtag nicht lesbar", BAD_DAY, path))
    refuse_lines(wish, question.as_of, desk, path)
    return _file(export_answer(question, wish, desk), "question", path)


def _file(exported: Exported | Refusal, field: str, path: str) -> Response:
    if isinstance(exported, Refusal):
        raise ProblemError(export_problem(exported, field, path))
    return download(exported)


def _day(text: str, path: str) -> date:
    day = read_day(text)
    if day is None:
        raise ProblemError(problem("stichtag", 422, "Stichtag nicht lesbar", BAD_DAY, path))
    return day


def _page(  # noqa: PLR0913, PLR0917 - what the page may show
    desk: Desk,
    form: ReviewForm,
    errors: ReviewErrors = ReviewErrors(),
    reviewed: ReviewResponse | None = None,
    status: int = 200,
    guarded: RefusalOut | None = None,
) -> HTMLResponse:
    return render(
        "review.html", status=status, mark=desk.mark, form=form, errors=errors, reviewed=reviewed, guarded=guarded
    )

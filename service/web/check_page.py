"""The page on which a text is checked: a field, and below it the text with each sentence marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from service.ask import Desk
from service.check.input import TooLongError, UnusableTextError
from service.check.model import Verdict
from service.check.run import check
from service.door import CurrentDesk, Today
from service.model import Refusal
from service.schema import RefusalOut, refusal_out
from service.schema_check import CheckResponse, SentenceOut, check_response
from service.web.form import BAD_DAY, CONFIRMED, form_fields, read_day
from service.web.templating import render

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class CheckForm:
    """The form as it was filled in; ``day`` is still text."""

    text: str
    day: str
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class CheckErrors:
    """What is wrong with the fields, in German; empty where nothing is."""

    text: str = ""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the checked text: a sentence with its number, or what stands between two (number 0)."""

    text: str
    number: int = 0
    sentence: SentenceOut | None = None


async def _read(request: Request, today: Today) -> CheckForm:
    fields = await form_fields(request)
    text = fields.get("text", [""])[0].replace("\r\n", "\n")
    day = fields.get("stichtag", [today.isoformat()])[0].strip()
    return CheckForm(text, day, fields.get(CONFIRMED, [""])[0] == "1")


SubmittedCheck = Annotated[CheckForm, Depends(_read)]


@router.get("/pruefen")
def show_check(desk: CurrentDesk, today: Today) -> HTMLResponse:
    """The page before anything was checked."""
    return _page(desk, CheckForm("", today.isoformat()))


@router.post("/pruefen")
def answer_check(form: SubmittedCheck, desk: CurrentDesk) -> HTMLResponse:
    """The page with the checked text, or with what is wrong with it."""
    day = read_day(form.day)
    if day is None:
        return _page(desk, form, CheckErrors(day=BAD_DAY), status=422)
    try:
        checked = check(form.text, day, desk, confirmed=form.confirmed)
    except UnusableTextError as error:
        return _page(desk, form, CheckErrors(text=str(error)), status=413 if isinstance(error, TooLongError) else 422)
    if isinstance(checked, Refusal):
        errors = CheckErrors(text=checked.message)
        return _page(desk, form, errors, status=422, guarded=refusal_out(checked))
    return _page(desk, form, checked=check_response(checked))


def _page(  # noqa: PLR0913, PLR0917 - what the page may show
    desk: Desk,
    form: CheckForm,
    errors: CheckErrors = CheckErrors(),
    checked: CheckResponse | None = None,
    status: int = 200,
    guarded: RefusalOut | None = None,
) -> HTMLResponse:
    return render(
        "check.html",
        status=status,
        mark=desk.mark,
        form=form,
        errors=errors,
        checked=checked,
        guarded=guarded,
        pieces=list(_pieces(form.text, checked.sentences)) if checked else [],
        silent=Verdict.NO_CLAIM,
        counted=[(one, checked.summary.counts[one]) for one in Verdict] if checked else [],
    )


def _pieces(text: str, sentences: Sequence[SentenceOut]) -> Iterator[Piece]:
    """The text, whole, cut where sentences begin and end; sentences that claim something are numbered from 1."""
    place = number = 0
    for sentence in sentences:
        yield Piece(text[place : sentence.start])
        claims = sentence.verdict is not Verdict.NO_CLAIM
        number += claims
        yield Piece(sentence.text, number if claims else 0, sentence)
        place = sentence.end
    yield Piece(text[place:])

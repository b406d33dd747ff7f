"""The pages: ask and read the answer, a provision in its context, a law's contents, what is held, the interface."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from corpus.address import Address
from corpus.citations import format_address
from corpus.model import Provision, Version
from corpus.store import Held
from service.ask import Desk, ask
from service.documents import Missing, find, law_document, provision_document
from service.door import CurrentDesk, RequestPath, Today
from service.model import Refusal
from service.problems import ProblemError, problem
from service.routes import refuse_secret
from service.schema import AskResponse, RefusalOut, ask_response, refusal_out
from service.schema_documents import law_head
from service.web.form import BAD_DAY, NO_ERRORS, RANK_CHOICES, FormErrors, QuestionForm, SubmittedForm
from service.web.layout import Stretch, blocks
from service.web.templating import law_url, render

router = APIRouter(include_in_schema=False)


def _stretch(von: Annotated[int, Query(ge=0)] = 0, bis: Annotated[int, Query(ge=0)] = 0) -> Stretch:
    return Stretch(von, bis)


WantedStretch = Annotated[Stretch, Depends(_stretch)]
"""The stretch that a link to a provision asks to be marked; empty where it asks for none."""


@router.get("/")
def show_form(desk: CurrentDesk, today: Today) -> HTMLResponse:
    """The first page, before anything was asked."""
    return _ask_page(desk, QuestionForm.blank(today))


@router.post("/")
def answer_form(form: SubmittedForm, desk: CurrentDesk) -> HTMLResponse:
    """The first page with the answer, or with what is wrong with the question."""
    question = form.read()
    if question is None:
        return _ask_page(desk, form, FormErrors(day=BAD_DAY))
    outcome = ask(question, desk)
    if isinstance(outcome, Refusal) and outcome.reason.is_invalid_request:
        told = refusal_out(outcome) if outcome.reason.is_secret else None
        return _ask_page(desk, form, FormErrors(question=outcome.message), guarded=told)
    return _ask_page(desk, form, answer=ask_response(outcome, desk.library.codes))


@router.get("/norm/{id:path}")
def show_norm(
    id: str,  # noqa: A002 (the name of the path's part, as in the interface for programs)
    desk: CurrentDesk,
    today: Today,
    path: RequestPath,
    wanted: WantedStretch,
) -> Response:
    """A provision, whole, with the stretch marked that an answer quotes."""
    found = find(id, today, desk.library)
    if isinstance(found, Version):
        return RedirectResponse(law_url(id))
    if isinstance(found, Missing):
        refuse_secret(id, desk, today, "/norm/")
        raise ProblemError(problem("dokument-unbekannt", 404, "Vorschrift unbekannt", found.message, path))
    provision = found.provision
    mark = _marked(provision, Address.from_id(id), wanted)
    return render(
        "norm.html",
        mark=desk.mark,
        norm=provision_document(found, today, desk.library),
        blocks=blocks(provision, mark),
        current=_current(found, desk, today),
    )


@router.get("/gesetz/{id}")
def show_law(
    id: str,  # noqa: A002 (the name of the path's part, as in the interface for programs)
    desk: CurrentDesk,
    today: Today,
    path: RequestPath,
) -> HTMLResponse:
    """A law's table of contents."""
    found = find(id, today, desk.library)
    if not isinstance(found, Version):
        refuse_secret(id, desk, today, "/gesetz/")
        message = found.message if isinstance(found, Missing) else "Erwartet wird ein Gesetz."
        raise ProblemError(problem("dokument-unbekannt", 404, "Gesetz unbekannt", message, path))
    law = law_document(found, desk.library)
    groups = [(headings, list(entries)) for headings, entries in groupby(law.provisions, key=lambda one: one.context)]
    return render("law.html", mark=desk.mark, law=law, groups=groups)


@router.get("/bestand")
def show_holdings(desk: CurrentDesk) -> HTMLResponse:
    """All laws that are held, with their Stand."""
    laws = sorted(desk.library.view.laws(), key=lambda law: law.abbreviation.casefold())
    return render("holdings.html", mark=desk.mark, laws=[law_head(law) for law in laws])


@router.get("/api")
def show_interface(request: Request, desk: CurrentDesk, today: Today) -> HTMLResponse:
    """What programs may ask, with examples to copy that this corpus can answer."""
    view, codes = desk.library.view, desk.library.codes
    law = view.laws()[0]
    norm = next(one for one in view.provisions(law) if not one.repealed).address
    return render(
        "api.html",
        mark=desk.mark,
        base=str(request.base_url).rstrip("/"),
        today=today,
        law=law.law,
        document=norm.bare,
        reference=format_address(norm.bare, codes),
    )


def _ask_page(
    desk: Desk,
    form: QuestionForm,
    errors: FormErrors = NO_ERRORS,
    answer: AskResponse | None = None,
    guarded: RefusalOut | None = None,
) -> HTMLResponse:
    return render(
        "ask.html",
        status=422 if any(errors) else 200,
        mark=desk.mark,
        form=form,
        errors=errors,
        answer=answer,
        guarded=answer.refusal if answer and answer.refusal and answer.refusal.proposal else guarded,
        choices=RANK_CHOICES,
    )


def _marked(provision: Provision, place: Address, wanted: Stretch) -> Stretch:
    """The stretch to mark: the one asked for, where the text has it; else the place inside that is named, if any."""
    if wanted.start < wanted.end <= len(provision.text):
        return wanted
    unit = provision.unit(place) if place.inner else None
    return Stretch(unit.start, unit.end) if unit else Stretch()


def _current(shown: Held, desk: Desk, today: date) -> str:
    """Id of the provision as known today, where another text than the shown one is; else nothing."""
    held = desk.library.view.provision(shown.provision.address.bare, today)
    if held is None or held.provision.text_sha256 == shown.provision.text_sha256:
        return ""
    return str(held.provision.address)

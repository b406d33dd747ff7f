"""The application: the only place that wires the doors for programs and for people to the desk behind them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, datetime
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from corpus.generations import GenerationError
from corpus.library import NothingHeldError
from service import openapi, problems, routes, routes_check, routes_review
from service.door import Door
from service.model import CorpusMark
from service.problems import Problem, ProblemError, problem_response
from service.shelf import Shelf
from service.shield import BODY_LIMITS, LOOPBACK_HOSTS, BodyLimit, FaultShield, HostCheck, SecurityHeaders
from service.web import check_page, pages, review_page
from service.web.templating import render

_STATIC = Path(__file__).parent / "web" / "static"
_FOR_PROGRAMS = ("/v1/", "/healthz", "/readyz", "/openapi.json")
"""Paths that answer programs, whatever media type a caller says that it reads."""


def system_time() -> datetime:
    """The time of this machine, with its time zone."""
    return datetime.now().astimezone()


def create_app(
    shelf: Shelf, clock: Callable[[], date], hosts: Collection[str] = (), now: Callable[[], datetime] = system_time
) -> FastAPI:
    """The application over a shelf.

    Args:
        shelf: gives the desk that answers.
        clock: today, the day of a question that names none.
        hosts: names or addresses by which this service is known besides those of the loopback.
        now: the time that stands in the record of an export.
    """
    app = FastAPI(docs_url=None, redoc_url=None, **openapi.ABOUT)
    app.state.door = Door(shelf, clock, now)
    app.include_router(routes.router)
    app.include_router(routes_check.router)
    app.include_router(routes_review.router)
    app.include_router(pages.router)
    app.include_router(check_page.router)
    app.include_router(review_page.router)
    app.mount("/static", StaticFiles(directory=_STATIC), name="static")
    openapi.describe_problems(app)
    _answer_problems(app)
    # The last one added is the outermost.
    app.add_middleware(BodyLimit, limits=BODY_LIMITS)
    app.add_middleware(HostCheck, hosts=(*LOOPBACK_HOSTS, *hosts), answer=_respond)
    app.add_middleware(FaultShield, answer=_respond)
    app.add_middleware(SecurityHeaders)
    return app


def _answer_problems(app: FastAPI) -> None:
    """Every way in which a request may fail ends in a problem, for programs as a document, for people as a page."""

    @app.exception_handler(ProblemError)
    def _known(request: Request, error: ProblemError) -> Response:
        return _respond(request.scope, error.problem)

    @app.exception_handler(RequestValidationError)
    def _invalid(request: Request, error: RequestValidationError) -> Response:
        return _respond(request.scope, problems.validation_problem(error, request.url.path))

    @app.exception_handler(HTTPException)
    def _by_status(request: Request, error: HTTPException) -> Response:
        response = _respond(request.scope, problems.status_problem(error, request.url.path))
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(NothingHeldError)
    @app.exception_handler(GenerationError)
    def _nothing_held(request: Request, _error: Exception) -> Response:
        return _respond(request.scope, problems.nothing_held_problem(request.url.path))


def _respond(scope: Scope, problem: Problem) -> Response:
    path: str = scope["path"]
    if path.startswith(_FOR_PROGRAMS) or "text/html" not in Headers(scope=scope).get("accept", ""):
        return problem_response(problem)
    return render("problem.html", status=problem.status, mark=_mark(scope), problem=problem)


def _mark(scope: Scope) -> CorpusMark | None:
    """The corpus that a page of a problem must name; none where the problem is that there is none."""
    try:
        desk = scope["app"].state.door.shelf.desk()
    except (NothingHeldError, GenerationError):
        return None
    return CorpusMark(desk.library.generation, desk.library.fictional)

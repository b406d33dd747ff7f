"""The interface for programs: ask, search, cite, documents. Each endpoint is a few lines around the line of a question.

All endpoints are plain functions: the framework runs them in its pool of threads, so that a question
that computes does not hold up the others.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from corpus.model import Rank
from service.ask import Desk, ask, look_up, search
from service.cite import Cited
from service.documents import Missing, document
from service.door import CurrentDesk, RequestPath, Today, json_only
from service.model import Question, Refusal
from service.openapi import problem_responses
from service.problems import ProblemError, problem, refusal_problem, secret_parameter_problem
from service.schema import (
    AskRequest,
    AskResponse,
    SearchRequest,
    SearchResponse,
    ask_response,
    corpus_out,
    passages_out,
)
from service.schema_documents import (
    CiteResponse,
    HealthOut,
    LawDocument,
    ProvisionDocument,
    ReadyOut,
    cite_response,
)

router = APIRouter()

AsOf = Annotated[date | None, Query(description="Stichtag (JJJJ-MM-TT); ohne Angabe heute")]

Reference = Annotated[
    str, Query(description="Fundstelle, wie sie zitiert wird, oder Adresse", examples=["§ 9 Abs. 4a Satz 2 EStG"])
]


@router.post(
    "/v1/ask",
    summary="Frage beantworten",
    tags=["Fragen"],
    dependencies=[Depends(json_only)],
    responses=problem_responses(413, 415, 422, 503),
)
def post_ask(request: AskRequest, desk: CurrentDesk, today: Today, path: RequestPath) -> AskResponse:
    """Beantwortet eine allgemeine Rechtsfrage mit wörtlichen, genau bezeichneten Fundstellen.

    Eine Ablehnung (outcome: refused) ist eine Antwort wie jede andere, mit Status 200. Nur eine Frage, die sich
    nicht stellen lässt (leer, zu lang) oder vertrauliche Angaben enthält (reason: confidential), ist ein Problem mit
    Status 422. Beschreibt sie einen Fall ohne Namen und Nummern (reason: case), enthält die Ablehnung unter proposal
    eine abstrakte Fassung.
    """
    question = Question(request.question, request.as_of or today, ranks(request.rank), request.confirmed)
    outcome = ask(question, desk)
    if isinstance(outcome, Refusal) and outcome.reason.is_invalid_request:
        raise ProblemError(refusal_problem(outcome, "question", path))
    return ask_response(outcome, desk.library.codes)


@router.post(
    "/v1/search",
    summary="Fundstellen suchen",
    tags=["Fragen"],
    dependencies=[Depends(json_only)],
    responses=problem_responses(413, 415, 422, 503),
)
def post_search(request: SearchRequest, desk: CurrentDesk, today: Today, path: RequestPath) -> SearchResponse:
    """Sucht Fundstellen zu Wörtern, einer Frage oder einer Fundstelle, beste zuerst, ohne eine Antwort zu geben."""
    question = Question(request.query, request.as_of or today, ranks(request.rank), request.confirmed)
    found = search(question, request.k, desk)
    if isinstance(found, Refusal):
        raise ProblemError(refusal_problem(found, "query", path))
    return SearchResponse(
        query=question.text,
        as_of=question.as_of,
        results=passages_out(found, question.as_of, desk.library.codes),
        corpus=corpus_out(desk.mark),
    )


@router.get(
    "/v1/documents/{id:path}",
    summary="Vorschrift oder Gesetz lesen",
    tags=["Dokumente"],
    responses=problem_responses(404, 422, 503),
)
def get_document(
    id: str,  # noqa: A002 (the name is part of the interface)
    desk: CurrentDesk,
    today: Today,
    path: RequestPath,
    as_of: AsOf = None,
) -> ProvisionDocument | LawDocument:
    """Gibt eine Vorschrift mit ihren Gliederungseinheiten oder ein Gesetz mit seinem Inhaltsverzeichnis.

    `estg/9@2026-03-18` benennt die Vorschrift in einer Fassung, `estg/9` in der am Stichtag bekannten;
    `estg` benennt das Gesetz.
    """
    found = document(id, as_of or today, desk.library)
    if isinstance(found, Missing):
        refuse_secret(id, desk, as_of or today, "/v1/documents/")
        raise ProblemError(problem("dokument-unbekannt", 404, "Dokument unbekannt", found.message, path))
    return found


@router.get(
    "/v1/cite",
    summary="Wortlaut einer Fundstelle",
    tags=["Dokumente"],
    responses=problem_responses(404, 422, 503),
)
def get_cite(ref: Reference, desk: CurrentDesk, today: Today, path: RequestPath, as_of: AsOf = None) -> CiteResponse:
    """Gibt den Wortlaut einer Fundstelle in der am Stichtag bekannten Fassung, wie »fundstelle show«."""
    day = as_of or today
    cited = look_up(ref, day, desk)
    if isinstance(cited, Refusal):
        raise ProblemError(secret_parameter_problem(cited, "ref", path))
    if isinstance(cited, Cited):
        return cite_response(cited, day, desk.library)
    if cited.reason == "no-citation":
        raise ProblemError(problem("keine-fundstelle", 422, "Keine Fundstelle", cited.message, path))
    raise ProblemError(problem("fundstelle-unbekannt", 404, "Fundstelle unbekannt", cited.message, path))


@router.get("/healthz", summary="Lebt der Dienst?", tags=["Betrieb"])
def get_health() -> HealthOut:
    """Antwortet, solange der Dienst läuft."""
    return HealthOut()


@router.get("/readyz", summary="Kann der Dienst antworten?", tags=["Betrieb"], responses=problem_responses(503))
def get_ready(desk: CurrentDesk, today: Today) -> ReadyOut:
    """Nennt den Rechtsbestand, aus dem geantwortet wird; ohne Bestand Status 503."""
    library = desk.library
    return ReadyOut(
        generation=library.generation,
        fictional=library.fictional,
        laws=len(library.view.laws()),
        passages=library.index.count(today, None),
        vectors=library.index.vectors is not None,
    )


def ranks(wanted: Rank | list[Rank] | None) -> frozenset[Rank] | None:
    """The ranks of source that a request asks for; nothing named means all."""
    if wanted is None or wanted == []:
        return None
    return frozenset([wanted] if isinstance(wanted, Rank) else wanted)


def refuse_secret(id_: str, desk: Desk, day: date, path: str) -> None:
    """Refuse an id of a document that is none, but something that must not come in.

    Asked only where no document has the id: what is held is public, and the file number of a letter may look like a
    telephone number.

    Raises:
        ProblemError: the guard objects; the problem names only the part of the address before the id.
    """
    refusal = desk.guard.text(id_, day)
    if refusal:
        raise ProblemError(secret_parameter_problem(refusal, "id", path))

"""The form of the first page: what was typed, read from the request, and turned into a Question."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, NamedTuple
from urllib.parse import parse_qs

from fastapi import Depends, HTTPException, Request

from corpus.model import Rank
from service.door import Today
from service.model import Question

ALL_RANKS = "alle"
DIRECTIVES = "verwaltung"
RANK_CHOICES = (
    (ALL_RANKS, "Alle Quellen"),
    (Rank.GESETZ.value, "nur Gesetz"),
    (Rank.VERORDNUNG.value, "nur Rechtsverordnung"),
    (DIRECTIVES, "nur Verwaltung"),
    (Rank.VERWALTUNGSANWEISUNG.value, "nur Verwaltungsanweisung"),
    (Rank.HINWEIS.value, "nur Hinweis"),
)
"""Value and wording of the choices of sources."""

_FIELDS = 10
"""Fields that a form may have; ours has three."""
CONFIRMED = "bestaetigt"
"""Field by which who asks says that the wording describes no case."""
BAD_DAY = "Bitte den Stichtag als Datum angeben, zum Beispiel 30.06.2026."
"""What to say where the day is none."""


class FormErrors(NamedTuple):
    """What is wrong with the fields, in German; empty where nothing is."""

    question: str = ""
    day: str = ""


NO_ERRORS = FormErrors()


@dataclass(frozen=True, slots=True)
class QuestionForm:
    """The form as it was filled in; ``day`` and ``rank`` are still text, and may be anything."""

    question: str
    day: str
    rank: str
    confirmed: bool = False

    @classmethod
    def blank(cls, today: date) -> QuestionForm:
        """The form before anything was typed."""
        return cls("", today.isoformat(), ALL_RANKS)

    def read(self) -> Question | None:
        """The question that was asked; None where the day is none."""
        day = read_day(self.day)
        wanted = {rank for rank in Rank if rank.value == self.rank or (self.rank == DIRECTIVES and rank.is_directive)}
        return Question(self.question, day, frozenset(wanted) or None, self.confirmed) if day else None


async def form_fields(request: Request) -> dict[str, list[str]]:
    """The fields of a submitted form.

    They come in the body, never in the address, where they would stay in logs and histories.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/x-www-form-urlencoded":
        raise HTTPException(415)
    body = (await request.body()).decode("utf-8", "replace")
    try:
        return parse_qs(body, keep_blank_values=True, max_num_fields=_FIELDS, errors="replace")
    except ValueError:
        raise HTTPException(400) from None


async def read_form(request: Request, today: Today) -> QuestionForm:
    """The submitted form of a question."""
    fields = await form_fields(request)
    return QuestionForm(
        question=fields.get("frage", [""])[0].replace("\r\n", "\n"),
        day=fields.get("stichtag", [today.isoformat()])[0].strip(),
        rank=fields.get("rang", [ALL_RANKS])[0],
        confirmed=fields.get(CONFIRMED, [""])[0] == "1",
    )


def read_day(text: str) -> date | None:
    """A day as browsers send it (2026-06-30), or as people type it without a date field (30.06.2026)."""
    parts = text.split("-") if "-" in text else text.split(".")[::-1]
    try:
        year, month, day = map(int, parts)
        return date(year, month, day)
    except ValueError:
        return None


SubmittedForm = Annotated[QuestionForm, Depends(read_form)]

"""A reviewed text for people at a terminal, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import typer

from service.check.input import UnusableTextError
from service.model import Refusal
from service.review.model import LIMIT
from service.review.purpose import Purpose
from service.review.run import review
from service.schema_review import HintOut, OverlapOut, RemarkOut, ReviewResponse, review_response
from service.terminal import (
    NOTHING_HELD,
    OK,
    REFUSED,
    USAGE,
    banner,
    desk_over,
    home_of,
    indented,
    open_library,
    refuse,
)
from service.terminal_text import text_of, visible


def review_once(  # noqa: PLR0913 - the options of the command
    file: str, day: date, purpose: Purpose, *, demo: bool, as_json: bool, confirmed: bool = False
) -> int:
    """Review one file; returns the exit code: 0 only where there is neither an overlap nor a finding."""
    library = open_library(demo=demo)
    if library is None:
        return NOTHING_HELD
    desk = desk_over(library, home=home_of(demo=demo).root)
    try:
        text = text_of(file, LIMIT)
        desk.originals.corpus(lambda told: typer.echo(told, err=True))
        reviewed = review(text, day, purpose, desk, confirmed=confirmed)
    except UnusableTextError as error:
        typer.echo(str(error), err=True)
        return USAGE
    if isinstance(reviewed, Refusal):
        return refuse(reviewed)
    response = review_response(reviewed)
    typer.echo(response.model_dump_json(indent=2) if as_json else "\n".join(_lines(response)))
    return OK if reviewed.clean else REFUSED


def _lines(response: ReviewResponse) -> Iterator[str]:
    yield from banner(response.corpus)
    for overlap in response.plagiarism.overlaps:
        yield from (*_overlap(overlap), "")
    if response.plagiarism.more:
        yield from (f"… und {response.plagiarism.more} weitere Übernahmen.", "")
    for remark in response.discrimination.remarks:
        yield from (*_remark(remark), "")
    if response.readability is not None:
        for hint in response.readability.hints:
            yield from (*_hint(hint), "")
        yield _score(response.readability.score)
    yield response.summary
    yield f"Zweck {response.purpose.label} · Stichtag {response.as_of:%d.%m.%Y} · Bestand {response.corpus.generation}"
    yield response.corpus.notice


def _overlap(overlap: OverlapOut) -> Iterator[str]:
    source = overlap.source
    yield f"= Übernahme ohne Beleg: {overlap.words} Wörter [{overlap.start}:{overlap.end}]"
    yield indented(f"   Text:   {visible(overlap.text)}", "           ")
    yield indented(f"   Quelle: {visible(source.quote)}", "           ")
    yield f"   → {source.citation}" + (f"; auch {', '.join(overlap.others)}" if overlap.others else "")
    yield f"     {source.document or 'früherer Export'} [{source.start}:{source.end}]"
    yield "     In Anführungszeichen setzen und die Fundstelle dahinter nennen, oder selbst formulieren."


def _remark(remark: RemarkOut) -> Iterator[str]:
    yield f"! {remark.level_label} {remark.rule}: {remark.ground} [{remark.start}:{remark.end}]"
    yield indented(f"   »{visible(remark.text)}«")
    yield indented(f"   {remark.explanation}")
    yield indented(f"   Vorschlag: {remark.suggestion}")


def _hint(hint: HintOut) -> Iterator[str]:
    yield f"~ Verständlichkeit {hint.rule} [{hint.start}:{hint.end}]"
    yield indented(f"   »{visible(hint.text)}«")
    yield indented(f"   {hint.explanation}")


def _score(score: float | None) -> str:
    if score is None:
        return "Wiener Sachtextformel: Der Text ist zu kurz für eine Angabe."
    return f"Wiener Sachtextformel: {score:.1f} (4 sehr leicht bis 15 sehr schwer)".replace(".", ",", 1)

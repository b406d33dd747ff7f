"""A checked text for people at a terminal, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from service.check.input import LIMIT, UnusableTextError
from service.check.model import Verdict
from service.check.run import Progress as Telling
from service.check.run import check
from service.model import Refusal
from service.schema_check import CheckResponse, SentenceOut, check_response
from service.terminal import (
    NOTHING_HELD,
    OK,
    REFUSED,
    USAGE,
    banner,
    desk_over,
    evidence_lines,
    indented,
    open_library,
    refuse,
)
from service.terminal_text import text_of, visible


def check_once(file: str, day: date, *, demo: bool, as_json: bool, confirmed: bool = False) -> int:
    """Check one file; returns the exit code: 0 only where every legal claim is supported."""
    library = open_library(demo=demo)
    if library is None:
        return NOTHING_HELD
    try:
        text = text_of(file, LIMIT)
        with _bar() as tell:
            checked = check(text, day, desk_over(library), tell, confirmed=confirmed)
    except UnusableTextError as error:
        typer.echo(str(error), err=True)
        return USAGE
    if isinstance(checked, Refusal):
        return refuse(checked)
    response = check_response(checked)
    typer.echo(response.model_dump_json(indent=2) if as_json else "\n".join(_lines(response)))
    return OK if checked.clean else REFUSED


@contextmanager
def _bar() -> Iterator[Telling]:
    """A bar on the error output, where that is a terminal."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Sätze prüfen", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)


def _lines(response: CheckResponse) -> Iterator[str]:
    yield from banner(response.corpus)
    for sentence in response.sentences:
        if sentence.verdict is not Verdict.NO_CLAIM:
            yield from _sentence_lines(sentence)
            yield ""
    silent = response.summary.counts[Verdict.NO_CLAIM]
    if silent:
        yield f"{silent} {'Satz' if silent == 1 else 'Sätze'} ohne Rechtsaussage."
    yield response.summary.text
    yield f"Stichtag {response.as_of:%d.%m.%Y} · Bestand {response.corpus.generation}"
    yield response.corpus.notice


def _sentence_lines(sentence: SentenceOut) -> Iterator[str]:
    yield f"{sentence.verdict.sign} {sentence.verdict_label} [{sentence.start}:{sentence.end}]"
    yield indented(f"   {visible(sentence.text)}")
    yield indented(f"   {sentence.explanation}")
    for evidence in sentence.evidence:
        yield indented(f"   »{evidence.quote}«")
        yield from evidence_lines(evidence)

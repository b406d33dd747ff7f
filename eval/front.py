"""What all commands share: the corpus opened, faults told, progress and results shown."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from typing import ParamSpec

import typer
from rich.console import Console

from corpus.index import IndexingError
from corpus.library import Library, NothingHeldError
from corpus.settings import Home, Settings
from eval import fidelity
from eval import footprint as footprints
from eval.embedder.make import MissingPackageError
from eval.goals import Figure
from eval.harness.journal import RunFolderError
from eval.latency import LatencyError
from eval.poison import report as poison_report
from eval.review.overlaps import NotReviewedError
from eval.running import NotRunningError
from eval.small_model import SmallModelError
from eval.topics import TopicsError
from service.llm import ModelSettingError

FAILED = 1
"""Exit code where nothing could be measured."""

_FITTING = ("sklearn", "scipy", "threadpoolctl")
"""Packages of the extra [eval], which only fitting needs."""

P = ParamSpec("P")


def told(command: Callable[P, None]) -> Callable[P, int]:
    """Run a command; what makes measuring impossible is said in one message, without a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            command(*args, **kwargs)
        except (
            TopicsError,
            LatencyError,
            NotReviewedError,
            NotRunningError,
            NothingHeldError,
            footprints.FootprintError,
            poison_report.LetThroughError,
            SmallModelError,
            ModelSettingError,
            fidelity.UnfaithfulError,
            RunFolderError,
            IndexingError,
            MissingPackageError,
        ) as fault:
            typer.echo(str(fault), err=True)
            return FAILED
        except ModuleNotFoundError as fault:
            if fault.name is None or fault.name.partition(".")[0] not in _FITTING:
                raise
            typer.echo(
                f"Zum Anpassen fehlt das Paket {fault.name.partition('.')[0]}. "
                "Bitte mit »pip install 'fundstelle[eval]'« nachinstallieren.",
                err=True,
            )
            return FAILED
        return 0

    return run


@contextmanager
def library_of(demo: bool) -> Iterator[Library]:
    """The corpus held here, closed in the end."""
    settings = Settings()
    library = Library.open(Home.demo(settings) if demo else Home.real(settings))
    try:
        yield library
    finally:
        library.index.close()


def today() -> date:
    """The day here."""
    return datetime.now().astimezone().date()


def console(quiet: bool) -> Console:
    """Where progress is shown: on stderr, and not at all where a program reads."""
    return Console(stderr=True, quiet=quiet)


def print_figures(figures: Sequence[Figure], as_json: bool) -> None:
    """Print figures, for people or for programs."""
    if as_json:
        print_json({"figures": [figure.as_record() for figure in figures]})
    else:
        typer.echo("\n".join(map(str, figures)))


def print_json(sheet: dict[str, object]) -> None:
    """Print a sheet for programs."""
    typer.echo(json.dumps(sheet, ensure_ascii=False, indent=2))

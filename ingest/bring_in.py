"""One run of ``fundstelle ingest``: chooses transport and sources, runs the line, publishes, tells how it went."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import httpx
import typer
from rich.console import Console

from corpus.captures import Captures
from corpus.database import open_database
from corpus.generations import GenerationError, Generations
from corpus.index import IndexingError
from corpus.progress import Bars
from corpus.settings import Home, Settings
from corpus.store import Store
from corpus.vectors import VectorsRunningError, complete, identity_of, lacking
from ingest.clock import SystemClock
from ingest.demo import DAYS, lay_out
from ingest.errors import IngestError
from ingest.fetch import Fetcher, network_transport
from ingest.importing import Import
from ingest.mirror import MirrorTransport
from ingest.publish import Published, publish
from ingest.report import Outcome, Report
from ingest.run import ingest
from ingest.sources import UnknownSourceError, chosen, demonstration
from ingest.sources.base import Publisher
from ingest.sources.gesetze_im_internet import GesetzeImInternet

OK, PARTIAL, NOTHING = 0, 1, 3
"""Exit codes: all well; something failed, the rest is in; nothing at all came in."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user asked for; empty tuples and None mean the usual."""

    sources: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    mirror: Path | None = None
    import_dir: Path | None = None
    captured_on: date | None = None
    wait: float | None = None
    demo: bool = False
    quiet: bool = False
    vectors: bool = True
    """Whether to compute the vectors at the end; a service does so beside answering."""


def bring_in(settings: Settings, wish: Wish, *, as_json: bool = False) -> int:
    """Run an ingest and say how it went; returns the exit code."""
    console = Console(stderr=True, quiet=wish.quiet)
    home = Home.demo(settings) if wish.demo else Home.real(settings)
    generations, report = Generations(home.index), Report()
    try:
        identity_of(settings.embedder)  # a setting that names none is told before anything is done
        with generations.locked(), Bars(console) as bars:
            _take_in(home, settings, wish, report, bars)
            published = publish(home, generations, bars) if report.held else None
        _tell(report, published, console, as_json=as_json)
        if published and wish.vectors:
            _compute_vectors(home, settings, console)
    except (IngestError, GenerationError, IndexingError, UnknownSourceError) as error:
        typer.echo(str(error), err=True)
        return NOTHING
    if not report.held:
        return NOTHING
    return PARTIAL if report.failures else OK


def bring_in_for_up(
    settings: Settings, *, mirror: Path | None = None, only_missing: bool = False, demo: bool = False
) -> int:
    """What ``fundstelle up`` needs: everything at first, then the laws not held yet; or the demonstration corpus."""
    wish = Wish(mirror=mirror, demo=demo, vectors=False)
    if only_missing:
        home = Home.real(settings)
        held = {law.law for law in Store(open_database(home.database_url)).view().laws()}
        missing = tuple(key for key in GesetzeImInternet().keys if key not in held)
        if not missing:
            return _catch_up(home)
        wish = replace(wish, laws=missing) if held else wish
    return bring_in(settings, wish)


def _catch_up(home: Home) -> int:
    """Build the index anew where it was made by an older form of the program; nothing is fetched."""
    generations = Generations(home.index)
    try:
        with generations.locked(), Bars(Console(stderr=True)) as bars:
            publish(home, generations, bars)
    except (GenerationError, IndexingError) as error:
        typer.echo(str(error), err=True)
        return NOTHING
    return OK


def _take_in(home: Home, settings: Settings, wish: Wish, report: Report, bars: Bars) -> None:
    engine = open_database(home.database_url)
    store, captures = Store(engine), Captures(home.captures, engine)
    if wish.demo:
        _take_in_demo(home, store, captures, report, bars)
        return
    sources = chosen(wish.sources, wish.laws)
    if wish.import_dir:
        Import(captures, store, report, wish.captured_on).folder(wish.import_dir, sources, bars)
        return
    for source in sources:
        with _fetcher(source, settings, wish, captures) as fetcher:
            ingest(source, fetcher, store, report, bars)


def _take_in_demo(home: Home, store: Store, captures: Captures, report: Report, bars: Bars) -> None:
    """Both states of the fictional law, each through the same fetcher as real law."""
    for day in DAYS:
        transport = MirrorTransport(lay_out(home.root / "mirror", day))
        for source in demonstration():
            with _fetching(transport, source, captures, 0.0, date.fromisoformat(day)) as fetcher:
                ingest(source, fetcher, store, report, bars)


@contextmanager
def _fetcher(source: Publisher, settings: Settings, wish: Wish, captures: Captures) -> Iterator[Fetcher]:
    mirror = wish.mirror or settings.mirror
    transport = MirrorTransport(mirror) if mirror else network_transport()
    wait = wish.wait if wish.wait is not None else 0.0 if mirror else max(settings.wait, source.wait)
    with _fetching(transport, source, captures, wait, wish.captured_on) as fetcher:
        yield fetcher


def _fetching(
    transport: httpx.BaseTransport, source: Publisher, captures: Captures, wait: float, captured_on: date | None
) -> Fetcher:
    return Fetcher(transport, captures, hosts=source.hosts, clock=SystemClock(), wait=wait, captured_on=captured_on)


def _compute_vectors(home: Home, settings: Settings, console: Console) -> None:
    """Say that questions can be asked already, and let the generation be found by meaning, too."""
    if not lacking(home, settings.embedder):
        return
    console.print("Fragen sind schon möglich. Es folgen die Bedeutungen (Vektoren); Abbrechen schadet nicht.")
    try:
        with Bars(console) as bars:
            facts = complete(home, settings.embedder, bars)
    except VectorsRunningError as error:
        console.print(str(error), markup=False)
        return
    if facts:
        console.print(facts.sentence)


def _tell(report: Report, published: Published | None, console: Console, *, as_json: bool) -> None:
    counts = {outcome.value: report.count(outcome) for outcome in Outcome}
    if as_json:
        failures = [{"url": entry.url, "name": entry.name, "detail": entry.detail} for entry in report.failures]
        generation = published.generation if published else None
        told = {"counts": counts, "failures": failures, "warnings": report.warnings, "generation": generation}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for warning in report.warnings:
        console.print(f"Hinweis: {warning}", style="yellow", markup=False)
    for entry in report.failures:
        console.print(f"Fehlgeschlagen: {entry.name or entry.url}: {entry.detail}", style="red", markup=False)
    console.print("Dokumente: " + (", ".join(f"{count} {name}" for name, count in counts.items() if count) or "keine"))
    if published:
        console.print(published.sentence)

"""What the commands do that make the fitted files: weights of the ranking, scope, confidence, the embedder."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import typer
from rich.progress import track

from corpus.database import open_database
from corpus.index import IndexingError
from corpus.index.ranking import WITH, WITHOUT
from corpus.settings import Home, Settings
from corpus.store import Store
from eval import calibrate as calibration
from eval import fit as fitting
from eval.embedder.make import make, untrained
from eval.embedder.train import Recipe, Step
from eval.front import console, library_of, print_json, today, told
from eval.records import Topic
from eval.scope import part
from eval.topics import dev_folder, read_refused, read_set, sha256_of


@told
def fit(out: Path | None, *, as_json: bool) -> None:
    """Fit the weights of the ranking on the development questions, and write them where wanted."""
    questions = read_set(dev_folder() / "topics.jsonl", dev_folder() / "qrels.txt")
    with library_of(demo=False) as library:
        dense = library.index.vectors is not None
        cases = fitting.Fitting(library, questions, today()).cases(_follow("Fragen", as_json))
        made_from = {"questions_sha256": questions.sha256, "generation": library.generation}
    fitted = {WITHOUT: fitting.fit(cases, dense=False), **({WITH: fitting.fit(cases, dense=True)} if dense else {})}
    if out:
        fitting.write(out, fitted, made_from)
    if as_json:
        print_json({name: one._asdict() for name, one in fitted.items()})
    else:
        typer.echo("\n".join(f"{name}: {one}" for name, one in fitted.items()))


@told
def calibrate(out: Path | None, *, as_json: bool) -> None:
    """Fit the confidence, choose its threshold, show what others would do, and write the choice where wanted."""
    folder = dev_folder()
    questions, refuse_file = read_set(folder / "topics.jsonl", folder / "qrels.txt"), folder / "refuse.jsonl"
    with library_of(demo=False) as library:
        name = WITH if library.index.vectors else WITHOUT
        ask = partial(calibration.outcomes_of, library, today=today())
        outcomes = (
            *ask(_follow("beantwortbar", as_json)(questions.topics), answerable=True),
            *ask(_follow("abzulehnen", as_json)(read_refused(refuse_file)), answerable=False),
        )
        generation = library.generation
    choice = calibration.choose(outcomes)
    made_from = {
        "questions_sha256": questions.sha256,
        "refuse_sha256": sha256_of(refuse_file),
        "generation": generation,
    }
    if out:
        calibration.write_choices(out, {name: choice}, made_from)
    if as_json:
        print_json({name: calibration.sheet(choice) | made_from})
    else:
        typer.echo(f"{name}\n{calibration.table(choice)}")


@told
def scope(out: Path | None) -> None:
    """Fit the plane that parts questions of tax law from others, and write it where wanted."""
    with library_of(demo=False) as library, console(quiet=False).status("Fragen werden eingebettet …"):
        parted = part(library)
    if out:
        parted.write(out)
    typer.echo(str(parted))


@told
def embedder(words: Path, out: Path) -> None:
    """Make the embedder that ships with the project: minutes on a graphics card, most of a day without."""

    def show(step: Step) -> None:
        if step.number % 10 == 0 or step.number == step.of:
            typer.echo(f"Schritt {step.number} von {step.of}: Verlust {step.loss:.3f}", err=True)

    if not words.is_file():
        raise IndexingError(f"{words} gibt es nicht. Erwartet wird eine Liste deutscher Wörter, eines je Zeile.")
    view = Store(open_database(Home.real(Settings()).database_url)).view()
    make(untrained(view, words, out / "base"), view, Recipe(), out, show)
    typer.echo(json.dumps(json.loads((out / "karte.json").read_text(encoding="utf-8")), ensure_ascii=False, indent=2))


def _follow(name: str, quiet: bool) -> Callable[[Iterable[Topic]], Iterable[Topic]]:
    return partial(track, description=f"{name} …", console=console(quiet))

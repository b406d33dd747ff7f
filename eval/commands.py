"""What the commands of ``fundstelle eval`` do: open, measure, print. Each returns the exit code."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import date, datetime
from functools import partial, wraps
from pathlib import Path
from typing import ParamSpec

import typer
from rich.console import Console
from rich.progress import track

from corpus.library import Library, NothingHeldError
from corpus.settings import Home, Settings
from eval import calibrate as calibration
from eval import coverage as coverages
from eval import coverage_examples, fidelity
from eval import footprint as footprints
from eval import retrieval as retrievals
from eval.goals import Figure
from eval.latency import WARM_UP, LatencyError, heading_questions, in_turn, measure_service
from eval.model_command import ModelRun, opened, run_model
from eval.poison import report as poison_report
from eval.poison import run as poison_run
from eval.records import Topic
from eval.running import NotRunningError, client_of, running_service
from eval.sentences import print_agreement
from eval.sentences import run as run_sentences
from eval.small_model import SmallModelError
from eval.topics import QuestionSet, TopicsError, dev_folder, read_refused, read_set, read_topics, sha256_of
from service.llm import ModelSettingError

FAILED = 1
"""Exit code where nothing could be measured."""

P = ParamSpec("P")


def _told(command: Callable[P, None]) -> Callable[P, int]:
    """Run a command; what makes measuring impossible is said in one message, without a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> int:
        try:
            command(*args, **kwargs)
        except (
            TopicsError,
            LatencyError,
            NotRunningError,
            NothingHeldError,
            footprints.FootprintError,
            poison_report.LetThroughError,
            SmallModelError,
            ModelSettingError,
            fidelity.UnfaithfulError,
        ) as fault:
            typer.echo(str(fault), err=True)
            return FAILED
        return 0

    return run


@_told
def latency(url: str | None, count: int, topics: Path | None, *, demo: bool, as_json: bool) -> None:
    """Measure a running service, or one started for it."""
    asked = [topic.text for topic in read_topics(topics or dev_folder() / "topics.jsonl")]
    service = nullcontext(url) if url else running_service(demo)
    with _console(as_json).status("Der Dienst wird befragt …"), service as address, client_of(address) as client:
        measured = measure_service(client, in_turn(asked, _headings(demo)), count)
    _print_figures([figure for one in measured for figure in one.figures()], as_json)
    if not as_json:
        typer.echo(f"{measured[0].questions} verschiedene Fragen je Endpunkt, {WARM_UP} davor zum Aufwärmen.")


def _headings(demo: bool) -> tuple[str, ...]:
    """Questions from the corpus held here; none where there is none (a foreign service is measured by --url)."""
    try:
        with _library(demo) as library:
            return tuple(heading_questions(library.view))
    except NothingHeldError:
        return ()


@_told
def footprint(mirror: Path | None, venv: Path | None, *, as_json: bool) -> None:
    """Measure ingest (where there is a mirror), installation and start."""
    figures: list[Figure] = []
    if mirror is None:
        typer.echo("Ohne --mirror werden Zeit und Speicher der Aufnahme nicht gemessen.", err=True)
    else:
        with _console(as_json).status("Der Spiegel wird zweimal aufgenommen …"):
            figures += footprints.ingest_figures(mirror)
    figures += [footprints.install_figure(venv), footprints.help_figure(venv)]
    _print_figures(figures, as_json)


@_told
def retrieval(topics: Path | None, qrels: Path | None, wanted: Sequence[str], *, demo: bool, as_json: bool) -> None:
    """Measure systems of the index and of the desk with questions and their gold places."""
    questions = _questions(topics, qrels)
    with _library(demo) as library:
        results = _results(retrievals.Trial(library, questions, _today()), wanted, as_json)
        made_from = {"generation": library.generation, "topics_sha256": questions.sha256}
    if as_json:
        _print_json(made_from | {"results": [row for result in results for row in retrievals.records(result)]})
    else:
        typer.echo(retrievals.table(results))


def _results(trial: retrievals.Trial, wanted: Sequence[str], quiet: bool) -> list[retrievals.Result]:
    """The results of the wanted systems, by default of all; gold that cannot be found is named before."""
    systems = retrievals.systems(trial.library)
    unknown = [name for name in wanted if name not in systems]
    if unknown:
        raise TopicsError(f"Das System »{unknown[0]}« gibt es nicht; vorhanden sind {', '.join(systems)}.")
    for qrel in trial.unknown_places():
        typer.echo(f"{qrel.query_id}: {qrel.doc_id} gibt es im Bestand nicht, kann also niemand finden.", err=True)
    return [trial.run(name, systems[name], _follow(name, quiet)) for name in wanted or systems]


@_told
def calibrate(topics: Path | None, qrels: Path | None, refuse: Path | None, out: Path | None, *, as_json: bool) -> None:
    """Choose the threshold of confidence, show what each would do, and write the choice where wanted."""
    questions = _questions(topics, qrels)
    refuse_file = refuse or dev_folder() / "refuse.jsonl"
    others = read_refused(refuse_file)
    with _library(demo=False) as library:
        generation, today = library.generation, _today()
        outcomes = [
            *calibration.outcomes_of(
                library, _follow("beantwortbar", as_json)(questions.topics), questions.gold(), today
            ),
            *calibration.outcomes_of(library, _follow("abzulehnen", as_json)(others), {}, today),
        ]
    rows = calibration.sweep(outcomes)
    chosen = calibration.choose(rows)
    hashes = {
        "questions_sha256": questions.sha256,
        "refuse_sha256": sha256_of(refuse_file),
        "generation": generation,
    }
    if out:
        calibration.write_choice(out, chosen, outcomes, hashes)
    if as_json:
        _print_json(calibration.sheet(chosen, outcomes, hashes) | {"rows": [row._asdict() for row in rows]})
    else:
        typer.echo(calibration.table(rows, chosen, outcomes))


@_told
def model(run: ModelRun, *, as_json: bool) -> None:
    """Drive a language model through questions, write down all its drafts, and print the figures."""
    with _library(run.demo) as library, opened(run) as language_model:
        found = run_model(run, library, language_model, _follow("Sprachmodell", as_json), _today())
    if as_json:
        _print_json(found.as_record())
    else:
        typer.echo(str(found))


@_told
def poison(
    sample: int | None,
    seed: int | None,
    cases: Path | None,
    misses: Path | None,
    *,
    all_ranks: bool,
    demo: bool,
    as_json: bool,
) -> None:
    """Put false and true statements before the gate; print what it let pass."""
    wish = poison_run.Wish(sample, poison_run.SEED if seed is None else seed, cases, misses, all_ranks)
    with _library(demo) as library:
        follow = partial(track, description="Aussagen …", console=_console(as_json))
        result = poison_run.run(library, _today(), wish, follow)
    if as_json:
        _print_json(poison_report.sheet(result))
    else:
        typer.echo(poison_report.table(result))
    poison_report.demand_soundness(result)


@_told
def answers(topics: Path | None, qrels: Path | None, generated: int, *, demo: bool, as_json: bool) -> None:
    """Measure what answers cite, and check every quote of answers to questions made from the corpus."""
    from eval.answers_command import measure_answers

    questions = _questions(topics, qrels)
    with _library(demo) as library:
        measured = measure_answers(library, questions, generated, _today(), _follow("Antworten", as_json))
        made_from = {"generation": library.generation, "topics_sha256": questions.sha256}
    if as_json:
        _print_json(measured.as_records() | made_from)
    else:
        typer.echo(str(measured))
    if measured.fidelity.faults:
        raise fidelity.UnfaithfulError("Ein Zitat steht nicht, wo die Antwort es angibt.")


@_told
def guard(count: int, *, demo: bool, as_json: bool) -> None:
    """Measure the guard on generated identifiers, our sentences and every sentence of the corpus."""
    from eval import guard as measuring
    from eval import guard_report

    with _library(demo) as library:
        shown = partial(track, description="Bestand …", console=_console(as_json))
        measured = measuring.measure(library, count, shown)
        generation = library.generation
    if as_json:
        _print_json({"generation": generation, "seed": measuring.SEED} | guard_report.as_record(measured))
    else:
        typer.echo(f"Bestand {generation}, Startwert {measuring.SEED}\n{guard_report.report(measured, count)}")


@_told
def coverage(count: int, out: Path | None, *, demo: bool, as_json: bool) -> None:
    """Choose the limits of subject coverage, show what each would do, and write the choice where wanted."""
    with _library(demo) as library:
        hashes: dict[str, str | int] = {"generation": library.generation, "examples": count}
        hashes["seed"] = coverage_examples.SEED
        made = coverage_examples.examples(library, count)
        shown = track(made, "Beispiele …", 2 * count, console=_console(as_json))
        measured = coverages.measure(library, _today(), shown)
    choosing, held_out = coverages.halves(measured)
    rows = coverages.sweep(choosing)
    chosen = coverages.choose(rows).limits
    sheet = coverages.sheet(chosen, held_out, hashes)
    if out:
        coverages.write_choice(out, sheet)
    if as_json:
        _print_json(sheet)
    else:
        typer.echo(coverages.table(rows, chosen, held_out))


def sentences(mirror: Path | None, *, misses: bool) -> int:
    """Measure the sentence splitter on the laws with official sentence numbers."""
    if mirror is None:
        typer.echo("Bitte mit --mirror den Ordner HOST/PFAD mit den Gesetzen nennen.", err=True)
        return FAILED
    with _console(quiet=False).status("Die Sätze werden verglichen …"):
        agreement = run_sentences(mirror)
    print_agreement(agreement, misses=misses)
    return 0


def _questions(topics: Path | None, qrels: Path | None) -> QuestionSet:
    """The question set that was named, else the one that ships with the project."""
    if (topics is None) != (qrels is None):
        raise TopicsError("--topics und --qrels gehören zusammen: Zu den Fragen sind ihre Fundstellen nötig.")
    if topics is None or qrels is None:
        return read_set(dev_folder() / "topics.jsonl", dev_folder() / "qrels.txt")
    return read_set(topics, qrels)


@contextmanager
def _library(demo: bool) -> Iterator[Library]:
    """The corpus held here, closed in the end."""
    settings = Settings()
    library = Library.open(Home.demo(settings) if demo else Home.real(settings))
    try:
        yield library
    finally:
        library.index.close()


def _today() -> date:
    return datetime.now().astimezone().date()


def _console(quiet: bool) -> Console:
    """Where progress is shown: on stderr, and not at all where a program reads."""
    return Console(stderr=True, quiet=quiet)


def _follow(name: str, quiet: bool) -> Callable[[Iterable[Topic]], Iterable[Topic]]:
    return partial(track, description=f"{name} …", console=_console(quiet))


def _print_figures(figures: Sequence[Figure], as_json: bool) -> None:
    if as_json:
        _print_json({"figures": [figure.as_record() for figure in figures]})
    else:
        typer.echo("\n".join(map(str, figures)))


def _print_json(sheet: dict[str, object]) -> None:
    typer.echo(json.dumps(sheet, ensure_ascii=False, indent=2))

"""What the commands of ``fundstelle eval`` do: open, measure, print. Each returns the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import typer
from rich.progress import track

from corpus.library import NothingHeldError
from eval import coverage as coverages
from eval import coverage_examples, fidelity
from eval import footprint as footprints
from eval.front import FAILED, console, library_of, print_figures, print_json, today, told
from eval.goals import Figure
from eval.latency import WARM_UP, heading_questions, in_turn, measure_service, memory_figure
from eval.model_command import ModelRun, opened, run_model
from eval.poison import report as poison_report
from eval.poison import run as poison_run
from eval.records import Topic
from eval.running import Running, client_of, running_service
from eval.sentences import print_agreement
from eval.sentences import run as run_sentences
from eval.topics import dev_folder, read_topics


@told
def latency(url: str | None, count: int, topics: Path | None, *, demo: bool, as_json: bool) -> None:
    """Measure a running service, or one started for it."""
    asked = [topic.text for topic in read_topics(topics or dev_folder() / "topics.jsonl")]
    service = nullcontext(Running(url, None)) if url else running_service(demo)
    with console(as_json).status("Der Dienst wird befragt …"), service as running, client_of(running.url) as client:
        measured = measure_service(client, in_turn(asked, _headings(demo)), count)
        resident = running.resident_bytes()
    figures = [figure for one in measured for figure in one.figures()]
    print_figures([*figures, *([memory_figure(resident)] if resident else [])], as_json)
    if not as_json:
        typer.echo(f"{measured[0].questions} verschiedene Fragen je Endpunkt, {WARM_UP} davor zum Aufwärmen.")


def _headings(demo: bool) -> tuple[str, ...]:
    """Questions from the corpus held here; none where there is none (a foreign service is measured by --url)."""
    try:
        with library_of(demo) as library:
            return tuple(heading_questions(library.view))
    except NothingHeldError:
        return ()


@told
def footprint(mirror: Path | None, venv: Path | None, *, as_json: bool) -> None:
    """Measure ingest (where there is a mirror), installation and start."""
    figures: list[Figure] = []
    if mirror is None:
        typer.echo("Ohne --mirror werden Zeit und Speicher der Aufnahme nicht gemessen.", err=True)
    else:
        with console(as_json).status("Der Spiegel wird zweimal aufgenommen …"):
            figures += footprints.ingest_figures(mirror)
    figures += [footprints.install_figure(venv), footprints.help_figure(venv)]
    print_figures(figures, as_json)


@told
def model(run: ModelRun, *, as_json: bool) -> None:
    """Drive a language model through questions, write down all its drafts, and print the figures."""
    with library_of(run.demo) as library, opened(run) as language_model:
        found = run_model(run, library, language_model, _follow("Sprachmodell", as_json), today())
    if as_json:
        print_json(found.as_record())
    else:
        typer.echo(str(found))


@told
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
    with library_of(demo) as library:
        follow = partial(track, description="Aussagen …", console=console(as_json))
        result = poison_run.run(library, today(), wish, follow)
    if as_json:
        print_json(poison_report.sheet(result))
    else:
        typer.echo(poison_report.table(result))
    poison_report.demand_soundness(result)


@told
def review(each: int, seed: int, *, misses: bool, demo: bool, as_json: bool) -> None:
    """Measure the review of texts: what was planted, what was quoted, time, discrimination."""
    from eval.review import command

    with library_of(demo) as library:
        measured = command.measure(library, today(), each, seed, console(as_json))
    if as_json:
        print_json(measured.as_record())
    else:
        typer.echo(measured.told(misses=misses))


@told
def answers(generated: int, *, demo: bool, as_json: bool) -> None:
    """Check every quote of answers to questions made from the corpus."""
    from eval.answers_command import measure_answers

    with library_of(demo) as library:
        shown = partial(track, description="Antworten …", total=generated, console=console(as_json))
        measured = measure_answers(library, generated, today(), shown)
        generation = library.generation
    if as_json:
        print_json({"fidelity": measured._asdict(), "generation": generation})
    else:
        typer.echo(fidelity.told(measured))
    if measured.faults:
        raise fidelity.UnfaithfulError("Ein Zitat steht nicht, wo die Antwort es angibt.")


@told
def guard(count: int, *, demo: bool, as_json: bool) -> None:
    """Measure the guard on generated identifiers, our sentences and every sentence of the corpus."""
    from eval import guard as measuring
    from eval import guard_report

    with library_of(demo) as library:
        shown = partial(track, description="Bestand …", console=console(as_json))
        measured = measuring.measure(library, count, shown)
        generation = library.generation
    if as_json:
        print_json({"generation": generation, "seed": measuring.SEED} | guard_report.as_record(measured))
    else:
        typer.echo(f"Bestand {generation}, Startwert {measuring.SEED}\n{guard_report.report(measured, count)}")


@told
def coverage(count: int, out: Path | None, *, demo: bool, as_json: bool) -> None:
    """Choose the limits of subject coverage, show what each would do, and write the choice where wanted."""
    with library_of(demo) as library:
        hashes: dict[str, str | int] = {"generation": library.generation, "examples": count}
        hashes["seed"] = coverage_examples.SEED
        made = coverage_examples.examples(library, count)
        shown = track(made, "Beispiele …", 2 * count, console=console(as_json))
        measured = coverages.measure(library, today(), shown)
    choosing, held_out = coverages.halves(measured)
    rows = coverages.sweep(choosing)
    chosen = coverages.choose(rows).limits
    sheet = coverages.sheet(chosen, held_out, hashes)
    if out:
        coverages.write_choice(out, sheet)
    if as_json:
        print_json(sheet)
    else:
        typer.echo(coverages.table(rows, chosen, held_out))


def sentences(mirror: Path | None, *, misses: bool) -> int:
    """Measure the sentence splitter on the laws with official sentence numbers."""
    if mirror is None:
        typer.echo("Bitte mit --mirror den Ordner HOST/PFAD mit den Gesetzen nennen.", err=True)
        return FAILED
    with console(quiet=False).status("Die Sätze werden verglichen …"):
        agreement = run_sentences(mirror)
    print_agreement(agreement, misses=misses)
    return 0


def _follow(name: str, quiet: bool) -> Callable[[Iterable[Topic]], Iterable[Topic]]:
    return partial(track, description=f"{name} …", console=console(quiet))

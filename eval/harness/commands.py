"""What ``run``, ``release``, ``export`` and ``compare`` do: open, measure, print. Each returns the exit code."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import typer
from rich.progress import track

from corpus.settings import Settings
from eval.comparison import page
from eval.comparison.clusters import Clusters
from eval.comparison.compare import compare as compared
from eval.comparison.runs import read
from eval.exports.form import Form
from eval.exports.kept import read_kept
from eval.exports.run import export as exported
from eval.front import console, library_of, print_figures, print_json, today, told
from eval.harness import release as releases
from eval.harness import report
from eval.harness.command import REPORT, SEALED, Asked, Progress, RunWish, Server, carry_out
from eval.harness.questions import files_of
from eval.topics import set_folder


@told
def run(
    asked: Asked,
    out: Path,
    system: str,
    run_file: Path | None,
    server: Server | None,
    day: date | None,
    *,
    baselines: bool,
    demo: bool,
    as_json: bool,
) -> None:
    """Put a system and the baselines to a question set; write outcomes, figures and report."""
    wish = RunWish(asked.files(), out, day or today(), system, run_file, server, baselines)
    with library_of(demo) as library:
        main, others = carry_out(wish, library, Settings(), _shown(as_json))
    if as_json:
        print_json(main.as_record() | {"baselines": [one.as_record() for one in others]})
    else:
        typer.echo(f"{report.summary(main, others)}\nBericht: {wish.out / REPORT}")


@told
def release(out: Path, *, as_json: bool) -> None:
    """Run the sealed questions with all baselines and write the table of a release."""
    wish = RunWish(files_of(set_folder(SEALED)), out, today())
    with library_of(demo=False) as library:
        found = releases.release(wish, library, Settings(), _shown(as_json))
    if not as_json:
        typer.echo(report.summary(found.main, ()))
    print_figures(found.figures, as_json)
    if not as_json:
        typer.echo(f"Tabelle: {out / releases.TABLE}")


@told
def export(folder: Path, form: Form, out: Path, *, demo: bool) -> None:
    """Write a run in the form of another tool."""
    with library_of(demo) as library:
        for path in exported(read_kept(folder, library), form, out):
            typer.echo(str(path))


@told
def compare(a: Path, b: Path, out: Path | None, measure: str | None, cluster: Clusters, *, as_json: bool) -> None:
    """Compare two runs, print the differences, and write page and Markdown where wanted."""
    found = compared(read(a), read(b), measure, cluster)
    if out:
        page.write(found, out)
    if as_json:
        print_json(page.record(found))
    else:
        typer.echo(f"{page.told(found)}{f'{chr(10)}Bericht: {out / page.HTML}' if out else ''}")


def _shown(quiet: bool) -> Progress:
    """Progress of one system after the other."""
    return lambda name, count: partial(track, description=f"{name} …", total=count, console=console(quiet))

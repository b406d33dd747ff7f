"""What ``fundstelle eval run`` is told, and how it is carried out: open, choose the systems, run, report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.library import Library
from corpus.settings import Settings
from eval.answers_command import door_of, interface
from eval.harness import report
from eval.harness.asking import asker_of_desk, asker_of_finder
from eval.harness.endpoint import Endpoint
from eval.harness.finding import Finder, finders
from eval.harness.foreign import asker_of_model
from eval.harness.journal import read_manifest
from eval.harness.manifest import MadeFrom, made_from
from eval.harness.questions import Files, Questions, files_of, read_questions, unknown_gold
from eval.harness.run import Follow, Measured, System, run
from eval.harness.trec import outcome_of, read_run
from eval.topics import TopicsError, set_folder, sha256_of
from service.desk import build_desk
from service.llm import open_model

SERVED = "default"
"""The desk as it is served: it finds, answers and refuses."""
BASELINES = ("bm25", "dense", "rrf", "index")
"""What stands beside the measured system in every report."""
SETS = ("dev", "as-of", "demo")
"""Question sets that may be run at any time; the sealed one belongs to ``fundstelle eval release``."""
SEALED = "test"
REPORT = "report.md"
BASELINE_FOLDER = "baselines"

Progress = Callable[[str, int], Follow]
"""Makes something that shows how far a system is: told its name and the number of questions."""


class Server(NamedTuple):
    """Where a foreign system is: the address of its server, its model's name, and the seconds it has for an answer."""

    url: str
    model: str
    seconds: float


@dataclass(frozen=True, slots=True)
class RunWish:
    """The options of the command; ``today`` is the day of questions that name none."""

    files: Files
    out: Path
    today: date
    system: str = SERVED
    run_file: Path | None = None
    server: Server | None = None
    baselines: bool = True


class Asked(NamedTuple):
    """Which questions the command line names: a set that ships with the project, or files."""

    set_name: str | None
    topics: Path | None
    qrels: Path | None
    refuse: Path | None = None
    values: Path | None = None

    def files(self) -> Files:
        """The files of the questions.

        Raises:
            TopicsError: neither set nor files are named, or both; there is no such set, or it is the sealed one.
        """
        if self.set_name is None:
            return self._named()
        if any(self[1:]):
            raise TopicsError(
                "--set nennt schon alle Dateien; --topics, --qrels, --refuse und --values gehören nicht dazu."
            )
        if self.set_name not in SETS:
            known = ", ".join(SETS)
            raise TopicsError(
                _SEALED if self.set_name == SEALED else f"Die Sammlung »{self.set_name}« gibt es nicht: {known}."
            )
        return files_of(set_folder(self.set_name))

    def _named(self) -> Files:
        if self.topics is None or self.qrels is None:
            raise TopicsError(
                "Bitte --set nennen oder --topics und --qrels: Zu den Fragen sind ihre Fundstellen nötig."
            )
        found = Files(self.topics, self.qrels, self.refuse, self.values)
        sealed = set_folder(SEALED).resolve()
        if any(sealed in path.resolve().parents for path in found.named().values()):
            raise TopicsError(_SEALED)
        return found


@dataclass(frozen=True, slots=True)
class Bench:
    """An opened corpus with the questions of a run, on which one system after the other is measured."""

    wish: RunWish
    library: Library
    settings: Settings
    questions: Questions
    made: MadeFrom
    progress: Progress

    def run(self, system: System, folder: Path) -> Measured:
        """Measure a system that was asked everything."""
        return self._run(system, folder, self.questions)

    def run_finder(self, name: str, finder: Finder, folder: Path) -> Measured:
        """Measure a system that only finds, by the answerable questions."""
        answerable = tuple(item for item in self.questions.items if not item.to_refuse)
        system = System(name, asker_of_finder(finder, self.wish.today))
        return self._run(system, folder, self.questions._replace(items=answerable))

    def _run(self, system: System, folder: Path, questions: Questions) -> Measured:
        made = {"system": system.name, **self.made, **dict(system.made_from)}
        return run(system, questions, made, folder, self.progress(system.name, len(questions.items)))


def carry_out(
    wish: RunWish, library: Library, settings: Settings, progress: Progress
) -> tuple[Measured, list[Measured]]:
    """Run the system and its baselines, and write the report.

    Raises:
        TopicsError: the questions or the run file cannot be used, or there is no such system.
        RunFolderError: the folder holds another run.
        ModelSettingError: the language model of the settings cannot be had.
    """
    questions = read_questions(wish.files)
    bench = Bench(wish, library, settings, questions, made_from(library, settings, wish.today), progress)
    found = finders(library)
    faults = list(questions.faults)
    main = _main(bench, found, faults)
    baselines = [
        bench.run_finder(name, found[name], wish.out / BASELINE_FOLDER / name)
        for name in BASELINES
        if wish.baselines and name != wish.system
    ]
    occasion = report.Occasion(read_manifest(wish.out), faults, unknown_gold(questions.items, library, wish.today))
    (wish.out / REPORT).write_text(report.page(main, baselines, occasion), encoding="utf-8")
    return main, baselines


def _main(bench: Bench, found: Mapping[str, Finder], faults: list[str]) -> Measured:
    """Measure the system that was wished for; what its own files lack is added to the faults."""
    wish = bench.wish
    if wish.run_file is not None:
        rankings = read_run(wish.run_file)
        faults += rankings.faults
        made = (("run_sha256", sha256_of(wish.run_file)),)
        name = wish.run_file.stem
        return bench.run(System(name, lambda topic: outcome_of(topic.query_id, rankings), None, made), wish.out)
    if wish.server is not None:
        return _foreign(bench, wish.server)
    if wish.system in found:
        return bench.run_finder(wish.system, found[wish.system], wish.out)
    if wish.system != SERVED:
        raise TopicsError(f"Das System »{wish.system}« gibt es nicht; vorhanden sind {', '.join((SERVED, *found))}.")
    desk = build_desk(bench.library, log=lambda _: None, model=open_model(bench.settings))
    with interface(desk, wish.today) as client:
        return bench.run(System(SERVED, asker_of_desk(desk, wish.today), door_of(client).document), wish.out)


def _foreign(bench: Bench, where: Server) -> Measured:
    """Measure a system behind an OpenAI-compatible interface; the key is that of the settings."""
    key = bench.settings.model_key
    endpoint = Endpoint.open(where.url, where.model, where.seconds, key.get_secret_value() if key else None)
    desk = build_desk(bench.library, log=lambda _: None)
    made = (("url", where.url), ("seconds", f"{where.seconds:g}"))
    with endpoint.client:
        return bench.run(
            System(where.model, asker_of_model(endpoint, desk, bench.wish.today), None, made), bench.wish.out
        )


_SEALED = (
    "Die Sammlung »test« ist versiegelt: Sie läuft nur für die Tabelle einer Veröffentlichung, "
    "mit »fundstelle eval release«."
)

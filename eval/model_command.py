"""What ``fundstelle eval model`` is told, and how it is carried out: open the model, drive it, write the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.library import Library
from corpus.settings import Home, Settings
from eval import model_report
from eval.model_run import chosen, drive
from eval.records import Topic
from eval.small_model import NAME, SHA256, assembled, served
from eval.topics import dev_folder, read_topics, sha256_of
from service.llm import LanguageModel, ModelSettingError, open_model
from service.llm.prompt import Limits


@dataclass(frozen=True, slots=True)
class ModelRun:
    """The options of the command; ``name`` and ``url`` name a server's model where not the small one is taken."""

    url: str | None
    name: str | None
    small: bool
    topics: Path | None
    count: int
    seed: int
    passages: int
    characters: int
    tokens: int
    timeout: float
    out: Path
    demo: bool

    @property
    def topics_file(self) -> Path:
        """The questions that were named, else those that ship with the project."""
        return self.topics or dev_folder() / "topics.jsonl"


class ModelFigures(NamedTuple):
    """The figures of a run, what they were made from, and where all drafts stand."""

    sums: model_report.Sums
    made_from: dict[str, object]
    files: tuple[Path, Path]

    def as_record(self) -> dict[str, object]:
        """The figures for programs."""
        return self.made_from | self.sums._asdict()

    def __str__(self) -> str:
        return f"{model_report.told(self.sums)}\nAlle Entwürfe: {self.files[0]}\nZum Lesen: {self.files[1]}"


@contextmanager
def opened(run: ModelRun) -> Iterator[LanguageModel]:
    """The model of a run; the small one is served for as long as it is used.

    Raises:
        ModelSettingError: no model is named, or a package is missing.
        SmallModelError: the small model cannot be had.
    """
    settings = Settings()
    if run.small:
        with served(assembled(Home.real(settings).root / "models")) as url:
            yield _model(settings, url, NAME, run)
    elif run.url and run.name:
        yield _model(settings, run.url, run.name, run)
    else:
        raise ModelSettingError("Bitte --url und --model nennen oder mit --small das kleine Sprachmodell nehmen.")


def run_model(
    run: ModelRun,
    library: Library,
    model: LanguageModel,
    follow: Callable[[Iterable[Topic]], Iterable[Topic]],
    today: date,
) -> ModelFigures:
    """Drive the model through the questions of a run and write the report."""
    topics = chosen(read_topics(run.topics_file), run.count, run.seed)
    run.out.mkdir(parents=True, exist_ok=True)
    drafts, page = run.out / "drafts.jsonl", run.out / "report.md"
    limits = Limits(run.passages, run.characters)
    drives = model_report.kept(drive(library, model, follow(topics), limits, today), drafts)
    made_from: dict[str, object] = {
        "model": model.name,
        "model_sha256": SHA256 if run.small else "unbekannt",
        "generation": library.generation,
        "topics_sha256": sha256_of(run.topics_file),
        "seed": run.seed,
        "passages": run.passages,
        "characters": run.characters,
        "tokens": run.tokens,
    }
    page.write_text(model_report.page(drives, made_from), encoding="utf-8")
    return ModelFigures(model_report.sums(drives), made_from, (drafts, page))


def _model(settings: Settings, url: str, name: str, run: ModelRun) -> LanguageModel:
    wanted = settings.model_copy(update={"model": f"openai:{name}", "model_url": url, "model_timeout": run.timeout})
    model = open_model(wanted, run.tokens)
    if model is None:
        raise ModelSettingError(f"Das Sprachmodell »{name}« lässt sich nicht öffnen.")
    return model

"""The table of a release: the sealed questions, put to the service once, beside the goals and the baselines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from corpus.library import Library
from corpus.settings import Settings
from eval.comparison import page
from eval.comparison.compare import Comparison, compare
from eval.comparison.runs import read
from eval.goals import Figure, Goal
from eval.harness.command import Progress, RunWish, carry_out
from eval.harness.journal import read_manifest
from eval.harness.manifest import MadeFrom
from eval.harness.report import table
from eval.harness.run import Measured

TABLE = "release.md"
SURE = 0.01
"""Every gain over BM25 must have a p below (randomisation test, Holm)."""
OVER = "bm25"
GAINS = ("provision.Success@1", "provision.Success@5", "provision.Success@10", "provision.nDCG@10", "provision.RR")
"""The measures that must gain over BM25."""


class Wanted(NamedTuple):
    """A goal of a measure in a group of questions ("" for all)."""

    measure: str
    group: str
    name: str
    goal: Goal


def _share(least: float) -> Goal:
    return Goal(least, "%", at_least=True)


GOALS = (
    Wanted("provision.Success@10", "", "Success@10 (§)", _share(92)),
    Wanted("provision.Success@1", "", "Success@1 (§)", _share(65)),
    Wanted("provision.nDCG@10", "", "nDCG@10 (§)", _share(75)),
    Wanted("provision.Success@10", "lay", "Success@10 (§), Alltagssprache", _share(85)),
    Wanted("answer.norm", "", "Antwort nennt entscheidende Vorschrift", _share(85)),
    Wanted("refusal.recall", "", "Abzulehnendes abgelehnt", _share(95)),
    Wanted("refusal.over", "", "Beantwortbares nicht beantwortet", Goal(5, "%")),
)
TIMES = {"p50": Goal(15.0, "ms"), "p95": Goal(30.0, "ms")}
"""Goals of a search inside the process; those of the running service are measured by ``fundstelle eval latency``."""


class Release(NamedTuple):
    """What a release is told with."""

    figures: tuple[Figure, ...]
    comparisons: tuple[Comparison, ...]
    main: Measured

    @property
    def reached(self) -> bool:
        """Whether every goal is reached."""
        return all(figure.reached for figure in self.figures)


def release(wish: RunWish, library: Library, settings: Settings, progress: Progress) -> Release:
    """Run the questions of the wish with all baselines, compare with each, and write the table."""
    main, baselines = carry_out(replace(wish, baselines=True), library, settings, progress)
    ours = read(main.folder)
    comparisons = tuple(compare(read(one.folder), ours) for one in baselines)
    for one in comparisons:
        page.write(one, wish.out / "vergleiche" / one.a.name)
    found = Release((*_figures(main), *_gains(comparisons)), comparisons, main)
    (wish.out / TABLE).write_text("\n".join(_page(found, read_manifest(wish.out))) + "\n", encoding="utf-8")
    return found


def _figures(main: Measured) -> Iterator[Figure]:
    groups = {group.group: group for group in main.groups}
    for wanted in GOALS:
        group = groups.get(wanted.group)
        if group is not None and wanted.measure in group.measures:
            yield Figure(wanted.name, 100 * group.measures[wanted.measure], wanted.goal)
    for latency in main.latencies:
        if latency.what == "search":
            yield Figure("Suche p50", latency.p50, TIMES["p50"])
            yield Figure("Suche p95", latency.p95, TIMES["p95"])


def _gains(comparisons: Sequence[Comparison]) -> Iterator[Figure]:
    """The p of every gain over BM25; what is no gain has p = 1."""
    for comparison in comparisons:
        if comparison.a.name != OVER:
            continue
        for one in comparison.differences:
            if one.measure.name in GAINS:
                p = one.p_holm if one.gain > 0 else 1.0
                yield Figure(f"{one.measure.label} besser als BM25: p", p, Goal(SURE, ""))


def _page(found: Release, manifest: MadeFrom) -> Iterator[str]:
    yield "# Zahlen der Veröffentlichung\n"
    yield f"{found.main.overall.questions} versiegelte Fragen, {found.main.overall.to_refuse} abzulehnende.\n"
    rows = [
        (
            figure.name,
            f"{figure.value:.3f}".replace(".", ","),
            f"{figure.goal.word} {figure.goal.limit:g} {figure.goal.unit}".replace(".", ",").strip()
            if figure.goal
            else "–",
            "erreicht" if figure.reached else "**verfehlt**",
        )
        for figure in found.figures
    ]
    yield from table(("Zahl", "gemessen", "Ziel", "Urteil"), rows)
    yield "## Gegen die Vergleichssysteme\n"
    yield from (f"- {one.a.name}: {page.verdict(one)}" for one in found.comparisons)
    yield "\n## Woraus\n"
    names = ("generation", "code_sha256", "register_sha256", "today", "started_at", "command")
    yield from table(("Angabe", "Wert"), [(name, f"`{manifest.get(name) or '–'}`") for name in names])

"""The line of a comparison: two runs → pairs of values → tests → Comparison. Start reading in :func:`compare`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import NamedTuple

from eval.comparison.clusters import Clusters
from eval.comparison.runs import Run
from eval.comparison.statistics import Interval, Sample, bootstrap, holm, randomisation, sample_of
from eval.harness.catalogue import Measure, catalogue
from eval.harness.journal import RunFolderError
from eval.harness.questions import Item

ENOUGH_GROUPS = 30
"""Groups from which on they are drawn as wholes: with fewer, tests by cluster are far too sure of themselves
(A. C. Cameron, J. Gelbach, D. Miller, "Bootstrap-Based Improvements for Inference with Clustered Errors", 2008)."""


USUAL = "provision.nDCG@10"
"""The measure by which gains and losses are told."""


class Pair(NamedTuple):
    """A question with the values of both runs."""

    query_id: str
    group: str
    text: str
    a: Mapping[str, float]
    b: Mapping[str, float]


class Difference(NamedTuple):
    """A measure in both runs over the questions for which both have it; ``difference`` is B less A.

    ``p`` is that of the randomisation test, ``p_holm`` the same corrected for the number of measures.
    """

    measure: Measure
    questions: int
    a: float
    b: float
    difference: float
    interval: Interval
    p: float
    p_holm: float
    better: int
    worse: int

    @property
    def gain(self) -> float:
        """The difference, positive where B is better."""
        return self.difference if self.measure.higher_is_better else -self.difference


class Change(NamedTuple):
    """A question that B answers better or worse than A, by one measure; ``gain`` is positive where better."""

    query_id: str
    group: str
    text: str
    gold: tuple[str, ...]
    a: float
    b: float
    gain: float


class GroupDifference(NamedTuple):
    """The measure of the plots in one group."""

    group: str
    questions: int
    a: float
    b: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs side by side; ``main`` is the measure by which gains and losses are told."""

    a: Run
    b: Run
    differences: tuple[Difference, ...]
    main: Measure
    changes: tuple[Change, ...]
    groups: tuple[GroupDifference, ...]
    clusters: Clusters
    cluster_count: int
    notes: tuple[str, ...]

    @property
    def gains(self) -> tuple[Change, ...]:
        """Questions that B answers better, the largest gain first."""
        return tuple(one for one in self.changes if one.gain > 0)

    @property
    def losses(self) -> tuple[Change, ...]:
        """Questions that B answers worse, the largest loss first."""
        return tuple(sorted((one for one in self.changes if one.gain < 0), key=lambda one: one.gain))


def compare(a: Run, b: Run, main: str | None = None, clusters: Clusters = Clusters.AUTO) -> Comparison:
    """Compare two runs; a question that only one of them has counts for the other as its worst value.

    ``main`` is the measure of gains and losses, by default nDCG@10 of provisions where both runs have it.

    Raises:
        RunFolderError: the runs have no question, or no measure in common.
    """
    shared = a.measures() & b.measures()
    measures = [measure for name, measure in catalogue().items() if name in shared]
    if not measures:
        raise RunFolderError("Die beiden Läufe haben kein Maß gemeinsam; sie lassen sich nicht vergleichen.")
    if not a.scored.keys() & b.scored.keys():
        raise RunFolderError(
            f"{a.folder} und {b.folder} haben keine einzige Frage gemeinsam. Erwartet werden Läufe derselben Fragen."
        )
    told = _main(main, measures)
    pairs = list(_pairs(a, b, measures))
    layout = _layout(pairs, clusters)
    return Comparison(
        a,
        b,
        _differences(pairs, measures, layout),
        told,
        tuple(_changes(pairs, told, b.items | a.items)),
        tuple(_by_group(pairs, told)),
        layout.clusters,
        len(set(layout.of.values())),
        tuple(_notes(a, b, pairs, shared)),
    )


def _main(wanted: str | None, measures: Sequence[Measure]) -> Measure:
    shared = {measure.name: measure for measure in measures}
    if wanted is None:
        return shared.get(USUAL, measures[0])
    if wanted not in shared:
        raise RunFolderError(f"Das Maß »{wanted}« haben nicht beide Läufe; gemeinsam sind {', '.join(shared)}.")
    return shared[wanted]


class _Layout(NamedTuple):
    """The cluster and the stratum of each question."""

    clusters: Clusters
    of: Mapping[str, str]
    strata: Mapping[str, str]


def _pairs(a: Run, b: Run, measures: Sequence[Measure]) -> Iterator[Pair]:
    """The questions of both runs, those of A first."""
    for query_id in dict.fromkeys((*a.scored, *b.scored)):
        sides = [run.scored.get(query_id) for run in (a, b)]
        known = next(one for one in sides if one is not None)
        shared = [measure for measure in measures if any(one and measure.name in one.values for one in sides)]
        if shared:
            item = a.items.get(query_id) or b.items.get(query_id)
            values = [{one.name: one.worst for one in shared} if side is None else side.values for side in sides]
            yield Pair(query_id, known.group, item.topic.text if item else "", *values)


def _layout(pairs: Sequence[Pair], clusters: Clusters) -> _Layout:
    groups = {pair.query_id: pair.group for pair in pairs}
    if clusters is Clusters.AUTO:
        clusters = Clusters.GROUP if len(set(groups.values())) >= ENOUGH_GROUPS else Clusters.WORDING
    if clusters is Clusters.GROUP:
        return _Layout(clusters, groups, dict.fromkeys(groups, ""))
    wordings = {pair.query_id: " ".join(pair.text.casefold().split()) or pair.query_id for pair in pairs}
    return _Layout(clusters, wordings, groups)


def _differences(pairs: Sequence[Pair], measures: Sequence[Measure], layout: _Layout) -> tuple[Difference, ...]:
    found = [one for measure in measures if (one := _difference(pairs, measure, layout)) is not None]
    corrected = holm([one.p for one in found])
    return tuple(one._replace(p_holm=p) for one, p in zip(found, corrected, strict=True))


def _difference(pairs: Sequence[Pair], measure: Measure, layout: _Layout) -> Difference | None:
    both = [pair for pair in pairs if measure.name in pair.a and measure.name in pair.b]
    if not both:
        return None
    deltas = [pair.b[measure.name] - pair.a[measure.name] for pair in both]
    sample: Sample = sample_of(
        deltas, [layout.of[pair.query_id] for pair in both], [layout.strata[pair.query_id] for pair in both]
    )
    sign = 1 if measure.higher_is_better else -1
    return Difference(
        measure,
        len(both),
        fmean(pair.a[measure.name] for pair in both),
        fmean(pair.b[measure.name] for pair in both),
        sample.mean,
        bootstrap(sample),
        randomisation(sample),
        1.0,
        sum(sign * delta > 0 for delta in deltas),
        sum(sign * delta < 0 for delta in deltas),
    )


def _changes(pairs: Sequence[Pair], measure: Measure, items: Mapping[str, Item]) -> Iterator[Change]:
    """The questions with a difference, the largest gain first."""
    sign = 1 if measure.higher_is_better else -1
    found = [
        Change(
            pair.query_id,
            pair.group,
            pair.text,
            tuple(qrel.doc_id for qrel in items[pair.query_id].gold) if pair.query_id in items else (),
            pair.a[measure.name],
            pair.b[measure.name],
            sign * (pair.b[measure.name] - pair.a[measure.name]),
        )
        for pair in pairs
        if measure.name in pair.a and measure.name in pair.b
    ]
    yield from sorted((one for one in found if one.gain), key=lambda one: (-one.gain, one.query_id))


def _by_group(pairs: Sequence[Pair], measure: Measure) -> Iterator[GroupDifference]:
    both = [pair for pair in pairs if measure.name in pair.a and measure.name in pair.b]
    for group in dict.fromkeys(("", *(pair.group for pair in both))):
        some = [pair for pair in both if group in ("", pair.group)]
        yield GroupDifference(
            group, len(some), fmean(pair.a[measure.name] for pair in some), fmean(pair.b[measure.name] for pair in some)
        )


def _notes(a: Run, b: Run, pairs: Sequence[Pair], shared: frozenset[str]) -> Iterator[str]:
    """What a reader must know about the two runs, in German."""
    yield from (*a.faults, *b.faults)
    for run, side, other in ((a, "A", "B"), (b, "B", "A")):
        missing = [pair.query_id for pair in pairs if pair.query_id not in run.scored]
        if missing:
            told = ", ".join(missing[:20]) + (" …" if len(missing) > 20 else "")
            yield f"In {side} (»{run.name}«) fehlen Fragen, die {other} hat; sie zählen null ({len(missing)}): {told}."
        names = [one.label for name, one in catalogue().items() if name in run.measures() - shared]
        if names:
            yield f"Nur {side} (»{run.name}«) misst: {', '.join(names)}."
    changed = [
        query_id
        for query_id, item in a.items.items()
        if query_id in b.items and (b.items[query_id].gold, b.items[query_id].topic) != (item.gold, item.topic)
    ]
    if changed:
        told = ", ".join(changed[:20])
        yield f"Fragen, deren Wortlaut, Tag oder Fundstellen sich unterscheiden ({len(changed)}): {told}."
    for name, what in (("generation", "Bestände"), ("code_sha256", "Stände des Programms"), ("today", "Tage")):
        if a.manifest.get(name) != b.manifest.get(name):
            yield f"Die Läufe haben verschiedene {what} ({name} im Manifest)."

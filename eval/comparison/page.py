"""A comparison for readers: a page that opens offline (its plots are drawn in it), and Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from eval.comparison import plots
from eval.comparison.clusters import Clusters
from eval.comparison.compare import Change, Comparison, Difference
from eval.comparison.statistics import DRAWS, ENUMERATED, SEED
from eval.harness.report import decimal, table

HTML, MARKDOWN = "vergleich.html", "vergleich.md"
_LISTED = 60
"""Questions gained or lost that the Markdown lists; the page has all."""


def write(comparison: Comparison, folder: Path) -> None:
    """Write page and Markdown into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / HTML).write_text(html(comparison), encoding="utf-8")
    (folder / MARKDOWN).write_text(markdown(comparison), encoding="utf-8")


def html(comparison: Comparison) -> str:
    """The page; nothing in it comes from elsewhere."""
    return _environment.get_template("report.html").render(
        a=comparison.a,
        b=comparison.b,
        main=comparison.main,
        differences=comparison.differences,
        gains=comparison.gains,
        losses=comparison.losses,
        notes=comparison.notes,
        verdict=verdict(comparison),
        method=method(comparison),
        manifests=list(_manifests(comparison)),
        width=plots.WIDTH,
        forest=plots.forest(comparison),
        groups=plots.groups(comparison),
        changes=plots.changes(comparison),
    )


def markdown(comparison: Comparison) -> str:
    """The same without plots."""
    return "\n".join(_markdown(comparison)) + "\n"


def told(comparison: Comparison) -> str:
    """The differences for the terminal."""
    lines = [*comparison.notes, f"A = {comparison.a.name}, B = {comparison.b.name}"]
    for one in comparison.differences:
        lines.append(
            f"{one.measure.label:38} {one.questions:5}  {decimal(one.a)} → {decimal(one.b)}  {signed(one.difference)}  "
            f"p = {chance(one.p_holm)}  {judged(one)}"
        )
    return "\n".join([*lines, verdict(comparison)])


def record(comparison: Comparison) -> dict[str, object]:
    """The comparison for programs."""
    return {
        "a": str(comparison.a.folder),
        "b": str(comparison.b.folder),
        "differences": [
            one._asdict() | {"measure": one.measure.name, "interval": one.interval._asdict()}
            for one in comparison.differences
        ],
        "gains": [one.query_id for one in comparison.gains],
        "losses": [one.query_id for one in comparison.losses],
        "notes": list(comparison.notes),
    }


def verdict(comparison: Comparison) -> str:
    """The outcome in a sentence or two."""
    kinds = [plots.kind_of(one) for one in comparison.differences]
    main = next((one for one in comparison.differences if one.measure == comparison.main), None)
    told = (
        f"Von {len(kinds)} Maßen ist B in {kinds.count('better')} gesichert besser und in {kinds.count('worse')} "
        f"gesichert schlechter als A; {kinds.count('open')} sind offen."
    )
    if main is None:
        return told
    return (
        f"{told} {main.measure.label}: {decimal(main.a)} → {decimal(main.b)} ({signed(main.difference)}, "
        f"p = {chance(main.p_holm)} nach Holm)."
    )


def method(comparison: Comparison) -> str:
    """How the tests were made, in German."""
    whole = (
        f"Gezogen und getauscht werden ganze Gruppen ({comparison.cluster_count})."
        if comparison.clusters is Clusters.GROUP
        else f"Gezogen und getauscht werden Fragen gleichen Wortlauts gemeinsam ({comparison.cluster_count}), "
        "gezogen wird innerhalb ihrer Gruppe."
    )
    return (
        f"Gepaart: Beide Läufe werden Frage für Frage verglichen. {whole} Bereich und »p Stichprobe«: Bootstrap mit "
        f"{DRAWS} Ziehungen. »p Tausch«: Randomisierungstest, zweiseitig; bis {ENUMERATED} Einheiten mit Unterschied "
        f"alle Tausche, sonst {DRAWS} gezogene (Startwert {SEED}). »p (Holm)« ist »p Tausch«, korrigiert für alle Maße "
        "der Tabelle. Wer ganze §§ findet, trifft damit auch jede Stelle darin: Maße der Stelle vergleichen nur "
        "Systeme, die Stellen finden."
    )


def signed(value: float) -> str:
    """A difference: +0,123."""
    return f"{value:+.3f}".replace(".", ",").replace("-", "−")


def chance(value: float) -> str:
    """A p value."""
    return "< 0,001" if value < 0.001 else f"{value:.3f}".replace(".", ",")


def judged(one: Difference) -> str:
    """The verdict on one measure, with a sign beside the word."""
    return {"better": "▲ besser", "worse": "▼ schlechter", "open": "· offen"}[plots.kind_of(one)]


def _markdown(comparison: Comparison) -> Iterator[str]:
    yield f"# Vergleich: A = {comparison.a.name}, B = {comparison.b.name}\n"
    yield f"{verdict(comparison)}\n"
    if comparison.notes:
        yield "## Hinweise\n"
        yield from (f"- {note}" for note in comparison.notes)
        yield ""
    yield "## Unterschiede\n"
    heads = ("Maß", "Fragen", "A", "B", "Unterschied", "95 %", "p Tausch", "p (Holm)", "besser/schlechter", "Urteil")
    yield from table(heads, [_row(one) for one in comparison.differences])
    yield f"## Nach Gruppe: {comparison.main.label}\n"
    rows = [
        (one.group or "alle", str(one.questions), decimal(one.a), decimal(one.b), signed(one.b - one.a))
        for one in comparison.groups
    ]
    yield from table(("Gruppe", "Fragen", "A", "B", "Unterschied"), rows)
    for title, some in (("Gewonnen", comparison.gains), ("Verloren", comparison.losses)):
        yield from _listed(title, some)
    yield f"## Wie gerechnet wurde\n\n{method(comparison)}\n"
    yield from table(("Manifest", "A", "B"), list(_manifests(comparison)))


def _row(one: Difference) -> tuple[str, ...]:
    arrow = "" if one.measure.higher_is_better else " ↓"
    return (
        f"{one.measure.label}{arrow}",
        str(one.questions),
        decimal(one.a),
        decimal(one.b),
        signed(one.difference),
        f"{signed(one.interval.low)} … {signed(one.interval.high)}",
        chance(one.p),
        chance(one.p_holm),
        f"{one.better}/{one.worse}",
        judged(one),
    )


def _listed(title: str, some: Sequence[Change]) -> Iterator[str]:
    yield f"## {title} ({len(some)})\n"
    rows = [
        (one.query_id, one.group, one.text, " ".join(one.gold), decimal(one.a), decimal(one.b))
        for one in some[:_LISTED]
    ]
    if rows:
        yield from table(("Frage", "Gruppe", "Wortlaut", "Fundstellen", "A", "B"), rows)
    if len(some) > _LISTED:
        yield f"… und {len(some) - _LISTED} weitere, siehe {HTML}.\n"


def _manifests(comparison: Comparison) -> Iterator[tuple[str, str, str]]:
    """The entries of both manifests side by side."""
    a, b = (dict(_flat(run.manifest)) for run in (comparison.a, comparison.b))
    for name in dict.fromkeys((*a, *b)):
        yield name, a.get(name, "–"), b.get(name, "–")


def _flat(manifest: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in manifest.items():
        if isinstance(value, Mapping):
            yield from ((f"{name}.{inner}", str(one)) for inner, one in value.items())
        else:
            yield name, str(value)


_environment = Environment(
    loader=PackageLoader("eval.comparison"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
_environment.filters |= {
    "number": decimal,
    "signed": signed,
    "chance": chance,
    "verdict": judged,
    "kind": plots.kind_of,
}

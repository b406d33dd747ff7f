"""The part of ``fundstelle status`` that tells how the directives stand to norms, letters and decisions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from corpus.address import Address
from corpus.citations import Codes, format_address
from corpus.relations import Dangling, Loose, Reached, Relation, Report, Target

UNREAD = "Die Beziehungen der Verwaltungsanweisungen sind noch nicht gelesen: »fundstelle ingest« holt es nach."
"""What to say over a database of an earlier release."""


def print_summary(told: Report, *, complete: bool) -> None:
    """How many relations there are, how many norms resolve, and how many relations lead nowhere."""
    console = Console()
    if not complete:
        console.print(UNREAD, style="yellow", markup=False)
    if not told.total:
        return
    console.print(f"Beziehungen der Verwaltungsanweisungen: {told.total}, davon {len(told.loose)} offen.")
    for kind, gap, count in told.gaps():
        console.print(f"   offen: {count} {kind.label}, {gap.label}", markup=False)
    console.print(share_sentence(told))
    console.print("Einzeln: fundstelle status --relations (alle) oder --dangling (offene mit Grund).", style="dim")


def share_sentence(told: Report) -> str:
    """The share of norm citations that resolve, as a sentence."""
    share = f"{told.share:.2%}".replace(".", ",").replace("%", " %")
    former = f", davon {told.former} nur in einer früheren Fassung" if told.former else ""
    return (
        f"Normzitate in Gesetze des Bestands: {told.norms}; auf eine vorhandene Stelle führen "
        f"{told.present + told.former} ({share}){former}."
    )


def print_relations(found: Iterable[tuple[Relation, Reached | Dangling]], codes: Codes) -> None:
    """Every relation, one a line: where it is said, what it is, and where it leads."""
    console = Console(soft_wrap=True)
    for relation, end in found:
        actor = f" durch {relation.actor.name}" if relation.actor else ""
        verb = relation.kind.passive.removesuffix(" durch") if relation.actor else relation.kind.label
        leads = f"→ {end.address}" if isinstance(end, Reached) else f"offen: {end.reason}"
        named = relation.target.name if relation.actor else _named(relation.target, relation.said, codes)
        source = format_address(relation.source, codes)
        console.print(f"{source} [{relation.start}:{relation.end}] {verb}: {named}{actor} {leads}", markup=False)


def print_dangling(loose: Iterable[Loose], codes: Codes) -> None:
    """What leads nowhere: each target once, with the reason, how often it is named, and where first."""
    first: dict[tuple[str, str], Loose] = {}
    counted = Counter[tuple[str, str]]()
    for one in loose:
        key = (one.name, one.dangling.reason)
        counted[key] += 1
        first.setdefault(key, one)
    table = Table("Genannt", "Grund", "Mal", "Zuerst in", title="Offene Beziehungen")
    for (name, reason), count in counted.most_common():
        table.add_row(name, reason, str(count), format_address(first[name, reason].relation.source, codes))
    Console().print(table)


def summary_json(told: Report, *, complete: bool) -> dict[str, object]:
    """The summary for programs."""
    return {
        "complete": complete,
        "total": told.total,
        "counts": [{"kind": kind, "target": target, "count": count} for kind, target, count in told.counts],
        "dangling": [{"target": kind, "gap": gap, "count": count} for kind, gap, count in told.gaps()],
        "norm_citations": {
            "cited": told.norms,
            "resolved": told.present,
            "resolved_in_former_version": told.former,
            "share": round(told.share, 4),
        },
    }


def relation_json(relation: Relation, end: Reached | Dangling) -> dict[str, object]:
    """One relation for programs."""
    return {
        "kind": relation.kind,
        "source": str(relation.source),
        "start": relation.start,
        "end": relation.end,
        "said": relation.said,
        "target": _target_json(relation.target),
        "actor": _target_json(relation.actor) if relation.actor else None,
        "address": str(end.address) if isinstance(end, Reached) else None,
        "through": str(end.through) if isinstance(end, Reached) and end.through else None,
        "gap": end.gap if isinstance(end, Dangling) else None,
        "reason": end.reason if isinstance(end, Dangling) else None,
    }


def _target_json(target: Target) -> dict[str, object]:
    return {
        "kind": target.kind,
        "name": target.name,
        "key": target.key,
        "place": _id(target.place),
        "through": _id(target.through),
        "issued": target.issued.isoformat() if target.issued else None,
        "reference": target.reference,
        "document": target.document,
    }


def _id(place: Address | None) -> str | None:
    return str(place) if place else None


def _named(target: Target, said: str, codes: Codes) -> str:
    if target.place and not said:
        return format_address(target.place, codes, target.through)
    return " ".join(said.split()) or target.name

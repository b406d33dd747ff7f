"""``fundstelle eval citations``: the share of norm citations in directives, to laws held, that lead to a place.

Counted are cited places, not citations: "§§ 4, 7g EStG" are two. What names no law, or a law that isn't held, is no
part of the share and is told beside it.
"""

from __future__ import annotations

import json
from collections import Counter

import typer

from corpus.citations import Codes, format_address
from corpus.database import open_database
from corpus.library import codes_of
from corpus.relations import Loose, Report, Targets, report
from corpus.settings import Home, Settings
from corpus.status_relations import UNREAD, share_sentence
from corpus.store import Store

GOAL = 0.95
"""Share that must be reached."""
OK, FAILED = 0, 1


def measure(*, demo: bool, as_json: bool) -> int:
    """Measure, print and list; returns the exit code: 1 where the goal is missed or nothing can be measured."""
    settings = Settings()
    home = Home.demo(settings) if demo else Home.real(settings)
    view = Store(open_database(home.database_url)).view()
    codes = codes_of(view)
    if not view.laws() or not view.are_related():
        typer.echo(UNREAD if view.laws() else "Es ist noch kein Recht aufgenommen: »fundstelle ingest«.", err=True)
        return FAILED
    told = report(Targets(view, codes).all())
    typer.echo(json.dumps(as_record(told), ensure_ascii=False, indent=2) if as_json else as_text(told, codes))
    return OK if told.share >= GOAL else FAILED


def as_record(told: Report) -> dict[str, object]:
    """The figure for programs, with everything that does not resolve."""
    return {
        "cited": told.norms,
        "resolved": told.present,
        "resolved_in_former_version": told.former,
        "share": round(told.share, 4),
        "goal": GOAL,
        "reached": told.share >= GOAL,
        "unresolved": [
            {"source": str(one.relation.source), "said": one.relation.said, "reason": one.dangling.reason}
            for one in told.unresolved
        ],
    }


def as_text(told: Report, codes: Codes) -> str:
    """The figure for people, then what does not resolve, each with the reason."""
    verdict = "erreicht" if told.share >= GOAL else "verfehlt"
    goal = f"(Ziel: mindestens {GOAL:.0%}) – {verdict}".replace("%", " %")
    lines = [f"{share_sentence(told)} {goal}", *map(str, _beside(told)), "Nicht aufgelöst:"]
    lines += (_line(one, codes) for one in told.unresolved)
    return "\n".join(lines)


def _beside(told: Report) -> list[str]:
    """What is no part of the share."""
    counted = Counter({(kind, gap): count for kind, gap, count in told.gaps() if kind.value == "norm"})
    return [f"   daneben: {count} {gap.label}" for (_, gap), count in counted.items() if gap.value != "no-such-place"]


def _line(one: Loose, codes: Codes) -> str:
    return f"   {format_address(one.relation.source, codes)}: „{one.name}“ – {one.dangling.reason}"

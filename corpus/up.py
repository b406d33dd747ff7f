"""``up`` and ``demo``: bring in what is missing, then serve. Works through the commands of the other houses."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import typer

from corpus.generations import Generations
from corpus.settings import Home, Settings

ACTIONS = "fundstelle.actions"
"""Entry-point group of what the houses can do for ``up``: ``ingest`` and ``serve``."""


def up(*, mirror: Path | None, host: str | None, port: int | None) -> int:
    """Always ends in a running service: with real law where it is held or can be had, else with the demonstration."""
    settings = Settings()
    home = Home.real(settings)
    _action("ingest")(settings, mirror=mirror, only_missing=True)
    if Generations(home.index).current() is not None:
        return int(_action("serve")(settings, host=host, port=port, demo=False))
    typer.echo(
        "Es ließ sich kein geltendes Recht aufnehmen: Weder das Netz noch ein Spiegel war zu erreichen.\n"
        "Wege zum geltenden Recht:\n"
        "  fundstelle up --mirror ORDNER        ein Ordner HOST/PFAD, etwa auf einem Netzlaufwerk\n"
        "  fundstelle ingest --import ORDNER    gespeicherte Dateien (xml.zip) einlesen\n"
        "  fundstelle up                        mit Zugang zu www.gesetze-im-internet.de\n"
        "Bis dahin läuft der Vorführbestand: FIKTIVES RECHT, keine der Vorschriften gilt.",
        err=True,
    )
    return up_demo(host=host, port=port)


def up_demo(*, host: str | None, port: int | None) -> int:
    """Serve the demonstration corpus, built first where it is missing."""
    settings = Settings()
    if Generations(Home.demo(settings).index).current() is None:
        _action("ingest")(settings, mirror=None, demo=True)
    return int(_action("serve")(settings, host=host, port=port, demo=True))


def _action(name: str) -> Callable[..., Any]:
    (entry,) = entry_points(group=ACTIONS, name=name)
    action: Callable[..., Any] = entry.load()
    return action

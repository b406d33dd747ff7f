"""The commands that belong to the whole: ``up``, ``demo``, ``status`` and ``vectors``."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("up")(up_command)
    app.command("demo")(demo_command)
    app.command("status")(status_command)
    app.command("vectors")(vectors_command)


Host = Annotated[str | None, typer.Option("--host", help="Adresse, an der der Dienst hört.")]
Port = Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Port (0 = ein freier).")]


def up_command(
    mirror: Annotated[
        Path | None,
        typer.Option("--mirror", help="Ordner HOST/PFAD anstelle des Netzes.", envvar="FUNDSTELLE_MIRROR"),
    ] = None,
    host: Host = None,
    port: Port = None,
) -> None:
    """Aufnehmen, was fehlt, dann den Dienst starten; ohne Netz und Spiegel mit dem Vorführbestand."""
    from corpus.up import up

    raise typer.Exit(up(mirror=mirror, host=host, port=port))


def demo_command(host: Host = None, port: Port = None) -> None:
    """Den Dienst mit dem Vorführbestand starten: fiktives Recht, zum Ausprobieren ohne Netz."""
    from corpus.up import up_demo

    raise typer.Exit(up_demo(host=host, port=port))


def status_command(
    certificate: Annotated[
        bool, typer.Option("--certificate", help="Vollständigkeitsnachweis: jedes Zeichen jedes Gesetzes.")
    ] = False,
    relations: Annotated[
        bool,
        typer.Option("--relations", help="Alle Beziehungen der Verwaltungsanweisungen: was sie erläutern, zitieren …"),
    ] = False,
    dangling: Annotated[
        bool, typer.Option("--dangling", help="Beziehungen, die ins Leere führen, mit dem Grund.")
    ] = False,
    register: Annotated[
        bool,
        typer.Option("--register", help="Sachregister: Stichwörter je Gesetz, und solche mit verschiedenen Stellen."),
    ] = False,
    demo: Annotated[bool, typer.Option("--demo", help="Den Vorführbestand (fiktives Recht) zeigen.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON.")] = False,
) -> None:
    """Zeigen, was im Bestand ist: Gesetze, Stand, Fassungen, Verzeichnis, Beziehungen, Vollständigkeit."""
    from corpus.settings import Home, Settings
    from corpus.status import Wanted, print_status

    settings = Settings()
    home = Home.demo(settings) if demo else Home.real(settings)
    raise typer.Exit(print_status(home, Wanted(certificate, relations, dangling, register), as_json=as_json))


_POLITE = 10
"""Niceness of what runs beside a service: questions come first."""


def vectors_command(
    demo: Annotated[bool, typer.Option("--demo", help="Für den Vorführbestand (fiktives Recht).")] = False,
    background: Annotated[
        bool, typer.Option("--background", help="Ohne Fortschrittsanzeige, mit niedrigem Vorrang.")
    ] = False,
) -> None:
    """Die Bedeutungen (Vektoren) berechnen, die dem Verzeichnis noch fehlen; unterbrochen, geht es später weiter."""
    from rich.console import Console

    from corpus.index import IndexingError
    from corpus.progress import Bars
    from corpus.settings import Home, Settings
    from corpus.vectors import VectorsRunningError, complete

    settings = Settings()
    home = Home.demo(settings) if demo else Home.real(settings)
    console = Console(stderr=True, quiet=background)
    if background:
        os.nice(_POLITE)
    try:
        with Bars(console) as bars:
            facts = complete(home, settings.embedder, bars)
    except (VectorsRunningError, IndexingError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    if facts is None:
        console.print("Es fehlt nichts: Das Verzeichnis wird schon nach Bedeutung durchsucht.")
    else:
        console.print(facts.sentence)

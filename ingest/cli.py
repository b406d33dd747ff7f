"""The commands of this house: ``ingest``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add this house's commands to the command line."""
    app.command("ingest")(ingest_command)


def ingest_command(
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Nur diese Quelle (gii, bmf, handbuecher). Mehrfach möglich.", metavar="QUELLE"),
    ] = None,
    law: Annotated[
        list[str] | None,
        typer.Option("--law", help="Nur dieses Gesetz (estg, ao …). Mehrfach möglich.", metavar="GESETZ"),
    ] = None,
    mirror: Annotated[
        Path | None,
        typer.Option("--mirror", help="Ordner HOST/PFAD anstelle des Netzes.", envvar="FUNDSTELLE_MIRROR"),
    ] = None,
    import_dir: Annotated[
        Path | None, typer.Option("--import", help="Ordner mit gespeicherten Dateien (xml.zip, XML, PDF, HTML).")
    ] = None,
    captured_on: Annotated[
        datetime | None,
        typer.Option("--captured-on", formats=["%Y-%m-%d"], help="Tag, für den die Dateien stehen (ältere Stände)."),
    ] = None,
    wait: Annotated[
        float | None, typer.Option("--wait", min=0.0, help="Sekunden zwischen zwei Abrufen bei einem Anbieter.")
    ] = None,
    vectors: Annotated[
        bool,
        typer.Option(help="Am Ende die Bedeutungen (Vektoren) berechnen; sonst tut es der Dienst neben dem Antworten."),
    ] = True,
    demo: Annotated[bool, typer.Option("--demo", help="Den Vorführbestand (fiktives Recht) aufbauen.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Ergebnis als JSON.")] = False,
) -> None:
    """Recht aufnehmen: abrufen, zerlegen, prüfen, speichern, Verzeichnis aufbauen."""
    from corpus.settings import Settings
    from ingest.bring_in import Wish, bring_in

    wish = Wish(
        sources=tuple(source or ()),
        laws=tuple(law or ()),
        mirror=mirror,
        import_dir=import_dir,
        captured_on=captured_on.date() if captured_on else None,
        wait=wait,
        demo=demo,
        quiet=as_json,
        vectors=vectors,
    )
    raise typer.Exit(bring_in(Settings(), wish, as_json=as_json))

"""The commands of this house, all below ``fundstelle eval``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON.")]
Demo = Annotated[bool, typer.Option("--demo", help="Am Vorführbestand (fiktives Recht) messen.")]
Topics = Annotated[
    Path | None, typer.Option("--topics", help="Fragen (JSONL); ohne Angabe die mitgelieferten Entwicklungsfragen.")
]
Qrels = Annotated[
    Path | None, typer.Option("--qrels", help="Fundstellen zu den Fragen (TREC-Form); gehört zu --topics.")
]
Mirror = Annotated[
    Path | None,
    typer.Option("--mirror", help="Ordner HOST/PFAD anstelle des Netzes.", envvar="FUNDSTELLE_MIRROR"),
]


def register(app: typer.Typer) -> None:
    """Add this house's commands to the command line."""
    group = typer.Typer(no_args_is_help=True)
    group.command("latency")(latency_command)
    group.command("footprint")(footprint_command)
    group.command("retrieval")(retrieval_command)
    group.command("calibrate")(calibrate_command)
    group.command("sentences")(sentences_command)
    app.add_typer(group, name="eval", help="Messen, wie gut und wie schnell Fundstelle arbeitet.")


def latency_command(
    url: Annotated[
        str | None, typer.Option("--url", help="Laufender Dienst; ohne Angabe wird einer gestartet.", metavar="URL")
    ] = None,
    count: Annotated[int, typer.Option("--count", min=1, help="Zahl der verschiedenen Fragen.")] = 200,
    topics: Topics = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Antwortzeiten eines laufenden Dienstes messen: Median, 95-Prozent-Wert, Höchstwert."""
    from eval import commands

    raise typer.Exit(commands.latency(url, count, topics, demo=demo, as_json=as_json))


def footprint_command(
    mirror: Mirror = None,
    venv: Annotated[
        Path | None, typer.Option("--venv", help="Virtuelle Umgebung, deren Größe zählt; ohne Angabe die laufende.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Zeit und Speicher einer Aufnahme, Größe der Installation und Startzeit messen."""
    from eval import commands

    raise typer.Exit(commands.footprint(mirror, venv, as_json=as_json))


def retrieval_command(
    topics: Topics = None,
    qrels: Qrels = None,
    system: Annotated[
        list[str] | None,
        typer.Option("--system", help="bm25, dense, default oder desk. Mehrfach möglich.", metavar="SYSTEM"),
    ] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Messen, wie oft die entscheidende Vorschrift gefunden wird (Success@k, MRR, nDCG@10)."""
    from eval import commands

    raise typer.Exit(commands.retrieval(topics, qrels, tuple(system or ()), demo=demo, as_json=as_json))


def calibrate_command(
    topics: Topics = None,
    qrels: Qrels = None,
    refuse: Annotated[
        Path | None,
        typer.Option("--refuse", help="Fragen, die abzulehnen sind (JSONL); ohne Angabe die mitgelieferten."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Datei für die gewählte Schwelle; ohne Angabe wird nur gezeigt.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Die Schwelle bestimmen, unter der eine Frage abgelehnt wird."""
    from eval import commands

    raise typer.Exit(commands.calibrate(topics, qrels, refuse, out, as_json=as_json))


def sentences_command(
    mirror: Mirror = None,
    misses: Annotated[bool, typer.Option("--misses", help="Alle Abweichungen auflisten.")] = False,
) -> None:
    """Den Satztrenner an den Gesetzen mit amtlichen Satznummern messen."""
    from eval import commands

    raise typer.Exit(commands.sentences(mirror, misses=misses))

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
    group.command("coverage")(coverage_command)
    group.command("answers")(answers_command)
    group.command("model")(model_command)
    group.command("poison")(poison_command)
    group.command("guard")(guard_command)
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


def coverage_command(
    count: Annotated[int, typer.Option("--count", min=100, help="Zahl der wahren und der falschen Beispiele.")] = 6000,
    out: Annotated[
        Path | None, typer.Option("--out", help="Datei für die gewählten Grenzen; ohne Angabe wird nur gezeigt.")
    ] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Bestimmen, ab wann die Wörter einer Aussage von ihren Zitaten nicht gedeckt sind."""
    from eval import commands

    raise typer.Exit(commands.coverage(count, out, demo=demo, as_json=as_json))


def answers_command(
    topics: Topics = None,
    qrels: Annotated[
        Path | None, typer.Option("--qrels", help="Fundstellen zu den Fragen (TREC-Form); gehört zu --topics.")
    ] = None,
    generated: Annotated[
        int, typer.Option("--generated", min=0, help="Fragen aus dem Bestand, deren Zitate nachgeprüft werden.")
    ] = 500,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Messen, wie oft Antworten die richtige Stelle zitieren, und jedes Zitat am Dokument nachprüfen."""
    from eval import commands

    raise typer.Exit(commands.answers(topics, qrels, generated, demo=demo, as_json=as_json))


def sentences_command(
    mirror: Mirror = None,
    misses: Annotated[bool, typer.Option("--misses", help="Alle Abweichungen auflisten.")] = False,
) -> None:
    """Den Satztrenner an den Gesetzen mit amtlichen Satznummern messen."""
    from eval import commands

    raise typer.Exit(commands.sentences(mirror, misses=misses))


def model_command(
    url: Annotated[
        str | None, typer.Option("--url", help="OpenAI-kompatibler Server, etwa http://127.0.0.1:8080/v1.")
    ] = None,
    name: Annotated[str | None, typer.Option("--model", help="Name des Sprachmodells auf dem Server.")] = None,
    small: Annotated[
        bool, typer.Option("--small", help="Das kleine Sprachmodell der Erweiterung [small-model] nehmen.")
    ] = False,
    topics: Topics = None,
    count: Annotated[int, typer.Option("--count", min=1, help="Zahl der Fragen.")] = 50,
    seed: Annotated[int, typer.Option("--seed", help="Startwert der Auswahl.")] = 1,
    passages: Annotated[int, typer.Option("--passages", min=1, help="Stellen je Frage.")] = 4,
    characters: Annotated[int, typer.Option("--characters", min=100, help="Zeichen je Stelle.")] = 900,
    tokens: Annotated[int, typer.Option("--tokens", min=16, help="Länge einer Antwort des Sprachmodells.")] = 450,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Sekunden je Aufruf.")] = 300,
    out: Annotated[Path, typer.Option("--out", help="Ordner für alle Entwürfe und den Bericht.")] = Path("modell-lauf"),
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Ein Sprachmodell Fragen beantworten lassen und zeigen, was die Prüfung durchlässt und was nicht."""
    from eval import commands
    from eval.model_command import ModelRun

    run = ModelRun(url, name, small, topics, count, seed, passages, characters, tokens, timeout, out, demo)
    raise typer.Exit(commands.model(run, as_json=as_json))


def guard_command(
    count: Annotated[int, typer.Option("--count", min=1, help="Kennungen je Art und Land.")] = 40,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Messen, was die Sperre für vertrauliche Angaben erkennt, was sie ohne Not ablehnt und was sie kostet."""
    from eval import commands

    raise typer.Exit(commands.guard(count, demo=demo, as_json=as_json))


def poison_command(
    sample: Annotated[
        int | None,
        typer.Option("--sample", min=10, help="Zahl der Fälle (ein Fünftel wahr); ohne Angabe der volle Lauf."),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="Startwert; derselbe ergibt dieselben Fälle.")] = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", help="Datei für alle Fälle mit dem Urteil der Schranke (JSONL).")
    ] = None,
    misses: Annotated[
        Path | None,
        typer.Option("--misses", help="Datei für Falsches, das durchkam, und Wahres, das zurückblieb (Markdown)."),
    ] = None,
    all_ranks: Annotated[
        bool, typer.Option("--all-ranks", help="Auch Verwaltungsanweisungen und Hinweise, nicht nur Rechtsnormen.")
    ] = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Der Schranke falsche und wahre Aussagen vorlegen und zählen, was sie durchlässt.

    Endet mit 1, wenn eine falsche Zahl, Norm, Verneinung, Richtung oder ein falsches Zitat durchkam.
    """
    from eval import commands

    raise typer.Exit(commands.poison(sample, seed, cases, misses, all_ranks=all_ranks, demo=demo, as_json=as_json))

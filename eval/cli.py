"""The commands of this house, all below ``fundstelle eval``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from eval.comparison.clusters import Clusters
from eval.exports.form import Form

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
    group.command("run")(run_command)
    group.command("compare")(compare_command)
    group.command("export")(export_command)
    group.command("release")(release_command)
    group.command("calibrate")(calibrate_command)
    group.command("fit")(fit_command)
    group.command("scope")(scope_command)
    group.command("embedder")(embedder_command)
    group.command("sentences")(sentences_command)
    group.command("coverage")(coverage_command)
    group.command("answers")(answers_command)
    group.command("model")(model_command)
    group.command("poison")(poison_command)
    group.command("citations")(citations_command)
    group.command("review")(review_command)
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


def run_command(
    out: Annotated[Path, typer.Option("--out", help="Ordner des Laufs; ein abgebrochener geht dort weiter.")],
    set_name: Annotated[
        str | None, typer.Option("--set", help="Mitgelieferte Fragen: dev, as-of oder demo.", metavar="NAME")
    ] = None,
    topics: Annotated[Path | None, typer.Option("--topics", help="Fragen (JSONL).")] = None,
    qrels: Qrels = None,
    refuse: Annotated[Path | None, typer.Option("--refuse", help="Fragen, die abzulehnen sind (JSONL).")] = None,
    values: Annotated[
        Path | None, typer.Option("--values", help="Was ein Zitat enthalten muss (query_id;quote_contains).")
    ] = None,
    system: Annotated[
        str,
        typer.Option(
            "--system",
            help="default (der Dienst, wie er läuft), index, sparse, dense, bm25 (ganze §§) oder rrf.",
            metavar="SYSTEM",
        ),
    ] = "default",
    run_file: Annotated[
        Path | None, typer.Option("--run", help="Treffer eines anderen Systems (TREC-Form) statt --system.")
    ] = None,
    url: Annotated[
        str | None, typer.Option("--url", help="OpenAI-kompatibler Server eines anderen Systems statt --system.")
    ] = None,
    model: Annotated[str | None, typer.Option("--model", help="Name des Sprachmodells auf diesem Server.")] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=1, help="Sekunden je Antwort dieses Servers.")] = 120,
    baselines: Annotated[
        bool, typer.Option("--baselines/--no-baselines", help="BM25, Dichte und ihre Verschmelzung daneben messen.")
    ] = True,
    as_of: Annotated[
        datetime | None, typer.Option("--as-of", formats=["%Y-%m-%d"], help="Tag der Fragen ohne Stichtag.")
    ] = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Ein System Fragen beantworten lassen und messen: gefunden, zitiert, abgelehnt, wie schnell."""
    from eval.harness import commands
    from eval.harness.command import Asked, Server

    if bool(url) != bool(model) or (run_file is not None and url):
        raise typer.BadParameter("--url und --model gehören zusammen, und mit --run zugleich gehen sie nicht.")
    server = Server(url, model, timeout) if url and model else None
    asked = Asked(set_name, topics, qrels, refuse, values)
    day = as_of.date() if as_of else None
    raise typer.Exit(
        commands.run(asked, out, system, run_file, server, day, baselines=baselines, demo=demo, as_json=as_json)
    )


def compare_command(
    a: Annotated[Path, typer.Argument(metavar="A", help="Ordner eines Laufs: womit verglichen wird.")],
    b: Annotated[Path, typer.Argument(metavar="B", help="Ordner eines Laufs: was verglichen wird.")],
    out: Annotated[Path | None, typer.Option("--out", help="Ordner für vergleich.html und vergleich.md.")] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", help="Maß für Gewinne und Verluste, etwa provision.Success@10.")
    ] = None,
    cluster: Annotated[
        Clusters, typer.Option("--cluster", help="Was gemeinsam gezogen und getauscht wird.")
    ] = Clusters.AUTO,
    as_json: AsJson = False,
) -> None:
    """Zwei Läufe Frage für Frage vergleichen: Unterschiede, wie sicher sie sind, Gewinne und Verluste."""
    from eval.harness import commands

    raise typer.Exit(commands.compare(a, b, out, measure, cluster, as_json=as_json))


def export_command(
    run: Annotated[Path, typer.Argument(metavar="LAUF", help="Ordner eines Laufs.")],
    form: Annotated[Form, typer.Option("--format", help="Form der Ausgabe.")],
    out: Annotated[Path, typer.Option("--out", help="Ordner der Ausgabe.")],
    demo: Demo = False,
) -> None:
    """Einen Lauf für andere Werkzeuge ausgeben; die Texte kommen aus dem Bestand, mit dem er lief."""
    from eval.harness import commands

    raise typer.Exit(commands.export(run, form, out, demo=demo))


def release_command(
    out: Annotated[Path, typer.Option("--out", help="Ordner für Lauf, Vergleiche und Tabelle.")],
    as_json: AsJson = False,
) -> None:
    """Die versiegelten Fragen stellen und die Tabelle einer Veröffentlichung schreiben."""
    from eval.harness import commands

    raise typer.Exit(commands.release(out, as_json=as_json))


def fit_command(
    out: Annotated[
        Path | None, typer.Option("--out", help="Datei für die Gewichte; ohne Angabe wird nur gezeigt.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Die Gewichte der Rangfolge an den Entwicklungsfragen anpassen, kreuzvalidiert."""
    from eval import fit_commands

    raise typer.Exit(fit_commands.fit(out, as_json=as_json))


def calibrate_command(
    out: Annotated[
        Path | None, typer.Option("--out", help="Datei für Zuversicht und Schwelle; ohne Angabe wird nur gezeigt.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Die Zuversicht anpassen und die Schwelle bestimmen, unter der eine Frage abgelehnt wird."""
    from eval import fit_commands

    raise typer.Exit(fit_commands.calibrate(out, as_json=as_json))


def scope_command(
    out: Annotated[
        Path | None, typer.Option("--out", help="Datei für die Ebene; ohne Angabe wird nur gezeigt.")
    ] = None,
) -> None:
    """Fragen zum Steuerrecht von allen anderen trennen lernen, an Übungsfragen."""
    from eval import fit_commands

    raise typer.Exit(fit_commands.scope(out))


def embedder_command(
    out: Annotated[Path, typer.Option("--out", help="Ordner für Modell, Zerleger und Karte.")],
    words: Annotated[
        Path, typer.Option("--words", help="Liste deutscher Wörter, eines je Zeile (Debian: wngerman).")
    ] = Path("/usr/share/dict/ngerman"),
) -> None:
    """Den mitgelieferten Embedder herstellen (Erweiterung [training]): mit Grafikkarte Minuten, sonst fast ein Tag."""
    from eval import fit_commands

    raise typer.Exit(fit_commands.embedder(words, out))


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
    generated: Annotated[
        int, typer.Option("--generated", min=1, help="Fragen aus dem Bestand, deren Zitate nachgeprüft werden.")
    ] = 500,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Jedes Zitat der Antworten auf Fragen aus dem Bestand am Dokument nachprüfen."""
    from eval import commands

    raise typer.Exit(commands.answers(generated, demo=demo, as_json=as_json))


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


def citations_command(
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Messen, wie viele Normzitate der Verwaltungsanweisungen auf eine vorhandene Stelle führen; den Rest auflisten."""
    from eval import citations

    raise typer.Exit(citations.measure(demo=demo, as_json=as_json))


def review_command(
    each: Annotated[int, typer.Option("--each", min=10, help="Zahl der eingesetzten Übernahmen je Art.")] = 250,
    seed: Annotated[int, typer.Option("--seed", help="Startwert; derselbe ergibt dieselben Texte.")] = 1,
    misses: Annotated[bool, typer.Option("--misses", help="Alles falsch Beurteilte auflisten.")] = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Messen, ob die Durchsicht eingesetzte Übernahmen und Diskriminierendes findet, und wie schnell sie ist."""
    from eval import commands

    raise typer.Exit(commands.review(each, seed, misses=misses, demo=demo, as_json=as_json))

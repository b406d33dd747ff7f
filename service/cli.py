"""The commands of this house: ``serve``, ``ask``, ``search``, ``show``, ``check``, ``review``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from corpus.model import Rank
from service.review.purpose import Purpose

AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="Stichtag (JJJJ-MM-TT); ohne Angabe heute.", metavar="TAG"),
]
Demo = Annotated[bool, typer.Option("--demo", help="Den Vorführbestand (fiktives Recht) befragen.")]
Confirmed = Annotated[
    bool, typer.Option("--confirmed", help="Bestätigen, dass der Text, so wie er dasteht, keinen Fall beschreibt.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Ergebnis als JSON.")]
Ranks = Annotated[
    list[Rank] | None,
    typer.Option("--rank", help="Nur Quellen dieses Rangs. Mehrfach möglich."),
]


def register(app: typer.Typer) -> None:
    """Add this house's commands to the command line."""
    app.command("ask")(ask_command)
    app.command("search")(search_command)
    app.command("show")(show_command)
    app.command("check")(check_command)
    app.command("review")(review_command)
    app.command("serve")(serve_command)


def ask_command(
    question: Annotated[str, typer.Argument(help="Allgemeine Rechtsfrage, ohne Angaben zu einem Steuerfall.")],
    as_of: AsOf = None,
    rank: Ranks = None,
    export: Annotated[
        Path | None,
        typer.Option("--export", help="Antwort mit Prüfvermerk in diese Datei schreiben (.md, .docx oder .json)."),
    ] = None,
    purpose: Annotated[
        Purpose | None, typer.Option("--purpose", help="Zu --export: wofür die Antwort verwendet wird.")
    ] = None,
    responsible: Annotated[
        str | None, typer.Option("--responsible", help="Zu --export: Name der verantwortlichen Person.", metavar="NAME")
    ] = None,
    confirmed: Confirmed = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Eine Frage beantworten: mit wörtlichen, genau bezeichneten Fundstellen, oder begründet gar nicht."""
    from service import terminal
    from service.terminal_shield import shielded

    wish = None
    if export is not None:
        from service.terminal_export import read_wish

        wish = read_wish(export, purpose, responsible)
    elif purpose is not None or responsible is not None:
        raise typer.BadParameter("--purpose und --responsible gehören zu --export.")
    day = terminal.day_of(as_of)
    raise typer.Exit(
        shielded(lambda: terminal.ask_once(question, day, rank, wish, demo=demo, as_json=as_json, confirmed=confirmed))
    )


def search_command(
    query: Annotated[str, typer.Argument(help="Suchwörter, Frage oder Fundstelle.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="Zahl der Treffer.")] = 10,
    as_of: AsOf = None,
    rank: Ranks = None,
    confirmed: Confirmed = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Fundstellen suchen."""
    from service import terminal
    from service.terminal_shield import shielded

    day = terminal.day_of(as_of)
    raise typer.Exit(
        shielded(lambda: terminal.search_once(query, k, day, rank, demo=demo, as_json=as_json, confirmed=confirmed))
    )


def show_command(
    reference: Annotated[str, typer.Argument(help="Fundstelle, etwa »§ 9 Abs. 4a Satz 2 EStG«.")],
    as_of: AsOf = None,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Den Wortlaut einer Fundstelle zeigen, in der für den Stichtag bekannten Fassung."""
    from service import terminal
    from service.terminal_shield import shielded

    day = terminal.day_of(as_of)
    raise typer.Exit(shielded(lambda: terminal.show_once(reference, day, demo=demo, as_json=as_json)))


def check_command(
    file: Annotated[str, typer.Argument(help="Textdatei (auch Markdown), oder »-« für die Standardeingabe.")],
    as_of: AsOf = None,
    confirmed: Confirmed = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Jeden Satz eines Textes prüfen: belegt, widerlegt oder ohne Beleg. Ende mit 0 nur, wenn alles belegt ist."""
    from service import terminal, terminal_check
    from service.terminal_shield import shielded

    day = terminal.day_of(as_of)
    raise typer.Exit(
        shielded(lambda: terminal_check.check_once(file, day, demo=demo, as_json=as_json, confirmed=confirmed))
    )


def review_command(
    file: Annotated[str, typer.Argument(help="Textdatei (auch Markdown), oder »-« für die Standardeingabe.")],
    purpose: Annotated[
        Purpose, typer.Option("--purpose", help="Wofür der Text ist; für die Öffentlichkeit mit Sprachhinweisen.")
    ] = Purpose.RECHERCHE,
    as_of: AsOf = None,
    confirmed: Confirmed = False,
    demo: Demo = False,
    as_json: AsJson = False,
) -> None:
    """Einen Text durchsehen, ehe er hinausgeht: Plagiat, Diskriminierung, Verständlichkeit. Ende mit 0 ohne Fund."""
    from service import terminal, terminal_review
    from service.terminal_shield import shielded

    day = terminal.day_of(as_of)
    raise typer.Exit(
        shielded(
            lambda: terminal_review.review_once(file, day, purpose, demo=demo, as_json=as_json, confirmed=confirmed)
        )
    )


def serve_command(
    host: Annotated[str | None, typer.Option("--host", help="Adresse, an der der Dienst hört.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=0, max=65535, help="Port (0 = ein freier).")] = None,
    demo: Demo = False,
) -> None:
    """Den Dienst starten: Seite unter / und Schnittstelle unter /v1."""
    from corpus.settings import Settings
    from service.serving import serve

    raise typer.Exit(serve(Settings(), host=host, port=port, demo=demo))

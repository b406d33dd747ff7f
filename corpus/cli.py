"""The command ``fundstelle``: gathers the sub-commands that each house brings along.

A house registers a function ``register(app)`` in the entry-point group ``fundstelle.commands``;
no house imports another for the sake of the command line. Modules that register import only Typer,
so that ``fundstelle --help`` is there at once; the rest is imported when a command runs.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import entry_points, version
from typing import Annotated

import typer
from typer import rich_utils

GROUP = "fundstelle.commands"

USAGE_ERROR = 2
"""Exit code for a command line that was not understood (the usual one)."""

_GERMAN = (
    (r"Missing argument (.*)\.", r"Es fehlt das Argument \1."),
    (r"Missing option (.*)\.", r"Es fehlt die Option \1."),
    (r"Missing command\.", "Es fehlt ein Befehl."),
    (r"No such option: (\S+)(.*)", r"Die Option \1 gibt es nicht."),
    (r"No such command (.*)\.", r"Den Befehl \1 gibt es nicht."),
    (r"Got unexpected extra argument.*", "Es steht zu viel da. Eine Frage gehört in Anführungszeichen."),
    (r"Option (.*) requires an argument\.", r"Die Option \1 braucht einen Wert."),
    (r"Invalid value for (.*): (.*)", r"Ungültiger Wert für \1: \2"),
)
"""What Typer says of a wrong command line, and how users read it."""


def main() -> None:
    """Run the command line; ends the process with the command's exit code."""
    _speak_german()
    app = build()
    try:
        code = app(standalone_mode=False)
    except typer.Abort:
        typer.echo("Abgebrochen.", err=True)
        code = 130
    except Exception as error:
        code = _explain(error)
    sys.exit(code if isinstance(code, int) else 0)


def build() -> typer.Typer:
    """The application with the commands of all houses."""
    app = typer.Typer(
        name="fundstelle",
        help="Fundstelle beantwortet allgemeine Fragen zum deutschen Steuerrecht mit wörtlichen, genau "
        "bezeichneten Fundstellen – oder gar nicht.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None if not sys.stdout.isatty() else "rich",
        context_settings={"help_option_names": ["--help", "--hilfe", "-h"]},
        pretty_exceptions_enable=False,
    )

    @app.callback()
    def _root(
        show_version: Annotated[
            bool, typer.Option("--version", help="Version zeigen und enden.", callback=_version, is_eager=True)
        ] = False,
    ) -> None:
        """Fundstelle beantwortet allgemeine Fragen zum deutschen Steuerrecht mit wörtlichen Fundstellen."""

    for entry in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        entry.load()(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"Fundstelle {version('fundstelle')}")
        raise typer.Exit


def _speak_german() -> None:
    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumente"
    rich_utils.OPTIONS_PANEL_TITLE = "Optionen"
    rich_utils.COMMANDS_PANEL_TITLE = "Befehle"
    rich_utils.ERRORS_PANEL_TITLE = "Fehler"
    rich_utils.DEFAULT_STRING = "[Vorgabe: {}]"
    rich_utils.ENVVAR_STRING = "[Umgebungsvariable: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[erforderlich]"


def _explain(error: Exception) -> int:
    """Say in German what was wrong with the command line; other faults are raised again."""
    tell = getattr(error, "format_message", None)
    if tell is None:
        raise error
    message = str(tell())
    for pattern, german in _GERMAN:
        if re.fullmatch(pattern, message, re.DOTALL):
            message = re.sub(pattern, german, message, flags=re.DOTALL)
            break
    typer.echo(f"{message}\nHilfe: fundstelle --help", err=True)
    return USAGE_ERROR

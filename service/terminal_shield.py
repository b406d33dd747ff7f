"""A fault of a command is told by its kind and the places it went through: its message may hold what was asked."""

from __future__ import annotations

import traceback
from collections.abc import Callable

import typer

from service.guard.recogniser import RecogniserSettingError

USAGE, FAULT = 2, 5
"""Exit codes: a setting that cannot be met; a fault of ours."""
_PLACES = 12


def shielded(command: Callable[[], int]) -> int:
    """Run a command; returns its exit code."""
    try:
        return command()
    except (typer.Exit, typer.Abort):
        raise
    except RecogniserSettingError as error:
        typer.echo(str(error), err=True)
        return USAGE
    except Exception as fault:  # nothing with words of a question may get past it
        way = "\n".join(
            f"  {at.filename}:{at.lineno} {at.name}" for at in traceback.extract_tb(fault.__traceback__)[-_PLACES:]
        )
        typer.echo(
            f"Störung: {type(fault).__name__}. Die Eingabe wurde nicht protokolliert. Aufgetreten ist sie hier:\n{way}",
            err=True,
        )
        return FAULT

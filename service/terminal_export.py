"""Exporting an answer from the command line: where to, for what, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import typer

from service.ask import Desk
from service.export.model import NAME_LIMIT, Format, Wish
from service.export.run import export_outcome
from service.model import Answer, Refusal
from service.review.purpose import Purpose
from service.terminal import OK, USAGE, code_of


@dataclass(frozen=True, slots=True)
class FileWish:
    """An export into a file; ``clock`` tells the moment that stands in the record."""

    file: Path
    format: Format
    purpose: Purpose
    responsible: str
    clock: Callable[[], datetime]

    def write(self, answer: Answer, desk: Desk) -> int:
        """Export an answer; returns the exit code."""
        exported = export_outcome(answer, Wish(self.format, self.purpose, self.responsible, self.clock()), desk)
        if isinstance(exported, Refusal):
            typer.echo(exported.message, err=True)
            return code_of(exported)
        try:
            self.file.write_bytes(exported.content)
        except OSError as error:
            told = f"{self.file} lässt sich nicht schreiben ({error.strerror}). Erwartet wird ein Pfad in einem Ordner."
            typer.echo(told, err=True)
            return USAGE
        typer.echo(f"{self.file} geschrieben. {exported.record.reviewed.summary}", err=True)
        return OK


def read_wish(file: Path, purpose: Purpose | None, responsible: str | None) -> FileWish:
    """The wish as the options tell it.

    Raises:
        typer.BadParameter: an option is missing or not as it should be.
    """
    endings = {f".{one}": one for one in Format}
    chosen = endings.get(file.suffix.lower())
    if chosen is None:
        raise typer.BadParameter(f"Erwartet wird eine Datei auf {', '.join(endings)}; angegeben ist {file.name}.")
    if purpose is None:
        raise typer.BadParameter(f"Zu --export gehört --purpose ({', '.join(Purpose)}).")
    name = (responsible or "").strip()
    if not name or len(name) > NAME_LIMIT:
        raise typer.BadParameter(
            f"Zu --export gehört --responsible: der Name der verantwortlichen Person, höchstens {NAME_LIMIT} Zeichen."
        )
    return FileWish(file, chosen, purpose, name, lambda: datetime.now().astimezone())

"""Exporting an answer from the command line: where to, for what, and who answers for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import typer

from service.ask import Desk
from service.export.lines import refused_line
from service.export.model import NAME_LIMIT, Format, Wish
from service.export.run import export_outcome
from service.model import Answer, Refusal
from service.review.purpose import Purpose
from service.terminal import OK, USAGE, refuse


@dataclass(frozen=True, slots=True)
class FileWish:
    """An export into a file; ``clock`` tells the moment that stands in the record."""

    file: Path
    format: Format
    purpose: Purpose
    responsible: str
    clock: Callable[[], datetime]

    def refused(self, day: date, desk: Desk) -> int | None:
        """The exit code where the name may not come in, after telling why; None where it may."""
        found = refused_line(self._wish, day, desk.guard)
        return refuse(found.refusal) if found else None

    @property
    def _wish(self) -> Wish:
        return Wish(self.format, self.purpose, self.responsible, self.clock())

    def write(self, answer: Answer, desk: Desk) -> int:
        """Export an answer; returns the exit code."""
        exported = export_outcome(answer, self._wish, desk)
        if isinstance(exported, Refusal):
            return refuse(exported)
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

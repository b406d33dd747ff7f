"""The lines beside a text that go into a file: its title, who answers for it, which model wrote it.

They come before the guard, too. A person and a model have names, so that names alone are no objection to these two.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from service.ask import Guarding
from service.export.model import Wish
from service.model import Refusal

_NAMES = frozenset({"name", "firma"})
"""Kinds of findings that the name of a person or a model may have."""


class RefusedLine(NamedTuple):
    """A line that must not come in, by its name in the interface."""

    field: str
    refusal: Refusal


def refused_line(wish: Wish, day: date, guard: Guarding) -> RefusedLine | None:
    """The first line of a wish that must not come in, or None; a line by itself describes no case."""
    title = guard.text(wish.title, day, confirmed=True)
    if title:
        return RefusedLine("title", title)
    for field, line in (("responsible", wish.responsible), ("model", wish.model)):
        refusal = guard.text(line, day, confirmed=True)
        if refusal and not _NAMES.issuperset(one.kind for one in refusal.findings):
            return RefusedLine(field, refusal)
    return None

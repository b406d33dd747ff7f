"""Text that a letter quotes as amended („…“ after "wird wie folgt gefasst:"): where it opens, where it is closed."""

from __future__ import annotations

import re
from collections.abc import Sequence

_OPENS = re.compile(r"„|(?:(?<=[\s(])|^)[“”\"](?=\w)")
_CLOSES = re.compile(r"[“”\"]")
_COMMAND = re.compile(
    r"\b(?:wird|werden|wird jeweils)\b.{0,400}?"
    r"\b(?:gefasst|geändert|ersetzt|angefügt|eingefügt|gestrichen|aufgehoben|vorangestellt|ergänzt|neugefasst)\b"
)


def opens_block(text: str) -> bool:
    """Whether a line begins with an opening quotation mark."""
    return bool(_OPENS.match(text))


def closed(lines: Sequence[str]) -> bool:
    """Whether the quotation that begins with these lines is closed at their end; quotations inside it are counted."""
    depth = 0
    for line in lines:
        opened = {found.start() for found in _OPENS.finditer(line)}
        for place, sign in enumerate(line):
            if place in opened:
                depth += 1
            elif _CLOSES.match(sign):
                depth -= 1
    return depth <= 0


def is_command(text: str) -> bool:
    """Whether words tell that a text is to be changed ("In der Nummer 5 … wird … ersetzt")."""
    return bool(_COMMAND.search(text))

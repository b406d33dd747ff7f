"""How people write long numbers: in groups, with blanks, slashes, dots or dashes between them.

All patterns here are of bounded length and their parts exclude each other, so that no text makes them run long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

GAP = r" ?[./\-]? ?"
"""What may stand between two groups; a reading has one blank for any run of white space."""
_GROUP_BEFORE = re.compile(r"(?<![0-9.,/])[0-9]{1,4} $")
_GROUP_AFTER = re.compile(r" [0-9]{1,4}(?![0-9.,/])")
_NOT_DIGITS = re.compile(r"[^0-9]")


def grouped(*sizes: int) -> re.Pattern[str]:
    """Digits in groups of these sizes, apart or not; found wherever they begin, also where matches overlap."""
    return re.compile(rf"(?<![0-9])(?=({GAP.join(f'[0-9]{{{size}}}' for size in sizes)})(?![0-9]))")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no other group of digits stands beside the stretch, as in the row of a table."""
    return not _GROUP_BEFORE.search(text, max(0, start - 6), start) and not _GROUP_AFTER.match(text, end)


def loose(least: int, most: int) -> str:
    """Digits in any groups, from ``least`` to ``most`` of them, as (part of) a pattern."""
    return rf"[0-9](?:{GAP}[0-9]){{{least - 1},{most - 1}}}(?![0-9])"


def cued(cues: Iterable[str], value: str, reach: int = 24) -> re.Pattern[str]:
    """A value (group 1) after a word that announces it, with at most ``reach`` characters without digits between."""
    words = "|".join(sorted((re.escape(cue).replace(r"\ ", " ?") for cue in cues), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:{words})(?![^\W\d_])[^0-9]{{0,{reach}}}?({value})", re.IGNORECASE)


def digits_of(spelled: str) -> str:
    """The digits alone."""
    return _NOT_DIGITS.sub("", spelled)


def spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and words of group 1 of every match."""
    for found in pattern.finditer(text):
        yield found.start(1), found.end(1), found[1]

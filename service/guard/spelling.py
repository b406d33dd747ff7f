"""How people write long numbers: in groups, with blanks, slashes, dots or dashes between them, behind a word for them.

All patterns here are of bounded length and their parts exclude each other, so that no text makes them run long.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

GAP = r"(?: ?[./\-] ?| )?"
"""What may stand between two groups; a reading has one blank for any run of white space."""

Stretch = tuple[int, int, str]
"""Start, end and words of what was found."""

_RUN = re.compile(rf"[0-9](?:{GAP}[0-9])*")
_NOT_DIGITS = re.compile(r"[^0-9]")
_STEM = re.compile(r"[^\W\d_]+")
_GROUP_BEFORE = re.compile(r"(?<![0-9.,/])[0-9]{1,4} $")
_GROUP_AFTER = re.compile(r" [0-9]{1,4}(?![0-9.,/])")
_FEWEST = 10
"""Digits of the shortest number that is sought without a word for it."""


def grouped(*sizes: int) -> re.Pattern[str]:
    """Digits in groups of these sizes, apart or not; found wherever they begin, also where matches overlap."""
    return re.compile(rf"(?<![0-9])(?=({GAP.join(f'[0-9]{{{size}}}' for size in sizes)})(?![0-9]))")


def grouped_spans(shapes: Sequence[re.Pattern[str]], text: str) -> Iterator[Stretch]:
    """Where the text has digits in one of the shapes; only long runs of digits are looked at."""
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= _FEWEST:
            for shape in shapes:
                for found in shape.finditer(text, run.start(), run.end()):
                    yield found.start(1), found.end(1), found[1]


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no other group of digits stands beside the stretch, as in the row of a table."""
    return not _GROUP_BEFORE.search(text, max(0, start - 6), start) and not _GROUP_AFTER.match(text, end)


def loose(least: int, most: int) -> str:
    """Digits in any groups, from ``least`` to ``most`` of them, as (part of) a pattern."""
    return rf"[0-9](?:{GAP}[0-9]){{{least - 1},{most - 1}}}(?![0-9])"


class Cued:
    """A value after a word that announces it, with at most ``reach`` characters without digits between.

    ``between`` may say otherwise what stands between. Texts without any of the words cost next to nothing.
    """

    def __init__(
        self, cues: Iterable[str], value: str, *, reach: int = 24, between: str = "", ignore_case: bool = True
    ) -> None:
        known = sorted(set(cues), key=len, reverse=True)
        words = "|".join(re.escape(cue).replace(r"\ ", " ?") for cue in known)
        gap = between or rf"[^0-9]{{0,{reach}}}?"
        flags = re.IGNORECASE if ignore_case else 0
        self._pattern = re.compile(rf"(?<![^\W_])(?:{words})(?![^\W\d_]){gap}({value})", flags)
        self._stems = tuple({max(_STEM.findall(cue), key=len).lower() for cue in known})

    def spans(self, text: str) -> Iterator[Stretch]:
        """Where the text has an announced value."""
        lower = text.lower()
        if any(stem in lower for stem in self._stems):
            yield from spans(self._pattern, text)


def digits_of(spelled: str) -> str:
    """The digits alone."""
    return _NOT_DIGITS.sub("", spelled)


def spans(pattern: re.Pattern[str], text: str) -> Iterator[Stretch]:
    """Start, end and words of group 1 of every match."""
    for found in pattern.finditer(text):
        yield found.start(1), found.end(1), found[1]

"""Words that a text puts in quotation marks, as quotes of the law; marks inside marks belong to the outer quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.model import Provision

FEWEST_WORDS = 4
"""Words from which on something in quotation marks is taken for a quote, and not for a term ("sog. „Kleinhändler“")."""
_PAIRS = {"„": '“”"', "»": "«", "«": "»", "“": "”", '"': '"', "›": "‹"}
_OPENING = re.compile(f"[{''.join(_PAIRS)}]")
_LONGEST = 1_000
"""Characters of a quote; an opening mark without an end within these is a slip."""
_OMITTED = re.compile(r"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
_WORD = re.compile(r"\w+")
_TYPOGRAPHY = str.maketrans("“”„»«’‘‚–—", '"""""\'\'\'--')


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands between quotation marks; ``parts`` are the stretches between marks of omission."""

    text: str
    parts: tuple[str, ...]


def quotations(text: str) -> tuple[Quotation, ...]:
    """The quotes in a sentence."""
    return tuple(
        Quotation(quoted, tuple(part for part in _OMITTED.split(quoted) if part))
        for quoted in _quoted(text)
        if len(_WORD.findall(quoted)) >= FEWEST_WORDS
    )


def stands_in(quotation: Quotation, provision: Provision, start: int, end: int) -> tuple[int, int] | None:
    """Where a quote stands word for word within a stretch of a provision, from its first to its last part.

    Blanks and line ends count as one blank, and the shapes of dashes and quotation marks do not matter; every letter
    and figure does. Parts must follow one another.
    """
    text = provision.text
    place, first = start, None
    for part in quotation.parts:
        found = re.compile(_pattern(part)).search(text.translate(_TYPOGRAPHY), place, end)
        if found is None:
            return None
        first = found.start() if first is None else first
        place = found.end()
    return None if first is None else (first, place)


def _pattern(part: str) -> str:
    """An expression for the words of a part; a full stop or comma at its end may be the quoting sentence's own."""
    words = part.translate(_TYPOGRAPHY).rstrip(" .,;:").split()
    inside = r"\s+".join(re.escape(word) for word in words)
    return rf"(?<!\w){inside}(?!\w)"


def _quoted(text: str) -> Iterator[str]:
    """The outermost quotes, from left to right."""
    place = 0
    while (opened := _OPENING.search(text, place)) is not None:
        place = opened.start()
        closing = _PAIRS.get(text[place])
        end = _closing(text, place, closing) if closing else None
        if end is None:
            place += 1
        else:
            yield text[place + 1 : end].strip()
            place = end + 1


def _closing(text: str, opened: int, closing: str) -> int | None:
    """Where the quote that opens here is closed."""
    depth, opening = 0, text[opened]
    for place in range(opened + 1, min(len(text), opened + _LONGEST)):
        if text[place] in closing:
            if depth == 0:
                return place
            depth -= 1
        elif text[place] == opening:
            depth += 1
    return None

"""Divides a letter into its parts: letterhead, table of contents, text, close, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.check import CONTENTS
from ingest.markup.letter_furniture import Tagged
from ingest.markup.letter_labels import labels
from ingest.markup.letter_table import begins, is_one

CLOSE = "Schlussformel"

_LEADER = re.compile(r"(?:\.\s?|…\s?|_){4,}\s*\d{0,4}$|\s\.{2,}\s?\d{1,4}$")
_ENTRIES_REACH = 4
"""Lines over which an entry of a table of contents may run."""
_CLOSE_REACH = 8
"""Lines from "Im Auftrag" to the last line of the close."""
_ANNEX = re.compile(r"(?:Anlage|Anhang)(?:\s+(\d{1,2}|[A-Z]|[IVX]+))?(?=\s|:|$)")
_LONGEST_ANNEX_LINE = 90


class Part(NamedTuple):
    """A part of a letter: "text" or "annex" with its lines, or "close"; ``number`` is an annex's, as printed."""

    name: str
    tags: tuple[Tagged, ...]
    number: str = ""


def parts(tags: Sequence[Tagged]) -> tuple[Part, ...]:
    """The parts below the letterhead, in order."""
    tags = _contents_marked(tags)
    begin, end = _close(tags)
    if begin == end:
        return (Part("text", tuple(tags)),)
    if all(tag.kind for tag in tags[end:]):
        end = len(tags)
    found = [Part("text", tuple(tags[:begin])), Part("close", tuple(tags[begin:end]))]
    return tuple(part for part in (*found, *_annexes(tags[end:])) if part.tags)


def _contents_marked(tags: Sequence[Tagged]) -> list[Tagged]:
    """The lines, those of a table of contents marked as such."""
    marked = list(tags)
    for place, tag in enumerate(tags):
        if not tag.kind and is_one(tag.line.text, "contents"):
            for inside in range(place, _contents_end(tags, place)):
                if not tags[inside].kind:
                    marked[inside] = Tagged(tags[inside].line, CONTENTS)
            break
    return marked


def _contents_end(tags: Sequence[Tagged], begin: int) -> int:
    """The place behind the last entry: entries have leaders, or begin with a number; the first one comes again."""
    places = [place for place in range(begin + 1, len(tags)) if not tags[place].kind]
    if not places:
        return begin + 1
    first = _entry(tags[places[0]].line.text)
    if any(_LEADER.search(tags[place].line.text) for place in places[: 2 * _ENTRIES_REACH]):
        end = begin + 1
        for place in places:
            if _LEADER.search(tags[place].line.text):
                end = place + 1
            elif place - end >= _ENTRIES_REACH:
                break
        return end
    end, before = begin + 1, tags[begin].line
    for count, place in enumerate(places):
        line = tags[place].line
        again = count > 0 and _entry(line.text) == first
        if again or not (labels(line.text) or line.page == before.page):
            break
        end, before = place + 1, line
    return end


def _entry(text: str) -> str:
    return "".join(_LEADER.sub("", text).split())


def _close(tags: Sequence[Tagged]) -> tuple[int, int]:
    """Where the close begins and ends; the same place twice where there is none."""
    for place, tag in enumerate(tags):
        if tag.kind:
            continue
        following = tags[place + 1].line.text if place + 1 < len(tags) else ""
        alone, parted = is_one(tag.line.text, "closing"), is_one(tag.line.text + following, "closing")
        if alone or parted:
            return place, _close_end(tags, place + 1 + parted)
    return len(tags), len(tags)


def _close_end(tags: Sequence[Tagged], end: int) -> int:
    """The place behind the close: behind its last formula, else where a gap or a page ends the names that sign."""
    reach = min(len(tags), end + _CLOSE_REACH)
    for place in range(reach - 1, end - 1, -1):
        if not tags[place].kind and _is_formula(tags[place].line.text):
            return place + 1
    while end < reach and tags[end].line.page == tags[end - 1].line.page and not _annex(tags[end]):
        if tags[end].line.top - tags[end - 1].line.top > 3 * tags[end].line.height:
            break
        end += 1
    return end


def _is_formula(text: str) -> bool:
    return begins(text, "imprint") or is_one(text, "closing")


def _annexes(tags: Sequence[Tagged]) -> list[Part]:
    """The annexes behind the close: each begins at the top of a page with its name, the first one in any case."""
    starts: list[tuple[int, str]] = []
    page = 0
    for place, tag in enumerate(tags):
        if tag.kind:
            continue
        found = _annex(tag) if tag.line.page != page else None
        if found or not starts:
            starts.append((0 if not starts else place, (found[1] or "") if found else ""))
        page = tag.line.page
    ends = [*(place for place, _ in starts[1:]), len(tags)] if starts else []
    return [Part("annex", tuple(tags[begin:end]), number) for (begin, number), end in zip(starts, ends, strict=True)]


def _annex(tag: Tagged) -> re.Match[str] | None:
    text = tag.line.text
    return _ANNEX.match(text) if len(text) <= _LONGEST_ANNEX_LINE else None

"""On which page of the printed original a place of a provision stands.

A letter is cited by number, but looked up on paper by page. The pages are kept as a note of the provision
(:data:`corpus.model.NoteKind.FUNDSTELLE`), so that they are stored and shown like every other note.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from corpus.model import Note, NoteKind, Provision

_BEGIN = "Seiten des Originals: "
_ENTRY = re.compile(r"S\. (\d+) ab Zeichen (\d+)")


def page_note(starts: Sequence[tuple[int, int]]) -> Note:
    """The note for pages that begin at offsets of the canonical text: pairs of offset and page (from 1)."""
    told = ", ".join(f"S. {page} ab Zeichen {offset}" for offset, page in starts)
    return Note(NoteKind.FUNDSTELLE, _BEGIN + told)


def page_starts(provision: Provision) -> tuple[tuple[int, int], ...]:
    """Pairs of offset and page, in order; empty where the pages are not known."""
    for note in provision.notes:
        if note.text.startswith(_BEGIN):
            return tuple((int(offset), int(page)) for page, offset in _ENTRY.findall(note.text))
    return ()


def page_at(provision: Provision, offset: int) -> int | None:
    """The page on which the character at an offset stands; None where the pages are not known."""
    starts = page_starts(provision)
    place = bisect_right(starts, (offset, 10**9))
    return starts[place - 1][1] if place else None

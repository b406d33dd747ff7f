"""Finding all citations in a text: of statutes, of directives, of decisions."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.citations.codes import Codes
from corpus.citations.decisions import find_decisions
from corpus.citations.directives import find_sections
from corpus.citations.find import find
from corpus.citations.letters import find_letters
from corpus.citations.model import Citation


def find_all(
    text: str, codes: Codes, default_law: str | None = None, default_work: str | None = None
) -> tuple[Citation, ...]:
    """All citations in the text, in reading order; they don't overlap.

    What belongs to the citation of a decision or of a directive isn't one of a statute: the § of "AEAO zu § 122"
    is what is commented on. A norm without a law belongs to ``default_law``, a section of a directive without its
    work to ``default_work``: the keys of the law and of the work that the text itself is taken from or is about.
    """
    found: list[Citation] = []
    for kind in (
        find_decisions(text, codes),
        find_letters(text, codes),
        find_sections(text, codes, default_work),
        find(text, codes, default_law),
    ):
        found = _merged(found, kind)
    return tuple(found)


def _merged(taken: list[Citation], further: Iterable[Citation]) -> list[Citation]:
    """Both, in reading order, without those of the second that overlap one of the first; both are in order."""
    merged: list[Citation] = []
    index = 0
    for citation in further:
        while index < len(taken) and taken[index].end <= citation.start:
            merged.append(taken[index])
            index += 1
        if index == len(taken) or citation.end <= taken[index].start:
            merged.append(citation)
    return [*merged, *taken[index:]]

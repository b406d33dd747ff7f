"""What a paragraph or a heading of a handbook's section begins or ends with."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.sentences import ends_sentence
from ingest.markup.handbook_drawn import CLAUSE, SENTENCE, has_class, words_of

CUT = "[…]"
"""What stands where the source left words out."""

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_CONTENTS = frozenset({"inhaltsverzeichnis", "inhaltsübersicht"})


def heads_contents(heading: etree._Element) -> bool:
    """Whether a heading stands above a table of contents."""
    return words_of(heading).casefold() in _CONTENTS


def is_prose(paragraph: etree._Element) -> bool:
    """Whether a paragraph ends as a sentence does: the lines of a table of contents don't."""
    return ends_sentence(words_of(paragraph).removesuffix(CUT).rstrip())


def numbered_lines(body: etree._Element) -> Iterator[etree._Element]:
    """Headings and paragraphs, in which numbers may be printed; not those of a table of contents."""
    in_contents = False
    for line in body.iter("p", *HEADINGS):
        if line.tag != "p":
            in_contents = heads_contents(line)
        elif in_contents:
            in_contents = not is_prose(line)
        if not in_contents:
            yield line


def leading_clause(paragraph: etree._Element) -> str:
    """The Absatz number that a paragraph begins with, as it is printed; empty where it begins otherwise."""
    kind, words = next(_beginnings(paragraph), ("", ""))
    return words if kind == CLAUSE else ""


def leading_sentence(paragraph: etree._Element) -> str:
    """The sentence number that a paragraph without Absatz number begins with; empty where it begins otherwise."""
    kind, words = next(_beginnings(paragraph), ("", ""))
    return words if kind == SENTENCE else ""


def _beginnings(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Class and words of what stands first in an element: a number of one of two classes, or anything else."""
    if (element.text or "").strip():
        yield "", ""
    for child in element:
        kind = next((name for name in (CLAUSE, SENTENCE) if has_class(child, name)), "")
        if kind:
            yield kind, words_of(child)
        elif words_of(child):
            yield from _beginnings(child)
        if (child.tail or "").strip():
            yield "", ""

"""Footnotes of a letter: the lines at the foot of a page, put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Note, NoteKind
from ingest.markup.letter_pages import Line
from ingest.markup.letter_words import Vocabulary

_NUMBER = re.compile(r"(\d{1,2})(?:\s+|$)")


def footnotes(lines: Sequence[Line], vocabulary: Vocabulary) -> tuple[Note, ...]:
    """The footnotes in lines at the feet of pages; each begins with the next number, or with 1 on another page."""
    texts: list[str] = []
    number, page = 0, 0
    for line in lines:
        found = _NUMBER.match(line.text)
        if found and int(found[1]) in ((number + 1,) if line.page == page else (number + 1, 1)):
            number = int(found[1])
            texts.append(line.text)
        elif texts:
            joint = vocabulary.joint(texts[-1], line.text)
            texts[-1] = (texts[-1][:-1] if joint.dropped else texts[-1]) + " " * joint.blank + line.text
        else:
            texts.append(line.text)
        page = line.page
    return tuple(Note(NoteKind.FUSSNOTE, vocabulary.mended(text)) for text in texts)

"""Reads what stands beside the law in gesetze-im-internet.de: editors' notes (``fussnoten``) and their kinds.

There is no date of application per provision in the XML; the notes carry the hints ("(+++ Zur Anwendung vgl. § 52
+++)"), so they are told apart from mere evidence of sources.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from corpus.model import Note, NoteKind
from ingest.check import Piece

_OPEN, _CLOSE = "(+++", "+++)"
_APPLICATION = re.compile(
    r"[Aa]nd?wendung|[Aa]nzuwenden|[Aa]nwendbar|[Aa]ußerkrafttreten|\bZur Geltung|\bgilt (?:gem\.|bis|ab)"
)
_BREAKS = frozenset({"P", "BR", "pre"})


def read_notes(content: etree._Element) -> tuple[list[Piece], list[Note]]:
    """The pieces of a ``fussnoten/Content`` element, in order, and the notes in them."""
    pieces, notes = [], []
    for text in _parts(_text_with_lines(content)):
        note = _note(text)
        pieces.append(Piece(str(note.kind if note else NoteKind.REDAKTION), text))
        if note:
            notes.append(note)
    return pieces, notes


def _text_with_lines(content: etree._Element) -> str:
    """The text, with a line break where the publisher begins a new line or paragraph."""
    parts: list[str] = []
    for event, element in etree.iterwalk(content, events=("start", "end", "comment", "pi")):
        if event == "start":
            parts.append("\n" if element.tag in _BREAKS else "")
            parts.append(element.text or "")
        elif element is not content:
            parts.append("\n" if event == "end" and element.tag in _BREAKS else "")
            parts.append(element.tail or "")
    return "".join(parts)


def _parts(text: str) -> Iterator[str]:
    """The text cut into notes: each "(+++ … +++)" is one, and each line between them."""
    position = 0
    while position < len(text):
        start = text.find(_OPEN, position)
        close = text.find(_CLOSE, start) if start >= 0 else -1
        plain_end = start if close >= 0 else len(text)
        yield from text[position:plain_end].splitlines(keepends=True)
        if close < 0:
            return
        yield text[start : close + len(_CLOSE)]
        position = close + len(_CLOSE)


def _note(text: str) -> Note | None:
    bare = text.strip()
    if bare.startswith(_OPEN) and bare.endswith(_CLOSE):
        bare = bare[len(_OPEN) : -len(_CLOSE)]
    words = " ".join(bare.split())
    if not words:
        return None
    return Note(NoteKind.ANWENDUNG if _APPLICATION.search(words) else NoteKind.REDAKTION, words)

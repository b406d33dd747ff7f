"""What a model is told: the rules of this house, and as data, in JSON, the question and the passages.

JSON draws a line that nothing inside can cross: quotation marks and line breaks of a source are escaped, so that
no passage can pretend to end and no question can speak with the voice of the rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corpus.citations import format_address
from corpus.library import Library
from corpus.model import Passage
from corpus.store import Held
from service.llm.language_model import Speaker, Turn
from service.llm.reply import Written, write
from service.model import Found, Question

_CONTROL = re.compile(r"<|\[(?=/?[A-Z_]+\])")
"""Servers mark turns by words like <|im_start|> or [INST], and know them in the midst of a text, too."""


class Limits(NamedTuple):
    """How much a model is shown: passages, and characters of each. Small models on small machines need less."""

    passages: int
    characters: int


STANDARD = Limits(passages=6, characters=1_500)


class Shown(NamedTuple):
    """A passage as a model sees it, under its number; ``text`` may be cut at the end."""

    number: int
    passage: Passage
    held: Held
    citation: str
    text: str


class Objection(NamedTuple):
    """A statement of a model, and the German sentence with which the gate refused it."""

    written: Written
    reason: str


def show(question: Question, found: Found, library: Library, limits: Limits) -> tuple[Shown, ...]:
    """The best passages that have words on the day of the question, numbered from 1."""
    passages = (scored.passage for scored in found.passages)
    held = ((one, library.view.provision(one.address.provision, question.as_of)) for one in passages)
    usable = ((one, norm) for one, norm in held if norm and not norm.provision.repealed and one.text)
    return tuple(
        Shown(
            number,
            passage,
            norm,
            format_address(passage.address, library.codes, passage.through),
            _cut(passage.text, limits.characters),
        )
        for number, (passage, norm) in zip(range(1, limits.passages + 1), usable, strict=False)
    )


def opening(question: Question, shown: Sequence[Shown]) -> tuple[Turn, ...]:
    """The turns that ask for a draft."""
    material = {
        "frage": question.text,
        "stichtag": f"{question.as_of:%d.%m.%Y}",
        "stellen": [
            {"nr": one.number, "fundstelle": one.citation, "ueberschrift": one.passage.heading, "text": one.text}
            for one in shown
        ],
    }
    return Turn(Speaker.RULES, _text("instructions.txt")), Turn(Speaker.HOUSE, _json(material))


def revision(question: Question, shown: Sequence[Shown], objections: Sequence[Objection]) -> tuple[Turn, ...]:
    """The turns that ask for a second try: the opening, the refused statements as the model's, and the reasons."""
    refused = {"zurueckgewiesen": [{"aussage": one.written.text, "grund": one.reason} for one in objections]}
    return (
        *opening(question, shown),
        Turn(Speaker.MODEL, write([one.written for one in objections])),
        Turn(Speaker.HOUSE, f"{_text('revision.txt')}\n{_json(refused)}"),
    )


def _cut(text: str, limit: int) -> str:
    """The beginning of a text, cut between two words: what is shown stands verbatim in the passage."""
    return text if len(text) <= limit else text[: limit + 1].rsplit(maxsplit=1)[0]


@cache
def _text(name: str) -> str:
    return files("service.llm").joinpath(name).read_text(encoding="utf-8").strip()


def _json(value: object) -> str:
    """Data as JSON, with signs that a server might read as the beginning of a turn written as JSON escapes."""
    return _CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))

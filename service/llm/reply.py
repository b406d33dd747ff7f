"""What a model wrote -> statements with the quotes that it claims; everything but the demanded form is a fault."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, ValidationError

from service.llm.language_model import FaultKind, ModelFault

REPLY_LIMIT = 20_000
"""Characters of a reply that are read at all."""
STATEMENTS, QUOTES = 8, 8
"""Statements of a reply, and quotes of a statement, at most."""
TEXT_LIMIT = 1_200
"""Characters of a statement: one sentence of a statute, no essay."""

_FENCED = re.compile(r"```(?:json)?\s*\n(.*)\n```", re.DOTALL)
"""A reply as a block of code: that much manners of chatting are allowed for."""
_VISIBLE = frozenset("\n\t")
"""Control characters that the law's own text has: between items of a list, between cells of a table."""


class Quoted(NamedTuple):
    """Words that a model claims to stand in the passage of a number."""

    passage: int
    quote: str


class Written(NamedTuple):
    """A statement as a model wrote it."""

    text: str
    quotes: tuple[Quoted, ...]


class _Quote(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    passage: int
    quote: str


class _Statement(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    # Quotes come first: a model that has copied the law's words stays nearer to them in its own.
    quotes: list[_Quote]
    text: str


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    statements: list[_Statement]


def reply_schema() -> dict[str, object]:
    """The JSON schema of a reply, for servers that make a model keep to one."""
    return _Reply.model_json_schema()


def read(words: str) -> tuple[Written, ...]:
    """The statements of a reply, each once.

    Raises:
        ModelFault: it is empty, too long, or not of the demanded form.
    """
    if not words.strip():
        raise ModelFault(FaultKind.EMPTY)
    if len(words) > REPLY_LIMIT:
        raise ModelFault(FaultKind.TOO_LONG)
    written = tuple(dict.fromkeys(_written(one) for one in _parsed(words).statements))
    if len(written) > STATEMENTS or any(len(one.quotes) > QUOTES or len(one.text) > TEXT_LIMIT for one in written):
        raise ModelFault(FaultKind.TOO_LONG)
    if not all(_is_plain(one.text) for one in written):
        raise ModelFault(FaultKind.MALFORMED)
    return written


def write(statements: Iterable[Written]) -> str:
    """Statements in the demanded form, as :func:`read` reads them."""
    reply = _Reply(
        statements=[
            _Statement(text=one.text, quotes=[_Quote(passage=place, quote=quote) for place, quote in one.quotes])
            for one in statements
        ]
    )
    return reply.model_dump_json()


def _parsed(words: str) -> _Reply:
    fenced = _FENCED.fullmatch(words.strip())
    try:
        return _Reply.model_validate_json(fenced[1] if fenced else words)
    except (ValidationError, ValueError):
        raise ModelFault(FaultKind.MALFORMED) from None


def _written(statement: _Statement) -> Written:
    quotes = (Quoted(one.passage, one.quote) for one in statement.quotes)
    return Written(statement.text.strip(), tuple(quotes))


def _is_plain(text: str) -> bool:
    """Whether there are words, and nothing that a reader cannot see: control, formatting or unassigned characters."""
    return bool(text) and not any(unicodedata.category(char).startswith("C") and char not in _VISIBLE for char in text)

"""The line of an export. Start reading here.

Question → ask → Answer → Document → review → Record → file;  text → Document → review → Record → file
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from service.ask import Desk, ask
from service.export.as_json import json_file
from service.export.markdown import markdown_file
from service.export.model import Document, Exported, Format, Record, Wish
from service.export.record import sources
from service.export.word import word_file
from service.model import Answer, Evidence, Question, Refusal
from service.review.model import Reviewed
from service.review.run import review
from service.verify.composition import JOINT

_WRITERS = {Format.MARKDOWN: markdown_file, Format.WORD: word_file, Format.JSON: json_file}
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")

_log = logging.getLogger("fundstelle.export")


def export_answer(question: Question, wish: Wish, desk: Desk) -> Exported | Refusal:
    """Answer a question and export the answer; a refusal where there is none, or where the guard objects."""
    outcome = ask(question, desk)
    return outcome if isinstance(outcome, Refusal) else export_outcome(outcome, wish, desk)


def export_outcome(answer: Answer, wish: Wish, desk: Desk) -> Exported | Refusal:
    """Export an answer; a refusal where the guard objects to its text.

    Its question was let in, and its words are those of sources: an example in a letter is no case of the user's.
    """
    document = Document(
        title=wish.title or "Auskunft",
        question=answer.question.text,
        as_of=answer.question.as_of,
        statements=answer.statements,
        paragraphs=(),
        author=answer.author,
        notes=answer.notes,
    )
    evidence = [proof for statement in answer.statements for proof in statement.evidence]
    return _export(document, _body(answer), evidence, replace(wish, confirmed=True), desk)


def export_text(text: str, day: date, wish: Wish, desk: Desk) -> Exported | Refusal:
    """Export a text that was written elsewhere; a refusal where the guard objects to it.

    Raises:
        UnusableTextError: the text is empty, too long, or no text at all.
    """
    paragraphs = tuple(part for part in _PARAGRAPH.split(text.strip()) if part)
    document = Document(wish.title or "Text", "", day, (), paragraphs, wish.model)
    return _export(document, text, (), wish, desk)


def _export(document: Document, text: str, evidence: Sequence[Evidence], wish: Wish, desk: Desk) -> Exported | Refusal:
    reviewed = review(text, document.as_of, wish.purpose, desk, evidence, confirmed=wish.confirmed)
    if isinstance(reviewed, Refusal):
        return reviewed
    record = _record(document, reviewed, wish)
    exported = Exported(_name(document, wish), _WRITERS[wish.format](document, record), wish.format.media_type, record)
    _keep(document, text, wish, desk)
    _log.info("exported format=%s purpose=%s clean=%s", wish.format, wish.purpose, reviewed.clean)
    return exported


def _record(document: Document, reviewed: Reviewed, wish: Wish) -> Record:
    return Record(
        purpose=wish.purpose,
        responsible=wish.responsible,
        at=wish.at,
        reviewed=reviewed,
        sources=sources(document),
        author=document.author,
        model=document.model,
        text_sha256=hashlib.sha256(reviewed.text.encode("utf-8", "surrogatepass")).hexdigest(),
        corpus=reviewed.corpus,
    )


def _keep(document: Document, text: str, wish: Wish, desk: Desk) -> None:
    """Keep what went out for later comparisons; where it cannot be kept, it goes out all the same."""
    try:
        desk.originals.earlier.add(text, document.title, wish.at)
    except OSError as fault:
        _log.warning("Der Export lässt sich nicht für spätere Vergleiche aufbewahren (%s).", type(fault).__name__)


def _body(answer: Answer) -> str:
    """The words of an answer as they are reviewed: its statements, and the quotes that prove them."""
    parts = []
    for statement in answer.statements:
        quotes = [f"»{evidence.quote}« ({evidence.citation})" for evidence in statement.evidence]
        own = [] if statement.text == JOINT.join(one.quote for one in statement.evidence) else [statement.text]
        parts.append("\n".join([*own, *quotes]))
    return "\n\n".join(parts)


def _name(document: Document, wish: Wish) -> str:
    """A file's name that tells what it is and when it was made, and nothing of a question."""
    title = "-".join(re.findall(r"\w+", document.title))[:60] or "Export"
    return f"{title}-{wish.at:%Y-%m-%d-%H%M}.{wish.format}"

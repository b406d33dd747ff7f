"""Reads and checks question sets: topics (JSONL), gold places (TREC qrels), questions to be refused (JSONL).

All that is wrong in a file is told at once, each fault with its line; see README.md for the formats.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from corpus.address import Address
from eval.records import Qrel, Topic

FAULTS_SHOWN = 20
"""Faults that one message lists; a file of another kind would have a fault in each line."""

Record = TypeVar("Record")


class TopicsError(ValueError):
    """A question set cannot be used; the message names file and line of every fault."""


class Read(NamedTuple, Generic[Record]):
    """The usable entries of a file, and a German sentence with file and line for each one that is not."""

    entries: tuple[Record, ...]
    faults: tuple[str, ...]


class QuestionSet(NamedTuple):
    """Answerable questions, their gold places, and the hash of the two files."""

    topics: tuple[Topic, ...]
    qrels: tuple[Qrel, ...]
    sha256: str

    def gold(self) -> dict[str, tuple[Qrel, ...]]:
        """The judgements above 0, by question."""
        by_question: dict[str, tuple[Qrel, ...]] = {topic.query_id: () for topic in self.topics}
        for qrel in self.qrels:
            if qrel.relevance > 0:
                by_question[qrel.query_id] += (qrel,)
        return by_question


def set_folder(name: str) -> Path:
    """The folder of a question set that ships with the project: ``dev``, ``test``, ``as-of`` or ``demo``."""
    return Path(str(files("eval").joinpath("topics", name)))


def dev_folder() -> Path:
    """The folder of the development questions."""
    return set_folder("dev")


def read_set(topics_file: Path, qrels_file: Path) -> QuestionSet:
    """Read answerable questions with their gold places.

    Raises:
        TopicsError: a file is missing, empty or broken, or a question has no gold place.
    """
    topics = read_topics(topics_file)
    questions = QuestionSet(topics, read_qrels(qrels_file, topics), sha256_of(topics_file, qrels_file))
    _complain(
        f"{qrels_file}: Zur Frage »{query_id}« aus {topics_file.name} ist hier keine Fundstelle genannt."
        for query_id, places in questions.gold().items()
        if not places
    )
    return questions


def read_topics(path: Path, group_field: str = "group") -> tuple[Topic, ...]:
    """Read questions, one JSON object a line; ``group_field`` names the field with the group.

    Raises:
        TopicsError: the file is missing, empty, broken, or uses an id twice.
    """
    return _without_faults(usable_topics(path, group_field))


def read_refused(path: Path) -> tuple[Topic, ...]:
    """Read questions that must be refused; their ``reason`` becomes the group. Raises like :func:`read_topics`."""
    return read_topics(path, group_field="reason")


def read_qrels(path: Path, topics: Iterable[Topic]) -> tuple[Qrel, ...]:
    """Read gold places in TREC form, ``query_id 0 doc_id relevance``.

    Raises:
        TopicsError: the file is missing, empty, broken, judges a place twice or a question not among ``topics``.
    """
    return _without_faults(usable_qrels(path, topics))


def usable_topics(path: Path, group_field: str = "group") -> Read[Topic]:
    """The questions of a file that can be used, whatever is wrong with others; of two with one id the first.

    Raises:
        TopicsError: the file is missing or empty, or nothing in it can be used.
    """
    return _usable(
        path,
        lambda line: _topic(line, group_field),
        lambda topic: topic.query_id,
        lambda topic: f"Die Kennung »{topic.query_id}«",
    )


def usable_qrels(path: Path, topics: Iterable[Topic]) -> Read[Qrel]:
    """The gold places of a file that can be used; of two judgements on one place the first.

    Raises:
        TopicsError: the file is missing or empty, or nothing in it can be used.
    """
    known = {topic.query_id for topic in topics}
    return _usable(
        path,
        lambda line: _qrel(line, known),
        lambda qrel: (qrel.query_id, qrel.doc_id),
        lambda qrel: f"Die Fundstelle {qrel.doc_id} zu »{qrel.query_id}«",
    )


def sha256_of(*paths: Path) -> str:
    """Hex digest over the contents of files, in this order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _usable(
    path: Path, parse: Callable[[str], Record], key: Callable[[Record], Hashable], name: Callable[[Record], str]
) -> Read[Record]:
    """The records of a file, each once; blank lines are skipped."""
    found: dict[Hashable, tuple[int, Record]] = {}
    faults: list[str] = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            record = parse(line)
        except ValueError as fault:
            faults.append(f"{path}, Zeile {number}: {fault}")
            continue
        first, _ = found.setdefault(key(record), (number, record))
        if first != number:
            faults.append(f"{path}, Zeile {number}: {name(record)} steht schon in Zeile {first}.")
    if not found:
        _complain(faults)
        raise TopicsError(f"{path} ist leer. Erwartet wird ein Eintrag je Zeile; die Form steht in eval/README.md.")
    return Read(tuple(record for _, record in found.values()), tuple(faults))


def _without_faults(read: Read[Record]) -> tuple[Record, ...]:
    _complain(read.faults)
    return read.entries


def _lines(path: Path) -> list[str]:
    """Lines as written; U+2028 and the like are characters of a question, not ends of lines."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as fault:
        raise TopicsError(f"{path} lässt sich nicht lesen: {fault.strerror}.") from fault
    except UnicodeDecodeError as fault:
        raise TopicsError(f"{path} ist keine UTF-8-Textdatei (Byte {fault.start}).") from fault


def _topic(line: str, group_field: str) -> Topic:
    fields = _fields(line)
    unknown = sorted(set(fields) - {"query_id", "text", "as_of", group_field})
    if unknown:
        raise ValueError(f"Das Feld »{unknown[0]}« ist nicht vorgesehen (query_id, text, as_of, {group_field}).")
    query_id, text = _text(fields, "query_id"), _text(fields, "text")
    if not query_id or query_id.split() != [query_id]:
        raise ValueError(f"query_id »{query_id}« muss ein Wort ohne Leerzeichen sein.")
    if not text.strip():
        raise ValueError(f"Zu »{query_id}« fehlt der Text der Frage.")
    return Topic(query_id, text, _day(_text(fields, "as_of")), _text(fields, group_field))


def _fields(line: str) -> dict[str, object]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as fault:
        raise ValueError(f"Kein JSON (Zeichen {fault.pos + 1}): {line.strip()[:60]!r}.") from fault
    if not isinstance(fields, dict):
        raise ValueError(f'Erwartet wird ein Objekt wie {{"query_id": …, "text": …}}, gefunden: {line.strip()[:60]!r}.')
    return fields


def _text(fields: dict[str, object], name: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"Das Feld »{name}« muss Text sein, gefunden: {value!r}.")
    return value


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise ValueError(f"as_of »{text}« ist kein Tag der Form JJJJ-MM-TT.") from fault


def _qrel(line: str, known: set[str]) -> Qrel:
    parts = line.split()
    if len(parts) != 4 or not parts[3].isdecimal():
        raise ValueError(f"Erwartet wird »query_id 0 Adresse Relevanz«, gefunden: {line.strip()[:60]!r}.")
    query_id, _, doc_id, relevance = parts
    if query_id not in known:
        raise ValueError(f"Die Frage »{query_id}« gibt es nicht.")
    try:
        Address.from_id(doc_id)
    except ValueError as fault:
        raise ValueError(f"»{doc_id}« ist keine Adresse. Erwartet wird etwa estg/9/abs-4a.") from fault
    return Qrel(query_id, doc_id, int(relevance))


def _complain(faults: Iterable[str]) -> None:
    """Raise with all faults, if there are any."""
    told = list(faults)
    if not told:
        return
    more = [f"… und {len(told) - FAULTS_SHOWN} weitere Fehler."] if len(told) > FAULTS_SHOWN else []
    raise TopicsError("\n".join(told[:FAULTS_SHOWN] + more))

"""The questions of a run with all that is known of them; what cannot be used is told and does not stop the rest."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from corpus.library import Library
from eval.records import Qrel, Topic
from eval.retrieval import holds
from eval.topics import Read, TopicsError, sha256_of, usable_qrels, usable_topics


class Item(NamedTuple):
    """A question: its gold places, whether it must be refused, and what a quote must contain ("" for anything)."""

    topic: Topic
    gold: tuple[Qrel, ...] = ()
    to_refuse: bool = False
    value: str = ""


class Questions(NamedTuple):
    """The questions of a run, German sentences on entries that could not be used, and the hashes of the files."""

    items: tuple[Item, ...]
    faults: tuple[str, ...]
    files: tuple[tuple[str, str], ...]


class Files(NamedTuple):
    """Where the questions stand; without ``refuse`` none is to be refused, without ``values`` any quote will do."""

    topics: Path
    qrels: Path
    refuse: Path | None = None
    values: Path | None = None

    def named(self) -> dict[str, Path]:
        """The files there are, by what they hold."""
        return {name: path for name, path in self._asdict().items() if path is not None}


def files_of(folder: Path) -> Files:
    """The files of a question set as they are called in its folder."""
    refuse, values = folder / "refuse.jsonl", folder / "values.csv"
    return Files(
        folder / "topics.jsonl",
        folder / "qrels.txt",
        refuse if refuse.exists() else None,
        values if values.exists() else None,
    )


def read_questions(files: Files) -> Questions:
    """Read the questions of a run.

    Raises:
        TopicsError: a file is missing or empty, or nothing in it can be used.
    """
    topics = usable_topics(files.topics)
    qrels = usable_qrels(files.qrels, topics.entries)
    refused = usable_topics(files.refuse, "reason") if files.refuse else Read[Topic]((), ())
    values = _values(files.values, topics.entries) if files.values else Read[tuple[str, str]]((), ())
    faults = [*topics.faults, *qrels.faults, *refused.faults, *values.faults]
    expected = dict(values.entries)
    items = []
    for topic in topics.entries:
        gold = tuple(one for one in qrels.entries if one.query_id == topic.query_id and one.relevance > 0)
        if gold:
            items.append(Item(topic, gold, value=expected.get(topic.query_id, "")))
        else:
            faults.append(
                f"{files.qrels}: Zur Frage »{topic.query_id}« fehlt eine Fundstelle; sie wird nicht gestellt."
            )
    known = {item.topic.query_id for item in items}
    for topic in refused.entries:
        if topic.query_id in known:
            faults.append(f"{files.refuse}: Die Kennung »{topic.query_id}« gehört schon einer beantwortbaren Frage.")
        else:
            items.append(Item(topic, to_refuse=True))
    hashes = tuple((name, sha256_of(path)) for name, path in files.named().items())
    if not known:
        raise TopicsError(
            "\n".join(["Zu keiner Frage ist eine Fundstelle genannt, es gibt nichts zu messen.", *faults])
        )
    return Questions(tuple(items), tuple(faults), hashes)


def unknown_gold(items: Iterable[Item], library: Library, today: date) -> tuple[Qrel, ...]:
    """Gold places that the library does not hold on the day of their question: nobody can find them."""
    return tuple(
        qrel for item in items for qrel in item.gold if not holds(library, qrel.doc_id, item.topic.as_of or today)
    )


def write_items(path: Path, items: Iterable[Item]) -> None:
    """Write questions as JSON lines, so that a run can be read without the files that it was made from."""
    path.write_text("".join(f"{_line(item)}\n" for item in items), encoding="utf-8")


def read_items(path: Path) -> tuple[Item, ...]:
    """Undo :func:`write_items`; raises OSError, ValueError, KeyError or TypeError for anything else."""
    return tuple(_item(line) for line in path.read_text(encoding="utf-8").split("\n") if line)


def _values(path: Path, topics: Iterable[Topic]) -> Read[tuple[str, str]]:
    """What a quote must contain, by question."""
    known = {topic.query_id for topic in topics}
    found: list[tuple[str, str]] = []
    faults: list[str] = []
    for number, query_id, value in _cells(path):
        if query_id not in known or not value:
            faults.append(f"{path}, Zeile {number}: Die Frage »{query_id}« gibt es nicht, oder der Wert fehlt.")
        elif query_id in dict(found):
            faults.append(f"{path}, Zeile {number}: Der Wert zu »{query_id}« steht schon weiter oben.")
        else:
            found.append((query_id, value))
    return Read(tuple(found), tuple(faults))


def _cells(path: Path) -> Iterator[tuple[int, str, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise TopicsError(f"{path} lässt sich nicht als UTF-8-Text lesen.") from fault
    table = csv.DictReader(text.splitlines(), delimiter=";")
    if table.fieldnames != ["query_id", "quote_contains"]:
        raise TopicsError(f"{path}: Erwartet wird die Kopfzeile »query_id;quote_contains«.")
    for row in table:
        yield table.line_num, row["query_id"] or "", (row["quote_contains"] or "").strip()


def _line(item: Item) -> str:
    topic = item.topic
    fields = {
        "query_id": topic.query_id,
        "text": topic.text,
        "as_of": topic.as_of.isoformat() if topic.as_of else None,
        "group": topic.group,
        "to_refuse": item.to_refuse,
        "gold": {qrel.doc_id: qrel.relevance for qrel in item.gold},
        "value": item.value,
    }
    return json.dumps(fields, ensure_ascii=False)


def _item(line: str) -> Item:
    fields = json.loads(line)
    day = date.fromisoformat(fields["as_of"]) if fields["as_of"] else None
    topic = Topic(fields["query_id"], fields["text"], day, fields["group"])
    gold = tuple(Qrel(topic.query_id, doc_id, relevance) for doc_id, relevance in fields["gold"].items())
    return Item(topic, gold, fields["to_refuse"], fields["value"])

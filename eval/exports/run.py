"""The line of an export: run → files in another tool's form."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from corpus.address import Address
from corpus.model import Passage
from eval.exports.form import Form
from eval.exports.kept import Kept
from eval.harness.outcome import Ending
from eval.harness.questions import Item
from eval.measures import gold_provisions
from eval.records import Qrel

CONTEXTS = 10
"""Passages that a row of RAGAS holds as retrieved."""
REFUSAL = "ABLEHNUNG"
"""Target of a question that must be refused."""
_TREC_RUNS = ("run.trec", "run-provisions.trec")


def export(kept: Kept, form: Form, out: Path) -> tuple[Path, ...]:
    """Write a run in another form; gives the files."""
    out.mkdir(parents=True, exist_ok=True)
    return tuple(_FORMS[form](kept, out))


def _beir(kept: Kept, out: Path) -> Iterator[Path]:
    """All passages of the days asked for, questions, and a judgement for each passage at a gold place or around it."""
    known: dict[str, Passage] = {}
    for day in dict.fromkeys(kept.day(item) for item in kept.answerable):
        for law in kept.library.view.laws():
            known |= {_id(one): one for one in kept.library.index.within(Address(law.law), day)}
    documents = (
        {"_id": name, "title": " · ".join((*one.context, one.heading)), "text": one.text} for name, one in known.items()
    )
    yield _jsonl(out / "corpus.jsonl", documents)
    queries = (
        {"_id": item.topic.query_id, "text": item.topic.text, "metadata": _metadata(kept, item)}
        for item in kept.answerable
    )
    yield _jsonl(out / "queries.jsonl", queries)
    path = out / "qrels" / "test.tsv"
    path.parent.mkdir(exist_ok=True)
    lines = [
        f"{item.topic.query_id}\t{name}\t{score}\n" for item in kept.answerable for name, score in _judged(kept, item)
    ]
    path.write_text("query-id\tcorpus-id\tscore\n" + "".join(lines), encoding="utf-8")
    yield path


def _judged(kept: Kept, item: Item) -> Iterator[tuple[str, int]]:
    best: dict[str, int] = {}
    for qrel in item.gold:
        for passage in kept.library.index.within(Address.from_id(qrel.doc_id), kept.day(item)):
            best[_id(passage)] = max(best.get(_id(passage), 0), qrel.relevance)
    yield from best.items()


def _id(passage: Passage) -> str:
    """A name for a passage in its first version; long places are divided, so the start belongs to it."""
    return f"{passage.address.at(passage.held[0].version)}#{passage.start}"


def _trec(kept: Kept, out: Path) -> Iterator[Path]:
    topics = out / "topics.xml"
    shown = "".join(
        f"<top>\n<num>{escape(item.topic.query_id)}</num>\n<title>{escape(item.topic.text)}</title>\n"
        f"<date>{kept.day(item)}</date>\n</top>\n"
        for item in kept.items
    )
    topics.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n<topics>\n{shown}</topics>\n', encoding="utf-8")
    yield topics
    for name, level in (("qrels.txt", _as_judged), ("qrels-provisions.txt", gold_provisions)):
        path = out / name
        judged = [qrel for item in kept.answerable for qrel in level(item.gold)]
        lines = [f"{qrel.query_id} 0 {qrel.doc_id} {qrel.relevance}\n" for qrel in judged]
        path.write_text("".join(lines), encoding="utf-8")
        yield path
    for name in _TREC_RUNS:
        yield Path(shutil.copyfile(kept.folder / name, out / name))


def _as_judged(gold: tuple[Qrel, ...]) -> tuple[Qrel, ...]:
    return gold


def _ragas(kept: Kept, out: Path) -> Iterator[Path]:
    yield _jsonl(out / "ragas.jsonl", (_row(kept, item) for item in kept.answerable))


def _row(kept: Kept, item: Item) -> dict[str, object]:
    """A question with what was found, what was said (nothing, if it was refused), and the words of its gold places."""
    day = kept.day(item)
    outcome = kept.outcomes.get(item.topic.query_id)
    places = outcome.ranking[:CONTEXTS] if outcome else ()
    said = outcome.statements if outcome else ()
    reference = [text for qrel in item.gold if (text := kept.text_at(qrel.doc_id, day))]
    return {
        "user_input": item.topic.text,
        "retrieved_contexts": [text for place in places if (text := kept.text_of(place, day))],
        "response": (outcome.reply if outcome else "") or "\n".join(one.text for one in said),
        "reference": "\n\n".join(reference),
        "reference_contexts": reference,
        "query_id": item.topic.query_id,
    }


def _inspect(kept: Kept, out: Path) -> Iterator[Path]:
    samples = (
        {
            "id": item.topic.query_id,
            "input": item.topic.text,
            "target": [qrel.doc_id for qrel in item.gold] or REFUSAL,
            "metadata": _metadata(kept, item),
        }
        for item in kept.items
    )
    yield _jsonl(out / "dataset.jsonl", samples)


def _metadata(kept: Kept, item: Item) -> dict[str, object]:
    outcome = kept.outcomes.get(item.topic.query_id)
    return {
        "as_of": kept.day(item).isoformat(),
        "group": item.topic.group,
        "to_refuse": item.to_refuse,
        "quote_contains": item.value,
        "outcome": outcome.ending if outcome else Ending.FAILED,
    }


def _jsonl(path: Path, rows: Iterable[Mapping[str, object]]) -> Path:
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows)
    return path


_FORMS: dict[Form, Callable[[Kept, Path], Iterator[Path]]] = {
    Form.BEIR: _beir,
    Form.TREC: _trec,
    Form.RAGAS: _ragas,
    Form.INSPECT: _inspect,
}

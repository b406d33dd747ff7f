"""A run in other tools' forms: complete, and each file as that tool reads it."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import ir_measures
import pytest

from eval.exports.form import Form
from eval.exports.kept import Kept, read_kept
from eval.exports.run import export
from eval.harness.journal import RunFolderError, read_manifest, write_json
from service.ask import Desk


@pytest.fixture
def kept(carried: Callable[..., object], desk: Desk, tmp_path: Path) -> Kept:
    carried()
    return read_kept(tmp_path / "lauf", desk.library)


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_beir_is_a_corpus_with_queries_and_judgements(kept: Kept, tmp_path: Path) -> None:
    """Every passage once, and a judgement for each one at a gold place."""
    export(kept, Form.BEIR, tmp_path / "beir")
    corpus = rows(tmp_path / "beir" / "corpus.jsonl")
    assert {tuple(row) for row in corpus} == {("_id", "title", "text")}
    names = [row["_id"] for row in corpus]
    assert len(set(names)) == len(names) == kept.library.index.count(kept.today)
    assert [row["_id"] for row in rows(tmp_path / "beir" / "queries.jsonl")] == ["satz", "staub", "laie"]
    with (tmp_path / "beir" / "qrels" / "test.tsv").open(encoding="utf-8") as file:
        judged = list(csv.DictReader(file, delimiter="\t"))
    assert {row["corpus-id"] for row in judged} <= set(names)
    gold = [row["corpus-id"] for row in judged if row["query-id"] == "satz"]
    assert gold
    assert all(name.startswith("mondstg/9/abs-1") for name in gold)
    (text,) = {row["text"] for row in corpus if row["_id"] == gold[0]}
    assert "14 Prozent" in text


def test_trec_files_are_read_by_ir_measures(kept: Kept, tmp_path: Path) -> None:
    """Qrels and runs fit together; a question's text is escaped."""
    item = kept.items[0]
    odd = replace(kept, items=(item._replace(topic=item.topic._replace(text="Was gilt für <A> & B?")), *kept.items[1:]))
    export(odd, Form.TREC, tmp_path / "trec")
    topics = ElementTree.parse(tmp_path / "trec" / "topics.xml")
    assert topics.findtext("top/title") == "Was gilt für <A> & B?"
    assert len(list(topics.iter("top"))) == 4
    qrels = list(ir_measures.read_trec_qrels(str(tmp_path / "trec" / "qrels-provisions.txt")))
    scored = list(ir_measures.read_trec_run(str(tmp_path / "trec" / "run-provisions.trec")))
    recall = ir_measures.parse_measure("R@100")
    measured = json.loads((kept.folder / "metrics.json").read_text(encoding="utf-8"))["groups"][0]["measures"]
    assert ir_measures.calc_aggregate([recall], qrels, scored)[recall] == pytest.approx(measured["provision.R@100"])
    assert measured["provision.R@100"] > 0.5


def test_ragas_rows_hold_words_and_not_addresses(kept: Kept, tmp_path: Path) -> None:
    """Question, contexts, answer and reference; a refused question has an empty answer."""
    export(kept, Form.RAGAS, tmp_path / "ragas")
    found = {row["query_id"]: row for row in rows(tmp_path / "ragas" / "ragas.jsonl")}
    row = found["satz"]
    assert row["user_input"] == "Wie hoch ist der Steuersatz der Mondsteinsteuer?"
    assert len(row["retrieved_contexts"]) == 10
    assert "14 Prozent" in row["response"]
    assert "14 Prozent" in row["reference"]
    assert all(isinstance(text, str) and text for text in row["retrieved_contexts"])
    refused = [name for name, outcome in kept.outcomes.items() if outcome.ending == "refused"]
    assert all(found[name]["response"] == "" for name in refused if name in found)


def test_inspect_samples_name_gold_or_refusal(kept: Kept, tmp_path: Path) -> None:
    """Targets are addresses; what must be refused has the target for that."""
    export(kept, Form.INSPECT, tmp_path / "inspect")
    found = {row["id"]: row for row in rows(tmp_path / "inspect" / "dataset.jsonl")}
    assert found["satz"]["target"] == ["mondstg/9/abs-1"]
    assert found["kuchen"]["target"] == "ABLEHNUNG"
    assert found["satz"]["metadata"]["as_of"] == "2026-06-30"


def test_texts_come_from_the_corpus_of_the_run(kept: Kept) -> None:
    """On another corpus the same address may say something else; no run at all is told, too."""
    manifest = read_manifest(kept.folder)
    write_json(kept.folder / "manifest.json", manifest | {"generation": "g-anders"})
    with pytest.raises(RunFolderError, match=r"lief auf dem Bestand g-anders"):
        read_kept(kept.folder, kept.library)
    with pytest.raises(RunFolderError, match="liegt kein Lauf"):
        read_kept(kept.folder / "nichts", kept.library)
    write_json(kept.folder / "manifest.json", manifest)
    (kept.folder / "questions.jsonl").unlink()
    with pytest.raises(RunFolderError, match="nicht zu Ende"):
        read_kept(kept.folder, kept.library)

"""A run keeps every outcome, measures it, goes on where it stopped, and no single question stops it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import ir_measures
import pytest

from eval.harness import command
from eval.harness.asking import Asker
from eval.harness.command import Asked
from eval.harness.journal import Journal, RunFolderError, read_outcomes
from eval.harness.manifest import key_of
from eval.harness.outcome import Ending, Outcome
from eval.harness.questions import Files, read_items, read_questions
from eval.harness.run import Measured, System, run
from eval.topics import TopicsError, set_folder

Carry = Callable[..., tuple[Measured, list[Measured]]]


def values(measured: Measured) -> dict[str, dict[str, float]]:
    return {one.query_id: dict(one.values) for one in measured.scored}


def test_the_served_desk_is_measured(carried: Carry, tmp_path: Path) -> None:
    """What it finds, cites, quotes and refuses."""
    main, baselines = carried()
    assert baselines == []
    found = values(main)
    assert found["satz"]["answer.norm"] == found["satz"]["answer.value"] == 1.0
    assert found["satz"]["provision.Success@1"] == 1.0
    assert found["kuchen"] == {"refusal.recall": 1.0}
    assert main.refusal["recall"] == 1.0
    assert main.fidelity is not None
    assert main.fidelity.quotes > 0
    assert main.fidelity.faults == ()
    assert {one.what for one in main.latencies} == {"search", "ask"}
    assert [group.group for group in main.groups] == ["", "amt", "laie", "alltag"]
    assert {path.name for path in (tmp_path / "lauf").iterdir()} == {
        "run.trec", "run-provisions.trec", "outcomes.jsonl", "metrics.json", "per-query.jsonl", "manifest.json",
        "questions.jsonl", "report.md",
    }  # fmt: skip


def test_an_outcome_holds_what_was_said_and_where_it_stands(carried: Carry, tmp_path: Path) -> None:
    """Statements with citations and addresses, passages, times."""
    carried()
    outcome = read_outcomes(tmp_path / "lauf")["satz"]
    assert outcome.ending is Ending.ANSWERED
    cite = outcome.statements[0].evidence[0]
    assert cite.address.startswith("mondstg/9/abs-1")
    assert cite.citation.startswith("§ 9 Abs. 1")
    assert len(outcome.ranking) > 10
    assert outcome.ask_ms is not None
    assert outcome.find_ms is not None
    assert Outcome.from_json(outcome.to_json()) == outcome


def test_baselines_stand_beside(carried: Carry, tmp_path: Path) -> None:
    """Each with a folder of its own that can be compared; the report names them all."""
    _, baselines = carried(baselines=True)
    assert [one.system for one in baselines] == ["bm25", "dense", "rrf", "index"]
    assert all("provision.nDCG@10" in one.overall.measures and not one.refusal for one in baselines)
    assert all(one.overall.to_refuse == 0 for one in baselines)
    assert (tmp_path / "lauf" / "baselines" / "rrf" / "per-query.jsonl").exists()
    report = (tmp_path / "lauf" / "report.md").read_text(encoding="utf-8")
    for name in ("default", "bm25", "dense", "rrf", "index"):
        assert f"| {name} | alle | 3 |" in report


def test_whole_provisions_are_found_by_bm25(carried: Carry, tmp_path: Path) -> None:
    """A line for each §, none twice; the runs at both levels are the same."""
    carried(system="bm25")
    rows = [line.split() for line in (tmp_path / "lauf" / "run.trec").read_text(encoding="utf-8").splitlines()]
    assert [row[1:2] + row[3:4] for row in rows if row[0] == "satz"][:2] == [["Q0", "1"], ["Q0", "2"]]
    assert len({(row[0], row[2]) for row in rows}) == len(rows)
    assert all(row[2].count("/") == 1 for row in rows)
    provisions = (tmp_path / "lauf" / "run-provisions.trec").read_text(encoding="utf-8")
    assert provisions == (tmp_path / "lauf" / "run.trec").read_text(encoding="utf-8")


def test_the_trec_run_gives_the_figures_of_the_report(carried: Carry, tmp_path: Path) -> None:
    """Read by ir_measures itself, with gold at the level of provisions."""
    main, _ = carried()
    qrels = [ir_measures.Qrel(name, address, 1) for name, address in
             (("satz", "mondstg/9"), ("staub", "mondstg/2"), ("laie", "mondstg/3"))]  # fmt: skip
    scored = list(ir_measures.read_trec_run(str(tmp_path / "lauf" / "run-provisions.trec")))
    ndcg = ir_measures.parse_measure("nDCG@10")
    assert ir_measures.calc_aggregate([ndcg], qrels, scored)[ndcg] == pytest.approx(
        main.overall.measures["provision.nDCG@10"]
    )


def broken_at(name: str, ask: Asker) -> Asker:
    def put(topic):
        if topic.query_id == name:
            raise ZeroDivisionError
        return ask(topic)

    return put


def test_a_question_at_which_a_system_breaks_counts_as_zero(
    carried: Carry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is recorded, told, and the rest goes on."""
    usual = command.asker_of_desk
    monkeypatch.setattr(command, "asker_of_desk", lambda desk, day: broken_at("satz", usual(desk, day)))
    main, _ = carried()
    assert main.endings["failed"] == 1
    assert sum(main.endings.values()) == 4
    found = values(main)["satz"]
    assert {found[name] for name in found if name != "refusal.over"} == {0.0}
    assert found["refusal.over"] == 1.0
    assert read_outcomes(tmp_path / "lauf")["satz"].reason == "ZeroDivisionError"
    report = (tmp_path / "lauf" / "report.md").read_text(encoding="utf-8")
    assert "satz: Das System ist gescheitert (ZeroDivisionError); die Frage zählt null." in report


def test_a_run_goes_on_where_it_stopped(carried: Carry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Done questions are not asked again; a line that was half written is."""
    carried()
    path = tmp_path / "lauf" / "outcomes.jsonl"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: len(whole) - len(whole.splitlines()[-1]) // 2], encoding="utf-8")
    asked: list[str] = []
    usual = command.asker_of_desk

    def listening(desk, day):
        put = usual(desk, day)
        return lambda topic: asked.append(topic.query_id) or put(topic)

    monkeypatch.setattr(command, "asker_of_desk", listening)
    main, _ = carried()
    assert asked == ["kuchen"]
    assert len(main.scored) == 4
    assert len(read_outcomes(tmp_path / "lauf")) == 4


def test_another_run_is_not_mixed_in(carried: Carry, files: Files) -> None:
    """Other questions, another system: the message names what differs."""
    carried()
    with pytest.raises(RunFolderError, match="verschieden sind: system"):
        carried(system="dense")
    files.qrels.write_text("satz 0 mondstg/8 1", encoding="utf-8")
    with pytest.raises(RunFolderError, match="verschieden sind: questions"):
        carried()


def test_outcomes_that_are_broken_in_the_middle_are_told(tmp_path: Path) -> None:
    """Only the last line may be half written."""
    journal = Journal.open(tmp_path, {"system": "x"})
    with journal.writing() as add:
        add(Outcome("a", Ending.FOUND))
        add(Outcome("b", Ending.FOUND))
    path = tmp_path / "outcomes.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0][:20], lines[1], ""]), encoding="utf-8")
    with pytest.raises(RunFolderError, match="Zeile 1"):
        read_outcomes(tmp_path)
    path.write_text("\n".join([lines[0], lines[0], ""]), encoding="utf-8")
    with pytest.raises(RunFolderError, match="Zeile 2: Die Kennung »a« steht zweimal da"):
        read_outcomes(tmp_path)


def test_the_manifest_says_what_the_run_is_made_from(carried: Carry, tmp_path: Path) -> None:
    """Corpus, index, code, settings, questions, command and time; the key is over all but the last two."""
    carried()
    manifest = json.loads((tmp_path / "lauf" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["generation"].startswith("g-")
    assert set(manifest["questions"]) == {"topics", "qrels", "refuse", "values"}
    assert len(manifest["code_sha256"]) == 64
    assert manifest["vectors"]["embedder"] == "e5"
    assert manifest["command"].startswith("fundstelle")
    made = {name: value for name, value in manifest.items() if name not in ("key", "started_at", "command")}
    assert manifest["key"] == key_of(made)


def test_broken_entries_are_told_and_the_rest_is_measured(carried: Carry, files: Files, tmp_path: Path) -> None:
    """A broken line, a question twice, one without gold, a gold place that nobody holds, a value of no question."""
    with files.topics.open("a", encoding="utf-8") as lines:
        lines.write(
            '{kaputt\n{"query_id": "satz", "text": "Noch einmal?"}\n{"query_id": "ohne", "text": "Ohne Gold?"}\n'
        )
    with files.qrels.open("a", encoding="utf-8") as lines:
        lines.write("\nsatz 0 mondstg/999 1\nfremd 0 mondstg/1 1\nsatz 0 mondstg/9/abs-1 1\n")
    assert files.values
    with files.values.open("a", encoding="utf-8") as lines:
        lines.write("fremd;7 Euro\n")
    main, _ = carried()
    assert main.overall.questions == 3
    report = (tmp_path / "lauf" / "report.md").read_text(encoding="utf-8")
    for told in (
        "Zeile 4: Kein JSON",
        "Zeile 5: Die Kennung »satz« steht schon in Zeile 1.",
        "Zur Frage »ohne« fehlt eine Fundstelle; sie wird nicht gestellt.",
        "satz: mondstg/999 gibt es im Bestand nicht; niemand kann es finden.",
        "Die Frage »fremd« gibt es nicht.",
        "Die Fundstelle mondstg/9/abs-1 zu »satz« steht schon in Zeile 1.",
        "Die Frage »fremd« gibt es nicht, oder der Wert fehlt.",
    ):
        assert told in report
    (item,) = [one for one in read_items(tmp_path / "lauf" / "questions.jsonl") if one.topic.query_id == "satz"]
    assert [qrel.doc_id for qrel in item.gold] == ["mondstg/9/abs-1", "mondstg/999"]


@pytest.mark.parametrize(
    ("name", "content"), [("topics", ""), ("topics", "{"), ("qrels", "\n"), ("qrels", "x"), ("values", "a,b")]
)
def test_nothing_usable_is_refused(carried: Carry, files: Files, name: str, content: str) -> None:
    """An empty file, or one of another kind."""
    getattr(files, name).write_text(content, encoding="utf-8")
    with pytest.raises(TopicsError, match=str(getattr(files, name))):
        carried()


def test_an_unknown_system_is_told(carried: Carry) -> None:
    """With those that there are."""
    with pytest.raises(TopicsError, match="vorhanden sind default, bm25, dense, rrf, sparse, index"):
        carried(system="orakel")


def test_the_sealed_set_stays_sealed() -> None:
    """By its name and by its files."""
    sealed = set_folder("test")
    for asked in (
        Asked("test", None, None),
        Asked(None, sealed / "topics.jsonl", sealed / "qrels.txt"),
        Asked(None, sealed / ".." / "test" / "topics.jsonl", Path("anders")),
    ):
        with pytest.raises(TopicsError, match="versiegelt"):
            asked.files()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (Asked("nichts", None, None), "»nichts« gibt es nicht: dev, as-of, demo"),
        (Asked("dev", Path("t"), None), "--set nennt schon alle Dateien"),
        (Asked(None, Path("t"), None), "--topics und --qrels"),
    ],
)
def test_questions_must_be_named_clearly(asked: Asked, told: str) -> None:
    """A set, or files; not both, not half."""
    with pytest.raises(TopicsError, match=told):
        asked.files()


def test_the_sets_that_ship_name_their_files() -> None:
    """As-of questions come with values, development questions with such to be refused."""
    assert Asked("dev", None, None).files().refuse
    assert Asked("as-of", None, None).files().values


def test_who_refuses_everything_has_recall_and_nothing_else(files: Files, tmp_path: Path) -> None:
    """One of four refusals is right; all answerable questions are refused."""
    silent = System("stumm", lambda topic: Outcome(topic.query_id, Ending.REFUSED, "out-of-scope"))
    measured = run(silent, read_questions(files), {"system": "stumm"}, tmp_path / "stumm")
    assert measured.refusal == {"precision": 0.25, "recall": 1.0, "over_refusal": 1.0}
    assert measured.overall.measures["answer.norm"] == 0.0
    assert "citation.precision" not in measured.overall.measures
    assert measured.fidelity is None


def test_where_nothing_had_to_be_refused_refusing_has_no_precision(files: Files, tmp_path: Path) -> None:
    """It is not 0: there was nothing to be right about."""
    silent = System("stumm", lambda topic: Outcome(topic.query_id, Ending.REFUSED, "out-of-scope"))
    measured = run(silent, read_questions(files._replace(refuse=None)), {"system": "stumm"}, tmp_path / "stumm")
    assert measured.refusal == {"over_refusal": 1.0}

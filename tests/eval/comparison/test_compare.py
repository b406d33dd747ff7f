"""Two runs side by side: gains and losses by question, what one of them lacks, and a page that needs nobody else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from eval.comparison import page, plots
from eval.comparison.clusters import Clusters
from eval.comparison.compare import Comparison, compare
from eval.comparison.runs import read
from eval.harness.journal import RunFolderError, write_json
from eval.harness.questions import Item, write_items
from eval.records import Qrel, Topic

NDCG, OVER = "provision.nDCG@10", "refusal.over"
Values = Mapping[str, Mapping[str, float]]


def kept(folder: Path, values: Values, groups: int = 2, **manifest: object) -> Path:
    """A finished run with these values by question and measure."""
    folder.mkdir()
    items = [
        Item(
            Topic(name, f"Was gilt zu {name}? <b>&", None, f"gruppe-{number % groups}"),
            (Qrel(name, f"nabg/{name}", 1),),
        )
        for number, name in enumerate(values)
    ]
    write_items(folder / "questions.jsonl", items)
    write_json(folder / "manifest.json", {"system": folder.name, "generation": "g-1"} | manifest)
    lines = [
        {"query_id": item.topic.query_id, "group": item.topic.group, "to_refuse": False, "ending": "found"}
        | {"values": values[item.topic.query_id]}
        for item in items
    ]
    (folder / "per-query.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return folder


def ndcg(**values: float) -> dict[str, dict[str, float]]:
    return {name: {NDCG: value} for name, value in values.items()}


def compared(tmp_path: Path, a: Values, b: Values) -> Comparison:
    return compare(read(kept(tmp_path / "alt", a)), read(kept(tmp_path / "neu", b)))


def test_identical_runs_differ_in_nothing(tmp_path: Path) -> None:
    """No gain, no loss, p = 1, and the page says so."""
    same = ndcg(q1=1.0, q2=0.5, q3=0.0)
    found = compared(tmp_path, same, same)
    (one,) = found.differences
    assert (one.difference, one.p, one.p_holm, one.interval.p) == (0.0, 1.0, 1.0, 1.0)
    assert found.changes == ()
    assert "Keine Frage hat in den beiden Läufen einen verschiedenen Wert." in page.html(found)


def test_gains_and_losses_are_told_by_question(tmp_path: Path) -> None:
    """The largest first, with question, gold and both values; the difference is B less A."""
    found = compared(tmp_path, ndcg(q1=0.0, q2=0.5, q3=1.0, q4=0.2), ndcg(q1=0.5, q2=1.0, q3=0.0, q4=0.2))
    assert [(one.query_id, one.gain) for one in found.gains] == [("q1", 0.5), ("q2", 0.5)]
    assert [(one.query_id, one.gain, one.gold) for one in found.losses] == [("q3", -1.0, ("nabg/q3",))]
    (one,) = found.differences
    assert (one.a, one.b, one.difference) == pytest.approx((0.425, 0.425, 0.0))
    assert (one.better, one.worse) == (2, 1)


def test_a_missing_question_counts_as_zero(tmp_path: Path) -> None:
    """Whichever run lacks it; and a reader is told."""
    found = compared(tmp_path, ndcg(q1=1.0, q2=1.0), ndcg(q1=1.0, q3=0.5))
    assert {one.query_id: one.gain for one in found.changes} == {"q2": -1.0, "q3": 0.5}
    assert "In B (»neu«) fehlen Fragen, die A hat; sie zählen null (1): q2." in found.notes
    assert "In A (»alt«) fehlen Fragen, die B hat; sie zählen null (1): q3." in found.notes


def test_where_less_is_better_a_missing_question_counts_as_one(tmp_path: Path) -> None:
    """To lack a question must never be an advantage; a fall of such a measure is a gain."""
    found = compare(
        read(kept(tmp_path / "alt", {"q1": {OVER: 1.0}, "q2": {OVER: 0.0}})),
        read(kept(tmp_path / "neu", {"q1": {OVER: 0.0}})),
        OVER,
    )
    assert {one.query_id: one.gain for one in found.changes} == {"q1": 1.0, "q2": -1.0}


def test_a_measure_that_does_not_apply_leaves_its_question_out(tmp_path: Path) -> None:
    """A refused question has no citation precision, in whichever run it was refused."""
    a = {"q1": {NDCG: 1.0, "citation.precision": 1.0}, "q2": {NDCG: 1.0, "citation.precision": 0.5}}
    b = {"q1": {NDCG: 1.0}, "q2": {NDCG: 1.0, "citation.precision": 1.0}}
    by_name = {one.measure.name: one for one in compared(tmp_path, a, b).differences}
    assert by_name["citation.precision"].questions == 1
    assert by_name["citation.precision"].difference == 0.5
    assert by_name[NDCG].questions == 2


def test_measures_of_one_run_alone_are_named(tmp_path: Path) -> None:
    """A system that only finds has no answers to compare."""
    found = compared(tmp_path, ndcg(q1=1.0), {"q1": {NDCG: 1.0, "answer.norm": 1.0}})
    assert "Nur B (»neu«) misst: Antwort nennt entscheidende Vorschrift." in found.notes


def test_holm_corrects_for_all_measures(tmp_path: Path) -> None:
    """Ten gains of ten (p = 2/1024) in two measures: twice the p."""
    both = {f"q{number}": {NDCG: 0.0, "provision.RR": 0.0} for number in range(10)}
    better = {name: {NDCG: 1.0, "provision.RR": 1.0} for name in both}
    for one in compared(tmp_path, both, better).differences:
        assert one.p == pytest.approx(2 / 1024)
        assert one.p_holm == pytest.approx(4 / 1024)
        assert plots.kind_of(one) == "better"


def test_questions_of_one_wording_are_exchanged_together(tmp_path: Path) -> None:
    """The same matter on several days is one observation; with many groups, a group is."""
    folders = [
        kept(tmp_path / name, ndcg(q1=value, q2=value, q3=value)) for name, value in (("alt", 0.0), ("neu", 1.0))
    ]
    for folder in folders:
        day = [Topic(f"q{number}", "Wie hoch?", date(2020 + number, 1, 1), "g") for number in (1, 2, 3)]
        write_items(folder / "questions.jsonl", [Item(topic, (Qrel(topic.query_id, "nabg/1", 1),)) for topic in day])
    found = compare(*map(read, folders))
    assert (found.clusters, found.cluster_count, found.differences[0].p) == (Clusters.WORDING, 1, 1.0)
    assert compare(*map(read, folders), clusters=Clusters.GROUP).cluster_count == 2
    many = {f"q{number}": {NDCG: 0.0} for number in range(60)}
    found = compare(*(read(kept(tmp_path / name, many, groups=30)) for name in ("c", "d")))
    assert (found.clusters, found.cluster_count) == (Clusters.GROUP, 30)


def test_the_page_opens_offline(tmp_path: Path) -> None:
    """Nothing is fetched, and what a question says is text, not markup."""
    found = compared(tmp_path, ndcg(q1=0.0, q2=1.0), ndcg(q1=1.0, q2=0.5))
    page.write(found, tmp_path / "aus")
    html = (tmp_path / "aus" / page.HTML).read_text(encoding="utf-8")
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|<script", html)
    assert "default-src &#39;none&#39;" in html or "default-src 'none'" in html
    assert html.count("<svg") == 3
    assert "Was gilt zu q1? &lt;b&gt;&amp;" in html
    markdown = (tmp_path / "aus" / page.MARKDOWN).read_text(encoding="utf-8")
    assert "| nDCG@10 (§) | 2 | 0,500 | 0,750 | +0,250 |" in markdown


def test_different_questions_and_states_are_told(tmp_path: Path) -> None:
    """Other gold, another corpus: a reader must know."""
    a, b = kept(tmp_path / "alt", ndcg(q1=1.0)), kept(tmp_path / "neu", ndcg(q1=1.0), generation="g-2")
    write_items(b / "questions.jsonl", [Item(Topic("q1", "Etwas anderes?"), (Qrel("q1", "nabg/2", 1),))])
    notes = compare(read(a), read(b)).notes
    assert "Fragen, deren Wortlaut, Tag oder Fundstellen sich unterscheiden (1): q1." in notes
    assert "Die Läufe haben verschiedene Bestände (generation im Manifest)." in notes


def test_what_cannot_be_compared_is_refused(tmp_path: Path) -> None:
    """No run, an unfinished or empty one, nothing in common, no such measure: a German message each."""
    with pytest.raises(RunFolderError, match="liegt kein Lauf"):
        read(tmp_path)
    one = kept(tmp_path / "eins", ndcg(q1=1.0))
    other = kept(tmp_path / "zwei", ndcg(q2=1.0))
    with pytest.raises(RunFolderError, match="keine einzige Frage gemeinsam"):
        compare(read(one), read(other))
    third = kept(tmp_path / "drei", {"q1": {"answer.norm": 1.0}})
    with pytest.raises(RunFolderError, match="kein Maß gemeinsam"):
        compare(read(one), read(third))
    with pytest.raises(RunFolderError, match=r"»place.RR« haben nicht beide"):
        compare(read(one), read(one), "place.RR")
    (other / "per-query.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(RunFolderError, match="enthält keine einzige Frage"):
        read(other)
    (third / "per-query.jsonl").unlink()
    with pytest.raises(RunFolderError, match=r"nicht zu Ende \(per-query.jsonl fehlt\)"):
        read(third)


def test_broken_and_repeated_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    """With file and line; of two lines with one id the first counts."""
    folder = kept(tmp_path / "alt", ndcg(q1=1.0, q2=0.0))
    path = folder / "per-query.jsonl"
    first = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{path.read_text(encoding='utf-8')}{first.replace('1.0', '0.0')}\nkaputt\n", encoding="utf-8")
    run = read(folder)
    assert run.scored["q1"].values == {NDCG: 1.0}
    assert len(run.faults) == 2
    assert "Zeile 3: Die Kennung »q1« steht zweimal da; die erste gilt." in run.faults[0]
    assert "Zeile 4" in run.faults[1]

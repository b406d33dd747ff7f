"""Question sets are read as written, and every fault in them is told with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from eval.records import Qrel, Topic
from eval.topics import FAULTS_SHOWN, TopicsError, read_qrels, read_refused, read_set, read_topics

ONE = '{"query_id": "a-1", "text": "Was ist eine Nebelabgabe?", "as_of": "2031-05-01", "group": "faq"}'
TWO = '{"query_id": "a-2", "text": "Wer zahlt sie?"}'


def write(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_topics_are_read_with_day_and_group(tmp_path: Path) -> None:
    """Day and group may be left out; blank lines do not matter."""
    topics = read_topics(write(tmp_path, "t.jsonl", ONE, "", TWO))
    assert topics == (
        Topic("a-1", "Was ist eine Nebelabgabe?", date(2031, 5, 1), "faq"),
        Topic("a-2", "Wer zahlt sie?", None, ""),
    )


def test_the_reason_of_a_refusal_is_its_group(tmp_path: Path) -> None:
    """Questions to be refused carry a reason in place of a group."""
    path = write(tmp_path, "r.jsonl", '{"query_id": "r", "text": "Wie spät ist es?", "reason": "everyday"}')
    assert read_refused(path)[0].group == "everyday"


def test_gold_is_grouped_by_question(tmp_path: Path) -> None:
    """A judgement of 0 is no gold; every question has its places in the order of the file."""
    topics = write(tmp_path, "t.jsonl", ONE, TWO)
    qrels = write(tmp_path, "q.txt", "a-1 0 nabg/1/abs-2 1", "a-2 0 nabg/3 2", "a-1 0 nabg/9 0", "a-1 0 nabg/4 1")
    gold = read_set(topics, qrels).gold()
    assert gold["a-1"] == (Qrel("a-1", "nabg/1/abs-2", 1), Qrel("a-1", "nabg/4", 1))
    assert gold["a-2"] == (Qrel("a-2", "nabg/3", 2),)


def test_the_hash_follows_the_content(tmp_path: Path) -> None:
    """A changed judgement is another question set."""
    topics = write(tmp_path, "t.jsonl", ONE)
    before = read_set(topics, write(tmp_path, "q.txt", "a-1 0 nabg/1 1")).sha256
    after = read_set(topics, write(tmp_path, "q.txt", "a-1 0 nabg/2 1")).sha256
    assert before != after


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{kaputt", "Kein JSON"),
        ("[1, 2]", "Erwartet wird ein Objekt"),
        ('{"query_id": "x"}', "fehlt der Text"),
        ('{"text": "Was?"}', "muss ein Wort"),
        ('{"query_id": "x y", "text": "Was?"}', "muss ein Wort"),
        ('{"query_id": 7, "text": "Was?"}', "muss Text sein"),
        ('{"query_id": "x", "text": "Was?", "as-of": "2031-05-01"}', "»as-of« ist nicht vorgesehen"),
        ('{"query_id": "x", "text": "Was?", "as_of": "1.5.2031"}', "JJJJ-MM-TT"),
        (ONE, "»a-1« steht schon in Zeile 1"),
    ],
)
def test_a_broken_topic_is_told_with_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    """The message names the file, the line and what is wrong there."""
    path = write(tmp_path, "t.jsonl", ONE, line)
    with pytest.raises(TopicsError) as fault:
        read_topics(path)
    assert f"{path}, Zeile 2:" in str(fault.value)
    assert told in str(fault.value)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a-1 0 nabg/1", "Erwartet wird »query_id 0 Adresse Relevanz«"),
        ("a-1 0 nabg/1 ja", "Erwartet wird »query_id 0 Adresse Relevanz«"),
        ("b-9 0 nabg/1 1", "Die Frage »b-9« gibt es nicht"),
        ("a-1 0 nabg//abs-1 1", "ist keine Adresse"),
        ("a-1 0 nabg/absatz-1 1", "ist keine Adresse"),
        ("a-1 0 nabg/7 1", "steht schon in Zeile 1"),
    ],
)
def test_a_broken_judgement_is_told_with_file_and_line(tmp_path: Path, line: str, told: str) -> None:
    """The message names the file, the line and what is wrong there."""
    path = write(tmp_path, "q.txt", "a-1 0 nabg/7 1", line)
    with pytest.raises(TopicsError) as fault:
        read_qrels(path, [Topic("a-1", "Was?")])
    assert f"{path}, Zeile 2:" in str(fault.value)
    assert told in str(fault.value)


def test_all_faults_are_told_at_once_but_not_without_end(tmp_path: Path) -> None:
    """A file of another kind does not fill the screen."""
    with pytest.raises(TopicsError) as fault:
        read_topics(write(tmp_path, "t.jsonl", *["kein JSON"] * 50))
    told = str(fault.value).splitlines()
    assert len(told) == FAULTS_SHOWN + 1
    assert told[-1] == f"… und {50 - FAULTS_SHOWN} weitere Fehler."


def test_a_question_without_gold_is_a_fault(tmp_path: Path) -> None:
    """A question that nothing can answer would count against every system."""
    topics, qrels = write(tmp_path, "t.jsonl", ONE, TWO), write(tmp_path, "q.txt", "a-1 0 nabg/1 1", "a-2 0 nabg/1 0")
    with pytest.raises(TopicsError, match=r"»a-2« aus .* ist hier keine Fundstelle genannt"):
        read_set(topics, qrels)


def test_missing_empty_and_foreign_files_are_told(tmp_path: Path) -> None:
    """Each with the path, in words."""
    with pytest.raises(TopicsError, match="lässt sich nicht lesen"):
        read_topics(tmp_path / "keine.jsonl")
    with pytest.raises(TopicsError, match="ist leer"):
        read_topics(write(tmp_path, "leer.jsonl", ""))
    binary = tmp_path / "bild.jsonl"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(TopicsError, match="keine UTF-8-Textdatei"):
        read_topics(binary)

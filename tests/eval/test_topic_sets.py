"""The question sets that ship with the project: many, balanced, each with gold places that the law has, and reasons."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.model import Provision
from eval.records import Topic
from eval.topics import QuestionSet, read_refused, read_set
from ingest.markup.gii_norm import Naming, parse
from ingest.markup.zipped import only_member

NEAR_MISSES = {"foreign-tax-law", "local-tax", "near-civil-law", "social-law", "tax-trivia"}
"""Reasons of questions that sound like federal tax law and are not."""

STYLES = {"court", "faq", "lay", "trainer"}

STATES = {date(2022, 2, 1): "2022-01-15", date(2024, 2, 1): "2024-01-20", date(2026, 6, 30): ""}
"""The days that as-of questions ask for, and the folder of the mirror's history that shows the law of that day."""


def folder(name: str) -> Path:
    """Where a question set lies."""
    return Path(str(files("eval").joinpath("topics", name)))


def questions(name: str) -> QuestionSet:
    """A set, read as the commands read it."""
    return read_set(folder(name) / "topics.jsonl", folder(name) / "qrels.txt")


def table(path: Path, column: str) -> dict[str, str]:
    """One column of a table beside a set, by question; an id twice or a cell left empty is a fault."""
    with path.open(encoding="utf-8", newline="") as file:
        found = [(row["query_id"], row[column]) for row in csv.DictReader(file, delimiter=";")]
    assert len(dict(found)) == len(found), f"{path}: eine Kennung steht zweimal da"
    assert all(cell.strip() for _, cell in found), f"{path}: ein Feld ist leer"
    return dict(found)


SETS = {name: questions(name) for name in ("dev", "test", "as-of")}
REFUSED = {name: read_refused(folder(name) / "refuse.jsonl") for name in ("dev", "test")}


def test_there_are_enough_questions() -> None:
    """Figures from fewer would wobble."""
    assert len(SETS["dev"].topics) + len(SETS["test"].topics) >= 400
    assert sum(map(len, REFUSED.values())) >= 120
    assert len(SETS["as-of"].topics) >= 60


@pytest.mark.parametrize(("name", "least"), [("dev", 60), ("test", 50)])
def test_every_style_is_asked_often_enough(name: str, least: int) -> None:
    """Court, FAQ, lay and trainer style; everyday words are the hardest and may be asked more often."""
    counts = Counter(topic.group for topic in SETS[name].topics)
    assert set(counts) == STYLES
    assert min(counts.values()) >= least


def test_the_sealed_set_weighs_the_styles_equally() -> None:
    """Its table compares them."""
    counts = Counter(topic.group for topic in SETS["test"].topics)
    assert len(set(counts.values())) == 1


@pytest.mark.parametrize("name", list(SETS))
def test_every_question_has_a_reason(name: str) -> None:
    """Somebody said why this place decides; gold itself is demanded by the reader."""
    reasons = table(folder(name) / "reasons.csv", "reason")
    assert list(reasons) == [topic.query_id for topic in SETS[name].topics]


@pytest.mark.parametrize("name", ["dev", "test"])
def test_what_a_review_changed_is_what_stands_there(name: str) -> None:
    """A review that was recorded and then forgotten would mislead whoever reads it."""
    after = table(folder(name) / "review.csv", "after")
    asked = {topic.query_id: topic.text for topic in SETS[name].topics}
    gold = SETS[name].gold()
    stale = []
    for query_id, wanted in after.items():
        places = " ".join(f"{q.doc_id}:{q.relevance}" if q.relevance != 1 else q.doc_id for q in gold[query_id])
        if wanted not in (asked[query_id], places):
            stale.append(query_id)
    assert stale == []


@pytest.mark.parametrize("name", list(REFUSED))
def test_about_half_of_what_must_be_refused_is_a_near_miss(name: str) -> None:
    """Cooking recipes are easy to refuse; Swiss tax law isn't."""
    near = sum(topic.group in NEAR_MISSES for topic in REFUSED[name])
    assert len(REFUSED[name]) >= 80
    assert 0.45 <= near / len(REFUSED[name]) <= 0.55


def test_no_id_is_used_twice() -> None:
    """Not even in two sets: reports of several sets can be laid side by side."""
    ids = [topic.query_id for topics in _all_files().values() for topic in topics]
    assert [query_id for query_id, count in Counter(ids).items() if count > 1] == []


def test_no_question_is_asked_twice() -> None:
    """Neither in one file nor in two; only as-of questions are asked again, each time for another day."""
    asked: list[tuple[str, str]] = []
    for name, topics in _all_files().items():
        texts = [_plain(topic.text) for topic in topics]
        asked += [(name, text) for text in (set(texts) if name == "as-of" else texts)]
    assert [text for text, count in Counter(text for _, text in asked).items() if count > 1] == []


def test_as_of_questions_ask_for_at_least_two_days_with_different_answers() -> None:
    """A matter that never changed would not show whether the day is heeded."""
    expected = table(folder("as-of") / "values.csv", "quote_contains")
    by_matter: dict[str, list[Topic]] = {}
    for topic in SETS["as-of"].topics:
        by_matter.setdefault(topic.text, []).append(topic)
    assert len(by_matter) >= 30
    for text, topics in by_matter.items():
        assert len({topic.as_of for topic in topics}) == len(topics) >= 2, text
        assert len({expected[topic.query_id] for topic in topics}) >= 2, text
    assert set(expected) == {topic.query_id for topic in SETS["as-of"].topics}
    assert {topic.as_of for topic in SETS["as-of"].topics} == set(STATES)


@pytest.mark.parametrize(("name", "least"), [("dev", 25), ("test", 20), ("as-of", 5)])
def test_gold_places_lie_in_many_known_laws(name: str, least: int) -> None:
    """Every law key is one of the citation table's."""
    laws = {qrel.doc_id.split("/")[0] for qrel in SETS[name].qrels}
    assert laws - {row["key"] for row in _rows("corpus.citations", "codes.csv")} == set()
    assert len(laws) >= least


@pytest.mark.mirror
@pytest.mark.parametrize("name", ["dev", "test"])
def test_the_law_has_every_gold_place(mirror: Path, name: str) -> None:
    """Provision and unit exist as the parser names them, and the provision is in force."""
    statutes = Statutes(mirror)
    assert [qrel.doc_id for qrel in SETS[name].qrels if statutes.words(qrel.doc_id) is None] == []


@pytest.mark.mirror
def test_the_law_of_the_day_has_place_and_value(mirror: Path, mirror_history: Path) -> None:
    """What the quote of an answer must contain stands at the gold place in the law of that day."""
    states = {day: Statutes(mirror_history / state if state else mirror) for day, state in STATES.items()}
    expected = table(folder("as-of") / "values.csv", "quote_contains")
    gold = SETS["as-of"].gold()
    wrong = []
    for topic in SETS["as-of"].topics:
        assert topic.as_of is not None
        words = [states[topic.as_of].words(place.doc_id) or "" for place in gold[topic.query_id]]
        if not any(expected[topic.query_id] in text for text in words):
            wrong.append(topic.query_id)
    assert wrong == []


class Statutes:
    """The laws of one mirror, parsed when first asked for."""

    def __init__(self, mirror: Path) -> None:
        self._site = mirror / "www.gesetze-im-internet.de"
        self._slugs = {row["key"]: row["slug"] for row in _rows("ingest.sources", "gesetze_im_internet.csv")}
        self._laws: dict[str, dict[Address, Provision]] = {}

    def words(self, place: str) -> str | None:
        """The text at an address, line breaks as spaces; None if it is not there or repealed."""
        address = Address.from_id(place)
        found = self._law(address.law).get(address.provision)
        if found is None or found.repealed:
            return None
        unit = found.unit(address) if address.inner else None
        if address.inner and unit is None:
            return None
        text = found.text[unit.start : unit.end] if unit else found.text
        return text.replace("\n", " ")

    def _law(self, key: str) -> dict[Address, Provision]:
        if key not in self._laws:
            archive = self._site / self._slugs[key] / "xml.zip"
            law = parse(only_member(archive.read_bytes()), Naming(key), "")
            self._laws[key] = {provision.address: provision for provision in law.provisions}
        return self._laws[key]


def _all_files() -> dict[str, tuple[Topic, ...]]:
    answerable = {name: found.topics for name, found in SETS.items()}
    return answerable | {f"{name}/refuse": topics for name, topics in REFUSED.items()}


def _rows(package: str, name: str) -> list[dict[str, str]]:
    """A data file of the project, without its comments."""
    lines = files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";"))


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())

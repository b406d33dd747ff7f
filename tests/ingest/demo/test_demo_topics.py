"""The demonstration's questions: enough of each kind, well-formed, and their gold provisions exist."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from ingest import demo
from ingest.markup.gii_norm import Naming, parse

FOLDER = Path(__file__).parents[3] / "eval" / "topics" / "demo"
DATA = Path(demo.__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def qrels() -> list[tuple[str, str]]:
    lines = (FOLDER / "qrels.txt").read_text(encoding="utf-8").splitlines()
    found = [re.fullmatch(r"(\S+) 0 (\S+) 1", line) for line in lines]
    return [(match[1], match[2]) for match in found if match]


def test_enough_of_each_kind() -> None:
    """At least 40 answerable questions in three styles, 15 to be refused, six pairs that differ in the day."""
    kinds = Counter(row["query_id"].split("-")[1] for row in rows("topics.jsonl"))
    assert kinds["amt"] + kinds["laie"] + kinds["trainer"] >= 40
    assert min(kinds["amt"], kinds["laie"], kinds["trainer"]) >= 10
    assert len(rows("refuse.jsonl")) >= 15
    days = {(row["text"], row["as_of"]) for row in rows("topics.jsonl") if "as_of" in row}
    assert len({text for text, _ in days}) * 2 == len(days) >= 12


def test_ids_and_questions_are_unique() -> None:
    """No id and no question (with its day) occurs twice, refused ones included."""
    every = rows("topics.jsonl") + rows("refuse.jsonl")
    assert len({row["query_id"] for row in every}) == len(every)
    assert len({(row["text"], row.get("as_of")) for row in every}) == len(every)
    assert all(row["text"].endswith("?") or row["text"].endswith(".") for row in every)


def test_every_answerable_question_has_gold_and_no_other() -> None:
    """Gold belongs to the answerable questions only, every one of them has some, and every line could be read."""
    topics = {row["query_id"] for row in rows("topics.jsonl")}
    assert {query for query, _ in qrels()} == topics
    assert len(qrels()) == len((FOLDER / "qrels.txt").read_text(encoding="utf-8").splitlines())
    assert len(set(qrels())) == len(qrels())


@pytest.fixture(scope="module")
def places() -> set[str]:
    """Every address of both versions of both laws, as the parser finds them."""
    return {
        str(address)
        for day in demo.DAYS
        for slug, named in demo.SLUGS.items()
        for provision in parse((DATA / day / f"{slug}.xml").read_bytes(), Naming(named.key), "").provisions
        for address in (provision.address, *(unit.address for unit in provision.units))
    }


@pytest.mark.parametrize(("query", "gold"), qrels())
def test_gold_is_a_place_of_the_fictional_law(places: set[str], query: str, gold: str) -> None:
    """Each gold id is the address of a provision, or of a unit in one, of one of the versions."""
    assert gold in places, query

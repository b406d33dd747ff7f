"""The development questions: many, balanced, each with gold places that the law has."""

from __future__ import annotations

import csv
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.model import Provision
from eval.topics import dev_folder, read_refused, read_set
from ingest.markup.gii_norm import Naming, parse
from ingest.markup.zipped import only_member

NEAR_MISSES = {"foreign-tax-law", "local-tax", "near-civil-law", "social-law", "tax-trivia"}
"""Reasons of questions that sound like federal tax law and are not."""

QUESTIONS = read_set(dev_folder() / "topics.jsonl", dev_folder() / "qrels.txt")
REFUSED = read_refused(dev_folder() / "refuse.jsonl")


def test_there_are_enough_questions_in_four_equal_styles() -> None:
    """Court, FAQ, lay and trainer style weigh the same."""
    counts = Counter(topic.group for topic in QUESTIONS.topics)
    assert set(counts) == {"court", "faq", "lay", "trainer"}
    assert len(set(counts.values())) == 1
    assert counts.total() >= 160


def test_about_half_of_what_must_be_refused_is_a_near_miss() -> None:
    """Cooking recipes are easy to refuse; Swiss tax law isn't."""
    near = sum(topic.group in NEAR_MISSES for topic in REFUSED)
    assert len(REFUSED) >= 70
    assert 0.45 <= near / len(REFUSED) <= 0.55


def test_no_question_is_asked_twice() -> None:
    """Neither in one file nor in both."""
    texts = [_plain(topic.text) for topic in (*QUESTIONS.topics, *REFUSED)]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_gold_places_lie_in_many_known_laws() -> None:
    """Every law key is one of the citation table's."""
    laws = {qrel.doc_id.split("/")[0] for qrel in QUESTIONS.qrels}
    assert laws - {row["key"] for row in rows("corpus.citations", "codes.csv")} == set()
    assert len(laws) >= 25


@pytest.mark.mirror
def test_the_law_has_every_gold_place(mirror: Path) -> None:
    """Provision and unit exist as the parser names them, and the provision is in force."""
    slugs = {row["key"]: row["slug"] for row in rows("ingest.sources", "gesetze_im_internet.csv")}
    laws: dict[str, dict[Address, Provision]] = {}
    wrong = []
    for qrel in QUESTIONS.qrels:
        address = Address.from_id(qrel.doc_id)
        if address.law not in laws:
            archive = mirror / "www.gesetze-im-internet.de" / slugs[address.law] / "xml.zip"
            law = parse(only_member(archive.read_bytes()), Naming(address.law), "")
            laws[address.law] = {provision.address: provision for provision in law.provisions}
        found = laws[address.law].get(address.provision)
        if found is None or found.repealed or (address.inner and found.unit(address) is None):
            wrong.append(qrel.doc_id)
    assert wrong == []


def rows(package: str, name: str) -> list[dict[str, str]]:
    """A data file of the project, without its comments."""
    lines = files(package).joinpath(name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";"))


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())

"""What the embedder is trained on: questions and keywords beside the text that answers them. No question set is used.

Three kinds of pairs, each from data that the project holds:

- a training question (``questions/*.tsv``) and the text at its place,
- a keyword of the Sachregister and the text at its place,
- a training question or a keyword and another keyword of the same place.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from random import Random
from typing import NamedTuple

from corpus.address import Address
from corpus.index.meaning import about
from corpus.index.shelf import Entry as IndexEntry
from corpus.index.shelf import entries as index_entries
from corpus.register import Entry, entries
from corpus.store import View

MOST_OF_ONE = 15
"""Keywords of one provision that one epoch uses at most, so that § 3 EStG does not drown the rest."""


class Example(NamedTuple):
    """A training question and the places that answer it, the most decisive first."""

    question: str
    places: tuple[Address, ...]


class Pair(NamedTuple):
    """Two texts that belong together: ``anchor`` is asked, ``positive`` is to be found.

    ``place`` is the provision; pairs of one batch have different ones, for each is the other's negative example.
    """

    anchor: str
    positive: str
    place: str


def examples() -> tuple[Example, ...]:
    """The training questions of all files."""
    folder = files("eval.embedder").joinpath("questions")
    tables = sorted((one for one in folder.iterdir() if one.name.endswith(".tsv")), key=lambda one: one.name)
    return tuple(one for table in tables for one in _examples(table.read_text(encoding="utf-8")))


def _examples(text: str) -> Iterator[Example]:
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield Example(row["question"], tuple(map(Address.from_id, row["places"].split())))


def pairs(view: View, seed: int) -> tuple[list[Pair], list[Pair]]:
    """The pairs with texts of the law, and those of short texts alone, each in an order made by the seed."""
    random = Random(seed)  # noqa: S311  (an order, no secret)
    texts = _Texts(view)
    asked = examples()
    register = entries_of(view)
    keywords = [Example(entry.keyword, entry.places) for entry in _spread(register, random)]
    long = [pair for one in (*asked, *keywords) for pair in texts.beside(one)]
    short = list(_siblings([*asked, *keywords], register, random))
    random.shuffle(long)
    random.shuffle(short)
    return long, short


def entries_of(view: View) -> tuple[Entry, ...]:
    """The keywords of the law that is held: those of the fictional demonstration law teach nothing."""
    held = {law.law for law in view.laws()}
    return tuple(entry for entry in entries() if entry.places[0].law in held)


def _spread(known: Sequence[Entry], random: Random) -> Iterator[Entry]:
    """The entries, of each provision as many as may be used."""
    by_provision: dict[str, list[Entry]] = defaultdict(list)
    for entry in known:
        by_provision[str(entry.places[0].provision)].append(entry)
    for group in by_provision.values():
        yield from random.sample(group, min(len(group), MOST_OF_ONE))


def _siblings(known: Iterable[Example], register: Sequence[Entry], random: Random) -> Iterator[Pair]:
    """Each text with a keyword that leads to the same place."""
    keywords: dict[str, list[str]] = defaultdict(list)
    for entry in register:
        for place in entry.places:
            keywords[str(place)].append(entry.keyword)
    for one in known:
        place = one.places[0]
        others = [keyword for keyword in keywords.get(str(place), ()) if keyword != one.question]
        if others:
            yield Pair(one.question, random.choice(others), str(place.provision))


class _Texts:
    """The texts of the law as the index embeds them, by provision."""

    def __init__(self, view: View) -> None:
        self._found: dict[str, list[IndexEntry]] = defaultdict(list)
        for entry in index_entries(view.editions()):
            self._found[str(entry.passage.address.provision)].append(entry)

    def beside(self, example: Example) -> Iterator[Pair]:
        """The example with the passage at its first place, where the law has one."""
        place = example.places[0]
        for entry in self._found.get(str(place.provision), ()):
            if any(place.covers(member) or member.covers(place) for member in entry.members):
                yield Pair(example.question, about(entry.text), str(place.provision))
                return

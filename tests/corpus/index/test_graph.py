"""What refers to what: citations between provisions, and the sections of directives that comment on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.address import Address
from corpus.index.graph import Graph, numbered
from corpus.index.shelf import Entry, entries
from corpus.model import Edition, Rank

MakeEdition = Callable[..., Edition]
DIRECTIVE = Rank.VERWALTUNGSANWEISUNG


class Built:
    """A graph over editions, asked by addresses."""

    def __init__(self, editions: Sequence[Edition], folder: Path) -> None:
        self.entries: list[Entry] = list(entries(editions))
        self.graph = Graph.build(self.entries, editions, folder)
        self.numbers, _ = numbered(entry.passage.address for entry in self.entries)

    def supported(self, passage: str) -> tuple[set[str], set[str]]:
        """The provisions that a passage refers to, and those that it comments on."""
        scores = np.array([str(one.passage.address) == passage for one in self.entries], dtype=np.float32)
        assert scores.sum() == 1
        cited, commented = (np.flatnonzero(found) for found in self.graph.support(scores))
        names = {number: str(address) for address, number in self.numbers.items()}
        return {names[one] for one in cited}, {names[one] for one in commented}


@pytest.fixture
def built(make_edition: MakeEdition, tmp_path: Path) -> Built:
    """Fictional texts under the keys of real laws, for the table of works knows only those."""
    editions = (
        make_edition(
            "estg/15",
            "Zwergenbetrieb",
            ("abs-1", "(1) Ein Betrieb ist, was ein Zwerg gräbt. § 16 gilt entsprechend."),
            ("abs-2", "(2) Absatz 1 Satz 1 und § 15 Absatz 1 gelten nicht für Riesen."),
        ),
        make_edition("estg/16", "Aufgabe des Stollens", ("", "Der Stollen ist nach den §§ 15 und 99 zu schließen.")),
        make_edition("estg/17", "(weggefallen)", repealed=True),
        make_edition("ao/122", "Bekanntgabe", ("", "Bekannt gibt ein Rabe; § 15 EStG bleibt unberührt.")),
        make_edition("ustg/4", "Frei", ("", "Frei ist der Rabe.")),
        make_edition("estr/r-15.8", "Gräben", ("", "Zu den Gräben der Zwerge."), rank=DIRECTIVE),
        make_edition("aeao/zu-122", "Raben", ("", "Ein Rabe fliegt, § 4 UStG."), rank=DIRECTIVE),
        make_edition("ustae/abschn-4.12.1", "Raben", ("", "Auch Krähen sind frei."), rank=DIRECTIVE),
        make_edition("erbstr/r-E-13.1", "Horte", ("", "Horte sind nicht im Bestand."), rank=DIRECTIVE),
        make_edition("grstr/abschn-15", "Altes", ("", "Diese Nummern sind keine Paragraphen."), rank=DIRECTIVE),
    )
    return Built(editions, tmp_path)


@pytest.mark.parametrize(
    ("passage", "cited"),
    [
        ("estg/15/abs-1", {"estg/16"}),
        ("estg/16", {"estg/15"}),
        ("ao/122", {"estg/15"}),
        ("aeao/zu-122", {"ustg/4"}),
        ("ustg/4", set()),
    ],
)
def test_a_passage_refers_to_the_provisions_that_it_cites(built: Built, passage: str, cited: set[str]) -> None:
    """With the law or, in a law, without; what is not held is no edge."""
    assert built.supported(passage)[0] == cited


def test_places_in_the_same_provision_are_no_edge(built: Built) -> None:
    """A provision is one node: neither "Absatz 1" nor its own § leads out of it."""
    assert built.supported("estg/15/abs-2") == (set(), set())


@pytest.mark.parametrize(
    ("section", "provision"),
    [
        ("estr/r-15.8", {"estg/15"}),
        ("aeao/zu-122", {"ao/122"}),
        ("ustae/abschn-4.12.1", {"ustg/4"}),
        ("erbstr/r-E-13.1", set()),
        ("grstr/abschn-15", set()),
    ],
)
def test_a_section_comments_on_the_provision_that_its_number_names(
    built: Built, section: str, provision: set[str]
) -> None:
    """R 15.8 is about § 15; a work whose numbers are no §§ is about none, nor is one of a law that is not held."""
    assert built.supported(section)[1] == provision


def test_what_much_refers_to_counts_more(built: Built) -> None:
    """The logarithm of how many passages refer there."""
    cited = {str(address): float(built.graph.cited[number]) for address, number in built.numbers.items()}
    assert cited["estg/15"] == pytest.approx(np.log(3))
    assert cited["estg/16"] == pytest.approx(np.log(2))
    assert cited["estg/17"] == 0


def test_a_provision_is_as_good_as_its_best_passage(built: Built) -> None:
    """For every provision one score."""
    scores = np.zeros(len(built.entries), dtype=np.float32)
    scores[:2] = 0.25, 0.75
    best = built.graph.best(scores)
    assert len(best) == built.graph.provisions == len(built.numbers)
    assert best[built.numbers[Address.from_id("estg/15")]] == 0.75
    assert best.sum() == 0.75


def test_an_opened_graph_is_the_one_that_was_built(built: Built, tmp_path: Path) -> None:
    """The same support for every passage."""
    opened = Graph.open(tmp_path, (entry.passage.address for entry in built.entries))
    scores = np.arange(len(built.entries), dtype=np.float32)
    for one, other in zip(opened.support(scores), built.graph.support(scores), strict=True):
        assert np.array_equal(one, other)
    assert np.array_equal(opened.provision_of, built.graph.provision_of)
    assert np.array_equal(opened.cited, built.graph.cited)


def test_a_corpus_without_references_has_a_graph(make_edition: MakeEdition, tmp_path: Path) -> None:
    """No edge, and nothing supported."""
    alone = Built((make_edition("zwstg/1", "Hort", ("", "Ein Hort ist ein Vorrat.")),), tmp_path)
    assert alone.supported("zwstg/1") == (set(), set())

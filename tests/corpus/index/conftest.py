"""A small fictional corpus and an index over it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.index import Index, KeptVectors, add_vectors, build
from corpus.model import Edition, Rank

MakeEdition = Callable[..., Edition]


def silent(_step: str, _done: int, _total: int) -> None:
    """Nobody watches."""


@pytest.fixture(scope="session")
def editions(make_edition: MakeEdition) -> tuple[Edition, ...]:
    """Four provisions of a fictional law (one of them changed in 2025), one of its ordinance."""
    return (
        make_edition(
            "zwstg/1",
            "Steuergegenstand",
            ("abs-1", "(1) Der Zwergensteuer unterliegt der Hort eines Zwerges."),
            ("abs-2", "(2) Hort ist jeder Vorrat an Gold, Silber und Edelsteinen."),
        ),
        make_edition(
            "zwstg/2",
            "Steuersatz",
            ("", "Die Zwergensteuer beträgt 15 Prozent des Hortes, höchstens 4 500 Taler."),
            until="2025-01-01",
        ),
        make_edition(
            "zwstg/2",
            "Steuersatz",
            ("", "Die Zwergensteuer beträgt 17 Prozent des Hortes, höchstens 5 000 Taler."),
            since="2025-01-01",
        ),
        make_edition(
            "zwstg/3",
            "Bekanntgabe des Bescheides",
            ("abs-1", "(1) Der Bescheid gilt als bekannt gegeben, sobald ein Rabe ihn gebracht hat."),
            ("abs-2", "(2) Für den Widerspruch gilt"),
            ("abs-2/nr-1", "1. im Sommer eine Frist von einem Monat,"),
            ("abs-2/nr-2", "2. im Winter eine Frist von zwei Monaten."),
        ),
        make_edition("zwstg/4", "(weggefallen)", repealed=True),
        make_edition(
            "zwstdv/1",
            "Messung des Hortes",
            ("", "Der Hort wird mit der Schwebewaage gewogen."),
            rank=Rank.VERORDNUNG,
        ),
    )


@pytest.fixture(scope="session")
def built(editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a generation over the small corpus."""
    directory = tmp_path_factory.mktemp("generation")
    build(editions, directory, silent)
    add_vectors(editions, directory, "lsa", KeptVectors(directory.parent / "vectors.db"), silent)
    return directory


@pytest.fixture(scope="session")
def index(built: Path) -> Iterator[Index]:
    """The opened generation."""
    with Index.open(built) as opened:
        yield opened

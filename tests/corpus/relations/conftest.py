"""Small fictional directives, and the fictional law that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from corpus.address import Address
from corpus.citations import Code, Codes
from corpus.database import open_database
from corpus.model import Account, Directive, Legislation, Provision, Rank, Stand, Unit
from corpus.store import Store

NUMBER = "IV Z 9 - S 9999/24/10001"
LETTER = "bmf-2031-03-12-iv-z-9-s-9999-24-10001"


class MakeDirective(Protocol):
    """Builds a fictional directive; ``texts`` maps ids of provisions to texts, one unit a line (text-1, text-2 …)."""

    def __call__(
        self,
        texts: Mapping[str, str],
        issued: date | None = None,
        title: str = "Brunnen",
        comments_on: tuple[str, ...] = (),
        references: tuple[str, ...] = (),
    ) -> Directive:
        """Build the directive."""


@pytest.fixture
def codes() -> Codes:
    """The table as delivered, and the fictional law."""
    return Codes.load().with_added(Code("brunnstg", "BrunnStG", "Brunnensteuergesetz", Rank.GESETZ))


@pytest.fixture
def make_directive() -> MakeDirective:
    """The builder of fictional directives."""

    def make(
        texts: Mapping[str, str],
        issued: date | None = None,
        title: str = "Brunnen",
        comments_on: tuple[str, ...] = (),
        references: tuple[str, ...] = (),
    ) -> Directive:
        key = next(iter(texts)).split("/")[0]
        return Directive(
            key=key,
            abbreviation=key.upper(),
            title=title,
            rank=Rank.VERWALTUNGSANWEISUNG,
            issuer="Bundesministerium der Finanzen (fiktiv)",
            references=references,
            issued=issued,
            stand=Stand(),
            published=issued,
            source_url="https://ministerium.example/",
            provisions=tuple(_provision(place, text) for place, text in texts.items()),
            account=Account(1, (("Text", 1),)),
            comments_on=tuple(map(Address.from_id, comments_on)),
            fictional=True,
        )

    return make


@pytest.fixture
def law() -> Legislation:
    """A fictional law with two §§."""
    return Legislation(
        key="brunnstg",
        abbreviation="BrunnStG",
        title="Brunnensteuergesetz",
        rank=Rank.GESETZ,
        issued=None,
        gazette="",
        stand=Stand(),
        published=date(2031, 1, 1),
        source_url="https://recht.example/brunnstg/",
        provisions=(_provision("brunnstg/3", "Ein Brunnen ist tief."), _provision("brunnstg/4", "Wasser ist nass.")),
        account=Account(1, (("Text", 1),)),
        fictional=True,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own."""
    engine = open_database(f"sqlite:///{tmp_path / 'store.db'}")
    yield Store(engine)
    engine.dispose()


def _provision(place: str, text: str) -> Provision:
    address, units, start = Address.from_id(place), [], 0
    for number, line in enumerate(text.split("\n"), 1):
        unit = Address.from_id(f"{place}/text-{number}")
        units.append(Unit(unit, start, start + len(line), start))
        start += len(line) + 1
    return Provision(address, place, "", text, tuple(units) if len(units) > 1 else ())

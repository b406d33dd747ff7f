"""Small fictional laws for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

import pytest

from corpus.address import Address, Step, StepKind
from corpus.database import open_database
from corpus.model import (
    Account,
    Legislation,
    Note,
    NoteKind,
    Provision,
    Rank,
    Stand,
    StandEntry,
    Unit,
)
from corpus.store import Store


class MakeLaw(Protocol):
    """Builds a fictional law; ``texts`` maps numbers of §§ to texts, one Absatz a line, "" for a repealed one."""

    def __call__(
        self,
        texts: Mapping[str, str],
        published: date | None = None,
        key: str = "brunnstg",
        stand: str = "Zuletzt geändert durch Art. 1 G v. 1.2.2030",
        units: bool = True,
    ) -> Legislation:
        """Build the law."""


def _provision(key: str, number: str, text: str, units: bool) -> Provision:
    address = Address(key, (Step(StepKind.PARAGRAPH, number),))
    found, start = [], 0
    for count, line in enumerate(text.split("\n") if text else (), start=1):
        absatz = address / Step(StepKind.ABSATZ, str(count))
        middle = start + len(line) // 2
        found += [
            Unit(absatz, start, start + len(line), start + 4),
            Unit(absatz / Step(StepKind.SATZ, "1") / Step(StepKind.NUMMER, "2", 2), start + 4, middle, start + 6),
            Unit(absatz / Step(StepKind.BUCHSTABE, "aa"), middle, start + len(line), middle),
        ]
        start += len(line) + 1
    return Provision(
        address=address,
        label=f"§ {number}",
        heading=f"Überschrift {number}" if text else "(weggefallen)",
        text=text,
        units=tuple(found) if units else (),
        context=("Erster Teil", "Brunnen"),
        notes=(Note(NoteKind.FUSSNOTE, f"Fußnote zu § {number}"),) if number == "1" else (),
        repealed=not text,
    )


@pytest.fixture
def make_law() -> MakeLaw:
    """The builder of fictional laws."""

    def make(
        texts: Mapping[str, str],
        published: date | None = None,
        key: str = "brunnstg",
        stand: str = "Zuletzt geändert durch Art. 1 G v. 1.2.2030",
        units: bool = True,
    ) -> Legislation:
        return Legislation(
            key=key,
            abbreviation=key.upper(),
            title="Brunnensteuergesetz",
            rank=Rank.GESETZ,
            issued=date(2020, 5, 4),
            gazette="BGBl I 2020, 17",
            stand=Stand((StandEntry("Stand", stand),), date(2030, 2, 1), ("Ein Wortlaut ist unbekannt.",)),
            published=published,
            source_url=f"https://recht.example/{key}/",
            provisions=tuple(_provision(key, number, text, units) for number, text in texts.items()),
            account=Account(12, (("Rechtstext", 10), ("Fußnote", 2)), ("Eine Feststellung.",)),
            notes=(Note(NoteKind.REDAKTION, "Hinweis zum ganzen Gesetz"),),
            fictional=True,
        )

    return make


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a file of its own."""
    engine = open_database(f"sqlite:///{tmp_path / 'store.db'}")
    yield Store(engine)
    engine.dispose()

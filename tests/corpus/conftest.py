"""Fictional provisions for the tests of passages and index, written as lines with their places."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest

from corpus.address import Address
from corpus.model import Edition, Period, Provision, Rank, Stand, Unit, Validity, Version

MakeEdition = Callable[..., Edition]

_LABEL = re.compile(r"(?:\(\d+\w*\)|\d+\w*\.|[a-z]{1,3}\)) ?")


@pytest.fixture(scope="session")
def make_edition() -> MakeEdition:
    """Makes an edition of a fictional provision; see :func:`_edition`."""
    return _edition


def _edition(
    address: str,
    heading: str,
    *lines: tuple[str, str],
    context: tuple[str, ...] = (),
    since: str | None = "2024-01-01",
    until: str | None = None,
    rank: Rank = Rank.GESETZ,
    repealed: bool = False,
) -> Edition:
    """An edition from lines ``(place below the provision, words)``, in the order of the text.

    Words of a place that has places below it are lines of their own, before and after those. The
    law is the Zwergensteuergesetz (ZwStG) or, for ``zwstdv``, its ordinance.
    """
    provision = Address.from_id(address)
    text, spans = _written(provision, lines)
    units = [Unit(place, start, end, _body(text, start, end)) for place, (start, end) in spans.items()]
    units.sort(key=lambda unit: (unit.start, len(unit.address.steps)))
    label = f"§ {provision.steps[0].number}"
    return Edition(
        Provision(provision, label, heading, text, tuple(units), context, repealed=repealed),
        _version(provision.law, rank),
        (Validity(since or "2024-01-01", Period(_day(since), _day(until))),),
    )


def _body(text: str, start: int, end: int) -> int:
    label = _LABEL.match(text, start, end)
    return label.end() if label else start


def _written(provision: Address, lines: tuple[tuple[str, str], ...]) -> tuple[str, dict[Address, tuple[int, int]]]:
    text = ""
    spans: dict[Address, tuple[int, int]] = {}
    for place, words in lines:
        text += "\n" if text else ""
        start, text = len(text), text + words
        inside = Address.from_id(f"{provision}/{place}") if place else provision
        while len(inside.steps) > len(provision.steps):
            spans[inside] = (spans.get(inside, (start, 0))[0], len(text))
            inside = inside.parent
    return text, spans


def _version(law: str, rank: Rank) -> Version:
    names = {"zwstg": ("ZwStG", "Zwergensteuergesetz"), "zwstdv": ("ZwStDV", "Zwergensteuer-Durchführungsverordnung")}
    day = date(2024, 1, 1)
    name = names.get(law, (law.upper(), f"{law.upper()} der Zwerge (erfunden)"))
    return Version(law, "2024-01-01", Period(day), *name, rank, Stand(), "", "", day, fictional=True)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

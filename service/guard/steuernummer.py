"""Steuernummer: ten or eleven digits in the form of a Land, or the thirteen of all; rules in ``steuernummern.csv``.

Without a word that announces it, a number counts where it is grouped as its Land groups it (or not at all) and its
check digit is right; announced as Steuernummer it counts as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from service.guard.finding import Hit
from service.guard.spelling import Cued, digits_of, grouped, grouped_spans, loose, stands_alone
from service.guard.tables import rows

CUES = (
    "Steuernummer", "Steuernummern", "Steuer-Nummer", "Steuer-Nr", "SteuerNr", "St.-Nr", "St.Nr", "St-Nr", "StNr",
    "St. Nr", "Steuernr", "Stnr.", "Ordnungsbegriff", "Tax No", "steuerlich geführt unter",
)  # fmt: skip
_CUED = Cued(CUES, loose(8, 14))
_UNIFIED_GROUPS = ((13,), (4, 4, 5), (4, 1, 3, 5), (2, 2, 4, 5), (4, 1, 4, 4), (4, 5, 4))
_SUMMANDS = (0, 0, 9, 8, 0, 7, 6, 5, 4, 3, 2, 1)
_POWERS = (0, 0, 512, 256, 0, 128, 64, 32, 16, 8, 4, 2)

Weights = tuple[int, ...]


class Rule(NamedTuple):
    """The rule of a Land: its own form (without separators), the unified form, and how the check digit is made."""

    land: str
    own: str
    unified: str
    check: str
    weights: tuple[Weights, ...]

    def unify(self, number: str) -> str | None:
        """The unified form of a number in the Land's own form; None where its fixed digits are others."""
        if len(number) != len(self.own):
            return None
        parts: dict[str, Iterator[str]] = {
            letter: iter([digit for place, digit in zip(self.own, number, strict=True) if place == letter])
            for letter in "FBUP"
        }
        fixed = all(place == digit for place, digit in zip(self.own, number, strict=True) if place.isdigit())
        return "".join(next(parts[sign]) if sign in parts else sign for sign in self.unified) if fixed else None

    def holds(self, number: str) -> bool:
        """Whether thirteen digits are of this Land and their check digit is right."""
        fixed = all(place == digit for place, digit in zip(self.unified, number, strict=True) if place.isdigit())
        return fixed and int(number[-1]) in _CHECKS[self.check]([int(digit) for digit in number[:-1]], self.weights)


def find(text: str) -> Iterator[Hit]:
    """Valid numbers of every Land, and what is announced as one though its check digit is wrong."""
    for start, end, spelled in grouped_spans(_shapes(), text):
        table = " " in spelled and "/" not in spelled and not stands_alone(text, start, end)
        if is_valid(digits_of(spelled)) and not table:
            yield Hit("steuernummer", start, end)
    for start, end, spelled in _CUED.spans(text):
        yield Hit("steuernummer", start, end, is_valid(digits_of(spelled)))


def is_valid(number: str) -> bool:
    """Whether ten, eleven or thirteen digits are a Steuernummer of some Land."""
    if len(number) == 13:
        return any(rule.holds(number) for rule in rules())
    unified = ((rule, rule.unify(number)) for rule in rules())
    return any(one is not None and rule.holds(one) for rule, one in unified)


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of all Länder."""
    return tuple(
        Rule(
            row["land"],
            row["own"].split("|")[0].replace("/", ""),
            row["unified"],
            row["check"],
            tuple(tuple(map(int, weights.split())) for weights in row["weights"].split("|") if weights),
        )
        for row in rows("steuernummern.csv")
    )


@cache
def _shapes() -> tuple[re.Pattern[str], ...]:
    """The groups in which Länder write their numbers, each once; together in one group is among them."""
    spellings = (spelling for row in rows("steuernummern.csv") for spelling in row["own"].split("|"))
    own = {tuple(len(group) for group in spelling.split("/")) for spelling in spellings}
    return tuple(grouped(*sizes) for sizes in sorted(own) + list(_UNIFIED_GROUPS))


def _eleven(digits: list[int], weights: tuple[Weights, ...]) -> set[int]:
    """11 less the remainder; 10 is no check digit."""
    return {(11 - _sum(digits, some) % 11) % 11 for some in weights}


def _nrw(digits: list[int], weights: tuple[Weights, ...]) -> set[int]:
    """The remainder itself."""
    return {_sum(digits, some) % 11 for some in weights}


def _modified_eleven(digits: list[int], weights: tuple[Weights, ...]) -> set[int]:
    """Sums of the digits of the products, filled up to the next ten."""
    return {-sum(_cross_sum(one * by) for one, by in zip(digits, some, strict=True)) % 10 for some in weights}


def _two(digits: list[int], _weights: tuple[Weights, ...]) -> set[int]:
    """The last digits of sums, times powers of two, their digits added until one is left, filled up to the next ten."""
    products = (
        (digit + summand) % 10 * power for digit, summand, power in zip(digits, _SUMMANDS, _POWERS, strict=True)
    )
    return {-sum(1 + (product - 1) % 9 if product else 0 for product in products) % 10}


def _sum(digits: list[int], weights: Weights) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True))


def _cross_sum(number: int) -> int:
    return sum(map(int, str(number)))


_CHECKS: dict[str, Callable[[list[int], tuple[Weights, ...]], set[int]]] = {
    "11er": _eleven,
    "nrw": _nrw,
    "modified-11er": _modified_eleven,
    "2er": _two,
}

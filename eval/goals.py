"""Figures that must be reached, and how a measured one is told beside them."""

from __future__ import annotations

from typing import NamedTuple


class Goal(NamedTuple):
    """The most that a figure may be, or the least where ``at_least``."""

    limit: float
    unit: str
    at_least: bool = False

    @property
    def word(self) -> str:
        """Which side of the limit is wanted, in German."""
        return "mindestens" if self.at_least else "höchstens"


class Figure(NamedTuple):
    """A measured figure; ``goal`` is None where nothing was promised."""

    name: str
    value: float
    goal: Goal | None

    @property
    def reached(self) -> bool:
        """Whether the goal is kept; true where there is none."""
        if self.goal is None:
            return True
        return self.value >= self.goal.limit if self.goal.at_least else self.value <= self.goal.limit

    def as_record(self) -> dict[str, str | float | bool]:
        """The figure for programs; without a goal it has only name and value."""
        record: dict[str, str | float | bool] = {"name": self.name, "value": round(self.value, 3)}
        if self.goal is not None:
            record |= {"goal": self.goal.limit, "unit": self.goal.unit, "reached": self.reached}
        return record

    def __str__(self) -> str:
        if self.goal is None:
            return f"{self.name}: {_number(self.value)}"
        verdict = "erreicht" if self.reached else "verfehlt"
        unit = self.goal.unit
        return (
            f"{self.name}: {_number(self.value)} {unit} "
            f"(Ziel: {self.goal.word} {_number(self.goal.limit)} {unit}) – {verdict}"
        )


def _number(value: float) -> str:
    """A number as German readers write it, with the digits that matter."""
    digits = 0 if value >= 100 or value == int(value) else 2 if value < 10 else 1
    return f"{value:,.{digits}f}".translate(str.maketrans(",.", ".,"))

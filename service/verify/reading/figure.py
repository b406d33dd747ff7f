"""A figure that a text writes, as data."""

from __future__ import annotations

from typing import NamedTuple


class Figure(NamedTuple):
    """A figure: the tokens ``[first, last)`` that write it, its kind, its value, and its unit where it has one.

    Kinds: "f" amount, count or fraction; "d" date; "o" ordinal number; "r" rhythm ("monatlich"); "l" label of a list
    item; "c" a number glued to letters that is none of these.
    """

    first: int
    last: int
    kind: str
    value: str
    unit: str = ""

    @property
    def key(self) -> str:
        """Equal keys are equal figures."""
        return f"{self.kind}:{self.value}|{self.unit}"

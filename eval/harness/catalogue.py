"""The measures by name: how people read them, and which way is better; the table is ``measures.csv``."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Measure(NamedTuple):
    """A measure between 0 and 1; ``label`` and ``what`` are German."""

    name: str
    label: str
    higher_is_better: bool
    what: str

    @property
    def worst(self) -> float:
        """What a question counts that a system did not deal with at all."""
        return 0.0 if self.higher_is_better else 1.0


@cache
def catalogue() -> dict[str, Measure]:
    """All measures, in the order of reports."""
    text = files("eval.harness").joinpath("measures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return {
        row["name"]: Measure(row["name"], row["label"], row["higher_is_better"] == "1", row["what"]) for row in rows
    }

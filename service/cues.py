"""What a question asks for — an amount, a period, a definition — and whether a sentence offers it.

The words of questions stand in ``cues.csv``; the forms that answer them are grammar and stand here.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_NUMBER = r"(?:\d[\d .]*(?:,\d+)?|ein(?:e[mnrs]?)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf)"
_FORMS = {
    "betrag": re.compile(rf"{_NUMBER}\s*(?:Euro|EUR|€|Cent|Prozent|%|vom Hundert|v\. ?H\.|Deutsche Mark)"),
    "frist": re.compile(
        rf"{_NUMBER}\s*(?:Tage?n?|Wochen?|Monate?[ns]?|Jahre?[ns]?|Kalenderjahre?s?)\b"
        r"|am \w+ten Tag|\b\d{1,2}\. (?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November"
        r"|Dezember)\b|\bFrist\b|\bmit Ablauf\b"
    ),
    "begriff": re.compile(r"\b(?:ist|sind|gilt als|gelten als)\b|\bim Sinne dieses Gesetzes\b|\([A-ZÄÖÜ][\w -]+\)"),
    "pflicht": re.compile(r"\b(?:hat|haben|ist|sind)\b.*\bzu\b|\b(?:muss|müssen|darf|dürfen|verpflichtet)\b"),
}


class Cue(NamedTuple):
    """Words of a question and the kind of thing they ask for."""

    words: str
    expects: str


@cache
def load_cues() -> tuple[Cue, ...]:
    """The table of cues, in the order of the file."""
    lines = files("service").joinpath("cues.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")
    return tuple(Cue(row["cue"], row["expects"]) for row in rows)


def expectations(question: str) -> frozenset[str]:
    """The kinds of thing that a question asks for."""
    text = f" {' '.join(re.findall(r'[a-zäöüß]+', question.lower()))} "
    return frozenset(cue.expects for cue in load_cues() if f" {cue.words} " in text)


def offers(sentence: str, kind: str) -> bool:
    """Whether a sentence holds a thing of that kind; unknown kinds raise KeyError."""
    return _FORMS[kind].search(sentence) is not None

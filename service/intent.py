"""What a question wants to hear: the law, or how the administration sees it ("Was sagt das BMF zu …").

The wordings stand in ``intents.csv``, the names of works (AEAO, UStAE …) in the tables of the citation grammar.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corpus.citations import Codes
from corpus.citations.works import works
from corpus.model import Rank

DIRECTIVES = frozenset(rank for rank in Rank if rank.is_directive)
"""The ranks in which the administration speaks."""
_CAPITAL = re.compile(r"(?<!\w)[A-ZÄÖÜ]")


class Wording(NamedTuple):
    """Words that ask for the administration's view, and the works that come first then."""

    words: str
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Intent:
    """The administration's view is asked for; ``works`` are keys, or beginnings of keys, of what comes first.

    ``topic`` is the question without the words that say whose view is asked for: they are no matter of law.
    """

    works: tuple[str, ...]
    topic: str

    def prefers(self, law: str) -> bool:
        """Whether the question names this work, or letters in general."""
        return any(law == work or (work.endswith("-") and law.startswith(work)) for work in self.works)


@cache
def load_wordings() -> tuple[Wording, ...]:
    """The table of wordings, in the order of the file."""
    lines = files("service").joinpath("intents.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";")
    return tuple(Wording(row["wording"], tuple(filter(None, row["works"].split("|")))) for row in rows)


def intent_of(question: str, codes: Codes) -> Intent | None:
    """What the wording of a question asks for; None where it asks for the law."""
    named = tuple(dict.fromkeys(_works_in(question, codes)))
    met = [(found, wording) for wording in load_wordings() if (found := _pattern(wording.words).search(question))]
    if not named and not met:
        return None
    topic = question
    for found, _ in met:
        topic = topic.replace(found[0], " ")
    return Intent(named or tuple(dict.fromkeys(work for _, wording in met for work in wording.works)), topic)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    """The words one after the other, whatever stands between them that is no letter: "BMF-Schreiben"."""
    words_in_turn = r"[\W\d_]{1,3}".join(map(re.escape, words.split()))
    return re.compile(rf"(?<![^\W\d_]){words_in_turn}(?![^\W\d_])", re.IGNORECASE)


def _works_in(question: str, codes: Codes) -> list[str]:
    """The works that a question names."""
    mentions = (codes.match_at(question, capital.start()) for capital in _CAPITAL.finditer(question))
    return [mention.code.key for mention in mentions if mention and mention.code.key in works()]

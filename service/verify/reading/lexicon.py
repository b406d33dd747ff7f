"""What a single word is, and which phrases it may begin: the tables of markers, opposites and negated words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

import Stemmer

from corpus.index.tokens import fold, stop_words
from service.verify.reading.numerals import number_word, units
from service.verify.reading.tables import grammar, grammar_map, listed, rows, words

_stem = Stemmer.Stemmer("german").stemWord


class Phrase(NamedTuple):
    """A phrase of ``markers.csv``: its words (the last may end in *), what must follow it, its group and key."""

    words: tuple[str, ...]
    needs: str
    group: str
    key: str


class Side(NamedTuple):
    """Where a word stands in ``opposites.csv``: words of one row and different sides exclude each other."""

    row: int
    side: int
    reason: str


class Word(NamedTuple):
    """What is known of a word: its stem ("" where it says nothing), its opposites, the base that "un" negates.

    ``weak`` words say nothing of the subject, and are kept only for their opposites.
    """

    stem: str
    sides: tuple[Side, ...]
    negated: str
    weak: bool


def stem(word: str) -> str:
    """The form in which words are compared."""
    return str(_stem(fold(word.lower())))


@lru_cache(60_000)
def word(surface: str) -> Word:
    """What is known of a word as it is written."""
    lower = grammar_map("same").get(surface.lower(), surface.lower())
    sides = _sides_of(lower)
    own = stem(lower)
    silent = fold(lower) in _stops() and lower not in _SPEAKING
    negated = _base(lower, own)
    return Word("" if silent and not sides else own, sides, negated, silent)


def _base(lower: str, own: str) -> str:
    """What "un" or "nicht" negates in one word ("unzulässig", "nichtselbständig"), else nothing."""
    if own in _negated():
        return stem(lower[2:])
    written_together = lower.startswith("nicht") and len(lower) > 9 and not lower.startswith("nichtig")
    return stem(lower[5:]) if written_together else ""


@lru_cache(60_000)
def phrases(lower: str) -> tuple[Phrase, ...]:
    """The phrases that begin with a lower-case word, longest first."""
    exact = _phrases().get(lower, ())
    open_ended = tuple(phrase for phrase in _open_phrases() if lower.startswith(phrase.words[0][:-1]))
    return exact + open_ended


def excludes(one: tuple[Side, ...], other: tuple[Side, ...]) -> Side | None:
    """The row by which two words exclude each other."""
    for left in one:
        for right in other:
            if left.row == right.row and left.side != right.side:
                return left
    return None


_SPEAKING = frozenset(grammar("speaking"))


@cache
def _stops() -> frozenset[str]:
    return frozenset(fold(one) for one in stop_words())


def is_stop(text: str) -> bool:
    """Whether a word says nothing of a subject."""
    return fold(text.lower()) in _stops()


@cache
def _negated() -> frozenset[str]:
    return frozenset(stem(line) for line in listed("negated.txt"))


@cache
def _all_phrases() -> tuple[Phrase, ...]:
    found = []
    for row in rows("markers.csv"):
        for form in words(row["forms"]):
            spelled, _, needs = form.partition(" #")
            needs = f"#{needs}" if " #" in form else ""
            found.append(Phrase(tuple(spelled.lower().split()), needs, row["group"], row["key"]))
    return tuple(sorted(found, key=lambda phrase: (-len(phrase.words), not phrase.needs)))


@cache
def _phrases() -> dict[str, tuple[Phrase, ...]]:
    found: dict[str, tuple[Phrase, ...]] = {}
    for phrase in _all_phrases():
        if not (len(phrase.words) == 1 and phrase.words[0].endswith("*")):
            found[phrase.words[0]] = (*found.get(phrase.words[0], ()), phrase)
    return found


@cache
def _open_phrases() -> tuple[Phrase, ...]:
    return tuple(phrase for phrase in _all_phrases() if len(phrase.words) == 1 and phrase.words[0].endswith("*"))


@cache
def _opposites() -> tuple[dict[str, tuple[Side, ...]], tuple[tuple[str, Side], ...]]:
    exact: dict[str, tuple[Side, ...]] = {}
    begun: list[tuple[str, Side]] = []
    for number, row in enumerate(rows("opposites.csv")):
        for side, cell in enumerate(row["words"].split(" / ")):
            for form in words(cell.strip()):
                place = Side(number, side, row["reason"])
                if form.endswith("*"):
                    begun.append((form[:-1].lower(), place))
                else:
                    exact[form.lower()] = (*exact.get(form.lower(), ()), place)
    return exact, tuple(begun)


_UNITS = -1
"""The row of units: any two exclude each other."""


def _sides_of(lower: str) -> tuple[Side, ...]:
    exact, begun = _opposites()
    unit = units().get(lower)
    measured = (Side(_UNITS, sorted(units().values()).index(unit), "figure-not-in-quote"),) if unit else ()
    return (*measured, *exact.get(lower, ()), *(place for start, place in begun if lower.startswith(start)))


_INFIX = re.compile(rf"({'|'.join(sorted(grammar('prefix'), key=len, reverse=True))})zu(\w{{3,}}n)")
_INFINITIVE = re.compile(rf"(?:{'|'.join(grammar('stem_nd'))})en$")
_PARTICIPLE = re.compile(r"nd(?:e[nrsm]?)?$")


@lru_cache(20_000)
def infinitive(lower: str) -> str | None:
    """The infinitive in which "zu" is written together ("anzumelden" → "anmelden"); None where there is none."""
    found = _INFIX.fullmatch(lower)
    if found is None or not is_infinitive(found[2]):
        return None
    return found[1] + found[2]


@lru_cache(20_000)
def is_infinitive(lower: str) -> bool:
    """Whether a lower-case word behind "zu" is an infinitive ("entrichten"), not a participle ("entrichtenden")."""
    if not lower.endswith("n") or (fold(lower) in _stops() and lower not in grammar("infinitive")):
        return False
    if number_word(lower) is not None:
        return False
    return not _PARTICIPLE.search(lower) or _INFINITIVE.search(lower) is not None

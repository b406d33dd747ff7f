"""Lies by negation: inserted, dropped, "kein" for "ein" and the reverse, a word turned into its opposite."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from eval.poison.case import Change, Kind, Mutation
from eval.poison.ground import Base, Ground
from eval.poison.tables import any_word, standing, words

_PRONOUN = re.compile(r" (?:er|sie|es|sich|ihm|ihr|ihnen|dies|diese|dieser)\b(?: sich\b)?")
_NEGATED = re.compile(r"\b(?:nicht|kein\w*|weder|niemand|ohne)\b", re.IGNORECASE)
_OPEN_QUESTION = re.compile(r"\b(?:ob|oder nicht|nicht nur|sondern|weder)\b")
_NO = re.compile(r"\bkein(e[mnrs]?)?\b(?= \w)", re.IGNORECASE)
_ONE = re.compile(r"\bein(e[mnrs]?)?\b(?= [A-ZÄÖÜ])", re.IGNORECASE)
_NOT = re.compile(r"\b(?:noch nicht|nicht mehr(?! als)|[Nn]icht) (?!nur\b)")


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b{any_word(words('verbs'))}\b(?! zu\b)")


def inserted(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A "nicht" behind the verb of a clause that is not negated."""
    if _OPEN_QUESTION.search(base.text):
        return None
    places = [found for found in _verbs().finditer(base.text) if not _NEGATED.search(_clause(base.text, found.start()))]
    if not places:
        return None
    found = rng.choice(places)
    text = base.text
    if text[found.end() : found.end() + 1] in ",.;:" and "," in text[: found.start()]:
        return Change(f"{text[: found.start()]}nicht {text[found.start() :]}", base.quotes, f"nicht vor {found[0]}")
    pronoun = _PRONOUN.match(text, found.end())
    end = pronoun.end() if pronoun else found.end()
    return Change(f"{text[:end]} nicht{text[end:]}", base.quotes, f"nicht hinter {found[0]}")


def _clause(text: str, at: int) -> str:
    """The clause around a place, between two signs."""
    start = max(text.rfind(sign, 0, at) for sign in ",;:.") + 1
    ends = [end for sign in ",;:." if (end := text.find(sign, at)) >= 0]
    return text[start : min(ends, default=len(text))]


def dropped(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A "nicht" left out."""
    if _OPEN_QUESTION.search(base.text):
        return None
    found = list(_NOT.finditer(base.text))
    if not found:
        return None
    one = rng.choice(found)
    instead = {"noch nicht ": "bereits ", "nicht mehr ": "noch "}.get(one[0], "")
    text = base.text[: one.start()] + instead + base.text[one.end() :]
    return Change(text[:1].upper() + text[1:], base.quotes, f"{one[0].strip()} → {instead.strip() or 'weg'}")


def no_dropped(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A "kein" turned into "ein"."""
    found = list(_NO.finditer(base.text))
    if not found or _OPEN_QUESTION.search(base.text):
        return None
    one = rng.choice(found)
    return _letters(base, one, ("E" if one[0][0] == "K" else "e") + one[0][2:])


def no_inserted(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """An "ein" turned into "kein"."""
    found = [one for one in _ONE.finditer(base.text) if not _NEGATED.search(_clause(base.text, one.start()))]
    if not found or _OPEN_QUESTION.search(base.text):
        return None
    one = rng.choice(found)
    return _letters(base, one, ("K" if one[0][0] == "E" else "k") + one[0].lower())


def _letters(base: Base, found: re.Match[str], wrong: str) -> Change:
    text = base.text[: found.start()] + wrong + base.text[found.end() :]
    return Change(text, base.quotes, f"{found[0]} → {wrong}")


def opposite(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A word turned into its opposite."""
    found = [one for one in standing("opposites", base.text) if one.instead not in base.text.split()]
    if not found or _OPEN_QUESTION.search(base.text):
        return None
    one = rng.choice(found)
    return Change(one.put(base.text), base.quotes, str(one))


MUTATIONS = (
    Mutation("negation-inserted", Kind.NEGATION, inserted),
    Mutation("negation-dropped", Kind.NEGATION, dropped),
    Mutation("negation-kein-to-ein", Kind.NEGATION, no_dropped),
    Mutation("negation-ein-to-kein", Kind.NEGATION, no_inserted),
    Mutation("negation-opposite", Kind.NEGATION, opposite),
)

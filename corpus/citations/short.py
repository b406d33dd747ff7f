"""The short forms of a place, in which levels go without their names: "§ 9 I 3", "§ 9 (1)", "Nr. 1 a) aa)", "§ 10 d".

Each function reads what stands right behind the place that the trail stands at.
"""

from __future__ import annotations

from corpus.address import StepKind
from corpus.citations import patterns
from corpus.citations.lexer import Level, Lexer, Number
from corpus.citations.members import Trail

_NUMBERED = (StepKind.PARAGRAPH, StepKind.ARTIKEL)
_BRACKETED = (*_NUMBERED, *patterns.SECTIONS)


def roman_absatz(lexer: Lexer, trail: Trail) -> Level | None:
    """The Absatz in Roman numerals, "§ 9 I" or "§ 4 IVa"."""
    found = patterns.ROMAN_ABSATZ.match(lexer.text, trail.end) if trail.provision.kind in _NUMBERED else None
    if not found or found[1] not in patterns.ROMAN:
        return None
    return Level(StepKind.ABSATZ, Number(f"{patterns.ROMAN[found[1]]}{found[2]}", found.end()))


def bracketed_absatz(lexer: Lexer, trail: Trail) -> Level | None:
    """The Absatz in brackets, "§ 9 (1)", "H 15.8 (6)", on the same line: on the next, a provision's text begins."""
    found = patterns.ABSATZ_IN_BRACKETS.match(lexer.text, trail.end) if trail.provision.kind in _BRACKETED else None
    return Level(StepKind.ABSATZ, Number(found[1], found.end())) if found else None


def short_satz(lexer: Lexer, trail: Trail) -> Level | None:
    """The Satz behind a Roman Absatz, "§ 9 I 3"."""
    found = patterns.SHORT_SATZ.match(lexer.text, trail.end) if trail.path[-1].kind is StepKind.ABSATZ else None
    if not found or patterns.NO_PLACE.match(lexer.text, found.end()):
        return None
    return Level(StepKind.SATZ, Number(found[1], found.end()))


def unnamed_letters(lexer: Lexer, trail: Trail) -> Level | None:
    """Letters without their name, "Nr. 1 a) aa)"; they need a bracket, or the law right behind them."""
    last = trail.path[-1]
    found = patterns.BARE_LETTERS.match(lexer.text, trail.end)
    if not found or last.kind not in (StepKind.NUMMER, StepKind.BUCHSTABE):
        return None
    fits = len(found[1]) == (1 if last.kind is StepKind.NUMMER else len(last.number) + 1)
    closed = found[0].endswith(")") or lexer.law_at(found.end())
    return Level(StepKind.BUCHSTABE, Number(found[1], found.end())) if fits and closed else None


def detached_letter(lexer: Lexer, trail: Trail) -> Number | None:
    """The whole number whose letter is printed apart, as older texts do: "§ 10 d EStG" is § 10d.

    It needs its law or an Absatz behind it, as "a" is a word too.
    """
    found = patterns.DETACHED_LETTER.match(lexer.text, trail.end)
    last = trail.path[-1]
    if not found or last.kind not in _NUMBERED or not last.number.isdigit():
        return None
    shown = lexer.kind_at(found.end()) is StepKind.ABSATZ or lexer.law_follows(found.end())
    return Number(last.number + found[1], found.end()) if shown else None

"""The members of a list: which place a further number, letter or level names, given the place before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.address import Step, StepKind
from corpus.citations import patterns
from corpus.citations.lexer import Lexer, Number
from corpus.citations.order import follows, number_key

_DEPTHS = {
    StepKind.TEXT: 1,
    StepKind.RANDNUMMER: 1,
    StepKind.ABSATZ: 1,
    StepKind.SATZ: 2,
    StepKind.NUMMER: 3,
    StepKind.TABELLE: 3,
    StepKind.ZEILE: 4,
    StepKind.BUCHSTABE: 4,
    StepKind.STRICH: 8,
}
"""How deep a level lies when a list goes back up to it; each further letter of a Buchstabe lies one deeper."""
_YEARS = range(1900, 2101)


def depth(kind: StepKind, number: str) -> int:
    """How deep a level lies below its provision."""
    return _DEPTHS.get(kind, 1) + (len(number) - 1 if kind is StepKind.BUCHSTABE else 0)


class Target(NamedTuple):
    """The path to a member, and where its name ends in the text."""

    path: tuple[Step, ...]
    end: int


@dataclass(frozen=True, slots=True)
class Trail:
    """Where a reader stands: the path of the last member, where that ends in the text, and how to go on.

    ``root`` is the index of the step that names the provision: 1 below an Artikel with §§ of its own
    (Art. 97 § 10a), else 0. ``plural`` says that the citation began with "§§", so that more than one
    provision must follow; ``eager`` that this has to be found, even where a number could as well go
    on counting Absätze.
    """

    path: tuple[Step, ...]
    end: int
    root: int
    plural: bool
    eager: bool

    @property
    def provision(self) -> Step:
        """The step that names the provision."""
        return self.path[self.root]

    @property
    def inner(self) -> tuple[Step, ...]:
        """The steps below the provision."""
        return self.path[self.root + 1 :]

    def base_of(self, kind: StepKind, number: str) -> tuple[Step, ...] | None:
        """The steps above the member that a level in a list names; None where it can't belong to this citation.

        "Abs. 1 Nr. 1 und Satz 2" goes up to Abs. 1. But the Absatz of "§ 6 oder Absatz 3" is one of
        the provision that speaks, not of § 6.
        """
        inner = self.inner
        for index in range(len(inner) - 1, -1, -1):
            if inner[index].kind is kind and depth(kind, inner[index].number) == depth(kind, number):
                return self.path[: self.root + 1 + index]
        above = tuple(step for step in inner if depth(step.kind, step.number) < depth(kind, number))
        return (*self.path[: self.root + 1], *above) if len(above) < len(inner) else None

    def is_deeper(self, kind: StepKind, number: str) -> bool:
        """Whether a level can only lie below the last one."""
        last = self.path[-1]
        deeper = not self.inner or depth(last.kind, last.number) < depth(kind, number)
        return deeper and self.base_of(kind, number) is None

    def level_of(self, number: str, next_kind: StepKind | None) -> int:
        """The index of the step that a number without a name is a sibling of.

        ``next_kind`` is the level named behind the number: in "§§ 4 Abs. 1, 5 Abs. 2" the 5 is a §,
        in "Abs. 4 Satz 1, 5 Satz 2" an Absatz, in "R 2 Abs. 1, 3.4" a Richtlinie. Among "§§", a number above the
        last § is a § too, unless it just goes on counting ("§§ 2 Abs. 1 Nr. 2 und 3, 15").
        """
        last = len(self.path) - 1
        if last == self.root:
            return last
        if next_kind is StepKind.ABSATZ or ("." in number and self.provision.kind in patterns.SECTIONS):
            return self.root
        if next_kind is self.path[-1].kind:
            return last - 1
        counting = not self.eager and follows(self.path[last].number, number)
        if self.plural and not counting and number_key(number) > number_key(self.provision.number):
            return self.root
        while last > self.root and self.path[last].kind is StepKind.BUCHSTABE:
            last -= 1
        return last


def next_member(lexer: Lexer, trail: Trail, position: int, *, bare: bool) -> Target | None:
    """The member of a list that begins here; one without the name of its level only where ``bare``."""
    section = patterns.SECTION.match(lexer.text, position) if trail.root else None
    number = lexer.number(StepKind.PARAGRAPH, section.end()) if section else None
    if number:
        return Target((*trail.path[: trail.root], Step(StepKind.PARAGRAPH, number.value)), number.end)
    return _inner_member(lexer, trail, position, bare=bare)


def range_end(lexer: Lexer, trail: Trail, position: int) -> Target | None:
    """The last member of a range, whose name begins here; it must come after the place that the trail stands at."""
    several = replace(trail, plural=trail.plural or not trail.inner)
    target = _last_provision(lexer, trail, position) or _inner_member(lexer, several, position, bare=True)
    if target is None:
        return None
    first, last = trail.path[len(target.path) - 1], target.path[-1]
    return target if number_key(first.number) < number_key(last.number) else None


def _last_provision(lexer: Lexer, trail: Trail, position: int) -> Target | None:
    again = patterns.SAME_ANCHOR.get(trail.provision.kind)
    named = again.match(lexer.text, position) if again else None
    number = lexer.number(trail.provision.kind, named.end()) if named else None
    return Target((*trail.path[: trail.root], Step(trail.provision.kind, number.value)), number.end) if number else None


def _inner_member(lexer: Lexer, trail: Trail, position: int, *, bare: bool) -> Target | None:
    level = lexer.level(position)
    if level:
        base = trail.base_of(level.kind, level.number.value)
        return Target((*base, Step(level.kind, level.number.value)), level.number.end) if base is not None else None
    return _bare_member(lexer, trail, position) if bare else None


def _bare_member(lexer: Lexer, trail: Trail, position: int) -> Target | None:
    last = trail.path[-1]
    if last.kind is StepKind.BUCHSTABE:
        letters = lexer.number(StepKind.BUCHSTABE, position)
        closed = lexer.text[trail.end - 1] == ")"
        if letters and len(letters.value) == len(last.number) and (closed or not lexer.is_item("", letters)):
            return Target((*trail.path[:-1], Step(StepKind.BUCHSTABE, letters.value)), letters.end)
    found = lexer.bare_number(position)
    if not found or lexer.is_item(lexer.text[trail.end : position], found):
        return None
    level = trail.level_of(found.value, lexer.kind_at(found.end))
    kind = trail.path[level].kind
    number = lexer.number(kind, position)
    same_style = found.value[0].isdigit() == trail.path[level].number[:1].isdigit()
    if number is None or not same_style or (level == trail.root and not _is_provision(lexer, trail, number)):
        return None
    return Target((*trail.path[:level], Step(kind, number.value)), number.end)


def _is_provision(lexer: Lexer, trail: Trail, number: Number) -> bool:
    """Whether a further number names a provision; after a single "§" only where the text shows it.

    "§ 4 und 5 EStG" does, "§ 4 und 3 weitere Fälle" doesn't; nor does a year.
    """
    if number.value.isdigit() and int(number.value) in _YEARS and len(trail.provision.number) < 4:
        return False
    if trail.provision.kind in patterns.SECTIONS:
        return "." in number.value or lexer.law_at(number.end)
    if trail.plural or trail.provision.kind not in (StepKind.PARAGRAPH, StepKind.ZU):
        return True
    if lexer.law_follows(number.end) or lexer.kind_at(number.end):
        return True
    joined = patterns.JOIN.match(lexer.text, number.end)
    goes_on = joined is not None and lexer.bare_number(joined.end()) is not None
    return goes_on or lexer.text[number.end : number.end + 1] in ("", ")", ".", ";")

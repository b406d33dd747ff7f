"""Reading the places of one citation: from "§§ 4 Abs. 1 und 2, 7g" to its members.

A reader walks through the text once, from left to right. It keeps the path to the place that it
stands at; every member of a list is a path of its own, made from the one before it: "Abs. 1 Satz 1
Nr. 1 und 2, Abs. 3" leads to Nr. 1, to its sibling Nr. 2, and to the sibling of Abs. 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.address import Step, StepKind
from corpus.citations import patterns
from corpus.citations.lexer import Lexer, Number
from corpus.citations.members import Target, Trail, next_member, range_end
from corpus.citations.model import Place
from corpus.citations.patterns import ANNEXES, FORMULAS, kind_of
from corpus.citations.short import bracketed_absatz, detached_letter, roman_absatz, short_satz, unnamed_letters
from corpus.citations.vocabulary import fold


class Locator(NamedTuple):
    """The places read, and where they end."""

    places: tuple[Place, ...]
    end: int


@dataclass(slots=True)
class Reader:
    """Reads places from ``position`` on, which stands right behind the name of the provision ("§§").

    ``eager``: see :class:`Trail`.
    """

    lexer: Lexer
    position: int
    kind: StepKind
    plural: bool
    eager: bool = False
    _path: list[Step] = field(default_factory=list)
    _root: int = 0
    _first: tuple[Step, ...] | None = None
    _following: str = ""
    _halbsatz: int | None = None
    _alternative: int | None = None
    _roman: bool = False
    _places: list[Place] = field(default_factory=list)

    def read(self) -> Locator | None:
        """The places, or None where no provision is named."""
        start = self.position
        if not self._read_provision():
            return None
        locator = self._read_on()
        lacking = self.plural and not self.eager and len({place.steps[: self._root + 1] for place in self._places}) == 1
        if lacking and any(place.steps[self._root + 1 :] and not place.through for place in self._places):
            return Reader(self.lexer, start, self.kind, self.plural, eager=True).read()
        return locator

    @classmethod
    def inside(cls, lexer: Lexer, position: int, provision: Step) -> Locator | None:
        """The places below a provision that isn't named here ("Nr. 1.8 des …"); None where no level begins here."""
        reader = cls(lexer, position, provision.kind, plural=False, _path=[provision])
        return reader._read_on() if reader._level() else None

    def read_behind_law(self, position: int) -> Locator | None:
        """Read on behind the name of the law, as in "§ 9 EStG Abs. 1"; None where no Absatz follows there."""
        level = self.lexer.level(position)
        if level is None or level.kind is not StepKind.ABSATZ or self._places != [Place(tuple(self._path))]:
            return None
        if self._trail().inner:
            return None
        self._places.clear()
        self.position = position
        return self._read_on()

    def _read_on(self) -> Locator:
        while self._suffix() or self._deeper() or self._range() or self._next():
            pass
        self._emit()
        return Locator(self._finished(), self.position)

    # the provision itself

    def _read_provision(self) -> bool:
        number = None if self.kind in FORMULAS else self.lexer.number(self.kind, self.position)
        if number:
            self._push(self.kind, number)
        elif self.kind in ANNEXES or self.kind in FORMULAS:
            self._push(self.kind, self._reference_as_number())
        else:
            return False
        if self.kind in ANNEXES and not self._path[0].number.startswith("zu-"):
            self._skip_reference()
        return True

    def _reference_as_number(self) -> Number:
        """An annex without a number is named by the § that it belongs to: "Anhang zu § 1"."""
        found = patterns.REFERRED.match(self.lexer.text, self.position)
        section = found and patterns.SECTION.match(self.lexer.text, found.end())
        number = section and self.lexer.number(StepKind.PARAGRAPH, section.end())
        if not (found and number):
            return Number("", self.position)
        value = f"zu-{number.value}"
        if found["open"]:
            self._skip_reference()
            return Number(value, self.position)
        return Number(value, number.end)

    def _skip_reference(self) -> None:
        """Pass over the provision that an Anlage belongs to: "Anlage 2 (zu § 12 Abs. 2 Nr. 1 und 2)"."""
        found = patterns.REFERRED.match(self.lexer.text, self.position)
        section = found and patterns.SECTION.match(self.lexer.text, found.end())
        if not (found and section):
            return
        plural = section[1] == "§§"
        reference = Reader(self.lexer, section.end(), StepKind.PARAGRAPH, plural).read()
        if reference:
            self.position = self._behind_bracket(found["open"], reference.end)

    def _behind_bracket(self, opened: str | None, position: int) -> int:
        return position + 1 if opened and self.lexer.text.startswith(")", position) else position

    # what follows a number: "ff.", "Halbs. 2", "2. Alternative"

    def _suffix(self) -> bool:
        return self._following_sign() or self._part() or self._counted_part()

    def _following_sign(self) -> bool:
        found = patterns.FOLLOWING.match(self.lexer.text, self.position)
        if not found or self._following or self._first:
            return False
        if found[1] == "f" and not (found[2] or self.plural):
            return False
        self._following, self.position = f"{found[1]}.", found.end()
        return True

    def _part(self) -> bool:
        found = patterns.PART.match(self.lexer.text, self.position)
        if found:
            self._set_part(found[1], int(found[2]), found.end())
        return found is not None

    def _counted_part(self) -> bool:
        found = patterns.ORDINAL.match(self.lexer.text, self.position)
        if not found:
            return False
        count = int(found[1]) if found[1] else patterns.ORDINALS[fold(found[2])]
        if found[3]:
            self._set_part(found[3], count, found.end())
        else:
            self._push(kind_of(found[4]), Number(str(count), found.end()))
        return True

    def _set_part(self, word: str, count: int, end: int) -> None:
        if patterns.PARTS[fold(word)] == "halbsatz":
            self._halbsatz = count
        else:
            self._alternative = count
        self.position = end

    # one level deeper

    def _deeper(self) -> bool:
        if self.lexer.law_at(self.position):
            return False
        return self._section() or self._level() or self._unnamed_level()

    def _section(self) -> bool:
        """Read the § below an Artikel."""
        if [step.kind for step in self._path] != [StepKind.ARTIKEL]:
            return False
        found = patterns.SECTION.match(self.lexer.text, self.position)
        number = self.lexer.number(StepKind.PARAGRAPH, found.end()) if found else None
        if not (found and number):
            return False
        self._root, self.plural = 1, found[1] == "§§"
        self._push(StepKind.PARAGRAPH, number)
        return True

    def _level(self) -> bool:
        level = self.lexer.level(self.position)
        if level:
            self._push(level.kind, level.number)
        return level is not None

    def _unnamed_level(self) -> bool:
        """Read the short forms: "I 3", "(1)", the "a)" of "Nr. 1 a)", and the "d" of "§ 10 d"."""
        trail = self._trail()
        if trail.inner:
            level = short_satz(self.lexer, trail) if self._roman else None
            level = level or unnamed_letters(self.lexer, trail)
        else:
            level = roman_absatz(self.lexer, trail) or bracketed_absatz(self.lexer, trail)
            self._roman = level is not None and not self.lexer.text.startswith(")", level.number.end - 1)
        if level:
            self._push(level.kind, level.number)
            return True
        return self._detached_letter(trail)

    def _detached_letter(self, trail: Trail) -> bool:
        letter = None if trail.inner else detached_letter(self.lexer, trail)
        if letter:
            self._path.pop()
            self._push(trail.provision.kind, letter)
        return letter is not None

    # ranges and lists

    def _range(self) -> bool:
        found = patterns.RANGE.match(self.lexer.text, self.position)
        if not found or self._first or self._following:
            return False
        target = range_end(self.lexer, self._trail(), found.end())
        if target:
            self._first = tuple(self._path)
            self._stand_at(target)
        return target is not None

    def _next(self) -> bool:
        """Read what joins the next member, and the next member."""
        joined = patterns.JOIN.match(self.lexer.text, self.position)
        if not joined or not (joined["comma"] or joined["list"] or joined["with"]) or self.lexer.law_at(joined.end()):
            return False
        only_comma = not (joined["list"] or joined["with"])
        if only_comma and self._deeper_behind_comma(joined.end()):
            return True
        if self._halbsatz and self._next_halbsatz(joined.end()):
            return True
        target = next_member(self.lexer, self._trail(), joined.end(), bare=not joined["with"])
        if target:
            self._emit()
            self._stand_at(target)
        return target is not None

    def _deeper_behind_comma(self, position: int) -> bool:
        """Read "§ 9, Abs. 1, Satz 3": a comma before a level that can only lie deeper begins no list."""
        level = None if self._first and self.kind is not StepKind.ZU else self.lexer.level(position)
        deeper = level is not None and self._trail().is_deeper(level.kind, level.number.value)
        if level and deeper:
            self._push(level.kind, level.number)
        return deeper

    def _next_halbsatz(self, position: int) -> bool:
        """Read the further number of "Halbs. 1 und 2"."""
        named = patterns.PART.match(self.lexer.text, position)
        number = None if named else self.lexer.number(StepKind.SATZ, position)
        if not named and (number is None or self.lexer.kind_at(number.end)):
            return False
        self._emit()
        if named:
            self._set_part(named[1], int(named[2]), named.end())
        elif number:
            self._halbsatz, self.position = int(number.value), number.end
        return True

    # where the reader stands

    def _trail(self) -> Trail:
        return Trail(tuple(self._path), self.position, self._root, self.plural, self.eager)

    def _push(self, kind: StepKind, number: Number) -> None:
        occurrence = self.lexer.occurrence(number.end)
        self._path.append(Step(kind, number.value, int(occurrence.value)))
        self.position = occurrence.end

    def _stand_at(self, target: Target) -> None:
        self._path[:] = target.path[:-1]
        self._push(target.path[-1].kind, Number(target.path[-1].number, target.end))

    def _emit(self) -> None:
        here = tuple(self._path)
        through = here if self._first else ()
        self._places.append(Place(self._first or here, through, self._following, self._halbsatz, self._alternative))
        self._first, self._following, self._halbsatz, self._alternative = None, "", None, None

    def _finished(self) -> tuple[Place, ...]:
        """The places read; "§§ 9f" with nothing further means § 9 and the next."""
        only = self._places[0]
        whole = len(self._places) == 1 and only == Place(only.steps) and len(only.steps) == self._root + 1
        provision = only.steps[self._root]
        if self.plural and whole and provision.number.endswith("f"):
            return (Place((*only.steps[:-1], Step(provision.kind, provision.number[:-1])), following="f."),)
        return tuple(self._places)

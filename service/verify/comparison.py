"""A statement beside its quotes: both read, aligned, and the parts of the quotes that the statement speaks of.

The rules on figures, norms and polarity look at the same comparison.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from corpus.address import Address
from service.model import Evidence, Statement
from service.verify.alignment import NOWHERE, Alignment
from service.verify.bench import Bench
from service.verify.composition import JOINT
from service.verify.quoted import Laws, Quoted, quoted
from service.verify.reading import CITED, Item, Kind, Reading, read

_COUNTED = (Kind.WORD, Kind.FIGURE)
"""What tells which clause is spoken of."""
_SHARE = 0.34
"""Share of a clause's words, measured at the quotes' clause with most of them, that makes its neighbour touched."""
_ELSEWHERE = 0.7
"""The same for a clause in another sentence."""


class Clause(NamedTuple):
    """A clause of the statement: how many of its words, and of all its items, each segment of the quotes has."""

    found: dict[int, int]
    linked: dict[int, int]
    words: list[int]


@dataclass(frozen=True)
class Comparison:
    """A statement and its quotes, both read."""

    ours: Reading
    theirs: Quoted

    @cached_property
    def alignment(self) -> Alignment:
        """Which item of the quotes each item of the statement is."""
        return Alignment(self.ours.items, self.theirs.items, self.theirs.places, self.introduction)

    @cached_property
    def introduction(self) -> frozenset[int]:
        """Items of "Nach § 9 EStG gilt: …": they tell where the rest stands, and are matched with nothing."""
        first = [place for place, item in enumerate(self.ours.items) if item.segment == 0]
        names = [self.ours.items[place] for place in first if self.ours.items[place].kind is Kind.NORM]
        told = any(item.group == CITED for item in names) and not any(item.key in self.theirs.places for item in names)
        short = len(first) - len(names) <= _INTRODUCING
        colon = self.ours.text[: self.ours.segments[0].end].endswith(":")
        return frozenset(first) if told and short and colon else frozenset()

    @cached_property
    def closing(self) -> frozenset[int]:
        """Items of a last segment that has nothing but norms, as in "… (§ 9 EStG)."."""
        last = max((item.segment for item in self.ours.items), default=0)
        closing = [our for our, item in enumerate(self.ours.items) if item.segment == last]
        only_norms = all(self.ours.items[our].kind is Kind.NORM for our in closing)
        return frozenset(closing) if only_norms else frozenset()

    @cached_property
    def touched(self) -> frozenset[int]:
        """Segments of the quotes that the statement speaks of: where a good part of a clause's words stand."""
        clauses = list(self._clauses().values())
        strong = {
            segment
            for clause in clauses
            for segment, count in clause.found.items()
            if count == max(clause.found.values()) > 1
        }
        touched = {segment for clause in clauses if clause.found for segment in self._spoken_of(clause, strong)}
        return frozenset(touched | self._enclosed(touched))

    def _clauses(self) -> dict[int, Clause]:
        """The clauses of the statement, and where their words stand in the quotes."""
        clauses: dict[int, Clause] = {}
        for our, item in enumerate(self.ours.items):
            clause = clauses.setdefault(item.segment, Clause({}, {}, []))
            their = self.alignment.to_theirs[our]
            segment = self.theirs.items[their].segment if their != NOWHERE else NOWHERE
            if item.kind in _COUNTED:
                clause.words.append(our)
            if segment != NOWHERE:
                clause.linked[segment] = clause.linked.get(segment, 0) + 1
                if item.kind in _COUNTED:
                    clause.found[segment] = clause.found.get(segment, 0) + 1
        return clauses

    def _spoken_of(self, clause: Clause, strong: set[int]) -> set[int]:
        """The segments that a clause of the statement speaks of.

        A single word ("gilt") leads only to sentences that more than one word leads to. Where it is all that the
        clause has, also to their other lines ("Begünstigt sind"), and to where a norm or the like goes with it
        ("Absatz 2 gilt").
        """
        most = max(clause.found.values())
        if most == 1 and strong:
            near = {self.sentence(segment) for segment in strong}
            around = {self._periods[segment] for segment in strong}
            alone = len(clause.words) == 1
            return {
                one
                for one in clause.found
                if self.sentence(one) in near or (alone and (self._periods[one] in around or clause.linked[one] > 1))
            }
        main = {self.sentence(segment) for segment, count in clause.found.items() if count == most}
        return {
            segment
            for segment, count in clause.found.items()
            if count >= _ELSEWHERE * most
            or (self.sentence(segment) in main and (count >= _SHARE * most or count >= self._content[segment] / 2))
        }

    def _enclosed(self, touched: set[int]) -> set[int]:
        """Segments without words of their own ("nicht oder") that stand only beside what the statement speaks of.

        References in brackets are none: they may be left out.
        """
        speaking = {item.segment for item in self.theirs.items if is_marker(item)}
        return {
            segment
            for segment in speaking
            if not self._content[segment]
            and (around := list(self._adjoining(segment)))
            and all(other in touched for other in around)
        }

    def _adjoining(self, segment: int) -> Iterator[int]:
        """The segments before and behind one in its sentence; empty ones are none."""
        for step in (-1, 1):
            other = segment + step
            while 0 <= other < len(self._content) and self.sentence(other) == self.sentence(segment):
                if self._content[other]:
                    yield other
                    break
                other += step

    def sentence(self, segment: int) -> tuple[int, int]:
        """The quote and the sentence (or line) in it that a segment belongs to."""
        place = self.theirs.segments[segment]
        return place.quote, place.segment.sentence

    def unmatched(self) -> Iterator[tuple[int, Item]]:
        """Items of the statement that no quote has at this place."""
        for our, their in enumerate(self.alignment.to_theirs):
            if their == NOWHERE:
                yield our, self.ours.items[our]

    def left_out(self) -> Iterator[tuple[int, Item]]:
        """Items that the statement lacks, in the clauses of the quotes that it speaks of."""
        for their, our in enumerate(self.alignment.to_ours):
            if our == NOWHERE and self.theirs.items[their].segment in self.touched:
                yield their, self.theirs.items[their]

    def quote_of(self, their: int) -> int:
        """The number of the quote that an item stands in."""
        return self.theirs.segments[self.theirs.items[their].segment].quote

    def clause(self, their: int) -> str:
        """The words of the quotes' clause that an item stands in, for explanations."""
        return self.segment_text(self.theirs.items[their].segment)

    def segment_text(self, number: int) -> str:
        """The words of a segment of the quotes."""
        place = self.theirs.segments[number]
        words = self.theirs.texts[place.quote][place.segment.start : place.segment.end].strip(" ,;:()\n")
        return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rsplit(' ', 1)[0]} …"

    @cached_property
    def _content(self) -> list[int]:
        counts = [0] * len(self.theirs.segments)
        for item in self.theirs.items:
            counts[item.segment] += item.kind in _COUNTED
        return counts

    @cached_property
    def _periods(self) -> dict[int, int]:
        return {item.segment: item.period for item in self.theirs.items}


_INTRODUCING = 3
"""Words of an introduction at most."""
_SHOWN = 160
"""Characters of a clause that an explanation shows."""


def is_verbatim(statement: Statement) -> bool:
    """Whether a statement is its quotes and not one sign more: then there is nothing to compare."""
    return statement.text == JOINT.join(evidence.quote for evidence in statement.evidence)


def compare(statement: Statement, bench: Bench) -> Comparison:
    """The statement beside its quotes."""
    quotes = tuple((one.quote, one.address.bare) for one in statement.evidence)
    return _compared(Laws(bench.library.codes), statement.text, quotes)


def evidence_of(statement: Statement, comparison: Comparison, their: int) -> Evidence:
    """The evidence whose quote an item stands in."""
    return statement.evidence[comparison.quote_of(their)]


@lru_cache(64)
def _compared(laws: Laws, text: str, quotes: tuple[tuple[str, Address], ...]) -> Comparison:
    named = {address.law for _, address in quotes}
    ours = read(text, laws.codes, next(iter(named)) if len(named) == 1 else None)
    return Comparison(ours, quoted(laws, quotes))


def is_marker(item: Item) -> bool:
    """Whether an item negates, limits, commands or compares."""
    return item.kind is Kind.MARKER

"""What a quote leaves out of its own sentence: an exception, a condition, a "nicht".

A list's other items are not missed, nor what a semicolon parts from the quoted words, unless it
points back at them ("…; dies gilt nicht, wenn …").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from corpus.address import StepKind
from corpus.model import Provision, Unit
from service.limits.markers import MarkerKind, pattern
from service.limits.table import sentences

_ITEMS = frozenset({StepKind.NUMMER, StepKind.BUCHSTABE, StepKind.STRICH})
_BACK = re.compile(r"\s*(?:dies|das|er|sie|es)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}")


class Span(NamedTuple):
    """A stretch of a provision's text, ``text[start:end]``."""

    start: int
    end: int


def left_out(provision: Provision, said: Sequence[Span], quoted: Sequence[Span]) -> Span | None:
    """The first limiting stretch of a quoted sentence that no quote brings.

    Args:
        provision: which is quoted.
        said: the stretches of it that one statement quotes.
        quoted: all stretches of it that the answer quotes, those among them.
    """
    for sentence in sentences(provision):
        if _meet(sentence, said):
            own = list(_own(provision, sentence, said))
            found = _first_limit(provision.text, own, said, quoted) if any(_meet(one, said) for one in own) else None
            if found:
                return found
    return None


def covered(text: str, start: int, end: int, quoted: Iterable[Span]) -> bool:
    """Whether quotes bring every word between two offsets; labels ("2.", "a)") may be left out."""
    return not any(_WORD.search(text, one.start, one.end) for one in _without(Span(start, end), quoted))


def _meet(one: Span | Unit, others: Iterable[Span]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)


def _own(provision: Provision, sentence: Unit, said: Sequence[Span]) -> Iterator[Span]:
    """The words of a sentence without the further sentences in its list, its tables, and the items not spoken of."""
    inner = [
        unit
        for unit in provision.units
        if sentence.start <= unit.start and unit.end <= sentence.end and unit.address.steps != sentence.address.steps
    ]
    apart = [Span(unit.start, unit.end) for unit in inner if _is_apart(unit)]
    items = [unit for unit in inner if unit.address.steps[-1].kind in _ITEMS]
    others = [Span(unit.start, unit.end) for unit in items if not any(_meet(one, said) for one in _own_of(unit, apart))]
    return _without(Span(sentence.body, sentence.end), [*apart, *others])


def _is_apart(unit: Unit) -> bool:
    step = unit.address.steps[-1]
    return step.kind is StepKind.TABELLE or (step.kind is StepKind.SATZ and step.number != "1")


def _own_of(item: Unit, apart: Iterable[Span]) -> Iterator[Span]:
    inner = [one for one in apart if item.start <= one.start and one.end <= item.end]
    return _without(Span(item.start, item.end), inner)


def _first_limit(text: str, own: Sequence[Span], said: Sequence[Span], quoted: Sequence[Span]) -> Span | None:
    for clause in _clauses(text, own):
        touched = any(_meet(part, said) for part in clause)
        for piece in (piece for part in clause for piece in _without(part, quoted)):
            if _limits(text, piece) if touched else _points_back(text, piece):
                return piece
    return None


def _limits(text: str, piece: Span) -> bool:
    """Whether left-out words limit the rest of their clause."""
    words = pattern(MarkerKind.EXCEPTION, MarkerKind.CONDITION, MarkerKind.NEGATION)
    return words.search(text, piece.start, piece.end) is not None


def _points_back(text: str, piece: Span) -> bool:
    """Whether a clause behind a semicolon limits what stands before it."""
    pointing = _BACK.match(text, piece.start) is not None
    return pointing and pattern(MarkerKind.SENTENCE).search(text, piece.start, piece.end) is not None


def _clauses(text: str, own: Sequence[Span]) -> Iterator[tuple[Span, ...]]:
    """The words of a sentence, parted at semicolons that stand outside of its items' ends."""
    clause: list[Span] = []
    for part in own:
        position = part.start
        while (at := text.find(";", position, part.end)) >= 0 and text[at + 1 : at + 2] != "\n":
            clause.append(Span(position, at + 1))
            yield tuple(clause)
            clause, position = [], at + 1
        clause.append(Span(position, part.end))
    yield tuple(clause)


def _without(whole: Span, others: Iterable[Span]) -> Iterator[Span]:
    """What is left of a stretch when others are taken out of it."""
    position = whole.start
    for one in sorted(others):
        if one.end > position and one.start < whole.end:
            if one.start > position:
                yield Span(position, one.start)
            position = one.end
    if position < whole.end:
        yield Span(position, whole.end)

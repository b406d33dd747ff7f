"""Whether two items stand at the same words; a "nicht" or a figure is the quote's own only where it does."""

from __future__ import annotations

from collections.abc import Iterable

from service.verify.alignment.neighbours import Beside, Neighbour, beside_ours, beside_theirs
from service.verify.alignment.pairing import Pairing
from service.verify.reading import Item, Kind

_OF_CLAUSE = frozenset({"modality", "condition", "denial"})
"""Groups of markers that move within their clause."""


class Binding:
    """Judges over a pairing whose words are paired."""

    __slots__ = ("_clauses", "_pairing")

    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing
        self._clauses = frozenset(
            (pairing.ours[our].segment, pairing.theirs[their].segment)
            for our, their in pairing.pairs()
            if pairing.ours[our].kind is Kind.WORD
        )

    def holds(self, our: int, their: int) -> bool:
        """Whether two items stand at the same words: the nearest paired words on one side are the same.

        Verbs of obligation and denial, and conjunctions of a condition, are bound by their clause, in which they move.
        """
        one, other = self._pairing.ours[our], self._pairing.theirs[their]
        if one.group in _OF_CLAUSE and (one.segment, other.segment) in self._clauses:
            return True
        if one.kind is Kind.NORM and self._follows_exception(our, their):
            return True
        ours, theirs = beside_ours(self._pairing, our), beside_theirs(self._pairing, their)
        if one.kind is Kind.MARKER and any(neighbour and neighbour.is_astray(other) for neighbour in ours):
            return False
        if not any(theirs):
            return one.key == other.key and self._stands_alone(our, their, ours)
        left, right = _same(ours.left, theirs.left), _same(ours.right, theirs.right)
        if left and right and one.key == other.key == "nicht":
            return _same_word_beside(one, other)
        return left or right

    def _follows_exception(self, our: int, their: int) -> bool:
        """Whether a norm has moved together with its "vorbehaltlich" or "abweichend von"."""
        excepted = our > 0 and self._pairing.ours[our - 1].group == "exception"
        return excepted and self._pairing.to_theirs[our - 1] == their - 1

    def _stands_alone(self, our: int, their: int, ours: Beside) -> bool:
        """Whether an item in a line without words ("0,45 · x", "Er kann") stands next to the same lines."""
        if self._has_words(their):
            return False
        if ours.left:
            return ours.left.place < their and not self._rivals(our, range(ours.left.place + 1, their))
        right = ours.right
        return right is None or (their < right.place and not self._rivals(our, range(their + 1, right.place)))

    def _has_words(self, their: int) -> bool:
        """Whether a word stands in the sentence of an item of the quotes."""
        items = self._pairing.theirs
        for step in (-1, 1):
            place = their + step
            while 0 <= place < len(items) and items[place].sentence == items[their].sentence:
                if items[place].kind is Kind.WORD:
                    return True
                place += step
        return False

    def _rivals(self, our: int, places: Iterable[int]) -> bool:
        """Whether there is something of the same kind at any of these places of the quotes."""
        one, items = self._pairing.ours[our], self._pairing.theirs
        return any(items[place].kind is one.kind and items[place].group == one.group for place in places)


def _same(one: Neighbour | None, other: Neighbour | None) -> bool:
    return one is not None and other is not None and one.place == other.place and one.apart == other.apart


def _same_word_beside(one: Item, other: Item) -> bool:
    """Whether a negation has the same word right before or behind it: "gilt nicht für" is not "gilt für nicht"."""
    written_alike = one.shown == other.shown
    return not written_alike or any(ours == theirs for ours, theirs in zip(one.beside, other.beside, strict=True))

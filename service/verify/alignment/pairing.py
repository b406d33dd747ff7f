"""Which item of a statement is which item of its quotes: the pairs, as they are being found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from service.verify.reading import Item

NOWHERE = -1
_FREQUENT = 60
"""Places of a key in a quote that are looked at: a longer list is a table, whose words tell nothing."""


class Pairing:
    """The places in the quotes' items (``theirs``) of a statement's items (``ours``), and the other way round.

    ``places`` are the places of each key in the quotes; the items ``aside`` are paired with nothing.
    """

    __slots__ = ("_aside", "_places", "ours", "theirs", "to_ours", "to_theirs")

    def __init__(
        self, ours: Sequence[Item], theirs: Sequence[Item], places: dict[str, list[int]], aside: frozenset[int]
    ) -> None:
        self.ours, self.theirs = ours, theirs
        self._places, self._aside = places, aside
        self.to_theirs = [NOWHERE] * len(ours)
        self.to_ours = [NOWHERE] * len(theirs)

    def join(self, our: int, their: int) -> None:
        """Take two items for the same."""
        self.to_theirs[our], self.to_ours[their] = their, our

    def part(self, our: int) -> None:
        """Take an item for unpaired."""
        their = self.to_theirs[our]
        self.to_theirs[our], self.to_ours[their] = NOWHERE, NOWHERE

    def pairs(self) -> Iterator[tuple[int, int]]:
        """All pairs, in the order of the statement; the present pair may be parted meanwhile."""
        return ((our, their) for our, their in enumerate(self.to_theirs) if their != NOWHERE)

    def is_open(self, our: int) -> bool:
        """Whether an item of the statement waits for its counterpart."""
        return self.to_theirs[our] == NOWHERE and our not in self._aside

    def candidates(self, our: int) -> Sequence[int]:
        """Places of the quotes with the key of an item."""
        return () if our in self._aside else self._places.get(self.ours[our].key, ())[:_FREQUENT]

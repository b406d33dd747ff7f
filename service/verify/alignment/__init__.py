"""Which item of a quote each item of a statement is.

First the longest common runs, which may cross, so that a clause may move; then single words where their neighbours
are. What negates, limits, commands, compares, counts or names a norm is paired only where it is *bound*: where it
stands at the same words.
"""

from __future__ import annotations

from collections.abc import Sequence

from service.verify.alignment.binding import Binding
from service.verify.alignment.neighbours import Beside, beside_ours
from service.verify.alignment.pairing import NOWHERE, Pairing
from service.verify.alignment.runs import join_runs
from service.verify.reading import REFERENCE, Item, Kind

__all__ = ["NOWHERE", "Alignment"]


class Alignment:
    """The places in the quotes' items of a statement's items, and the other way round; NOWHERE where there is none."""

    __slots__ = ("_binding", "_pairing", "to_ours", "to_theirs")

    def __init__(
        self,
        ours: Sequence[Item],
        theirs: Sequence[Item],
        places: dict[str, list[int]],
        aside: frozenset[int] = frozenset(),
    ) -> None:
        pairing = self._pairing = Pairing(ours, theirs, places, aside)
        join_runs(pairing)
        _join_single(pairing, [our for our, item in enumerate(ours) if item.kind is Kind.WORD])
        self._binding = Binding(pairing)
        _join_single(pairing, [our for our, item in enumerate(ours) if item.kind is not Kind.WORD])
        periods = _periods(pairing)
        _part_stray(pairing, periods)
        _part_unbound(pairing, self._binding)
        _join_bound(pairing, self._binding, periods)
        self.to_theirs, self.to_ours = pairing.to_theirs, pairing.to_ours

    def is_bound(self, our: int, their: int) -> bool:
        """Whether two items stand at the same words."""
        return self._binding.holds(our, their)

    def beside(self, our: int) -> Beside:
        """The matched words beside an item of the statement."""
        return beside_ours(self._pairing, our)


def _join_single(pairing: Pairing, wanted: Sequence[int]) -> None:
    """Pair what no run has, each at the place that is nearest to where its neighbours are."""
    for our in wanted:
        free = [their for their in pairing.candidates(our) if pairing.to_ours[their] == NOWHERE]
        if free and pairing.is_open(our):
            left, right = beside_ours(pairing, our)
            aims = [*([left.place + 1] if left else []), *([right.place - 1] if right else [])]
            pairing.join(our, min(free, key=lambda their: min((abs(their - aim) for aim in aims), default=their)))


def _periods(pairing: Pairing) -> dict[int, int]:
    """For each clause of the statement, the sentence of the quotes that most of its words stand in."""
    counted: dict[int, dict[int, int]] = {}
    for our, their in pairing.pairs():
        if pairing.ours[our].is_content:
            clause = counted.setdefault(pairing.ours[our].segment, {})
            period = pairing.theirs[their].period
            clause[period] = clause.get(period, 0) + 1
    return {segment: max(clause, key=lambda period: clause[period]) for segment, clause in counted.items()}


def _part_stray(pairing: Pairing, periods: dict[int, int]) -> None:
    """Part what a clause of the statement takes from another sentence than its words: clauses are not stitched."""
    for our, their in pairing.pairs():
        item, period = pairing.ours[our], pairing.theirs[their].period
        if item.kind is not Kind.WORD and periods.get(item.segment, period) != period:
            pairing.part(our)


def _part_unbound(pairing: Pairing, binding: Binding) -> None:
    """Part what only looks the same: a "nicht" at other words, a figure of another thing."""
    for our, their in pairing.pairs():
        free = pairing.ours[our].kind is Kind.WORD or pairing.ours[our].group == REFERENCE
        if not free and not binding.holds(our, their):
            pairing.part(our)


def _join_bound(pairing: Pairing, binding: Binding, periods: dict[int, int]) -> None:
    """Pair what is left where it is bound, also under another key of the same meaning."""
    special = [
        their
        for their, item in enumerate(pairing.theirs)
        if item.kind is not Kind.WORD and pairing.to_ours[their] == NOWHERE
    ]
    for our, item in enumerate(pairing.ours):
        if item.kind is Kind.WORD or not pairing.is_open(our):
            continue
        for their in special:
            other = pairing.theirs[their]
            in_place = pairing.to_ours[their] == NOWHERE and periods.get(item.segment, other.period) == other.period
            if in_place and (item.key == other.key or item.key in other.also) and binding.holds(our, their):
                pairing.join(our, their)
                break

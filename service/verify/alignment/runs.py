"""The longest common runs of a statement and its quotes, wherever they stand: clauses may have moved."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heapify, heappop, heappush

from service.verify.alignment.pairing import NOWHERE, Pairing

_RUN = 2
"""Items that a run has at least; shorter ones are paired by their neighbours."""
_GAP = 4
"""Items that may be left out or put in where two texts otherwise go on alike."""


def join_runs(pairing: Pairing) -> None:
    """Take the longest common run, go on from its ends over small gaps, and so on with what is left."""
    waiting = [(-length, our, their) for length, our, their in _runs(pairing)]
    heapify(waiting)
    while waiting:
        negative, our, their = heappop(waiting)
        length, start = _free_part(pairing, our, their, -negative)
        if (length, start) == (-negative, our):
            for step in range(length):
                pairing.join(our + step, their + step)
            _extend(pairing, our + length - 1, 1)
            _extend(pairing, our, -1)
        elif length >= _RUN:
            heappush(waiting, (-length, start, their + start - our))


def _runs(pairing: Pairing) -> Iterator[tuple[int, int, int]]:
    """The longest common runs: length, place in the statement, place in the quotes."""
    keys = [item.key for item in pairing.ours]
    other = [item.key for item in pairing.theirs]
    for our in range(len(keys)):
        for their in pairing.candidates(our):
            if our and their and keys[our - 1] == other[their - 1]:
                continue
            length = 1
            most = min(len(keys) - our, len(other) - their)
            while length < most and keys[our + length] == other[their + length]:
                length += 1
            if length >= _RUN:
                yield length, our, their


def _free_part(pairing: Pairing, our: int, their: int, length: int) -> tuple[int, int]:
    """The longest part of a run that nothing has taken: its length and its place in the statement."""
    best, start = (0, our), our
    for place in range(our, our + length + 1):
        inside = place < our + length
        if not (inside and pairing.is_open(place) and pairing.to_ours[their + place - our] == NOWHERE):
            best = max(best, (place - start, start), key=lambda part: part[0])
            start = place + 1
    return best


def _extend(pairing: Pairing, our: int, step: int) -> None:
    """Go on from a paired item, forwards or backwards, over small gaps."""
    anchor, distance = pairing.to_theirs[our], 0
    our += step
    while 0 <= our < len(pairing.ours) and pairing.is_open(our) and distance < _GAP:
        distance += 1
        their = _near(pairing, our, anchor, step)
        if their is not None:
            pairing.join(our, their)
            anchor, distance = their, 0
        our += step


def _near(pairing: Pairing, our: int, anchor: int, step: int) -> int | None:
    """The next item of the quotes with the key of an item, behind (or before) a place and in its sentence."""
    for their in range(anchor + step, anchor + step * (_GAP + 1), step):
        inside = 0 <= their < len(pairing.theirs) and pairing.to_ours[their] == NOWHERE
        if not inside or pairing.theirs[their].period != pairing.theirs[anchor].period:
            return None
        if pairing.theirs[their].key == pairing.ours[our].key:
            return their
    return None

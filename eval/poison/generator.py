"""Bases -> cases: every mutation in turn makes one, until there are enough or none has any left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random

from eval.poison.case import Case, Change, Mutation, Pool
from eval.poison.ground import Base, Ground
from eval.poison.mutations import LIES
from eval.poison.phrasing import carried
from eval.poison.truths import TRUTHS

_QUOTED_FALSELY = frozenset({Pool.SUPERSEDED, Pool.LIMITED})
PASSES = 3
"""How often a base may be changed in the same way, each time elsewhere: a small corpus has few bases."""


def generate(ground: Ground, seed: int, false: int, true: int) -> Iterator[Case]:
    """At most so many false and true cases; the same for the same corpus, day and seed."""
    yield from islice(_in_turn(LIES, ground, seed), false)
    yield from islice(_in_turn(TRUTHS, ground, seed), true)


def _in_turn(mutations: Sequence[Mutation], ground: Ground, seed: int) -> Iterator[Case]:
    sources = [_cases(mutation, ground, seed) for mutation in mutations]
    while sources:
        left = []
        for source in sources:
            case = next(source, None)
            if case is not None:
                left.append(source)
                yield case
        sources = left


def _cases(mutation: Mutation, ground: Ground, seed: int) -> Iterator[Case]:
    """All cases that a mutation can make, each different from the others and from the law."""
    rng = Random(f"{seed}:{mutation.name}")  # noqa: S311  (not a secret: the same cases every time)
    bases = list(ground.pool(mutation.pool))
    seen: set[tuple[object, ...]] = set()
    for _ in range(PASSES):
        rng.shuffle(bases)
        for base in bases:
            change = mutation.make(base, ground, rng)
            if change is None or _says_nothing_new(change, base, mutation):
                continue
            case = _case(mutation, base, change, ground, rng)
            mark = (change.text, change.quotes)
            if mark not in seen:
                seen.add(mark)
                yield case


def _says_nothing_new(change: Change, base: Base, mutation: Mutation) -> bool:
    """A lie that left everything as it was, or that happens to be what the law says elsewhere in the provision."""
    if change.quotes != base.quotes or base.limits or mutation.pool in _QUOTED_FALSELY:
        return False
    return mutation in LIES and (change.text == base.text or change.text in base.provision.text)


def _case(mutation: Mutation, base: Base, change: Change, ground: Ground, rng: Random) -> Case:
    citation = ground.citation(base.core.address)
    text = carried(change.text, citation, rng) if change.carried else change.text
    return Case(mutation.name, mutation.kind, text, change.quotes, change.note, base.core.address, change.also)

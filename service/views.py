"""From a norm to what the administration says of it: the passages of directives that comment on it or cite it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from corpus.address import Address
from corpus.library import Library
from corpus.model import Passage, Rank, Unit
from corpus.relations import Relation, RelationKind


class OnNorm(NamedTuple):
    """A passage of a directive, and the stretch that names the norm; all of it, where all is about the norm."""

    passage: Passage
    naming: Unit


def views_on(norm: Address, day: date, ranks: frozenset[Rank], library: Library) -> Iterator[OnNorm]:
    """What comments on a norm, then what cites it, most exactly first; each passage once."""
    seen: set[tuple[Address, int]] = set()
    for relation in sorted(library.view.relations_to(norm), key=lambda one: _distance(one, norm)):
        for passage in library.index.within(relation.source, day):
            mark = (passage.address, passage.start)
            if passage.rank in ranks and mark not in seen and _says(passage, relation):
                seen.add(mark)
                yield OnNorm(passage, _naming(passage, relation, library))


def _distance(relation: Relation, norm: Address) -> tuple[int, int]:
    """Commenting before citing; citing the very place, or one in it, before citing what is around it."""
    if relation.kind is not RelationKind.CITES:
        return 0, 0
    place = relation.target.place
    return 1, 0 if place and norm.covers(place) else 1


def _says(passage: Passage, relation: Relation) -> bool:
    """Whether the passage has the words that name the norm; a relation of a whole section has none."""
    return not relation.said or (passage.start < relation.end and relation.start < passage.end)


def _naming(passage: Passage, relation: Relation, library: Library) -> Unit:
    """The unit that names the norm, or the whole passage: what is to be quoted before anything else."""
    whole = Unit(passage.address, passage.start, passage.end, passage.start)
    held = library.view.provision(relation.source) if relation.said else None
    unit = held.provision.unit(relation.source) if held else None
    return Unit(relation.source, unit.start, unit.end, unit.body) if unit else whole

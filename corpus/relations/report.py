"""What the relations of all directives come to: how many there are, which lead nowhere, and the share that resolves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.relations.model import Relation, RelationKind, TargetKind
from corpus.relations.targets import Dangling, Gap, Reached


@dataclass(frozen=True, slots=True)
class Loose:
    """A relation that leads nowhere, and why."""

    relation: Relation
    dangling: Dangling

    @property
    def name(self) -> str:
        """The target as the text names it; for a norm with its law."""
        target, said = self.relation.target, " ".join(self.relation.said.split())
        return said or (f"{target.name} ({target.place})" if target.place else target.name)


@dataclass(frozen=True, slots=True)
class Report:
    """Relations counted.

    ``counts`` by kind of relation and of target; ``loose`` in the order of the directives. ``norms`` is the number of
    cited places of laws that are held, ``present`` of those that exist in the newest version, ``former`` of those
    that only an older version has.
    """

    counts: tuple[tuple[RelationKind, TargetKind, int], ...]
    loose: tuple[Loose, ...]
    norms: int
    present: int
    former: int

    @property
    def total(self) -> int:
        """All relations."""
        return sum(count for _, _, count in self.counts)

    @property
    def share(self) -> float:
        """Share of the cited places of laws that are held which exist, from 0 to 1; 1 where none is cited."""
        return (self.present + self.former) / self.norms if self.norms else 1.0

    @property
    def unresolved(self) -> tuple[Loose, ...]:
        """The cited places of laws that are held which do not exist."""
        return tuple(one for one in self.loose if _is_place(one.relation, one.dangling))

    def gaps(self) -> tuple[tuple[TargetKind, Gap, int], ...]:
        """How many lead nowhere, by kind of target and by reason; the most frequent first."""
        counted = Counter((one.relation.target.kind, one.dangling.gap) for one in self.loose)
        return tuple((kind, gap, count) for (kind, gap), count in counted.most_common())


def report(found: Iterable[tuple[Relation, Reached | Dangling]]) -> Report:
    """Count relations and where they lead, see :meth:`corpus.relations.targets.Targets.all`."""
    counts = Counter[tuple[RelationKind, TargetKind]]()
    loose: list[Loose] = []
    present = former = missing = 0
    for relation, end in found:
        counts[relation.kind, relation.target.kind] += 1
        if isinstance(end, Dangling):
            loose.append(Loose(relation, end))
            missing += _is_place(relation, end)
        elif _is_norm(relation):
            present, former = present + (not end.former), former + end.former
    ordered = tuple((kind, target, counts[kind, target]) for kind, target in sorted(counts))
    return Report(ordered, tuple(loose), present + former + missing, present, former)


def _is_norm(relation: Relation) -> bool:
    return relation.kind is RelationKind.CITES and relation.target.kind is TargetKind.NORM


def _is_place(relation: Relation, dangling: Dangling) -> bool:
    return _is_norm(relation) and dangling.gap is Gap.NO_SUCH_PLACE

"""How a document stands to others, told to whoever reads it: who comments on, cites or amends it, and the reverse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from corpus.address import Address
from corpus.citations import format_address
from corpus.library import Library
from corpus.model import Rank, Version
from corpus.relations import Dangling, Relation, RelationKind, Target, TargetKind, Targets

_DAY_ALONE = "nur mit dem Tag genannt; gemeint sein kann auch ein anderes Schreiben dieses Tages"


@dataclass(frozen=True, slots=True)
class Related:
    """One other document, or place in it.

    ``label`` says how it stands to the shown one ("Erläutert in"), ``citation`` names it, ``address`` is where it is
    held, None where it isn't; ``note`` then says why. ``count`` is how often it is said.
    """

    kind: RelationKind
    label: str
    citation: str
    address: Address | None
    rank: Rank | None = None
    title: str = ""
    issued: date | None = None
    note: str = ""
    count: int = 1


def related(place: Address, law: Version, library: Library) -> tuple[Related, ...]:
    """What stands in relation to a place, or to a document as a whole: each once, what is done to it first.

    Directives are taken as they are known today. A letter is always taken as a whole.
    """
    telling = _Telling(library, Targets(library.view, library.codes))
    letter = bool(law.issuer and law.issued)
    counted: dict[Related, int] = {}
    for one in (*telling.incoming(place, law, whole=letter), *telling.outgoing(place, law, whole=letter)):
        counted[one] = counted.get(one, 0) + 1
    return tuple(replace(one, count=count) for one, count in sorted(counted.items(), key=lambda item: _order(item[0])))


def changes(directive: Version, given: date | None, day: date, library: Library) -> tuple[str, ...]:
    """What has amended, replaced, repealed or supplemented a directive until a day, as German phrases.

    A work is held as it stood on the day ``given``: only what came later is news; of a letter everything is.
    """
    after = date.min if directive.issued else given or date.max
    found: dict[tuple[date, RelationKind], str] = {}
    for one in library.view.relations_to_document(directive.law, kinds=_CHANGES):
        name, issued = _actor(one, library)
        if _is_done_to(one, directive) and issued and after < issued <= day:
            unsure = "" if one.target.key else f" ({_DAY_ALONE})"
            told = f"{one.kind.passive} {name}{unsure}"
            # A letter that says so itself is named in full; others name it by its day.
            if one.actor is None and not unsure:
                found[issued, one.kind] = told
            else:
                found.setdefault((issued, one.kind), told)
    return tuple(told for _, told in sorted(found.items()))


_CHANGES = (RelationKind.AMENDS, RelationKind.REPLACES, RelationKind.REPEALS, RelationKind.SUPPLEMENTS)


def _actor(relation: Relation, library: Library) -> tuple[str, date | None]:
    """Who does it: the letter that is named, or the one that says so."""
    if relation.actor:
        return relation.actor.name, relation.actor.issued
    versions = library.view.versions(relation.source.law)
    return (versions[-1].abbreviation, versions[-1].issued) if versions else (relation.source.law, None)


def _is_done_to(relation: Relation, law: Version) -> bool:
    """Whether the document is what something is done to, and not who does it."""
    target = relation.target
    return target.key == law.law or (not target.key and target.issued == law.issued)


def _is_named(target: Target) -> bool:
    """Whether the text tells what it names; a "§ 8" without its law is nothing to look up."""
    return bool(target.name or target.place)


def _order(one: Related) -> tuple[object, ...]:
    kinds = list(RelationKind)
    rank = one.rank.order if one.rank else len(Rank)
    return kinds.index(one.kind), one.label != one.kind.passive, one.address is None, rank


@dataclass(frozen=True, slots=True)
class _Telling:
    """Relations told of one side."""

    library: Library
    targets: Targets

    def incoming(self, place: Address, law: Version, *, whole: bool) -> Iterator[Related]:
        """What directives say of the place."""
        view = self.library.view
        if law.issuer and (whole or not place.steps):
            for one in view.relations_to_document(law.law):
                yield self._doing(one) if _is_done_to(one, law) else self._done(one.kind, one.target)
        elif place.steps:
            yield from map(self._doing, view.relations_to(place))

    def outgoing(self, place: Address, law: Version, *, whole: bool) -> Iterator[Related]:
        """What the place, where it is one of a directive, says of others."""
        if not law.issuer or not (place.steps or whole):
            return
        for one in self.library.view.relations_from(Address(law.law) if whole else place):
            here = one.kind is not RelationKind.CITES or place.bare.covers(one.source)
            if here and not one.actor and one.target.key != law.law and _is_named(one.target):
                yield self._done(one.kind, one.target)

    def _doing(self, relation: Relation) -> Related:
        """Who does something to the shown document."""
        target = relation.target
        unsure = target.kind is TargetKind.DIRECTIVE and not (target.key or target.reference or target.document)
        note, label = _DAY_ALONE if unsure else "", relation.kind.passive
        if relation.actor:
            return replace(self._done(relation.kind, relation.actor), label=label)
        held = self.library.view.oldest(relation.source.law)
        newest = self.library.view.versions(relation.source.law)[-1] if held else None
        if newest is None:
            return Related(relation.kind, label, str(relation.source), None, note=note)
        source = Address(newest.law) if newest.issued else relation.source.provision
        return self._at(relation.kind, label, source.at(newest.day), newest, note)

    def _done(self, kind: RelationKind, target: Target) -> Related:
        """To whom the shown document does something."""
        end = self.targets.reach(target)
        if isinstance(end, Dangling):
            return Related(kind, kind.label, self._name(target), None, issued=target.issued, note=end.reason)
        version = self.library.view.version(end.address.law, end.address.version or "")
        if version is None:
            raise LookupError(f"{end.address} wurde gefunden und ist doch nicht im Bestand.")
        former = "nur in dieser früheren Fassung" if end.former else ""
        return self._at(kind, kind.label, end.address, version, former, end.through)

    def _name(self, target: Target) -> str:
        if target.kind is TargetKind.NORM and target.place:
            return format_address(target.place, self.library.codes, target.through)
        return target.name

    def _at(  # noqa: PLR0913, PLR0917 - the fields of what is told
        self, kind: RelationKind, label: str, address: Address, law: Version, note: str, through: Address | None = None
    ) -> Related:
        citation = format_address(address.bare, self.library.codes, through.bare if through else None)
        return Related(kind, label, citation, address, law.rank, law.title, law.issued, note)

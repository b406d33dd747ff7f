"""A directive -> its relations: what it cites, what it comments on, and what it says that letters do to each other.

Reads the text alone, whatever else is held: the same text always says the same. Whether a target can be
reached is found out later, with the corpus at hand (:mod:`corpus.relations.targets`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from corpus.address import Address
from corpus.citations import (
    CaseCitation,
    Citation,
    Codes,
    DirectiveCitation,
    NormCitation,
    Place,
    find,
    find_all,
    format_citation,
)
from corpus.citations.letters import slug
from corpus.citations.works import works
from corpus.model import Directive, Provision, Unit
from corpus.relations.effects import Effect, EffectKind, dated, effects, effects_of, letter_key
from corpus.relations.model import Relation, RelationKind, Target, TargetKind

_ISSUER = "BMF"
"""Whose letters the wordings of :mod:`corpus.relations.effects` name."""
_KINDS = {
    EffectKind.AMENDS: RelationKind.AMENDS,
    EffectKind.REPLACES: RelationKind.REPLACES,
    EffectKind.REPEALS: RelationKind.REPEALS,
    EffectKind.AMENDED_BY: RelationKind.AMENDS,
    EffectKind.SUPPLEMENTED_BY: RelationKind.SUPPLEMENTS,
}
_SAID_OF_OTHERS = (EffectKind.AMENDED_BY, EffectKind.SUPPLEMENTED_BY)


def relations_of(directive: Directive, codes: Codes) -> tuple[Relation, ...]:
    """All relations of a directive, provision by provision in the order of their text; each once at its place."""
    found = [*_commented(directive, codes), *_effects_of_subject(directive)]
    for provision in directive.provisions:
        for effect in effects_of(provision):
            source = effect.address.bare if effect.address else provision.address.bare
            found.append(_effect(effect, source, provision.text, directive))
        found += _cited(provision, directive, codes)
    return tuple(dict.fromkeys(found))


def _commented(directive: Directive, codes: Codes) -> Iterator[Relation]:
    """Sections of a work comment on one norm each; a letter as a whole on what its subject names."""
    pairs: Iterable[tuple[Address, Address]]
    if directive.issued:
        named = (address for citation in find(directive.title, codes) for address in citation.addresses)
        pairs = ((Address(directive.key), norm) for norm in dict.fromkeys((*directive.comments_on, *named)))
    else:
        pairs = zip((one.address.bare for one in directive.provisions), directive.comments_on, strict=False)
    for source, norm in pairs:
        target = Target(TargetKind.NORM, _abbreviation(norm.law, codes), norm.law, norm.bare)
        yield Relation(RelationKind.COMMENTS_ON, source, 0, 0, "", target)


def _effects_of_subject(directive: Directive) -> Iterator[Relation]:
    """What the subject line of a letter says it does ("Änderung des BMF-Schreibens vom …"): done by all of it."""
    for effect in effects(directive.title) if directive.issued else ():
        relation = _effect(effect, Address(directive.key), directive.title, directive)
        yield replace(relation, start=0, end=0, said="")


def _effect(effect: Effect, source: Address, text: str, directive: Directive) -> Relation:
    """An effect, told in one direction: who does it, and to whom."""
    named, kind = _letter(effect.target, effect.issued, effect.reference), _KINDS[effect.kind]
    said = text[effect.start : effect.end]
    if effect.kind not in _SAID_OF_OTHERS:
        return Relation(kind, source, effect.start, effect.end, said, named)
    return Relation(kind, source, effect.start, effect.end, said, _changed(effect, directive), named)


def _changed(effect: Effect, directive: Directive) -> Target:
    """What another letter has changed: the document named before, or the one that says so."""
    if effect.subject:
        return _letter(effect.subject, *dated(effect.subject))
    own = Address(directive.key)
    return Target(TargetKind.DIRECTIVE, directive.abbreviation, directive.key, own, issued=directive.issued)


def _letter(name: str, issued: date | None, reference: str) -> Target:
    """A letter, or a decree that is issued as one and kept as a work (AEAO, UStAE)."""
    work = next((key for begin, key in _DECREES if name.startswith(begin)), "")
    key = work or (letter_key(issued, reference) if issued and reference else "")
    place = Address(key) if key else None
    issuer = "" if work else _ISSUER
    return Target(TargetKind.DIRECTIVE, " ".join(name.split()), key, place, None, issuer, issued, reference)


_DECREES = (("Anwendungserlass", "aeao"), ("Umsatzsteuer", "ustae"))
"""How the name of a decree begins in :mod:`corpus.relations.effects`, and the key of its work."""


def _cited(provision: Provision, directive: Directive, codes: Codes) -> Iterator[Relation]:
    work = directive.key if directive.key in works() else None
    for citation in find_all(provision.text, codes, default_work=work):
        source = _innermost(provision, citation).bare
        for target in _targets(citation, codes):
            if target.place is None or target.place.provision != provision.address.bare:
                yield Relation(RelationKind.CITES, source, citation.start, citation.end, citation.text, target)


def _innermost(provision: Provision, citation: Citation) -> Address:
    """The smallest unit that the whole citation stands in."""
    holding = [unit for unit in provision.units if unit.start <= citation.start and citation.end <= unit.end]
    return min(holding, key=_extent).address if holding else provision.address


def _extent(unit: Unit) -> tuple[int, int]:
    """Length of a unit; of two equally long ones the deeper is the smaller."""
    return unit.end - unit.start, -len(unit.address.steps)


def _targets(citation: Citation, codes: Codes) -> Iterator[Target]:
    match citation:
        case NormCitation():
            yield from _norms(citation, codes)
        case DirectiveCitation():
            yield from _directives(citation, codes)
        case CaseCitation():
            numbers = " + ".join(citation.file_numbers)
            yield Target(
                TargetKind.DECISION, format_citation(citation, codes), issued=citation.decided, reference=numbers
            )


def _norms(citation: NormCitation, codes: Codes) -> Iterator[Target]:
    law = citation.law
    if law is None:
        yield Target(TargetKind.NORM, citation.raw)
        return
    for place in citation.places:
        yield Target(TargetKind.NORM, _abbreviation(law, codes), law, place.address(law), _through(place, law))


def _abbreviation(law: str, codes: Codes) -> str:
    code = codes.by_key(law)
    return code.abbreviation if code else law


def _directives(citation: DirectiveCitation, codes: Codes) -> Iterator[Target]:
    key = citation.work or _known_key(citation)
    for place in citation.places or (Place(()),):
        yield Target(
            TargetKind.DIRECTIVE,
            format_citation(citation, codes),
            key,
            place.address(key) if key else None,
            _through(place, key) if key else None,
            citation.issuer,
            citation.issued,
            citation.reference,
            citation.document,
        )


def _known_key(citation: DirectiveCitation) -> str:
    """The key that a letter has, whether it is held or not; "" where the citation says too little."""
    if citation.issuer and citation.issued and citation.reference:
        return f"{slug(citation.issuer)}-{citation.issued.isoformat()}-{slug(citation.reference)}"
    return ""


def _through(place: Place, law: str) -> Address | None:
    return place.last_address(law) if place.through else None

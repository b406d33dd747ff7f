"""The conflict radar, first step: a directive that cites a norm whose text changed after the directive was given.

Known from stored versions only, so three things can be said: the text that the directive had before it was still seen
on a later day (it has changed since: certain); it was last seen before that day, and the newer text first seen after
it (it may have changed since), unless the newer version's Stand is older than the directive; or nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from corpus.address import Address
from corpus.citations import Place, Resolved, format_address, resolve
from corpus.library import Library
from corpus.model import Edition, Unit, Version
from corpus.relations import Relation, RelationKind, TargetKind
from service.model import Answer, Evidence, Overtaken, Refusal
from service.related import changes

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def given_on(directive: Version) -> date | None:
    """The last day whose law a directive can have known: its day of issue, or the end of the year of its handbook."""
    if directive.issued:
        return directive.issued
    years = [int(year) for entry in directive.stand.entries for year in _YEAR.findall(entry.comment)]
    return date(max(years), 12, 31) if years else None


def marked(outcome: Answer | Refusal, library: Library) -> Answer | Refusal:
    """The answer, its evidence marked where a directive is older than the text of a norm that the quote cites."""
    if isinstance(outcome, Refusal):
        return outcome
    day = outcome.question.as_of
    statements = tuple(
        replace(one, evidence=tuple(mark(evidence, day, library) for evidence in one.evidence))
        for one in outcome.statements
    )
    return replace(outcome, statements=statements)


def mark(evidence: Evidence, day: date, library: Library) -> Evidence:
    """The evidence, marked where it must be, and with what has changed the directive."""
    if not evidence.issuer:
        return evidence
    directive = library.view.version(evidence.address.law, evidence.address.version or "")
    found = overtaken(evidence.address, evidence.start, evidence.end, day, library)
    told = changes(directive, given_on(directive), day, library) if directive else ()
    return replace(evidence, overtaken=found, changes=told) if found or told else evidence


def overtaken(place: Address, start: int, end: int, day: date, library: Library) -> tuple[Overtaken, ...]:
    """The norms cited in ``text[start:end]`` of a directive's provision whose text changed after it, up to a day."""
    directive = library.view.version(place.law, place.version or "")
    given = given_on(directive) if directive and directive.issuer else None
    if given is None:
        return ()
    cited = (
        one
        for one in library.view.relations_from(place.provision)
        if one.kind is RelationKind.CITES and one.target.kind is TargetKind.NORM and one.target.place
        if start < one.end and one.start < end
    )
    found = (_changed(one, given, day, library) for one in cited)
    return tuple(dict.fromkeys(one for one in found if one))


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a cited place in an edition: its address there, the words (None: there is no such place)."""

    address: Address
    words: str | None
    edition: Edition

    @property
    def first(self) -> date:
        """First day on which it was seen."""
        return self.edition.held[0].period.start or date.min

    @property
    def last(self) -> date:
        """A day on which it was still seen: the first of the last version that has it."""
        return self.edition.held[-1].period.start or date.min


def _changed(relation: Relation, given: date, day: date, library: Library) -> Overtaken | None:
    """The last change of a cited place after the directive was given; None where none is known."""
    place, through = relation.target.place, relation.target.through
    if place is None or (through and through.provision != place.provision):
        return None
    texts = [_text(place, through, edition, library) for edition in library.view.history(place.provision)]
    known = [one for one in texts if one.first <= day]
    then = next((one for one in reversed(known) if one.first <= given), known[0] if known else None)
    if then is None or then.words is None or known[-1].words == then.words:
        return None
    after = next(one for one in known[known.index(then) + 1 :] if one.words != then.words)
    last_seen = [one for one in known[: known.index(after)] if one.words == then.words][-1]
    certain = last_seen.last >= given
    stand = after.edition.law.stand.date
    if not certain and stand is not None and stand < given:
        return None
    citation = format_address(place, library.codes, through)
    return Overtaken(citation, last_seen.address, known[-1].address, after.first, certain, gone=known[-1].words is None)


def _text(place: Address, through: Address | None, edition: Edition, library: Library) -> _Text:
    provision, version = edition.provision, edition.law.day
    code = library.codes.by_key(place.law)
    found = resolve(Place(place.steps, through.steps if through else ()), code, lambda _: provision) if code else None
    if not isinstance(found, Resolved):
        return _Text(place.provision.bare.at(version), None, edition)
    whole = Unit(found.address, 0, len(provision.text), 0)
    first = provision.unit(found.address) or whole
    last = (provision.unit(found.through) or whole) if found.through else first
    words = " ".join(provision.text[first.start : last.end].split())
    return _Text(found.address.bare.at(version), words, edition)

"""The completeness certificate: is every character of the source accounted for, exactly once, and nothing altered?

The check knows nothing of how a parser builds provisions. It takes the source text as plain text, the pieces into
which the parser divided it, and the provisions, and demands:

* the pieces of a section, one after another, are the source text of that section (nothing lost, doubled, swapped);
* the law among the pieces is the text of the provision's units (what is inserted for pictures is left out);
* the units have valid offsets and unique addresses, are nested like their addresses, do not overlap, and hold every
  non-blank character; sentences and rows leave nothing of their Absatz or table over.

White space is not compared: the canonical text lays it out anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.address import Address, StepKind
from corpus.model import Account, Legislation, Provision, Unit

LAW = "Rechtstext"
SENTENCE_NUMBER = "Satznummer"
CONTENTS = "Inhaltsübersicht"

_EXCERPT = 40
"""Characters that a finding shows of each side."""
_MOST_FINDINGS = 20
"""Findings listed in full for one document; the rest is counted."""
_COMPLETE_PARENTS = frozenset({StepKind.SATZ, StepKind.ZEILE})
"""Kinds of units that, where they occur, leave nothing of the unit above them over, except its label."""


class Piece(NamedTuple):
    """A stretch of the source, and the class that the parser gave it: :data:`LAW`, or a class of non-law."""

    kind: str
    text: str


class Section(NamedTuple):
    """A part of the source that the parser read on its own: its plain text, its pieces, and its provision, if any."""

    name: str
    source: str
    pieces: Sequence[Piece]
    provision: Provision | None


def certify(sections: Sequence[Section], whole: str) -> Account:
    """The account of a document.

    Args:
        sections: what the parser read, part by part.
        whole: the plain text of the whole source; the sections must not leave out any of it.
    """
    total, classes = 0, Counter[str]()
    findings: list[str] = []
    source, parts = _solid(whole), _solid("".join(section.source for section in sections))
    if source != parts:
        findings.append(_difference("Gesamttext", "in der Quelle", source, "in den gelesenen Abschnitten", parts))
    addresses: Counter[Address] = Counter()
    for section in sections:
        total += len(_solid(section.source))
        classes.update(_counts(section))
        findings += _section_findings(section)
        if section.provision:
            addresses[section.provision.address] += 1
    findings += [f"Die Adresse {address} ist {uses}-mal vergeben." for address, uses in addresses.items() if uses > 1]
    accounted = sum(classes.values())
    if not findings and accounted != total:
        findings.append(f"{total} Zeichen in der Quelle, {accounted} zugeordnet.")
    return Account(total, tuple(sorted(classes.items())), _shortened(findings))


def remarks(law: Legislation) -> tuple[str, ...]:
    """What is odd about a law although its account balances: German sentences for the report."""
    found = []
    if not law.provisions:
        found.append(f"{law.abbreviation}: Der Herausgeber stellt nur Angaben zum Gesetz bereit, keinen Wortlaut.")
    elif all(provision.repealed for provision in law.provisions):
        found.append(f"{law.abbreviation}: Alle Vorschriften sind weggefallen.")
    if law.published is None:
        found.append(f"{law.abbreviation}: Der Herausgeber nennt keinen Tag der Veröffentlichung.")
    return tuple(found)


def _counts(section: Section) -> Counter[str]:
    counts: Counter[str] = Counter()
    for piece in section.pieces:
        if piece.kind != LAW:
            counts[piece.kind] += len(_solid(piece.text))
    if section.provision:
        counts[LAW] += len(_law_in_units(section.provision))
    return +counts


def _section_findings(section: Section) -> Iterator[str]:
    source, read = _solid(section.source), _solid("".join(piece.text for piece in section.pieces))
    if source != read:
        yield _difference(section.name, "in der Quelle", source, "im gelesenen Text", read)
    law = _solid("".join(piece.text for piece in section.pieces if piece.kind == LAW))
    if section.provision:
        yield from (f"{section.name}: {finding}" for finding in _unit_findings(section.provision))
        placed = _law_in_units(section.provision)
        if law != placed:
            yield _difference(section.name, "im gelesenen Text", law, "in den Einheiten", placed)
    elif law:
        yield f"{section.name}: Rechtstext ohne Adresse: „{law[:_EXCERPT]}“."


def _unit_findings(provision: Provision) -> Iterator[str]:
    """What is wrong with the tree of units."""
    text, seen = provision.text, set[Address]()
    stack: list[Unit] = []
    last_start = 0
    for unit in provision.units:
        if not (0 <= unit.start <= unit.body <= unit.end <= len(text) and unit.start < unit.end):
            yield f"{unit.address} hat ungültige Grenzen ({unit.start}, {unit.body}, {unit.end})."
            continue
        if unit.address in seen:
            yield f"Die Adresse {unit.address} ist mehrfach vergeben."
        if not provision.address.covers(unit.address):
            yield f"{unit.address} gehört nicht zu {provision.address}."
        if unit.start < last_start:
            yield f"{unit.address} steht nicht in der Reihenfolge des Textes."
        seen.add(unit.address)
        last_start = unit.start
        while stack and (stack[-1].end <= unit.start or not stack[-1].address.covers(unit.address)):
            closed = stack.pop()
            if closed.end > unit.start:
                yield f"{unit.address} überschneidet sich mit {closed.address}."
        if stack and unit.end > stack[-1].end:
            yield f"{unit.address} ragt über {stack[-1].address} hinaus."
        stack.append(unit)
    yield from _left_over(provision)


def _left_over(provision: Provision) -> Iterator[str]:
    """Text outside of all units, and text beside the sentences of an Absatz or the rows of a table."""
    for start, end in _gaps(provision.units, 0, len(provision.text)):
        if words := provision.text[start:end].strip():
            yield f"Text außerhalb jeder Einheit: „{words[:_EXCERPT]}“."
    for unit, children in _families(provision.units):
        if any(child.address.steps[-1].kind in _COMPLETE_PARENTS for child in children):
            for start, end in _gaps(children, unit.body, unit.end):
                if words := provision.text[start:end].strip():
                    yield f"Text neben den Teilen von {unit.address}: „{words[:_EXCERPT]}“."


def _families(units: Sequence[Unit]) -> Iterator[tuple[Unit, list[Unit]]]:
    """Each unit with the units one step below it."""
    below: dict[Address, list[Unit]] = {}
    for unit in units:
        below.setdefault(unit.address.parent, []).append(unit)
    for unit in units:
        if children := below.get(unit.address):
            yield unit, children


def _gaps(units: Sequence[Unit], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches from start to end that no unit holds; the units are in the order of the text."""
    for unit in units:
        if unit.start > start:
            yield start, unit.start
        start = max(start, unit.end)
    if start < end:
        yield start, end


def _law_in_units(provision: Provision) -> str:
    """The non-blank characters of the law that lie in units; what stands for a picture was inserted by us."""
    pictures = [unit for unit in provision.units if unit.address.steps[-1].kind is StepKind.ABBILDUNG]
    parts: list[str] = []
    position = 0
    for unit in provision.units:
        start = max(unit.start, position)
        if start < unit.end:
            parts += _without(pictures, provision.text, start, unit.end)
            position = unit.end
    return _solid("".join(parts))


def _without(pictures: Sequence[Unit], text: str, start: int, end: int) -> Iterator[str]:
    for picture in pictures:
        if start <= picture.start < end:
            yield text[start : picture.start]
            start = picture.end
    yield text[start:end]


def _solid(text: str) -> str:
    """The non-blank characters."""
    return "".join(text.split())


def _difference(name: str, here: str, one: str, there: str, other: str) -> str:
    position = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return (
        f"{name}: Ab Zeichen {position} steht {here} „{one[position : position + _EXCERPT]}“, "
        f"{there} „{other[position : position + _EXCERPT]}“."
    )


def _shortened(findings: list[str]) -> tuple[str, ...]:
    if len(findings) <= _MOST_FINDINGS:
        return tuple(findings)
    return (*findings[:_MOST_FINDINGS], f"… und {len(findings) - _MOST_FINDINGS} weitere Abweichungen.")

"""What a letter does to other letters, as its own words tell: it amends, replaces, repeals them.

The wordings are data (``relations.csv``). What a letter quotes („…“) is not what it says itself and is passed over.
Whether a letter still applies is never guessed: it follows from relations like these, and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from corpus.address import Address, StepKind
from corpus.citations.dates import MONTHS
from corpus.citations.letters import slug
from corpus.model import Provision, Unit
from corpus.sentences import split


class RelationKind(StrEnum):
    """What one document does to another."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    AMENDED_BY = "amended_by"
    """Said of another document (``subject``): the target has amended it."""
    SUPPLEMENTED_BY = "supplemented_by"

    @property
    def label(self) -> str:
        """How a user reads it."""
        return _LABELS[self]


_LABELS = {
    RelationKind.AMENDS: "ändert",
    RelationKind.REPLACES: "ersetzt",
    RelationKind.REPEALS: "hebt auf",
    RelationKind.AMENDED_BY: "geändert durch",
    RelationKind.SUPPLEMENTED_BY: "ergänzt durch",
}


@dataclass(frozen=True, slots=True)
class Relation:
    """One statement of a letter on another document.

    ``target`` is the other document as named, verbatim: ``text[start:end]``; ``issued`` and ``reference`` are its date
    and file number (GZ) where the text gives them. ``subject`` is "" where this letter itself is meant, else the
    document that was named before ("BMF-Schreiben vom 26. Januar 2023"). ``address`` is where it is said, None for a
    text without addresses (a subject line).
    """

    kind: RelationKind
    target: str
    issued: date | None
    reference: str
    start: int
    end: int
    subject: str = ""
    address: Address | None = None

    @property
    def key(self) -> str:
        """Key of the target as a letter of the ministry; "" where date or file number is not given."""
        return letter_key(self.issued, self.reference) if self.issued and self.reference else ""


class _Mention(NamedTuple):
    start: int
    end: int
    issued: date | None
    reference: str


class _Wording(NamedTuple):
    kind: RelationKind
    before: re.Pattern[str]
    after: re.Pattern[str]


_DATE = rf"(?:\d{{1,2}}\. ?(?:{'|'.join(MONTHS)}) \d{{4}}|\d{{1,2}}\.\d{{1,2}}\.\d{{4}})"
_REFERENCE = r"[IVX]{1,4} [A-Z] ?\d{1,2} ?[-–]? ?S ?\d{4}(?:[\w/.-]|[–-](?=\d))*(?: :\d{2,4})?"
_LETTER = re.compile(
    r"(?:BMF ?-? ?Schreibens?|Schreibens? des Bundesministeriums der Finanzen"
    r"|Anwendungserlass(?:es)? zur Abgabenordnung"
    rf"|Umsatzsteuer ?-Anwendungserlass(?:es)?(?: \(UStAE\))?)(?: \([^)]{{1,20}}\))? (?:vom|v\.) (?P<date>{_DATE})"
    rf"(?:(?: [-–] |, | \()(?P<reference>{_REFERENCE}))?"
)
_ROW = re.compile(rf"(?P<date>{_DATE})(?:\s+(?P<reference>{_REFERENCE}))?")
_LISTED = re.compile(r"an die Stelle der BMF ?-? ?Schreiben(?: vom)?:?$")
_CONTINUED = re.compile(r"(?:[^„“;]{0,60}?)(?:,|\)|\d)? ?(?:und|sowie)(?: (?:das|des|der|die|in der \w+ \d+ des))?\s*$")
_QUOTE = re.compile(r"„[^„“”]*[“”]")


def letter_key(issued: date, name: str) -> str:
    """The key of a letter: "bmf-2026-01-29-iv-d-1-s-0062-00121-001-002"; ``name`` is its GZ, or what stands for it."""
    return f"bmf-{issued.isoformat()}-{slug(name)}"


def relations(text: str) -> tuple[Relation, ...]:
    """The relations that a text states, in order; see :func:`relations_of` for a whole provision."""
    found: list[Relation] = []
    start, listing = 0, False
    for line in text.split("\n"):
        masked = _masked(line)
        if listing and (row := _ROW.match(line)):
            found.append(_relation(RelationKind.REPLACES, line, _mention(row), start))
        else:
            listing = bool(_LISTED.search(line)) or (listing and not line.endswith("."))
            for begin, end in split(masked):
                found += _stated(line, masked[begin:end], begin, start)
        start += len(line) + 1
    return tuple(found)


def relations_of(provision: Provision) -> tuple[Relation, ...]:
    """The relations that a provision states, each with the innermost unit that says so; quoted text says nothing."""
    quoted = [unit for unit in provision.units if _is_quoted(unit)]
    stated = []
    for relation in relations(provision.text):
        if not any(unit.start <= relation.start < unit.end for unit in quoted):
            stated.append(_placed(relation, provision))
    return tuple(stated)


def _placed(relation: Relation, provision: Provision) -> Relation:
    place = provision.address
    for unit in provision.units:
        if unit.start <= relation.start and relation.end <= unit.end:
            place = unit.address
    return Relation(
        relation.kind,
        relation.target,
        relation.issued,
        relation.reference,
        relation.start,
        relation.end,
        relation.subject,
        place,
    )


def _is_quoted(unit: Unit) -> bool:
    """Whether a unit is text that an amending letter quotes: a paragraph below a number."""
    inner = unit.address.inner
    return len(inner) > 1 and inner[-1].kind is StepKind.TEXT


def _stated(line: str, sentence: str, begin: int, start: int) -> Iterator[Relation]:
    """The relations in one sentence; a second document after "und" shares what is said of the first."""
    last: _Mention | None = None
    kind: RelationKind | None = None
    subject = ""
    for found in _LETTER.finditer(sentence):
        mention = _mention(found)
        between = sentence[last.end if last else 0 : mention.start]
        shared = kind if last and _CONTINUED.fullmatch(between) else None
        kind = _kind(sentence[: mention.start], sentence[mention.end :]) or shared
        other = kind in (RelationKind.AMENDED_BY, RelationKind.SUPPLEMENTED_BY)
        if kind:
            moved = mention._replace(start=mention.start + begin, end=mention.end + begin)
            yield _relation(kind, line, moved, start, subject if other else "")
        if not other:
            subject = sentence[mention.start : mention.end]
        last = mention


def _kind(before: str, after: str) -> RelationKind | None:
    for wording in _wordings():
        if wording.before.search(before) and wording.after.search(after):
            return wording.kind
    return None


def _relation(kind: RelationKind, line: str, mention: _Mention, start: int, subject: str = "") -> Relation:
    target = line[mention.start : mention.end]
    return Relation(
        kind, target, mention.issued, mention.reference, mention.start + start, mention.end + start, subject
    )


def _mention(found: re.Match[str]) -> _Mention:
    reference = (found["reference"] or "").replace("–", "-").rstrip(" .-")
    return _Mention(found.start(), found.end(), _day(found["date"]), reference)


def _day(text: str) -> date | None:
    day, month, year = re.split(r"\. ?| ", text)
    try:
        return date(int(year), int(month) if month.isdigit() else MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None


def _masked(line: str) -> str:
    """The line, what is quoted in it blanked out, quotations inside quotations too."""
    masked = line
    while (inner := _QUOTE.sub(lambda found: "□" * len(found[0]), masked)) != masked:
        masked = inner
    return masked


@cache
def _wordings() -> tuple[_Wording, ...]:
    lines = files("corpus").joinpath("relations.csv").read_text("utf-8").splitlines()
    rows = DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";", quoting=QUOTE_NONE)
    return tuple(
        _Wording(
            RelationKind(row["kind"]),
            re.compile(rf"\b(?:{row['before']})\s*$" if row["before"] else ""),
            re.compile(row["after"]),
        )
        for row in rows
    )

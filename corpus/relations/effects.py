"""What a letter does to other letters, as its own words tell: it amends, replaces, repeals them.

The wordings are data (``effects.csv``). What a letter quotes („…“) is not what it says itself and is passed over.
Whether a letter still applies is never guessed: it follows from statements like these, and from nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from csv import QUOTE_NONE, DictReader
from dataclasses import dataclass, replace
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


class EffectKind(StrEnum):
    """What a sentence says that one document does to another."""

    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    AMENDED_BY = "amended_by"
    """Said of another document (``subject``): the target has amended it."""
    SUPPLEMENTED_BY = "supplemented_by"


@dataclass(frozen=True, slots=True)
class Effect:
    """One statement of a letter on another document.

    ``target`` is the other document as named, verbatim: ``text[start:end]``; ``issued`` and ``reference`` are its date
    and file number (GZ) where the text gives them. ``subject`` is "" where this letter itself is meant, else the
    document that was named before ("BMF-Schreiben vom 26. Januar 2023"). ``address`` is where it is said, None for a
    text without addresses (a subject line).
    """

    kind: EffectKind
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
    kind: EffectKind
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


def dated(name: str) -> tuple[date | None, str]:
    """Day of issue and file number (GZ) in the name of a letter, as far as it has them."""
    found = _LETTER.match(name)
    mention = _mention(found) if found else None
    return (mention.issued, mention.reference) if mention else (None, "")


def effects(text: str) -> tuple[Effect, ...]:
    """What a text says that letters do, in order; see :func:`effects_of` for a whole provision."""
    found: list[Effect] = []
    start, listing = 0, False
    for line in text.split("\n"):
        masked = _masked(line)
        if listing and (row := _ROW.match(line)):
            found.append(_effect(EffectKind.REPLACES, line, _mention(row), start))
        else:
            listing = bool(_LISTED.search(line)) or (listing and not line.endswith("."))
            for begin, end in split(masked):
                found += _stated(line, masked[begin:end], begin, start)
        start += len(line) + 1
    return tuple(found)


def effects_of(provision: Provision) -> tuple[Effect, ...]:
    """What a provision says that letters do, each with the innermost unit that says so; quoted text says nothing."""
    quoted = [unit for unit in provision.units if _is_quoted(unit)]
    stated = []
    for effect in effects(provision.text):
        if not any(unit.start <= effect.start < unit.end for unit in quoted):
            stated.append(_placed(effect, provision))
    return tuple(stated)


def _placed(effect: Effect, provision: Provision) -> Effect:
    place = provision.address
    for unit in provision.units:
        if unit.start <= effect.start and effect.end <= unit.end:
            place = unit.address
    return replace(effect, address=place)


def _is_quoted(unit: Unit) -> bool:
    """Whether a unit is text that an amending letter quotes: a paragraph below a number."""
    inner = unit.address.inner
    return len(inner) > 1 and inner[-1].kind is StepKind.TEXT


def _stated(line: str, sentence: str, begin: int, start: int) -> Iterator[Effect]:
    """What one sentence says; a second document after "und" shares what is said of the first."""
    last: _Mention | None = None
    kind: EffectKind | None = None
    subject = ""
    for found in _LETTER.finditer(sentence):
        mention = _mention(found)
        between = sentence[last.end if last else 0 : mention.start]
        shared = kind if last and _CONTINUED.fullmatch(between) else None
        kind = _kind(sentence[: mention.start], sentence[mention.end :]) or shared
        other = kind in (EffectKind.AMENDED_BY, EffectKind.SUPPLEMENTED_BY)
        if kind:
            moved = mention._replace(start=mention.start + begin, end=mention.end + begin)
            yield _effect(kind, line, moved, start, subject if other else "")
        if not other:
            subject = sentence[mention.start : mention.end]
        last = mention


def _kind(before: str, after: str) -> EffectKind | None:
    for wording in _wordings():
        if wording.before.search(before) and wording.after.search(after):
            return wording.kind
    return None


def _effect(kind: EffectKind, line: str, mention: _Mention, start: int, subject: str = "") -> Effect:
    target = line[mention.start : mention.end]
    return Effect(kind, target, mention.issued, mention.reference, mention.start + start, mention.end + start, subject)


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
    lines = files("corpus.relations").joinpath("effects.csv").read_text("utf-8").splitlines()
    rows = DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";", quoting=QUOTE_NONE)
    return tuple(
        _Wording(
            EffectKind(row["kind"]),
            re.compile(rf"\b(?:{row['before']})\s*$" if row["before"] else ""),
            re.compile(row["after"]),
        )
        for row in rows
    )

"""Citations of sections of directives: "R 5.3 Abs. 1 EStR", "H 4.7 (Bewirtung) EStH", "AEAO zu § 122, Nr. 1.8"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import pairwise

from corpus.address import Address, Step, StepKind
from corpus.citations import patterns
from corpus.citations.before import PlacesBefore, places_before
from corpus.citations.codes import Codes
from corpus.citations.commented import Commented, read_commented
from corpus.citations.details import Details
from corpus.citations.lexer import Lexer
from corpus.citations.model import DirectiveCitation, Place, ReporterPlace
from corpus.citations.places import Reader
from corpus.citations.vocabulary import alternatives, entries, fold
from corpus.citations.works import WorkMention, suited, work_at, work_behind, work_names, works


@dataclass(frozen=True, slots=True)
class _Part:
    """One citation as it stands, before works are shared along an enumeration."""

    start: int
    end: int
    kind: StepKind
    places: tuple[Place, ...]
    work: str | None = None
    raw: str = ""
    edition: str = ""
    keyword: str = ""
    comments_on: tuple[Address, ...] = ()
    issued: date | None = None
    reporters: tuple[ReporterPlace, ...] = ()


def find_sections(text: str, codes: Codes, default_work: str | None = None) -> tuple[DirectiveCitation, ...]:
    """All citations of sections of works in the text, in reading order.

    A section without its work ("R 4.2 Abs. 2") is a citation only where a default is given: the key of the work
    that the text itself is taken from. Its counterpart is meant where the section can only be one of that:
    in the EStH, "R 4.2" is one of the EStR.
    """
    parts = _shared(text, list(_read_all(Lexer(text, codes, patterns.LABEL_OF_DIRECTIVE))))
    return tuple(citation for part in parts if (citation := _citation(text, part, default_work)))


def _citation(text: str, part: _Part, default_work: str | None) -> DirectiveCitation | None:
    work = part.work
    if work is None and default_work in works():
        work = suited(default_work, part.kind)
        work = work if works()[work].section is part.kind else None
    if work is None:
        return None
    return DirectiveCitation(
        part.start,
        part.end,
        text[part.start : part.end],
        work,
        part.places,
        part.raw,
        part.edition,
        part.keyword,
        issued=part.issued,
        reporters=part.reporters,
        comments_on=part.comments_on,
    )


def _sections(kind: StepKind) -> str:
    return alternatives(word for entry in entries("step") if entry.value == kind for word in entry.words)


@cache
def _anchor() -> re.Pattern[str]:
    """Where a citation may begin: at a section, at a work, or at a "zu §" that may have the AEAO behind it.

    The "R 42" of "XI R 42/10" is a register of the BFH.
    """
    section = "|".join(map(_sections, patterns.SECTIONS))
    senate = r"(?:(?<!\b[IVX]\s)(?<![IVX]{2}\s)|(?!R))"
    return re.compile(
        rf"(?<![\w.&/-]){senate}(?P<section>{section})\s*+(?=(?:[BE]\s)?\d)(?!{patterns.SECTION_NUMBER}\s?/\s?\d)"
        rf"|(?<![\w/-])(?P<work>{work_names()})"
        r"|(?<!\w)(?P<commented>zu\s++(?:den\s++)?(?=§))"
    )


def _read_all(lexer: Lexer) -> Iterator[_Part]:
    position = 0
    while anchor := _anchor().search(lexer.text, position):
        part = _read_one(lexer, anchor, position)
        position = part.end if part else anchor.end()
        if part:
            yield part


def _read_one(lexer: Lexer, anchor: re.Match[str], floor: int) -> _Part | None:
    if anchor["section"]:
        return _section(lexer, anchor, floor)
    if anchor["commented"]:
        return _commented_first(lexer, anchor.start(), floor)
    work = work_at(lexer.text, anchor.start(), lexer.codes)
    return _led_by_work(lexer, work, anchor.start(), floor) if work else None


# the section first: "R 5.3 Abs. 1 EStR", "Nr. 2 zu § 193 AEAO"


def _section(lexer: Lexer, anchor: re.Match[str], floor: int) -> _Part | None:
    part = _numbered(lexer, anchor.start(), fold(anchor["section"]), anchor.end())
    if part is None:
        return None
    start, places = _with_places_before(lexer, floor, anchor.start(), part.places)
    part = replace(part, start=start, places=places)
    work = work_behind(lexer.text, part.end, lexer.codes)
    if work is None:
        return part
    part = replace(part, end=work.end, work=work.key, raw=work.raw, edition=work.edition)
    return _with_keyword(lexer.text, part, _QUOTED)


def _numbered(lexer: Lexer, start: int, name: str, position: int) -> _Part | None:
    """The section of this name whose number stands at the position."""
    kind = patterns.STEP_KINDS[name]
    locator = Reader(lexer, position, kind, plural=False).read()
    if locator is None or patterns.UNIT.match(lexer.text, locator.end):
        return None
    return _with_keyword(lexer.text, _Part(start, locator.end, kind, locator.places), _KEYWORD, _QUOTED)


def _with_places_before(
    lexer: Lexer, floor: int, start: int, places: tuple[Place, ...]
) -> tuple[int, tuple[Place, ...]]:
    """The places, with those that stand before the section: "Absatz 3 des Abschnitts 15.2a"."""
    only = places[0]
    before = places_before(lexer, floor, start) if places == (Place(only.steps[:1]),) else None
    return (before.start, before.inside(only.steps[0])) if before else (start, places)


_KEYWORD = re.compile(r"\s*+\(([^()\n]{2,120}+(?:\([^()\n]{1,80}\)[^()\n]{0,80}+)?)\)")
_QUOTED = re.compile(r"\s*+(?:,\s*+)?(?:Stichworte?\s*+)?[„\"»]([^“”\"«\n]{2,120})[“”\"«]")


def _with_keyword(text: str, part: _Part, *forms: re.Pattern[str]) -> _Part:
    """The Hinweis with the word under which it stands: "H 4.7 (Bewirtung)"."""
    if part.kind is not StepKind.HINWEIS or part.keyword:
        return part
    found = next((match for form in forms if (match := form.match(text, part.end))), None)
    return replace(part, end=found.end(), keyword=found[1].strip()) if found else part


def _commented_first(lexer: Lexer, start: int, floor: int) -> _Part | None:
    """Read "Nr. 2 zu § 193 AEAO"; a law's "zu § 12" has no such work behind it."""
    commented = read_commented(lexer, start)
    work = work_behind(lexer.text, commented.end, lexer.codes) if commented else None
    if commented is None or work is None or works()[work.key].section is not StepKind.ZU:
        return None
    return replace(_commented_part(lexer, commented, work, start, floor), end=work.end)


def _commented_part(lexer: Lexer, commented: Commented, work: WorkMention, start: int, floor: int) -> _Part:
    places = commented.places
    before = places_before(lexer, floor, start, article=False) if commented.is_bare else None
    if before:
        start, places = before.start, before.inside(places[0].steps[0])
    law = commented.law or works()[work.key].law
    return _Part(
        start,
        commented.end,
        StepKind.ZU,
        places,
        work.key,
        work.raw,
        work.edition,
        comments_on=tuple(Address(law, (step,)) for step in commented.provisions) if law else (),
    )


# the work first: "AEAO zu § 122, Nr. 1.8", "UStAE 15.2a", "EStR R 5.3"

_COMMA = re.compile(r"\s*+,?\s*+")
_DOTTED = re.compile(r"\s++(?=\d{1,3}[a-z]?\.\d)")


def _led_by_work(lexer: Lexer, work: WorkMention, start: int, floor: int) -> _Part | None:
    if works()[work.key].section is StepKind.ZU and (part := _led_comment(lexer, work, start, floor)):
        return part
    comma = _COMMA.match(lexer.text, work.end)
    part = _led_section(lexer, work, comma.end() if comma else work.end) or _whole(lexer, work)
    return replace(part, start=start, work=work.key, raw=work.raw, edition=work.edition) if part else None


def _led_comment(lexer: Lexer, work: WorkMention, start: int, floor: int) -> _Part | None:
    commented = read_commented(lexer, work.end)
    if commented is None:
        return _led_place(lexer, work, start, floor)
    other_law = commented.law not in ("", works()[work.key].law)
    # An Anwendungserlass that isn't named, to a § of another law, is another one.
    if other_law and fold(work.raw) in patterns.ENACTMENTS:
        return None
    return _commented_part(lexer, commented, work, start, floor)


def _led_place(lexer: Lexer, work: WorkMention, start: int, floor: int) -> _Part | None:
    """Read "AEAO Nr. 1.8 zu § 122"."""
    comma = _COMMA.match(lexer.text, work.end)
    inner = Reader.inside(lexer, comma.end() if comma else work.end, Step(StepKind.ZU))
    commented = read_commented(lexer, inner.end) if inner else None
    if not (inner and commented and commented.is_bare):
        return None
    section = commented.places[0].steps[0]
    places = PlacesBefore(start, inner.places).inside(section)
    return _commented_part(lexer, commented._replace(places=places), work, start, floor)


def _led_section(lexer: Lexer, work: WorkMention, position: int) -> _Part | None:
    named = _anchor().match(lexer.text, position)
    if named and named["section"]:
        return _numbered(lexer, position, fold(named["section"]), named.end())
    if works()[work.key].section is StepKind.ABSCHNITT and (dotted := _DOTTED.match(lexer.text, work.end)):
        return _numbered(lexer, position, fold("Abschnitt"), dotted.end())
    annex = patterns.ANCHOR.match(lexer.text, position)
    kind = patterns.STEP_KINDS[fold(annex["named"])] if annex and annex["named"] else None
    locator = Reader(lexer, annex.end(), kind, plural=False).read() if annex and kind else None
    return _Part(position, locator.end, kind, locator.places) if locator and kind else None


def _whole(lexer: Lexer, work: WorkMention) -> _Part | None:
    """Read "UStAE vom 1.10.2010 (BStBl I S. 846)": the whole work, by its day and the place of its publication."""
    details = Details(lexer, work.end)
    if not (details.read_day(work.end) and details.said_of):
        return None
    details.read_on((details.read_reporter,))
    section = works()[work.key].section
    return _Part(work.end, details.end, section, (), issued=details.day, reporters=tuple(details.reporters))


# works are shared along an enumeration: "R 13.2 und 15.5 EStR, H 13.2 EStH", "R 15.1 und H 15.1 EStH"


def _shared(text: str, parts: Sequence[_Part]) -> list[_Part]:
    shared = list(parts)
    joined = [_is_joined(text, left, right) for left, right in pairwise(parts)]
    for index in range(len(parts) - 2, -1, -1):
        if joined[index]:
            shared[index] = _with_work_of(shared[index], shared[index + 1])
    for index in range(1, len(parts)):
        if joined[index - 1]:
            shared[index] = _with_work_of(shared[index], shared[index - 1])
    return shared


def _is_joined(text: str, left: _Part, right: _Part) -> bool:
    between = text[left.end : right.start].replace(">", "")
    return patterns.CHAIN.fullmatch(between) is not None and bool(between.strip())


def _with_work_of(part: _Part, other: _Part) -> _Part:
    if part.work or not other.work:
        return part
    work = suited(other.work, part.kind)
    fits = works()[work].section is part.kind or part.kind is other.kind
    return replace(part, work=work, raw=other.raw, edition=other.edition) if fits else part

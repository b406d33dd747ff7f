"""Citations of decisions: "BFH v. 12.3.2020 - VI R 1/18, BStBl II 2021 S. 123", "EuGH v. 1.2.2020 - C-123/19"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from corpus.address import Step, StepKind
from corpus.citations.codes import Codes
from corpus.citations.dates import DATE, date_before
from corpus.citations.details import JOINT, Details
from corpus.citations.ecli import ECLI, EcliFacts, read_ecli, same_file
from corpus.citations.filenumbers import bare_file_number, court_of, read_courts, read_file_number
from corpus.citations.lexer import Lexer
from corpus.citations.model import CaseCitation, Place
from corpus.citations.patterns import LABEL_OF_DIRECTIVE
from corpus.citations.places import Reader
from corpus.citations.reporters import court_of_reporter
from corpus.citations.vocabulary import alternatives, entries, fold, spelled, words

_ECLI = re.compile(rf"\s*+({ECLI})")
_NAME = re.compile(
    r"\s*+(?:„[^“”\n]{1,60}[“”]|[A-ZÄÖÜ][\w.&’'/ -]{0,60}?)"
    r"(?=\s*+,\s*+(?:Rn|Rz|Randnr|EU:C|ECLI|Slg|BStBl|UR|HFR|DStR|BFH/NV|(?:und\s++|sowie\s++)?vom\s))"
)
"""The name of a case of the Court of Justice, between file number and Randnummer: "C-465/03, Kretztechnik, Rn. 12"."""
_SEVERAL = re.compile(r"\s*+(?:,|und|sowie|u\.|/)\s*+(?:und\s++)?")
_AND = re.compile(r"\s*+,?\s*+(?:und|sowie|oder)\s++")


def find_decisions(text: str, codes: Codes) -> tuple[CaseCitation, ...]:
    """All citations of decisions in the text, in reading order."""
    return tuple(_find(Lexer(text, codes, LABEL_OF_DIRECTIVE)))


@dataclass(slots=True)
class _Decision(Details):
    """What has been read of one decision."""

    court: str = ""
    kind: str = ""
    files: list[str] = field(default_factory=list)
    ecli: str = ""

    def read_all(self) -> None:
        """Read all that is told from here on."""
        readers = (self.read_day, self._read_ecli, self.read_files, self.read_reporter, self._read_margin, self._name)
        self.read_on(readers)

    def read_files(self, position: int) -> bool:
        """The file number, or several of one decision ("C-53/09 und C-55/09")."""
        found = None if self.files else read_file_number(self.lexer.text, position, self.court)
        while found:
            self.files += found.numbers
            self.end = found.end
            joint = _SEVERAL.match(self.lexer.text, self.end)
            found = read_file_number(self.lexer.text, joint.end(), self.court) if joint else None
        return self.end > position

    def _read_ecli(self, position: int) -> bool:
        found = None if self.ecli else _ECLI.match(self.lexer.text, position)
        if found:
            self.ecli, self.end = found[1], found.end()
        return found is not None

    def _read_margin(self, position: int) -> bool:
        """Randnummern of the decision; no other places are counted in decisions."""
        level = self.lexer.level(position) if self.is_told else None
        if level is None or level.kind is not StepKind.RANDNUMMER:
            return False
        found = Reader.inside(self.lexer, position, Step(StepKind.SCHREIBEN))
        if found:
            self.places = (*self.places, *(_bare(place) for place in found.places))
            self.end = found.end
        return found is not None

    def _name(self, position: int) -> bool:
        named = self.files and self.court in ("EuGH", "EuG")
        found = _NAME.match(self.lexer.text, position) if named else None
        self.end = found.end() if found else self.end
        return found is not None

    @property
    def is_blank(self) -> bool:
        return not (self.files or self.ecli or self.reporters)

    @property
    def is_told(self) -> bool:
        """Whether this is enough to know which decision is meant."""
        published = bool(self.reporters) and bool(self.kind or self.day)
        return bool(self.files or self.ecli or published or (self.day and self.said_of and self.court))

    def _court_told(self) -> str:
        """The court that the file number or the collection tells."""
        by_file = court_of(self.files[0]) if self.files else ""
        return by_file or next((court for place in self.reporters if (court := court_of_reporter(place.reporter))), "")

    def citation(self, start: int) -> CaseCitation:
        facts = read_ecli(self.ecli) if self.ecli else None
        court = self.court or (facts.court if facts else "") or self._court_told()
        told = CaseCitation(
            start,
            self.end,
            self.lexer.text[start : self.end],
            court,
            self.kind,
            self.day,
            tuple(dict.fromkeys(self.files)),
            tuple(self.reporters),
            self.ecli,
            self.places,
        )
        return _with_facts(told, facts) if facts else told


def _bare(place: Place) -> Place:
    return replace(place, steps=place.steps[1:], through=place.through[1:])


def _with_facts(told: CaseCitation, facts: EcliFacts) -> CaseCitation:
    """The citation with what only its ECLI tells, and what that contradicts."""
    different = []
    if facts.court and told.court.split(" ")[0] != facts.court:
        different.append(f"das Gericht {facts.court}")
    if told.decided and (told.decided.year != facts.year or facts.day not in (None, told.decided)):
        different.append(f"das Datum {facts.day:%d.%m.%Y}" if facts.day else f"das Jahr {facts.year}")
    same = any(same_file(facts.file_number, one) for one in told.file_numbers)
    if facts.file_number and told.file_numbers and not same:
        different.append(f"das Aktenzeichen {facts.file_number}")
    return replace(
        told,
        kind=told.kind or facts.kind,
        decided=told.decided or facts.day,
        file_numbers=told.file_numbers or tuple(filter(None, (facts.file_number,))),
        contradiction=f"{told.ecli} nennt {', '.join(different)}." if different else "",
    )


def _find(lexer: Lexer) -> Iterator[CaseCitation]:
    position = 0
    while anchor := _anchor().search(lexer.text, position):
        start, decision = _begun(lexer, anchor, position)
        decision.read_all()
        needs_file = anchor["sole"] or anchor["label"]
        if not decision.is_told or (needs_file and not decision.files):
            position = anchor.end()
            continue
        yield decision.citation(start)
        position = decision.end
        while following := _following(decision):
            start, decision = following
            yield decision.citation(start)
            position = decision.end


def _begun(lexer: Lexer, anchor: re.Match[str], floor: int) -> tuple[int, _Decision]:
    """A decision of which nothing but the anchor has been read, and where its citation begins."""
    if anchor["court"]:
        court, end = _court(anchor)
        kind = _kind_of(anchor["lead"] or anchor["kind"] or anchor["apart"] or "")
        return anchor.start(), _Decision(lexer, end, court=court, kind=kind)
    if anchor["sole"]:
        return anchor.start(), _Decision(lexer, anchor.end("sole"), kind=_kind_of(anchor["sole"]))
    dated = date_before(lexer.text, floor, anchor.start())
    if dated:
        return dated[0], _Decision(lexer, anchor.start(), day=dated[1], said_of=True)
    return anchor.start(), _Decision(lexer, anchor.start())


def _following(before: _Decision) -> tuple[int, _Decision] | None:
    """A further decision of the same court, and where it begins.

    "und vom 13.12.2012 - I R 1/11" has a date of its own, "und VIII R 29/19, BStBl II 2021 S. 290" has that of
    the decision before it.
    """
    text = before.lexer.text
    joint = JOINT.match(text, before.end)
    start = joint.end() if joint else before.end
    decision = _Decision(before.lexer, start, court=before.court, kind=before.kind)
    if start > before.end and decision.read_day(start) and decision.said_of:
        decision.read_all()
        return (start, decision) if decision.files or decision.reporters else None
    further = _AND.match(text, before.end)
    if not further or not before.files:
        return None
    decision = _Decision(before.lexer, further.end(), before.day, court=before.court, kind=before.kind)
    if not decision.read_files(further.end()):
        return None
    decision.read_all()
    return further.end(), decision


def _court(anchor: re.Match[str]) -> tuple[str, int]:
    """The court as the table writes it, and where its mention ends."""
    row = _courts()[fold(anchor["court"])]
    if not anchor["seat"] or not row["seats"]:
        return row["court"], anchor.end()
    seat = " ".join(anchor["seat"].split())
    return f"{row['court']} {seat.removeprefix('des Landes ').removeprefix('des ')}", anchor.end()


@cache
def _courts() -> dict[str, dict[str, str]]:
    return {fold(word): row for row in read_courts() for word in (row["court"], *filter(None, row["words"].split("|")))}


def _kind_of(name: str) -> str:
    """The kind of decision as the table writes it; the "Senats" of a court that cites itself is left out."""
    folded = fold(name).removeprefix("senats")
    return next(
        (entry.words[0] for entry in entries("decision") if any(fold(word) == folded for word in entry.words)), ""
    )


@cache
def _anchor() -> re.Pattern[str]:
    """Where a citation of a decision may begin: at the court, the kind of decision, an ECLI, a file number."""
    rows = read_courts()
    kind = rf"(?:[Ss]enats)?(?:(?i:{alternatives(word for entry in entries('decision') for word in entry.words)}))"
    names = spelled(word for row in rows for word in (row["court"], *row["words"].split("|")))
    seats = spelled(seat for row in rows for seat in row["seats"].split("|"))
    short = spelled(row["court"] for row in rows)
    lead = rf"(?:(?P<lead>{kind})\s++(?:des|der|vom)\s++)?"
    again = rf"(?:\s*+(?:\(|[-–—]{{1,2}}\s?)(?:{short})(?:\s?[-–—]{{1,2}}(?=\s)|\)))?"
    senate = r"(?:\s*+,?\s*+\(?(?:(?:\d{1,2}|[IVX]{1,5})\.|Großer|Großen|GrS)(?:\s++Senate?s?)?\)?(?=[\s,]))?"
    name = r"(?:\s++(?!(?:vom|v\.|in)\s)[^\W\d_][^\d,;()\n]{1,80}?(?=,?\s(?:vom|v\.)\s*+\d))?"
    behind = rf"(?:\s?[-‑–]?\s?(?P<kind>{kind})(?![^\W_])(?:{name})|,?\s*+\(?(?P<apart>{kind})(?![^\W_]))?"
    court = (
        rf"(?<![\w/-]){lead}(?P<court>{names})(?=\W|(?i:{kind})|\Z)(?!/)(?:\s++(?P<seat>{seats})(?![^\W_]))?{again}{senate}"
        rf"{behind}"
    )
    sole = rf"(?<![\w-])(?P<sole>{kind})(?=\s++(?:vom|v\.)\s*+{DATE})"
    label = rf"(?<![\w-])(?P<label>{alternatives(words('reference', 'az'))})(?=:?\s*+[IVXCT\d])"
    bare = bare_file_number().pattern
    return re.compile(rf"{court}|{sole}|(?<![\w:])(?={ECLI})|{label}|(?={bare})")

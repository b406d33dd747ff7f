"""Citations of single letters: "BMF v. 15.8.2019, IV C 5 - S 2342/19/10007 :001, BStBl I S. 875, Rn. 12"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from corpus.address import Address, Step, StepKind
from corpus.citations.before import places_before
from corpus.citations.codes import Code, Codes
from corpus.citations.dates import date_before
from corpus.citations.details import JOINT, Details
from corpus.citations.find import find
from corpus.citations.lexer import Lexer
from corpus.citations.model import DirectiveCitation
from corpus.citations.patterns import LABEL_OF_DIRECTIVE
from corpus.citations.vocabulary import alternatives, fold, read_table, spelled, words

_GZ_LABEL = rf"(?:{alternatives(words('reference', 'gz'))}:?\s*+)"
_DOK_LABEL = rf"(?:{alternatives(words('reference', 'dok'))}:?\s*+)"
_OFFICE = r"[IVX]{1,5}\s?[A-Z]{1,2}\s?\d{1,2}"
_FILE = (
    r"[A-Z]{1,2}\s?\d{4}(?:[a-z](?![^\W_]))?(?:-[a-z]{1,2}(?![^\W\d_]))?"
    r"(?:\s?-\s?[A-Z]{2,4}(?=\s?[-/]))?(?:\s?-\s?\d{1,4}/\d{2,5}(?!\d)|(?:\s?/\s?\d{1,6}|-\d{1,6}|\s\d{5}/\d{3,5}){1,6})?(?:\s?:\s?\d{1,4})?"
)
_GZ = rf"(?P<gz>{_OFFICE}(?:\s?/\s?{_OFFICE})?\s?(?:[-–—]\s?)?{_FILE})"
"""Abteilung, Unterabteilung and Referat, then the file: "IV C 5 - S 2342/19/10007 :001", "III C 3 - S 7117-e/00003"."""
_UNMISTAKABLE = rf"{_OFFICE}\s?[-–—]\s?[A-Z]{{1,2}}\s?\d{{4}}(?:-[a-z]{{1,2}})?\s?/\s?\d{{2,5}}"
"""The beginning of a file number that needs no label."""
_COO = r"COO(?:\.\d{1,9}){3,5}"
_REFERENCE = re.compile(rf"{_GZ_LABEL}?{_GZ}")
_OLD_DOCUMENT = r"\d{4}\s?/\s?\d{5,8}"
_DOCUMENT = re.compile(
    rf"{_DOK_LABEL}?(?P<dok>{_COO})|{_DOK_LABEL}(?P<old>{_OLD_DOCUMENT})|(?P<bare>(?:19|20)\d\d/\d{{7}})"
)
_KIND = alternatives(words("letter"))
_SHORT_NAME = r"(?:\s*+\([A-ZÄÖÜ][\w-]{1,15}\))?"
_TITLE = (
    r"(?P<title>\s++(?:„[^“”\n]{2,200}[“”]|(?:zu[mr]?|betreffend|betr\.|über)\s(?:(?!BMF|Schreiben)[^;:()\n]){3,120}?)"
    r"(?=,?\s++(?:vom|v\.)\s*+\d))?"
)


def find_letters(text: str, codes: Codes) -> tuple[DirectiveCitation, ...]:
    """All citations of letters in the text, in reading order; those that are known have their key as ``work``."""
    return tuple(_find(Lexer(text, codes, LABEL_OF_DIRECTIVE)))


def match_letter(citation: DirectiveCitation, codes: Codes) -> Code | None:
    """The letter that is cited, among those known; None where none fits, or the citation says too little.

    Date and file number make the key of a letter; by its document number and by its place in the BStBl it is
    found where these are spellings of it. A date alone doesn't do: several letters are issued on one day.
    """
    reference = slug(citation.reference)
    prefix = _key_prefix(citation.issuer, citation.issued)
    if prefix and reference:
        return codes.by_key(f"{prefix}{reference}")
    by_spelling = (codes.lookup(spelling) for spelling in _spellings(citation))
    fitting = {code.key: code for code in by_spelling if code and code.is_directive and code.key.startswith(prefix)}
    if not fitting and reference:
        day = citation.issued.isoformat() if citation.issued else r"\d{4}-\d\d-\d\d"
        issued = re.compile(rf"[a-z]+-{day}-{re.escape(reference)}")
        fitting = {code.key: code for code in codes.entries if issued.fullmatch(code.key)}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def letters_of_day(citation: DirectiveCitation, codes: Codes) -> tuple[Code, ...]:
    """The letters of the cited day that are known: what may be meant where :func:`match_letter` can't tell."""
    prefix = _key_prefix(citation.issuer, citation.issued)
    return tuple(code for code in codes.entries if code.key.startswith(prefix)) if prefix else ()


_WRITTEN_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug(text: str) -> str:
    """A file number as it stands in a letter's key: "IV C 5 - S 2342/19/10007 :001" -> "iv-c-5-s-2342-19-10007-001"."""
    return "-".join(re.findall(r"[a-z0-9]+", text.lower().translate(_WRITTEN_OUT)))


def _key_prefix(issuer: str, issued: date | None) -> str:
    return f"{slug(issuer)}-{issued.isoformat()}-" if issuer and issued else ""


def _spellings(citation: DirectiveCitation) -> Iterator[str]:
    if citation.document:
        yield citation.document
    for place in citation.reporters:
        year = place.year or (citation.issued.year if citation.issued else None)
        if year and place.page:
            yield f"{place.reporter} {year} S. {place.page}"


@dataclass(slots=True)
class _Letter(Details):
    """What has been read of one letter."""

    reference: str = ""
    document: str = ""

    def read_all(self) -> None:
        """Read all that is told from here on."""
        self.read_on((self.read_day, self.read_reference, self.read_document, self.read_reporter, self._read_place))

    def read_reference(self, position: int) -> bool:
        """The file number (GZ)."""
        found = None if self.reference else _REFERENCE.match(self.lexer.text, position)
        if found:
            self.reference, self.end = " ".join(found["gz"].split()), found.end()
        return found is not None

    def read_document(self, position: int) -> bool:
        """The number of the document (DOK)."""
        found = None if self.document else _DOCUMENT.match(self.lexer.text, position)
        if found:
            self.document = "".join((found["dok"] or found["old"] or found["bare"]).split())
            self.end = found.end()
        return found is not None

    def _read_place(self, position: int) -> bool:
        return self.is_told and self.read_place(position)

    @property
    def is_blank(self) -> bool:
        return not (self.reference or self.document or self.reporters)

    @property
    def is_told(self) -> bool:
        """Whether this is enough to know which letter is meant."""
        dated = self.day is not None and (self.said_of or bool(self.reporters))
        return bool(dated or self.reference or self.document)


def _find(lexer: Lexer) -> Iterator[DirectiveCitation]:
    position = 0
    while anchor := _anchor().search(lexer.text, position):
        letter, start = _begun(lexer, anchor, position)
        letter.read_all()
        if not letter.is_told:
            position = max(anchor.end(), position + 1)
            continue
        issuer = _issuer(anchor) if anchor["name"] else ""
        yield _citation(letter, issuer, anchor, position) if issuer else _made(letter, issuer, start)
        position = letter.end
        while issuer and (following := _following(letter)):
            start, letter = following
            yield _made(letter, issuer, start)
            position = letter.end


def _begun(lexer: Lexer, anchor: re.Match[str], floor: int) -> tuple[_Letter, int]:
    """A letter of which nothing but the anchor has been read, and where its citation begins.

    In tables a day and a file number stand side by side: "3. März 2025 III C 3 - S 7329/00014/007/022".
    """
    dated = None if anchor["name"] else date_before(lexer.text, floor, anchor.start(), bare=True)
    if dated:
        return _Letter(lexer, anchor.start(), day=dated[1], said_of=True), dated[0]
    return _Letter(lexer, anchor.end()), anchor.start()


def _citation(letter: _Letter, issuer: str, anchor: re.Match[str], floor: int) -> DirectiveCitation:
    """The citation that begins at the anchor, or at the places that stand before it."""
    start, title = anchor.start(), anchor["title"] or ""
    before = None if letter.places else places_before(letter.lexer, floor, start)
    if before:
        start, letter.places = before.start, before.inside(Step(StepKind.SCHREIBEN))
    raw = " ".join(anchor["name"].removesuffix(title).split())
    return _made(letter, issuer, start, raw, _named_in(title, letter.lexer.codes))


def _named_in(title: str, codes: Codes) -> tuple[Address, ...]:
    """The provisions that a letter's title names: what it is about."""
    return tuple(address for norm in find(title, codes) for address in norm.addresses)


def _following(before: _Letter) -> tuple[int, _Letter] | None:
    """A further letter of the same office, "und vom 13.12.2012 (BStBl I 2013 S. 35)", and where it begins."""
    joint = JOINT.match(before.lexer.text, before.end)
    start = joint.end() if joint else before.end
    letter = _Letter(before.lexer, start)
    if start == before.end or not letter.read_day(start) or not letter.said_of:
        return None
    letter.read_all()
    return (start, letter) if letter.reference or letter.reporters else None


def _made(
    letter: _Letter, issuer: str, start: int, raw: str = "", comments_on: tuple[Address, ...] = ()
) -> DirectiveCitation:
    citation = DirectiveCitation(
        start,
        letter.end,
        letter.lexer.text[start : letter.end],
        None,
        letter.places,
        raw,
        issuer=issuer,
        issued=letter.day,
        reference=letter.reference,
        document=letter.document,
        reporters=tuple(letter.reporters),
        comments_on=comments_on,
    )
    known = match_letter(citation, letter.lexer.codes) or _named_so(citation, letter.lexer.codes)
    return replace(citation, work=known.key) if known else citation


def _named_so(citation: DirectiveCitation, codes: Codes) -> Code | None:
    """The letter whose whole name stands here: one that has no file number is cited by its date alone."""
    if citation.reference or citation.document or citation.reporters:
        return None
    named = codes.match_at(citation.text, 0)
    return named.code if named and named.code.is_directive else None


def _issuer(anchor: re.Match[str]) -> str:
    row = _issuers()[fold(anchor["issuer"])]
    seat = anchor["seat"] if row["seats"] else None
    return " ".join([row["issuer"], *(seat or "").split()])


@cache
def _issuers() -> dict[str, dict[str, str]]:
    """Folded spelling -> row of the issuer."""
    return {
        fold(word): row
        for row in read_table("issuers.csv")
        for word in (row["issuer"], *filter(None, row["words"].split("|")))
    }


@cache
def _anchor() -> re.Pattern[str]:
    """Where a citation of a letter may begin: at its issuer, or at a file number that is labelled as one."""
    rows = read_table("issuers.csv")
    names = spelled(word for row in rows for word in (row["issuer"], *row["words"].split("|")))
    seats = spelled(seat for row in rows for seat in row["seats"].split("|"))
    issuer = rf"(?P<issuer>{names})(?=[\s,():]|-|‑|{_KIND}|\Z)(?:\s++(?P<seat>{seats})(?![^\W_]))?"
    lead = rf"(?:[Gg]leich\s?[Ll]autende[nrs]?\s++)?(?:{_KIND}\s++(?:des|der|vom)\s++)?"
    kind = rf"(?:\s?[-‑–]?\s?{_KIND}|,\s*+{_KIND})?"
    name = rf"(?<![\w/-])(?P<name>{lead}{issuer}{_SHORT_NAME}{kind}{_TITLE})"
    reference = _GZ.replace("?P<gz>", "?:")
    return re.compile(
        rf"{name}|(?<!\w)(?=(?:{_GZ_LABEL}{reference}|{_UNMISTAKABLE}|{_DOK_LABEL}{_OLD_DOCUMENT}|{_DOK_LABEL}?{_COO}))"
    )

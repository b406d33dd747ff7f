"""The patterns of the grammar, built from the vocabulary. Every pattern is tried at one position and is linear."""

from __future__ import annotations

import re

from corpus.address import PROVISION_KINDS, StepKind
from corpus.citations.vocabulary import alternatives, entries, fold, meanings, words

_WORD_ENDS = r"(?![^\W_])"
_SPACE = r"\s*+"

STEP_KINDS = {spelling: StepKind(value) for spelling, value in meanings("step").items()}
"""Folded spelling of a level -> the kind of step."""
LETTER_WORDS = meanings("letters")
PARTS = meanings("part")
ENACTMENTS = frozenset(meanings("enactment"))
ORDINALS = {spelling: int(value) for spelling, value in meanings("ordinal").items()}

FORMULAS = (StepKind.EINGANGSFORMEL, StepKind.SCHLUSSFORMEL, StepKind.PRAEAMBEL)
"""Provisions that have no number, and are cited only with their law."""
ANNEXES = (StepKind.ANLAGE, StepKind.ANHANG, StepKind.MUSTER)
"""Provisions whose names are ordinary words too: a citation only where a law goes with them."""


def _steps(*kinds: StepKind) -> list[str]:
    return [word for entry in entries("step") if entry.value in kinds for word in entry.words]


SECTIONS = (StepKind.RICHTLINIE, StepKind.HINWEIS, StepKind.ABSCHNITT)
"""Sections of directives that are cited by a number of their own ("R 5.3")."""

_INNER = [kind for kind in StepKind if kind not in PROVISION_KINDS and kind is not StepKind.RANDNUMMER]
_INNER_WORDS = [*_steps(*_INNER), *(word for entry in entries("letters") for word in entry.words)]
_PART_WORDS = [word for entry in entries("part") for word in entry.words]
_ORDINAL_WORDS = [word for entry in entries("ordinal") for word in entry.words]
_LISTED = [word for word in words("join", "list") if word != ","]

_PROVISIONS = alternatives(word for word in _steps(StepKind.PARAGRAPH, StepKind.ARTIKEL) if "§" not in word)
_NUMBERED_ANCHOR = rf"(?P<numbered>§§|§|(?<![^\W_]){_PROVISIONS})(?=\s*+(?:\d|[IVXLC]))"
_NAMED_ANCHOR = rf"(?<![^\W_])(?P<named>{alternatives(_steps(*ANNEXES, *FORMULAS))})"
ANCHOR = re.compile(f"{_NUMBERED_ANCHOR}|{_NAMED_ANCHOR}", re.IGNORECASE)
"""Where a citation may begin."""
OF_DIRECTIVE = re.compile(rf"(?<![^\W_]){alternatives(words('directive'))}{_SPACE}\Z")
"""What stands right before an anchor that belongs to a directive's citation."""
SECTION = re.compile(rf"{_SPACE}(§§|§)(?=\s*+\d)")
"""A § inside a citation that began with an Artikel ("Art. 97 § 10a")."""
SAME_ANCHOR = {
    kind: re.compile(rf"{_SPACE}{alternatives(_steps(kind))}{_SPACE}(?=\d)", re.IGNORECASE)
    for kind in (StepKind.PARAGRAPH, StepKind.ARTIKEL, *ANNEXES)
}
"""The name of the provision again, at the end of a range ("§ 140 bis § 148")."""

LABEL = re.compile(rf"{_SPACE}({alternatives(_INNER_WORDS)}){_SPACE}", re.IGNORECASE)
LABEL_OF_DIRECTIVE = re.compile(
    rf"{_SPACE}({alternatives((*_INNER_WORDS, *_steps(StepKind.RANDNUMMER)))}){_SPACE}", re.IGNORECASE
)
"""Directives count Randnummern too; behind a § these would be a commentary's."""
PART = re.compile(rf"{_SPACE}({alternatives(_PART_WORDS)}){_SPACE}(\d)(?!\d)", re.IGNORECASE)
ORDINAL = re.compile(
    rf"{_SPACE}(?:(\d{{1,2}})\.|({alternatives(_ORDINAL_WORDS)})){_SPACE}"
    rf"(?:({alternatives(_PART_WORDS)})|({alternatives(_steps(StepKind.SATZ, StepKind.STRICH))})(?!{_SPACE}\d))",
    re.IGNORECASE,
)
"""A count before its word: "2. Halbsatz", "zweiter Halbsatz", "1. Spiegelstrich", "erster Satz"."""
FOLLOWING = re.compile(rf"{_SPACE}(ff?){_WORD_ENDS}(\.?)")
OCCURRENCE = re.compile(rf"{_SPACE}\((\d{{1,3}})\. Vorkommen\)")
RANGE = re.compile(rf"{_SPACE}{alternatives(words('join', 'range'))}{_SPACE}")
_WITH = alternatives(words("join", "with"))
JOIN = re.compile(
    rf"{_SPACE}(?P<comma>,)?{_SPACE}(?:(?:auch|jeweils)\s++){{0,2}}"
    rf"(?:(?P<with>{_WITH})|(?P<list>{alternatives(_LISTED)})(?!\s*[a-z]\.))?{_SPACE}"
)
"""What joins the members of one citation; either comma, list or with must have matched."""
PARENTHESIS = re.compile(rf",\s++(?:auch\s++|jeweils\s++|auch\s++jeweils\s++)?{_WITH}")
"""What is set off by commas, so that its law comes behind one: "§ 1, auch in Verbindung mit Absatz 2, der StPO"."""
CHAIN = re.compile(
    rf"{_SPACE}(?:[,;]{_SPACE})?(?:(?:auch|jeweils)\s++){{0,2}}(?:(?:{_WITH}|{alternatives(_LISTED)}){_SPACE})?"
    rf"(?:{alternatives(words('filler'))}{_SPACE}){{0,3}}"
)
"""What may stand between two citations that share the law named at the end."""

ABSATZ_IN_BRACKETS = re.compile(r"[^\S\n]*+\((\d{1,3}[a-z]?)\)")
ROMAN_ABSATZ = re.compile(rf"\s++([IVX]{{1,6}})([a-z]?){_WORD_ENDS}(?!\.|-\w)")
SHORT_SATZ = re.compile(r"\s++(\d{1,2})(?![^\W_]|[.,]\d)")
DETACHED_LETTER = re.compile(rf"\s++([a-z])(?![.)]){_WORD_ENDS}")
"""The letter of a number, printed apart as older texts do ("§ 10 d EStG")."""
BARE_LETTERS = re.compile(rf"{_SPACE}((?P<one>[a-z])(?P=one){{0,2}})(?:\)|{_WORD_ENDS})")

_REFERRED = r"\s*+(?P<open>\()?zu[mr]?\s++(?:den\s++|dem\s++)?(?=§)"
REFERRED = re.compile(_REFERRED)
"""What an Anlage belongs to: "Anlage 2 (zu § 12 Abs. 2 Nr. 1)"."""

_DIGITS = r"\d{1,3}[a-z]?"
_NO_ABBREVIATION = r"(?!\.\s?[A-Za-z]\.)"
"""Behind a letter: it isn't the "d" of "d. h."."""
_ANNEX = rf"{_DIGITS}(?!/\d)|[IVX]{{1,6}}|[A-Z]{{1,2}}\d{{0,2}}(?!-)"
_OUTLINE = (
    r"\d{1,3}(?:\.\d{1,3})*[a-z]{0,2}|(?:[IVX]{1,6}|[A-Z](?:\s[IVX]{1,5})?(?:\s\d{1,2})?|[A-Z]{2}|[a-z]|\*+)"
    + _NO_ABBREVIATION
)
SECTION_NUMBER = r"(?:[BE]\s)?\d{1,3}[a-z]{0,2}(?:\.\d{1,3}[a-z]{0,2}){0,3}"
"""The number of a Richtlinie, a Hinweis, an Abschnitt: "5.3", "15.2a", "4.5.3", "E 13b.9" (of the ErbStR)."""
_NUMBERS = {
    StepKind.PARAGRAPH: r"\d{1,4}[a-z]{0,2}",
    StepKind.ARTIKEL: r"\d{1,4}[a-z]{0,2}|[IVXLC]{1,7}",
    StepKind.ANLAGE: _ANNEX,
    StepKind.ANHANG: _ANNEX,
    StepKind.MUSTER: _ANNEX,
    StepKind.ABSATZ: _DIGITS,
    StepKind.SATZ: _DIGITS,
    StepKind.NUMMER: _OUTLINE,
    StepKind.BUCHSTABE: r"(?P<letter>[a-z])(?P=letter){0,2}" + _NO_ABBREVIATION,
    StepKind.RANDNUMMER: r"(?:[A-Z][a-z]{1,3}\.)?\d{1,4}(?:\.\d{1,3})*[a-z]{0,2}|[IVX]{1,6}",
    StepKind.ZU: r"\d{1,4}[a-z]{0,2}",
    **dict.fromkeys(SECTIONS, SECTION_NUMBER),
}
_OTHER_NUMBER = r"\d{1,4}"
NUMBER = {
    kind: re.compile(rf"{_SPACE}({_NUMBERS.get(kind, _OTHER_NUMBER)}){_WORD_ENDS}(?!\.\d)")
    for kind in (*_NUMBERS, *_INNER)
}
"""The number of a level after its name, in group 1. The day of a date is none, nor the "d" of "d. h."."""
CAPITAL = re.compile(rf"{_SPACE}([A-Z]){_WORD_ENDS}")
BARE_NUMBER = re.compile(rf"{_SPACE}(\d{{1,4}}(?:[a-z]{{0,2}}\.\d{{1,3}})*[a-z]{{0,2}}|[IVX]{{1,6}}){_WORD_ENDS}")
_MONTHS = alternatives(words("month"))
_UNITS = rf"(?:,\d+)?{_SPACE}{alternatives(words('unit'))}"
UNIT = re.compile(_UNITS, re.IGNORECASE)
NO_PLACE = re.compile(rf"{_UNITS}|\.{_SPACE}(?:\d|{_MONTHS})|\s\d{{3}}{_WORD_ENDS}", re.IGNORECASE)
"""What follows a number that isn't a place: a unit, the rest of a date, the next group of an amount."""
ITEM_ENDS = re.compile(r"\.\s++[^\W\dA-ZÄÖÜ]")
"""What follows the number of a list item ("2. die Preise"), and never the last number of a sentence."""

_DATE = rf"\d{{1,2}}\.{_SPACE}(?:\d{{1,2}}\.{_SPACE}|{_MONTHS}\s++)\d{{4}}"
_AS_AMENDED = rf"(?:i\.{_SPACE}d\.{_SPACE}F\.|in\s++der\s++Fassung)"
HINT = re.compile(
    rf"{_SPACE}(?:,{_SPACE})?(?P<hint>[an]\.{_SPACE}F\.|(?:alte|neue)[rn]?\s++Fassung{_WORD_ENDS}"
    rf"|{_AS_AMENDED}\s++der\s++(?:Neu)?[Bb]ekanntmachung\s++(?:vom|v\.)\s++{_DATE}"
    rf"|{_AS_AMENDED}\s++(?:vom|v\.|ab)\s++{_DATE}"
    rf"|{_AS_AMENDED}\s++des\s++Art(?:ikels|\.)(?:\s++[\w.]{{1,12}}){{1,12}}?\s++(?:des\s++(?:\w++en\s++)?Gesetzes|der\s++Verordnung)"
    rf"(?:\s++(?:vom|v\.)\s++{_DATE})?"
    rf"|{_AS_AMENDED}\s++(?:des|der)\s++(?!Art|Abs)[A-ZÄÖÜ][\w/-]*+"
    rf"(?:(?:\s++(?:vom|v\.))?\s++(?:{_DATE}|(?:19|20)\d{{2}}{_WORD_ENDS}))?"
    rf"|(?:i\.{_SPACE}d\.|in\s++der)\s++(?:(?:vor|bis|ab|seit|am|zum|dem|jeweils)\s++){{0,3}}(?:{_DATE}\s++)?"
    r"(?:geltenden|gültigen|anzuwendenden|anwendbaren|maßgebenden|jeweiligen)\s++(?:Fassung|F\.))"
)
"""The Fassung that a citation names, in group "hint"."""

_HIGHEST_ROMAN = 30
_ROMAN_UNITS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(value: int) -> str:
    """A Roman numeral."""
    written = ""
    for unit, sign in _ROMAN_UNITS:
        while value >= unit:
            written, value = written + sign, value - unit
    return written


ROMAN = {roman(value): value for value in range(1, _HIGHEST_ROMAN + 1)}
"""Roman numeral -> number, as far as Absätze are counted."""


PLURALS = frozenset(meanings("plural"))
"""Names of provisions that say there is more than one."""


def kind_of(label: str) -> StepKind:
    """The kind of step that a spelling names; every word for letters names a Buchstabe."""
    folded = fold(label)
    return StepKind.BUCHSTABE if folded in LETTER_WORDS else STEP_KINDS[folded]

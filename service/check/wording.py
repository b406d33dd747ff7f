"""What the words of a sentence tell about it before any law is looked at; the words are data.

A sentence counts as a legal claim unless something shows that it is none: the error that costs least is to ask for a
proof too often.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

GERMAN = "Deutsch"
_WORD = re.compile(r"[^\W\d_]+")
_END = re.compile(r"[\s.!?:;,…*\"“”»«)]+$")
_OUTLINE = re.compile(r"^(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVX]{1,5}[.)]|[A-Za-z][.)])\s+(?=\S)")
_SLOT = r"(?:(?:[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)*)(?:\s+|(?=$|,))){0,10}"
_TAG = re.compile(r",\s*(?:\w+\s?){1,2}[?]\W*$")
_LABEL = re.compile(r"^(?P<label>[^:.!?]{2,80}):\s+(?=\S)")
_LONGEST_TURN = 200
"""Characters of a turn of phrase at most."""
_FEWEST = 4
"""Words from which on the language of a sentence can be told."""


class Marker(NamedTuple):
    """A row of markers.csv."""

    kind: str
    pattern: str
    example: str


@cache
def markers() -> tuple[Marker, ...]:
    """The table of turns of phrase."""
    return tuple(Marker(row["kind"], row["pattern"], row["example"]) for row in _rows("markers.csv"))


@cache
def claim_words(kind: str) -> frozenset[str]:
    """The words of a kind in claim_words.csv."""
    return frozenset(word for row in _rows("claim_words.csv") if row["kind"] == kind for word in row["words"].split())


def words_of(text: str) -> list[str]:
    """The words of a text, lower case."""
    return [found[0].lower() for found in _WORD.finditer(text)]


def is_said_only(text: str) -> bool:
    """Whether a sentence is a greeting, a transition or another turn of phrase that claims nothing."""
    bare = _END.sub("", text.strip())
    if len(bare) > _LONGEST_TURN:
        return False
    matches = (pattern.fullmatch(bare) for pattern in _sentence_patterns())
    return any(found is not None and _claims_nothing(found) for found in matches)


def is_question(text: str) -> bool:
    """Whether a sentence asks and does not claim something by the way ("Wussten Sie, dass …?", "…, oder?")."""
    words = words_of(text)
    asks = text.rstrip(' )"“”»«*').endswith("?") and bool(words) and words[0] in claim_words("frage")
    return asks and not claim_words("behauptet") & set(words) and not _TAG.search(text)


def is_title(text: str) -> bool:
    """Whether words without a verb, a figure or a negation name a subject, as headings do; they end with a noun."""
    bare = _END.sub("", _OUTLINE.sub("", text.strip()))
    words = _WORD.findall(bare)
    label = _LABEL.match(bare)
    if label:
        before, behind = label["label"], bare[label.end() :]
        return (is_said_only(before) and is_title(behind)) or (is_title(before) and is_said_only(behind))
    if not words or re.search(r"\d", bare):
        return False
    lower = {word.lower() for word in words}
    said = claim_words("zeitwort") | claim_words("verneinung") | claim_words("vorbehalt")
    return words[-1][0].isupper() and not lower & said


def has_verb(text: str) -> bool:
    """Whether a text has one of the verbs by which something is claimed."""
    return not claim_words("zeitwort").isdisjoint(words_of(text))


def language(text: str) -> str:
    """The language of a text, as far as its small words tell; German where they do not."""
    words = words_of(text)
    if len(words) < _FEWEST:
        return GERMAN
    latin = sum(word.isascii() or any(sign in "äöüß" for sign in word) for word in words)
    if latin * 2 < len(words):
        return "unbekannt"
    counts = {name: sum(word in small for word in words) for name, small in _languages().items()}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > counts[GERMAN] + 1 else GERMAN


def without_lead(text: str) -> str:
    """The sentence without turns of phrase before its claim ("Bitte beachten Sie, dass …")."""
    found = _lead_pattern().match(text)
    while found:
        text = text[found.end() :]
        found = _lead_pattern().match(text)
    return text


def label_of(text: str) -> tuple[str, str]:
    """A heading within the sentence ("Steuersatz: Die Steuer …") and the rest; "" where there is none."""
    found = _LABEL.match(text)
    if found is None or has_verb(found["label"]):
        return "", text
    return found["label"], text[found.end() :]


def without_verbs(text: str) -> str:
    """The text without the words that only say that something is so, or that it stands somewhere."""
    said = claim_words("zeitwort") | claim_words("rede")
    return _WORD.sub(lambda found: "" if found[0].lower() in said else found[0], text)


def is_source_word(text: str) -> bool:
    """Whether words only lead to a citation ("Quelle:", "siehe auch")."""
    bare = " ".join(_END.sub("", text.strip(" \t([–-—,;")).lower().split())
    return not bare or bare in {_END.sub("", one.pattern) for one in markers() if one.kind == "quelle"}


def reservations(text: str) -> frozenset[str]:
    """Words by which a sentence says less, more or something else than a plain rule."""
    return claim_words("vorbehalt") & frozenset(words_of(text))


def foreign_sources(text: str) -> frozenset[str]:
    """Courts and directives that a sentence refers to."""
    return claim_words("andere") & frozenset(words_of(text))


def _claims_nothing(found: re.Match[str]) -> bool:
    """Whether what fills the slots holds nothing that could be true or false; at the end, it is a noun phrase."""
    said = claim_words("zeitwort") | claim_words("verneinung")
    if any(word in said for slot in found.groups() for word in words_of(slot)):
        return False
    at_end = found.lastindex is not None and found.end(found.lastindex) == found.end()
    words = _WORD.findall(found[found.lastindex]) if found.lastindex and at_end else []
    return not words or words[-1][0].isupper()


@cache
def _sentence_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_regex(one.pattern), re.IGNORECASE) for one in markers() if one.kind == "satz")


def _regex(pattern: str) -> str:
    """A pattern of the table as an expression; each slot is a group."""
    parts = (f"({_SLOT})" if part == "…" else re.escape(part) + r"(?:\s+|(?=$))" for part in pattern.split())
    return "".join(parts)


@cache
def _lead_pattern() -> re.Pattern[str]:
    leads = sorted((one.pattern for one in markers() if one.kind == "vorspann"), key=len, reverse=True)
    written = "|".join(r"\s+".join(re.escape(part) for part in lead.split()) for lead in leads)
    return re.compile(rf"(?:{written})(?:\s*[:,–—-])?\s+", re.IGNORECASE)


@cache
def _languages() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(row["words"].split()) for row in _rows("languages.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = files("service.check").joinpath(name).read_text(encoding="utf-8").splitlines()
    yield from csv.DictReader((line for line in lines if not line.startswith("#")), delimiter=";")

"""Splits German text into sentences; knows the abbreviations, ordinals and references of legal language.

Rules, not statistics, so that a reader can follow each decision: a full stop ends a sentence unless the word before
it, or the word after it, says otherwise. The word lists are data (``words.txt``). Time is linear in the length of
the text: each full stop looks at a bounded neighbourhood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

_REACH = 60
"""Characters to either side of a full stop that are looked at; no word or abbreviation is longer."""
_LONGEST_BRACKET = 2000
"""A bracket that stays open for longer is taken for a slip, and no longer holds its text together."""

_STOP = re.compile(r"[.!?…]")
_RUN_TOGETHER = re.compile(r"(?<=[a-zäöüß]{4})[.!?](?=[A-ZÄÖÜ][a-zäöüß]+ )")
"""A full stop without a blank after it ("vorliegen.Der Gemeindeteil"), a slip that occurs in published law."""
_CLOSERS = "\"'”“»«’‘›‹)]}*_"
_OPENERS = "\"'„“”»«‚‘›‹([*_"
_WORD = re.compile(r"[^\W\d_][\w./-]*|§+|\d[\w.,/-]*")
_LAST_WORD = re.compile(r"(?:§+|[^\s(\[{„“\"»«‚‘]+)$")
_ABBREVIATED_TAIL = re.compile(r"(?:\b[^\W\d_]{1,3}\. ?){0,4}[^\W\d_]{1,12}\.$")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ROMAN = re.compile(r"[IVXLC]+")
_LETTER = re.compile(r"[^\W\d_]|([a-z])\1{1,2}")
_DOTTED = re.compile(r"(?:[^\W\d_]{1,4}\.)+[^\W\d_]{1,4}")
_INITIAL = re.compile(r"[^\W\d_]{1,2}\.")
_VOWEL = re.compile(r"[aeiouyäöüAEIOUYÄÖÜ]")
_PARAGRAPH_BREAK = re.compile(
    r"\n(?:[ \t\r]*\n)+"  # an empty line
    r"|\n(?=[ \t]*(?:[-–—•*·▪][ \t]|\d{1,3}[.)][ \t]|\(?[a-z]{1,3}\)[ \t]|#{1,6}[ \t]|[|>]))"  # a bullet, a label
)
_LAST_DAY = 31


def split(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text, as spans ``(start, end)``.

    The spans are in order, do not overlap, begin and end with a non-blank character, and cover all of them.
    Items of a list on lines of their own count as sentences, as do paragraphs parted by an empty line.
    """
    cuts = sorted({0, len(text), *_paragraph_starts(text), *_sentence_starts(text)})
    spans = []
    for start, end in pairwise(cuts):
        sentence = text[start:end]
        if sentence.strip():
            left = start + len(sentence) - len(sentence.lstrip())
            spans.append((left, start + len(sentence.rstrip())))
    return tuple(spans)


def ends_sentence(text: str) -> bool:
    """Whether a text that is followed by a capital letter could end a sentence here (". ", "!", ".“" …)."""
    bare = text.rstrip().rstrip(_CLOSERS)
    return bare[-1:] in {".", "!", "?"}


def starts_sentence(text: str) -> bool:
    """Whether a text begins as a sentence may: with a capital, a figure, or a "§"; opening signs do not count."""
    bare = text.lstrip().lstrip(_OPENERS)
    return bool(bare) and (bare[0].isupper() or bare[0].isdigit() or bare[0] == "§")


def must_start_sentence(text: str) -> bool:
    """Whether a text begins with a word that has its capital only as the first of a sentence ("Der", "Wird")."""
    found = _WORD.match(text.lstrip().lstrip(_OPENERS))
    return found is not None and _opens(found[0])


@dataclass(frozen=True, slots=True)
class _Words:
    never: frozenset[str]
    may_end: frozenset[str]
    before_figures: frozenset[str]
    after_ordinal: frozenset[str]
    before_reference: frozenset[str]
    openings: frozenset[str]


@cache
def _words() -> _Words:
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for raw in files("corpus.sentences").joinpath("words.txt").read_text("utf-8").splitlines():
        line = raw.strip()
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        elif line and not line.startswith("#"):
            current.add(line.replace(" ", ""))
    return _Words(
        never=frozenset(sections["nie am Satzende"]),
        may_end=frozenset(sections["auch am Satzende"]),
        before_figures=frozenset(sections["nur vor Zahlen"]),
        after_ordinal=frozenset(sections["nach Ordnungszahl"]),
        before_reference=frozenset(sections["vor Gliederungsnummer"]),
        openings=frozenset(sections["Satzanfang"]),
    )


def _paragraph_starts(text: str) -> Iterator[int]:
    for found in _PARAGRAPH_BREAK.finditer(text):
        following = text[found.end() : found.end() + _REACH].split()
        ordinal = len(following) > 1 and following[0][:-1].isdigit() and _is_ordinal_noun(following[1])
        if not ordinal:
            yield found.end()


def _sentence_starts(text: str) -> Iterator[int]:
    brackets = _bracketed(text)
    for found in _STOP.finditer(text):
        position = found.start()
        if _inside(brackets, position) and not _closes_sentence_in_brackets(text, brackets, position):
            continue
        after = _following(text, position + 1)
        if after is not None and _ends_here(text, position, after):
            yield after
    for found in _RUN_TOGETHER.finditer(text):
        if must_start_sentence(text[found.end() : found.end() + _REACH]):
            yield found.end()


def _bracketed(text: str) -> list[tuple[int, int]]:
    """The outermost pairs of round brackets that close within a reasonable stretch, in order."""
    waiting: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in re.finditer(r"[()]|\n\s*\n", text):
        sign = found[0]
        if sign == "(":
            waiting.append(found.start())
        elif sign != ")":
            waiting.clear()
        elif waiting:
            start = waiting.pop()
            if found.start() - start <= _LONGEST_BRACKET:
                while pairs and pairs[-1][0] > start:
                    pairs.pop()
                pairs.append((start, found.start()))
    return pairs


def _inside(pairs: list[tuple[int, int]], position: int) -> bool:
    index = bisect_right(pairs, (position, position)) - 1
    return index >= 0 and pairs[index][0] < position < pairs[index][1]


def _closes_sentence_in_brackets(text: str, pairs: list[tuple[int, int]], position: int) -> bool:
    """Whether the stop is the last sign of a bracket that began as a sentence: "Das gilt. (Siehe § 3.) Der …"."""
    start, end = pairs[bisect_right(pairs, (position, position)) - 1]
    if text[position + 1 : end].strip(_CLOSERS):
        return False
    before = text[max(0, start - _REACH) : start].rstrip()
    return (start == 0 or ends_sentence(before)) and starts_sentence(text[start : start + _REACH])


def _following(text: str, position: int) -> int | None:
    """Where the next word (with its opening signs) begins; None where the stop is inside a word or at the end."""
    while position < len(text) and text[position] in _CLOSERS:
        position += 1
    if position >= len(text) or not text[position].isspace():
        return None
    while position < len(text) and text[position].isspace():
        position += 1
    return position if position < len(text) else None


def _ends_here(text: str, stop: int, after: int) -> bool:
    """Whether the stop ends a sentence, given where the next word begins."""
    ahead = text[after : after + _REACH]
    if not starts_sentence(ahead):
        return False
    found = _WORD.search(ahead)
    next_word = found[0] if found else ""
    if text[stop] != ".":
        return text[stop] != "…" or _opens(next_word)
    before = text[max(0, stop - _REACH) : stop]
    return _full_stop_ends(before, next_word)


def _full_stop_ends(before: str, next_word: str) -> bool:
    found = _LAST_WORD.search(before)
    word = found[0] if found else ""
    if not word:
        return bool(before) and before[-1] in _CLOSERS + "“”"
    if word.endswith((".", "…")):
        return _opens(next_word)
    bare = word.rstrip(_CLOSERS)
    if bare != word:
        return not _is_ordinal_noun(next_word) if _NUMBER.fullmatch(bare) else True
    lead = before[: len(before) - len(word)].rstrip()
    if _NUMBER.fullmatch(word):
        return _number_ends(word, lead, next_word, at_line_start=before[: -len(word)].endswith("\n") or not lead)
    if _LETTER.fullmatch(word) or _ROMAN.fullmatch(word):
        return _numeral_ends(word, before, lead, next_word)
    return _word_ends(word, before, next_word)


def _number_ends(number: str, lead: str, next_word: str, *, at_line_start: bool) -> bool:
    """So "Absatz 2. Der" ends, "31. Dezember" does not, "im Jahr 2024. Die" ends, a label "1. Der" does not."""
    if at_line_start or lead[-1:] in {":", ";", ","} or _is_ordinal_noun(next_word):
        return False
    if not number.isdigit() or int(number) > _LAST_DAY:
        return True
    return _refers(lead) or _opens(next_word)


def _numeral_ends(numeral: str, before: str, lead: str, next_word: str) -> bool:
    """So "Buchstabe a. Der" and "Steuerklasse I. Der" end; "z. B.", "i. V. m." and "I. Allgemeines" do not."""
    if _INITIAL.match(next_word) or _is_never(before + ".", parts=2):
        return False
    if _refers(lead):
        return True
    if _is_never(before + "."):
        return False
    return numeral[0].isupper() and bool(lead) and _opens(next_word)


def _word_ends(word: str, before: str, next_word: str) -> bool:
    words = _words()
    last = word.rsplit("-", 1)[-1] if "-" in word else word
    if word + "." in words.before_figures and not (next_word[:1].isdigit() or _ROMAN.fullmatch(next_word)):
        return True
    if _is_never(before + "."):
        return False
    tail = _tail(before + ".")
    if tail in words.may_end or _DOTTED.fullmatch(word) or _looks_shortened(last):
        return _opens(next_word) or next_word.startswith("§")
    return True


def _is_never(before: str, parts: int = 1) -> bool:
    """Whether the text ends with an abbreviation, of at least so many parts, that never ends a sentence."""
    words, joined = _words().never, _tail(before)
    starts = (start for start in range(len(joined)) if start == 0 or joined[start - 1] in ".-(")
    return any(joined[start:] in words and joined.count(".", start) >= parts for start in starts)


def _tail(before: str) -> str:
    """The abbreviation before a stop, all its parts, without blanks: "i.V.m."."""
    found = _ABBREVIATED_TAIL.search(before[-_REACH:])
    return found[0].replace(" ", "") if found else before.rsplit(None, 1)[-1] if before.strip() else ""


def _looks_shortened(word: str) -> bool:
    """Letters without a vowel ("Rspr", "Kfz") that are no acronym ("GmbH")."""
    return word.isalpha() and not _VOWEL.search(word) and sum(sign.isupper() for sign in word) < 2


def _refers(lead: str) -> bool:
    found = _LAST_WORD.search(lead)
    return found is not None and found[0] in _words().before_reference


def _opens(word: str) -> bool:
    return word.rstrip(".,/-") in _words().openings


def _is_ordinal_noun(word: str) -> bool:
    return word.rstrip(".,;:") in _words().after_ordinal or word in _words().after_ordinal

"""Characters as they are read: blanks of all kinds as a blank, invisible ones left out, lookalikes named.

Harmless are characters that good typography uses (no-break spaces, soft hyphens, ligatures). What makes a word or a
figure look like another one is an :class:`~service.check.model.Oddity`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from service.check.model import Oddity
from service.check.reading import Reading
from service.verify.reading.clean import clean as plain

_MARKS = r"[\u0300-\u036F\u20D0-\u20FF]"
_SPECIAL = re.compile(rf"[^\x20-\x7E\nÄÖÜäöüß§€„“”‚‘’»«–—…°•·]{_MARKS}*|[A-Za-z0-9ÄÖÜäöüß]{_MARKS}+")
"""Everything that needs a second look; a sign with the marks that combine with it."""
_BLANKS = re.compile(r"[\t\r\v\f\u0085\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]")
_LINE_ENDS = frozenset("\u2028\u2029\x85\v\f")
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
"""Soft hyphen, zero-width blanks and joiners: what word processors and web pages put between words and syllables."""
_SELECTORS = re.compile(r"[\uFE00-\uFE0F\u20E3]")
_LETTERS = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿĀ-İĴ-ķĹ-ľŁ-ňŊ-žẞ]")
"""Letters of the languages around; the others of the Latin script are lookalikes or phonetic signs."""
_HARMLESS = frozenset("ªºµ²³¹")
_LIGATURES = re.compile(r"[\uFB00-\uFB06]")
_FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹]+")
_DIGIT_LOOKALIKE = re.compile(
    r"(?<![\w.,])(?=[\dOoIl.,]*\d)(?=[\d.,]*[OoIl])(?!\d{1,4}[a-z](?!\w))[\dOoIl]+(?:[.,][\dOoIl]+)*(?![\w])"
)
"""Figures with a letter O, I or l in them ("3O Prozent", "l4 Euro"); "§ 4o" is a number that laws use."""

_SCRIPTS = {"CYRILLIC": "kyrillisches", "GREEK": "griechisches", "LATIN": "lateinisches", "FULLWIDTH": "breites"}


class Cleaned(NamedTuple):
    """The text as it is read, and what is odd in it, in order."""

    reading: Reading
    oddities: tuple[Oddity, ...]


class _Read(NamedTuple):
    """What a special character is read as, and what is odd about it (kind and name), if anything."""

    text: str
    kind: str = ""
    name: str = ""


def clean(text: str) -> Cleaned:
    """The text with every character in the form in which it is analysed."""
    oddities: list[Oddity] = []

    def pieces() -> Iterator[tuple[str, list[int] | range]]:
        place = 0
        for found in _SPECIAL.finditer(text):
            start, end = found.span()
            yield text[place:start], range(place, start)
            read = _read(found[0], text[start - 1 : start], text[end : end + 1])
            if read.kind:
                oddities.append(Oddity(start, end, read.kind, read.name))
            yield read.text, [start] * len(read.text)
            place = end
        yield text[place:], range(place, len(text))

    reading = Reading.of(pieces())
    for found in _DIGIT_LOOKALIKE.finditer(reading.text):
        start, end = reading.span(*found.span())
        name = f"Buchstabe statt Ziffer in »{found[0]}«"
        oddities.append(Oddity(start, end, "confusable", name))
    return Cleaned(reading, tuple(sorted(oddities, key=lambda one: one.start)))


def _read(sign: str, before: str, after: str) -> _Read:
    """One special character with its combining marks, and what stands around it."""
    return _blank(sign[0], after) or (_combined(sign) if len(sign) > 1 else _single(sign, before))


def _blank(sign: str, after: str) -> _Read | None:
    """What a character is read as that shows nothing; None for one that does."""
    if sign in _LINE_ENDS or (sign == "\r" and after != "\n"):
        return _Read("\n")
    if sign in _DIRECTION:
        return _Read("", "direction", f"Steuerzeichen der Schreibrichtung ({_code(sign)})")
    if sign in _UNSEEN or sign == "\r" or _SELECTORS.match(sign):
        return _Read("")
    if _BLANKS.match(sign):
        return _Read(" ")
    if unicodedata.category(sign)[0] == "C":
        return _Read("", "invisible", f"unsichtbares Zeichen ({_code(sign)})")
    return None


def _combined(sign: str) -> _Read:
    composed = unicodedata.normalize("NFC", _SELECTORS.sub("", sign))
    if len(composed) == 1 and (composed.isascii() or _LETTERS.fullmatch(composed)):
        return _Read(composed)
    name = f"»{sign[0]}« mit einem darübergelegten Zeichen ({_code(sign[1])})"
    return _Read(sign[0], "confusable", name)


def _single(sign: str, before: str) -> _Read:
    """A character without marks: letters and figures must be the ones that they look like."""
    if _FOOTNOTE.fullmatch(sign) and not before.isdigit():
        return _Read(sign if before == "m" else "")
    if _LIGATURES.fullmatch(sign):
        return _Read(unicodedata.normalize("NFKC", sign))
    harmless = _LETTERS.fullmatch(sign) or (sign in _HARMLESS and not before.isdigit())
    if not harmless and unicodedata.category(sign)[0] in "LNM":
        return _lookalike(sign)
    return _Read("-" if sign in "‐‑" else sign)


def _lookalike(sign: str) -> _Read:
    """A letter or figure of another script; what it looks like is read by the gate's own table."""
    read = plain(sign)
    script = _SCRIPTS.get(unicodedata.name(sign, "").partition(" ")[0], "fremdes")
    looks = f", sieht aus wie »{read}«" if read != sign else ""
    return _Read(read, "confusable", f"{script} Zeichen »{sign}« ({_code(sign)}){looks}")


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X}"

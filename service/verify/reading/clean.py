"""A text without typographic disguise: one kind of blank, no invisible signs, no letters that only look Latin."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from service.verify.reading.tables import rows

_ORDINARY = re.compile(r"[\t\n -~§€°·½²³ÄÖÜäöüß–—„“”‚‘’…]*")
"""What needs no cleaning."""
_KEPT = frozenset("½¼¾⅓⅔⅛²³¹⁴⁵⁶⁷⁸⁹⁰₀₁₂₃₄₅₆₇₈₉…·")
"""Signs that NFKC would turn into others: "5²" is not "52"."""
_REVERSED = re.compile("\u202e([^\u202c\u2069\n]*)[\u202c\u2069]?")
"""What a right-to-left override shows backwards."""
_GLUED = re.compile(r"(?<=\d)[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+(?=\d)")
_SEAM = "¦"
"""Stands for an invisible sign between two digits: they are no single number."""
_UNSEEN = frozenset({"Cf", "Mn", "Me", "Co", "Cs", "Cn"})
"""Categories of signs that show nothing of their own (or nothing that all readers see alike)."""
_BLANKS = re.compile(r"[^\S\n]+")


def clean(text: str) -> str:
    """The text as a reader sees it; equal-looking texts become equal.

    Invisible signs (soft hyphen, zero-width and direction marks) go, blanks of all kinds become one blank, compatible
    forms one form (NFKC), digits of other scripts and look-alike letters (``lookalikes.csv``) Latin ones.
    """
    if _ORDINARY.fullmatch(text):
        return _BLANKS.sub(" ", text) if "  " in text or "\t" in text else text
    shown = _REVERSED.sub(lambda found: found[1][::-1], text)
    composed = _GLUED.sub(_SEAM, unicodedata.normalize("NFC", shown))
    return _BLANKS.sub(" ", "".join(map(_plain, composed)))


@cache
def _lookalikes() -> dict[str, str]:
    return {row["sign"]: row["latin"] for row in rows("lookalikes.csv")}


def _plain(sign: str) -> str:
    if sign.isascii() or sign in _KEPT:
        return sign
    if unicodedata.category(sign) in _UNSEEN:
        return ""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    plain = unicodedata.normalize("NFKC", sign)
    if plain.isspace():
        return "\n" if sign in "\x85\u2028\u2029" else " "
    return "".join(_lookalikes().get(letter, letter) for letter in plain)

"""German number words and numerals: "fünfundzwanzig", "4 500", "1,5", "XII", "½" as values; units by their names."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import cache
from typing import NamedTuple

from service.verify.reading.tables import rows, words

_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}
_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3", "⅛": "1/8"}


class Unit(NamedTuple):
    """A unit's name, and how many of them one of the written unit is (a Cent is 1/100 Euro)."""

    name: str
    factor: Fraction


@cache
def table(kind: str) -> dict[str, str]:
    """Lower-case form -> value, for one class of ``numerals.csv``."""
    return {
        form.lower(): row["value"]
        for row in rows("numerals.csv")
        if row["class"] == kind
        for form in words(row["forms"])
    }


@cache
def units() -> dict[str, Unit]:
    """Lower-case spelling without blanks -> unit."""
    return {
        form.lower().replace(" ", ""): Unit(row["unit"], Fraction(row["factor"]))
        for row in rows("units.csv")
        for form in words(row["forms"])
    }


@cache
def number_word(word: str) -> Fraction | None:
    """The value of a lower-case number word; None where it is none. "ein" is an article, and is for the caller."""
    simple = table("number").get(word)
    if simple is not None:
        return Fraction(simple)
    for sign, weight in (("tausend", 1000), ("hundert", 100)):
        if sign in word:
            many, _, rest = word.partition(sign)
            return _composed(many, weight, rest.removeprefix("und"))
    ones, joint, tens = word.partition("und")
    if joint and ones and tens in table("number"):
        one, ten = _part(ones), Fraction(table("number")[tens])
        return one + ten if one is not None and one < 10 and ten >= 20 else None
    return None


def ordinal_word(word: str) -> int | None:
    """The number that a lower-case ordinal counts ("vierten" is 4); None where the word is none."""
    found = re.fullmatch(r"(\w+?)e[nrsm]?", word)
    if found is None:
        return None
    stem = found[1]
    if stem in table("ordinal"):
        return int(table("ordinal")[stem])
    cardinal = stem.removesuffix("st") if stem.endswith("st") else stem.removesuffix("t")
    value = number_word(cardinal) if cardinal != stem else None
    small = value is not None and value.denominator == 1 and (value < 20) != stem.endswith("st")
    return int(value) if value is not None and small else None


def roman(word: str) -> int | None:
    """The value of a Roman numeral up to XXXIX."""
    if not word or not _ROMAN.fullmatch(word):
        return None
    digits = [_ROMAN_DIGITS[sign] for sign in word]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def numeral(text: str) -> Fraction:
    """The value of digits as they are written: "4 500", "4.500,00", "1 1/2", "24.00", "5,–"."""
    whole, _, decimals = re.sub(r",[–-]+$", "", text).partition(",")
    bare = whole.replace(" ", "").replace(".", "")
    if not decimals and re.fullmatch(r"\d+\.\d{1,2}", whole):
        return Fraction(whole)
    return Fraction(f"{bare}.{decimals}" if decimals else bare)


def fraction(text: str) -> Fraction | None:
    """The value of "2/3" or "1½"; None for a zero denominator."""
    for sign, spelled in _SIGNS.items():
        text = text.replace(sign, f" {spelled}")
    try:
        return sum((Fraction(part) for part in text.split()), Fraction())
    except ZeroDivisionError:
        return None


def written(value: Fraction) -> str:
    """A value as keys have it."""
    return str(value)


def _part(word: str) -> Fraction | None:
    return Fraction(1) if word in ("", "ein", "eine") else number_word(word)


def _composed(many: str, weight: int, rest: str) -> Fraction | None:
    first, last = _part(many), (number_word(rest) or _part(rest)) if rest else Fraction()
    return first * weight + last if first is not None and last is not None else None

"""File numbers of courts: "VI R 1/18", "1 BvR 2237/14", "5 K 59/01 E", "C-465/03"; and the courts they tell."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpus.citations.vocabulary import alternatives, read_table, spelled, words

_ROMAN = r"[IVX]{1,5}[a-z]?"
_SENATE = rf"(?:{_ROMAN}|\d{{1,2}})"
_COUNT = r"\d{1,6}(?:\s?[,-]\s?\d{1,6}){0,5}\s?/\s?\d{2}(?:\d{2})?(?![\d.]\d|\d)"
_REGISTER = r"[A-Z][A-Za-z]{0,4}(?:-[A-Z])?"
_SUFFIX = r"(?:\s?\([A-Za-z]{1,4}\)|\s[A-Z](?:\s?,\s?[A-Z](?![^\W_]))*(?:\([A-Z]{1,3}\))?(?![\w.]))?"
_FORMS = (
    r"[CT]\s?[-‑–]?\s?\d{1,4}/\d{2}(?!\d)(?:\sP(?![^\W_]))?",
    rf"B\s\d{{1,2}}\s[A-Z]{{1,3}}\s{_COUNT}\s(?:R|B|S|RK?)(?![^\W_])",
    r"\d{1,2}\s[A-Z]\s\d{1,3}\.\d{2}(?![.\d])",
    rf"(?:GrS|Gr\.\s?S\.|GmS-OGB)\s?{_COUNT}{_SUFFIX}",
    rf"{_SENATE}\s?{_REGISTER}\s?{_COUNT}{_SUFFIX}",
    rf"{_ROMAN}\s{_COUNT}{_SUFFIX}",
)
_LABEL = rf"(?:{alternatives(words('reference', 'az'))}:?\s*+)?"
_FILE = re.compile(rf"\s*+{_LABEL}(?P<file>{'|'.join(_FORMS)})")
_OLD_EU = re.compile(rf"\s*+{_LABEL}(?P<file>\d{{1,3}}/\d{{2}})(?![\d/.])")
"""Until 1989 the Court of Justice's file numbers had no letter ("268/83")."""
_PARTS = re.compile(r"(?P<front>.*?)\s?(?P<counts>\d{1,6}(?:\s?,\s?\d{1,6}){1,5})\s?(?P<year>/.*)")
_JOINED = re.compile(r"(?P<senate>[IVX]+(?![IVX])|\d{1,2})\s?(?P<register>[A-Z][A-Za-z]*)\s?(?P<count>\d.*)")


class FileNumbers(NamedTuple):
    """File numbers, in one way of writing, and where they end in the text."""

    numbers: tuple[str, ...]
    end: int


def read_file_number(text: str, position: int, court: str) -> FileNumbers | None:
    """The file number at the position; "I R 80, 81/01" are two."""
    found = _FILE.match(text, position) or (_OLD_EU.match(text, position) if court == "EuGH" else None)
    if found is None:
        return None
    return FileNumbers(_each(" ".join(found["file"].split())), found.end())


def _each(written: str) -> tuple[str, ...]:
    several = _PARTS.fullmatch(written)
    if several is None:
        return (_normal(written),)
    counts = re.split(r"\s?,\s?", several["counts"])
    return tuple(_normal(f"{several['front']} {count}{several['year']}") for count in counts)


def _normal(written: str) -> str:
    """One way of writing: blanks between senate, register and number, none around "/" and "-"."""
    close = re.sub(r"\s?([/‑–-])\s?", lambda sign: "/" if sign[1] == "/" else "-", written)
    close = re.sub(r"\A([CT])\s?(?=\d)", r"\1-", close)
    joined = _JOINED.fullmatch(close.replace("Gr. S.", "GrS").replace("Gr.S.", "GrS"))
    return " ".join((joined["senate"], joined["register"], joined["count"])) if joined else close


def court_of(file_number: str) -> str:
    """The court whose file number this can only be; "" where several have such."""
    if re.match(r"[CT]-", file_number):
        return "EuGH" if file_number.startswith("C") else "EuG"
    found = bare_file_number().match(file_number)
    return (found.lastgroup or "") if found else ""


@cache
def read_courts() -> tuple[dict[str, str], ...]:
    """The rows of the table of courts."""
    return tuple(read_table("courts.csv"))


@cache
def bare_file_number() -> re.Pattern[str]:
    """A file number that tells its court by itself; the court is the name of the group that matched."""
    senates = {"roman": r"[IVX]{1,5}\s", "arabic": r"\d\s"}
    forms = (
        rf"(?P<{row['court']}>{senates[row['senate']]}(?:{spelled(row['registers'].split('|'))})\s{_COUNT})"
        for row in read_courts()
        if row["senate"]
    )
    return re.compile(rf"(?<![\w/.-])(?:{'|'.join(forms)})")

"""What a section of a handbook is, from the label in its margin and its headline: "R 4.2 (1)", "AEAO zu § 122 - …"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from corpus.address import StepKind

_NUMBER = r"(?:[A-Z]\s+)?\d+[a-z]{0,2}(?:\.\d+[a-z]{0,2})*"
"""A section's number: "5.3", "4a", "15.2a", "E 13b.1" (of the ErbStR, whose part is named by a letter)."""
_PART = re.compile(r"\s*\(\s*(\d+[a-z]?(?:\s*[-–,]\s*\d+[a-z]?)*)\s*\)")
_LABEL = re.compile(rf"({_NUMBER})\.?(?=[\s(:]|$)")
_LEAD = re.compile(r"\.?\s*")
_DASH = re.compile(r"\s*[-–—:]\s*")
_SECTIONS = re.compile(
    r"(zu|vor)(?:\s+den)?\s+§+\s*(\d(?:\s?\d)*(?:[a-z]\b)?)"
    r"(?:(?:\s*(?:bis|und|,)\s*|[-–])(?:§+\s*)?(\d+[a-z]?)\b)?"
)

_PRINTED = re.compile(
    r"\s*(\d{1,2}(?:\.\d{1,2}){1,4}\.?|\d{1,2}\.)\s+(?=[A-ZÄÖÜ§„(])(?!(?:Januar|Februar|März|April|Mai|"
    r"Juni|Juli|August|September|Oktober|November|Dezember)\b)"
)


class Label(NamedTuple):
    """What names a section: its number, the Absatz that it holds (if only that), and its heading.

    ``number`` is as addresses have it ("5.3", "E-13b.1", "122", "vor-172-177"); empty where none is printed.
    """

    number: str
    absatz: str = ""
    heading: str = ""


class PrintedNumber(NamedTuple):
    """A number that is printed at the begin of a paragraph: "1.8", and its non-blank characters."""

    number: str
    characters: int


def section_label(mark: str, kind: StepKind, margin: str, headline: str) -> Label:
    """Read margin and headline of a section.

    Where both print a number, the headline's counts: it is the one that readers and the contents page follow.

    Args:
        mark: the word before the number ("R", "H", "A", "AEAO", "UStAE").
        kind: what the section is in addresses.
        margin: the label in the margin.
        headline: the section's headline.
    """
    if kind is StepKind.ZU:
        return _commenting(mark, headline)
    in_margin = _after_mark(mark, margin)
    named = headline.startswith(mark) and _after_mark(mark, headline)
    in_headline = named or (None if in_margin else _plain(headline))
    number, absatz = next(((one.number, one.absatz) for one in (in_headline, in_margin) if one), ("", ""))
    heading = in_headline.heading if in_headline else headline
    if in_margin and in_margin.number == number:
        absatz = absatz or in_margin.absatz
    return Label(number, absatz, heading)


def number_in_margin(mark: str, margin: str) -> str:
    """The number that the margin alone prints; empty where it prints none."""
    found = _after_mark(mark, margin)
    return found.number if found else ""


def printed_numbers(paragraphs: Iterable[str]) -> list[PrintedNumber | None]:
    """The number that each paragraph begins with, if these numbers count: 1, 1.1, 1.2, 2 …

    A single number, or numbers out of order, may be anything (a date, what is left of a table): none is taken then.
    """
    found = [_PRINTED.match(text) for text in paragraphs]
    numbers = [tuple(map(int, match[1].strip(".").split("."))) for match in found if match]
    counting = len(numbers) > 1 and numbers[0] in ((1,), (1, 1)) and all(_follows(*pair) for pair in pairwise(numbers))
    if not counting:
        return [None] * len(found)
    return [PrintedNumber(match[1].strip("."), len(match[1])) if match else None for match in found]


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    """Whether a number may come next: 1.8 -> 1.8.1, 1.9, 2, 2.1."""
    shared = next((at for at, (one, other) in enumerate(zip(before, number, strict=False)) if one != other), None)
    if shared is None:
        return len(number) > len(before) and all(part == 1 for part in number[len(before) :])
    return number[shared] == before[shared] + 1 and all(part == 1 for part in number[shared + 1 :])


def _commenting(mark: str, headline: str) -> Label:
    """The headline of a section on a § ("AEAO zu § 122 - Bekanntgabe …:"), whose number may be printed with gaps."""
    words = headline.removeprefix(mark).strip()
    found = _SECTIONS.match(words)
    if not found:
        return Label("", heading=headline)
    number = "-".join(filter(None, ("".join(found[2].split()), found[3])))
    heading = words[found.end() :]
    lead = _DASH.match(heading)
    return Label(
        number if found[1] == "zu" else f"vor-{number}",
        heading=(heading[lead.end() :] if lead else heading).removesuffix(":").strip(),
    )


def _after_mark(mark: str, words: str) -> Label | None:
    rest = words.removeprefix(mark)
    if rest == words:
        return None
    lead = _LEAD.match(rest)
    return _plain(rest[lead.end() :] if lead else rest)


def _plain(words: str) -> Label | None:
    """A number at the very begin, the Absatz behind it in brackets, and what follows."""
    found = _LABEL.match(words)
    if not found:
        return None
    part = _PART.match(words, found.end())
    absatz = re.sub(r"\s*[-–,]\s*", "-", part[1]) if part else ""
    return Label("-".join(found[1].split()), absatz, words[part.end() if part else found.end() :].strip())

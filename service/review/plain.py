"""How hard a text is to read for the public: the first Wiener Sachtextformel, and hints sentence by sentence."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from corpus.citations import Codes
from service.review.model import Hint, Readability
from service.review.reading import Reading
from service.review.words import Word

_TABLE = Path(__file__).with_name("plain.csv")
_KNOWN = Path(__file__).with_name("known_abbreviations.txt")
_FEWEST_WORDS = 30
"""Words of a text from which on a formula says anything about it."""
_NUCLEUS = re.compile("(?<!q)(?:aa|ee|oo|ie|ei|ai|au|äu|eu|ey|[aeiouyäöü])")
_LONG_WORD, _MANY_SYLLABLES = 6, 3

_NOMINAL = re.compile(r"\w+(?:ung|heit|keit|ion|tät|nis|schaft|ismus)(?:en|es|s|se|ses)?")
_PASSIVE = frozenset({"wird", "werden", "wurde", "wurden", "worden", "würde", "würden"})
_PARTICIPLE = re.compile(r"(?:\w*ge\w+(?:t|en)|\w+iert|(?:be|ver|ent|er|zer|miss|über|unter|hinter)\w+(?:t|en))")
_ABBREVIATION = re.compile(
    r"(?<![\w.])(?:(?P<capitals>[A-ZÄÖÜ]\w{0,9}?[A-ZÄÖÜ]\w{0,3})"
    r"|(?P<dotted>[A-Za-zÄÖÜäöü](?:\. ?[A-Za-zÄÖÜäöü]){1,4}\.)"
    r"|(?P<short>(?:gem|vgl|ggf|grds|insb|sog|evtl|lfd|Rz|Rn|Tz|Az|Ziff|Buchst)\.))(?!\w)"
)


class _Limit(NamedTuple):
    most: int
    explanation: str


def readability(reading: Reading, codes: Codes) -> Readability:
    """How hard a text is to read, and what makes it so."""
    words = [word.compared for word in reading.spelled]
    hints = [*_sentence_hints(reading), *_abbreviations(reading.text, codes)]
    return Readability(
        score=round(vienna(words, len(reading.sentences)), 1) if len(words) >= _FEWEST_WORDS else None,
        sentences=len(reading.sentences),
        words=len(words),
        hints=tuple(sorted(hints, key=lambda hint: (hint.start, hint.rule))),
    )


def vienna(words: Sequence[str], sentences: int) -> float:
    """The first Wiener Sachtextformel.

    0.1935 MS + 0.1672 SL + 0.1297 IW - 0.0327 ES - 0.875, where MS, IW and ES are the shares in percent of words with
    three syllables or more, with more than six letters, and with one syllable; SL is the mean length of a sentence
    (Bamberger, Vanecek: Lesen, Verstehen, Lernen, Schreiben, Wien 1984, p. 83).
    """
    counts = [syllables(word) for word in words]
    share = 100 / len(words)
    many = share * sum(count >= _MANY_SYLLABLES for count in counts)
    one = share * sum(count == 1 for count in counts)
    long = share * sum(len(word) > _LONG_WORD for word in words)
    return 0.1935 * many + 0.1672 * len(words) / max(1, sentences) + 0.1297 * long - 0.0327 * one - 0.875


@cache
def syllables(word: str) -> int:
    """Syllables of a German word as it is compared: its vowels, two that are spoken as one counted once."""
    return max(1, len(_NUCLEUS.findall(word)))


def _sentence_hints(reading: Reading) -> Iterator[Hint]:
    for sentence in reading.sentences:
        words = reading.of(sentence)
        counts = {"P01": len(words), "P02": _passives(words), "P03": sum(map(_is_nominal, words))}
        for rule, count in counts.items():
            limit = limits()[rule]
            if count > limit.most:
                text = reading.text[sentence.start : sentence.end]
                yield Hint(sentence.start, sentence.end, text, rule, limit.explanation.format(count=count))


def _is_nominal(word: Word) -> bool:
    return word.capital and _NOMINAL.fullmatch(word.compared) is not None


def _passives(words: Sequence[Word]) -> int:
    """Forms of "werden" in a sentence with a participle in it; "worden" belongs to another form."""
    spellings = [word.compared for word in words]
    if not any(_PARTICIPLE.fullmatch(one) for one in spellings):
        return 0
    return sum(one in _PASSIVE and one != "worden" for one in spellings)


def _abbreviations(text: str, codes: Codes) -> Iterator[Hint]:
    """Abbreviations that are explained nowhere, each where it stands first."""
    seen: set[str] = set()
    for found in _ABBREVIATION.finditer(text):
        short = found[0]
        plain = short.replace(".", "").replace(" ", "")
        if plain in seen or plain in _known() or (found["capitals"] and short.isupper() and len(short) > 6):
            continue
        seen.add(plain)
        if f"({short})" in text or f"{short} (" in text:
            continue
        code = codes.lookup(short)
        meant = f" Gemeint ist wohl: {code.title}." if code and code.title else ""
        yield Hint(found.start(), found.end(), short, "P04", f"{limits()['P04'].explanation}{meant}")


@cache
def limits() -> dict[str, _Limit]:
    """The rows of ``plain.csv`` by their ids."""
    lines = (line for line in _TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {row["id"]: _Limit(int(row["most"]), row["explanation"]) for row in csv.DictReader(lines, delimiter=";")}


@cache
def _known() -> frozenset[str]:
    lines = _KNOWN.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))

"""The signs of a cleaned text, one after the other: words, numerals, dates, labels, punctuation, masked citations."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from corpus.sentences import must_start_sentence
from service.verify.reading.lexicon import is_stop
from service.verify.reading.numerals import table, units
from service.verify.reading.tables import rows, words

MASK, MASKED = "\ue000", "\ue001"
"""A masked stretch begins with the first sign and goes on with the second; see :mod:`.norms`."""


class Token(NamedTuple):
    """A sign of the text; ``kind`` names the group of the pattern that found it."""

    kind: str
    text: str
    start: int
    end: int


_GROUPED = r"\d{1,3}(?:[ .]\d{3})+(?!\d)"


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(map(re.escape, table("month")), key=len, reverse=True))
    full = "|".join(words(row["forms"])[0] for row in rows("numerals.csv") if row["class"] == "month")
    signs = [form for form in units() if not form[0].isalpha()]
    spelled = "|".join(sorted((re.escape(sign) for sign in signs), key=len, reverse=True))
    return re.compile(
        rf"""
          (?P<mask>{MASK}{MASKED}*)
        | (?=[\d½¼¾⅓⅔⅛])(?:
            (?P<iso>(?<![\w-])\d{{4}}-\d{{2}}-\d{{2}}(?![\w-]))
          | (?P<date>(?<![\w.])\d{{1,2}}\.\ ?\d{{1,2}}\.\ ?\d{{4}}(?!\d)|(?<![\w.])\d{{1,2}}\.\d{{1,2}}\.(?![\d\w]))
          | (?P<day>(?<!\w)\d{{1,2}}\.\ ?(?i:{months})(?!\w)(?:\ ?(?:des\ Jahres\ )?\d{{4}}(?!\d))?)
          | (?P<fraction>(?<![\w/,.])(?:\d+\ )?\d{{1,3}}/\d{{1,4}}(?![\w/])|\d*[½¼¾⅓⅔⅛])
          | (?P<ordinal>(?<![\w.])\d{{1,3}}\.(?=[ \n-]?[^\W\d_])|(?<=\n)\d{{1,3}}\.(?=\ \d))
          | (?P<number>(?<!\w)(?:{_GROUPED}(?:,\d+|,[-–]+)?|\d+(?:,\d+|,[-–]+(?!\d)|\.\d{{1,2}}(?![\d.]))?)(?!\w))
          | (?P<code>\w+)
          )
        | (?=[^\W\d_])(?:
            (?P<month>(?<!\w)(?=[A-ZÄa-zä][a-zäA-ZÄ])(?:(?i:{months})(?!\w)\ \d{{4}}(?!\d)|(?:{full})(?!\w)))
          | (?P<letter>(?<![\w(])[a-z]{{1,3}}\)(?!\w))
          | (?P<unit>v\.\ ?[HT](?:\.|(?!\w))|vom\ (?:Hundert|Tausend)(?!\w)|Deutschen?\ Mark(?!\w))
          | (?P<word>(?:Mio|Mrd|Tsd)\.|[^\W\d_]+(?!\w))
          | (?P<mixed>\w+)
          )
        | (?P<sign>{spelled})
        | (?P<label>\(\d{{1,3}}[a-z]?\))
        | (?P<stop>[.!?…])
        | (?P<line>\n)
        | (?P<border>[,;:()\[\]]|\ [–—-]\ )
        | (?P<hyphen>[-–])
        """,
        re.VERBOSE,
    )


_SAME_KIND = {"letter": "label", "sign": "unit", "mixed": "code"}


def tokenise(text: str) -> list[Token]:
    """The tokens of a cleaned and masked text; what is no sign of language (quotation marks …) is passed over."""
    tokens: list[Token] = []
    for found in _pattern().finditer(text):
        kind, shown, start, end = found.lastgroup or "", found[0], found.start(), found.end()
        kind = _SAME_KIND.get(kind, kind)
        if kind == "ordinal" and must_start_sentence(text[end : end + 40]):
            tokens += (Token("number", shown[:-1], start, end - 1), Token("stop", ".", end - 1, end))
        else:
            tokens.append(Token(kind, shown, start, end))
    depth, judged = 0, []
    for index, token in enumerate(tokens):
        depth = max(0, depth + (token.text == "(") - (token.text == ")"))
        judged.append(_judged(tokens, index, depth) if token.kind == "stop" else token)
    return judged


def _judged(tokens: list[Token], index: int, depth: int) -> Token:
    """A full stop that only abbreviates, or stands in brackets, is a "dot"."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    before = tokens[index - 1] if index else None
    short = before is not None and before.kind == "word" and len(before.text) <= _SHORT and not is_stop(before.text)
    begins = after is None or after.kind in _BEGINNING or after.text[:1].isupper()
    return tokens[index] if begins and not (short and after) and not depth else tokens[index]._replace(kind="dot")


_SHORT = 2
"""Letters of a word whose full stop abbreviates, where more follows ("i. S. d.")."""
_BEGINNING = frozenset({"line", "mask", "number", "ordinal", "label", "day"})

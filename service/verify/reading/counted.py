"""Single words that count: "drei", "Hälfte", "dreifach", "dreimonatig", "vierten", "jährlich", "XII"."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from service.verify.reading.numerals import number_word, ordinal_word, roman, table, written
from service.verify.reading.tables import grammar, grammar_map


class Counted(NamedTuple):
    """What a word says: the kind of figure, its value and its unit. Kind "n" is a bare number that awaits its unit."""

    kind: str
    value: str
    unit: str = ""


_COMPOUND = re.compile(
    rf"(?P<many>[a-zäöüß]+?|\d+)-?(?:(?P<period>{'|'.join(grammar_map('period'))})"
    r"(?:e?[sn]?-?(?:frist|zeitraum)\w*|ig(?:e[nrsm]?)?|igkeit)"
    r"|(?P<fold>fach)(?:e[nrsm]?)?|(?P<times>mal)(?:s|ig\w*)?|(?P<percent>prozentig)(?:e[nrsm]?)?)"
)
_VERBS_TOO = frozenset({"acht", "sieben"})
"""Number words that are other words when they begin with a capital."""
_TABLES = (("multiple", "f", "fach"), ("rhythm", "r", ""))


@lru_cache(20_000)
def counted(text: str) -> Counted | None:
    """What a single word counts; None where it counts nothing. "ein" is an article, and is for the caller."""
    lower = text.lower()
    if text.isupper() and (len(text) > 1 or text in "IVX"):
        value = roman(text)
        return Counted("f", str(value)) if value else None
    number = number_word(lower) if text.islower() or lower not in _VERBS_TOO else None
    if number is not None:
        return Counted("n", written(number))
    if lower in table("fraction"):
        return Counted("f", f"1/{table('fraction')[lower]}", "Teil")
    for kind, mark, unit in _TABLES:
        if lower in table(kind):
            return Counted(mark, table(kind)[lower], unit)
    ordinal = ordinal_word(lower) if text.islower() else None
    return Counted("o", str(ordinal)) if ordinal is not None else compound(lower)


def compound(lower: str) -> Counted | None:
    """Value and unit of "dreimonatig", "zehnjahresfrist", "dreifach", "zweimal", "10-jährig"."""
    found = _COMPOUND.fullmatch(lower)
    if found is None:
        return None
    many = Fraction(found["many"]) if found["many"].isdigit() else number_word(found["many"])
    if many is None and found["many"] in grammar("one") and not found["fold"]:
        many = Fraction(1)
    if many is None:
        return None
    unit = "fach" if found["fold"] else "mal" if found["times"] else "Prozent"
    return Counted("f", written(many), grammar_map("period")[found["period"]] if found["period"] else unit)

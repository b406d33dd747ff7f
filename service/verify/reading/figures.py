"""Finding the figures of a text: amounts with their units, dates, periods, counts, fractions, ordinals, rhythms."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache

from service.verify.reading import dates
from service.verify.reading.counted import compound, counted
from service.verify.reading.figure import Figure
from service.verify.reading.numerals import Unit, fraction, numeral, table, units, written
from service.verify.reading.tables import grammar, grammar_map
from service.verify.reading.tokens import Token

_ONE = frozenset(grammar("one"))
_EACH = frozenset(grammar("each"))
_SHORT_UNITS = frozenset(grammar("short_unit"))
_CURRENCIES = frozenset(grammar("currency"))
_JOINING = frozenset(grammar("joining"))


def figures(tokens: Sequence[Token]) -> list[Figure]:
    """The figures in the order of the text."""
    found: list[Figure] = []
    index = 0
    while index < len(tokens):
        figure = _figure(tokens, index)
        if figure:
            found.append(figure)
        index = figure.last if figure else index + 1
    return _with_shared_units(tokens, found)


def _figure(tokens: Sequence[Token], index: int) -> Figure | None:
    reader = _READERS.get(tokens[index].kind)
    return reader(tokens, index) if reader else None


def _date(read: Callable[[str], str]) -> Callable[[Sequence[Token], int], Figure]:
    return lambda tokens, index: Figure(index, index + 1, "d", read(tokens[index].text))


def _number(tokens: Sequence[Token], index: int) -> Figure:
    return _measured(tokens, index, index + 1, numeral(tokens[index].text))


def _fraction(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read "1/3" as a third of something where no unit follows."""
    value = fraction(tokens[index].text)
    if value is None:
        return None
    figure = _measured(tokens, index, index + 1, value)
    return figure if figure.unit or value >= 1 else figure._replace(unit="Teil")


def _ordinal(tokens: Sequence[Token], index: int) -> Figure:
    return Figure(index, index + 1, "o", str(int(tokens[index].text[:-1])))


def _label(tokens: Sequence[Token], index: int) -> Figure:
    return Figure(index, index + 1, "l", tokens[index].text.strip("()"))


def _measured(tokens: Sequence[Token], first: int, last: int, value: Fraction) -> Figure:
    """A number with a factor and a unit behind it, or with a currency before it."""
    following = tokens[last].text.lower() if last < len(tokens) and tokens[last].kind == "word" else ""
    if following in table("fraction"):
        return Figure(first, last + 1, "f", written(value / int(table("fraction")[following])), "Teil")
    if following in table("factor"):
        value, last = value * int(table("factor")[following]), last + 1
    unit, last = _unit(tokens, last)
    if unit is None and first and tokens[first - 1].text in _CURRENCIES:
        unit = _unit(tokens, first - 1)[0]
    if unit is None:
        return Figure(first, last, "f", written(value))
    return Figure(first, last, "f", written(value * unit.factor), unit.name)


def _unit(tokens: Sequence[Token], index: int) -> tuple[Unit | None, int]:
    """The unit at a token, a hyphen before it passed over, and the token behind it."""
    start = index + 1 if index < len(tokens) and tokens[index].kind == "hyphen" else index
    if start >= len(tokens) or tokens[start].kind not in ("word", "unit", "code"):
        return None, index
    unit = _unit_word(tokens[start].text)
    return (unit, start + 1) if unit else (None, index)


@lru_cache(4096)
def _unit_word(word: str) -> Unit | None:
    short = len(word) <= 2 and word.isalpha()
    return None if short and word not in _SHORT_UNITS else units().get(word.lower().replace(" ", ""))


def _code(tokens: Sequence[Token], index: int) -> Figure:
    """A number that is glued to letters: "10jährige", "25kg", else a code that must stand in the quote as it is."""
    text = tokens[index].text
    glued = compound(text.lower())
    if glued:
        return Figure(index, index + 1, *glued)
    digits = re.match(r"\d+", text)
    unit = _unit_word(text[digits.end() :]) if digits else None
    if digits and unit:
        return Figure(index, index + 1, "f", written(int(digits[0]) * unit.factor), unit.name)
    return Figure(index, index + 1, "c", text)


def _word(tokens: Sequence[Token], index: int) -> Figure | None:
    text = tokens[index].text
    lower = text.lower()
    if lower in _ONE:
        return _one(tokens, index)
    if lower in _EACH:
        unit, last = _unit(tokens, index + 1)
        rhythm = grammar_map("rhythm").get(unit.name) if unit else None
        return Figure(index, last, "r", rhythm) if rhythm else None
    found = counted(text)
    if found is None or (len(text) == 1 and _is_abbreviated(tokens, index)):
        return None
    if found.kind == "n":
        return _measured(tokens, index, index + 1, Fraction(found.value))
    return Figure(index, index + 1, *found)


def _is_abbreviated(tokens: Sequence[Token], index: int) -> bool:
    """Whether a single letter is part of "i. V. m." and the like."""
    return index > 1 and tokens[index - 1].text == "." and len(tokens[index - 2].text) == 1


def _one(tokens: Sequence[Token], index: int) -> Figure | None:
    """Read "ein" as a number only before a unit, a fraction or a factor: elsewhere it is an article."""
    if index + 1 >= len(tokens) or tokens[index + 1].kind not in ("word", "unit"):
        return None
    following = tokens[index + 1].text.lower()
    counted = following in table("fraction") and not following.startswith("halb")
    if counted or following in table("factor") or _unit(tokens, index + 1)[0]:
        return _measured(tokens, index, index + 1, Fraction(1))
    return None


def _with_shared_units(tokens: Sequence[Token], found: list[Figure]) -> list[Figure]:
    """Give "5" in "5 bis 10 Prozent" the unit of the figure that it is joined with."""
    shared = list(found)
    factor = Fraction(1)
    for index in range(len(shared) - 2, -1, -1):
        one, after = shared[index], shared[index + 1]
        if found[index + 1].unit and after.kind == "f":
            own = _unit(tokens, after.last - 1)[0] if after.last - after.first > 1 else None
            factor = own.factor if own else Fraction(0)
        if one.kind == after.kind == "f" and not one.unit and after.unit and factor:
            between = tokens[one.last : after.first]
            if _joined(between) and not (between[0].text == "," and _may_be_year(one.value)):
                shared[index] = one._replace(unit=after.unit, value=written(Fraction(one.value) * factor))
    return shared


def _joined(between: Sequence[Token]) -> bool:
    return 0 < len(between) <= 3 and all(
        token.kind == "hyphen" or token.text.strip() in (",", "–", "—") or token.text.lower() in _JOINING
        for token in between
    )


def _may_be_year(value: str) -> bool:
    return value.isdigit() and 1900 <= int(value) <= 2100


_READERS: dict[str, Callable[[Sequence[Token], int], Figure | None]] = {
    "date": _date(dates.numeric),
    "iso": _date(dates.iso),
    "day": _date(dates.day_and_month),
    "month": _date(dates.month),
    "number": _number,
    "fraction": _fraction,
    "ordinal": _ordinal,
    "label": _label,
    "code": _code,
    "word": _word,
}
"""How each kind of token is read as the beginning of a figure."""

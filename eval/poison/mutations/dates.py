"""Lies about dates: another day, another month, another year."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from eval.poison.case import Change, Kind, Mutation
from eval.poison.ground import Base, Ground
from eval.poison.tables import any_word, words

MONTHS = words("months")
_ANY_MONTH = any_word(MONTHS)
_DATE = re.compile(rf"\b(\d{{1,2}})\. ({_ANY_MONTH})( (?:19|20)\d{{2}})?\b")
_YEAR = re.compile(
    r"\b(?:Kalenderjahre?s?|Veranlagungszeitraum[es]*|Wirtschaftsjahr[es]*|Jahre?s?|Erhebungszeitraum[es]*|"
    rf"Besteuerungszeitraum[es]*|{_ANY_MONTH}) ((?:19|20)\d{{2}})\b"
)


def _changed(
    base: Base, found: list[re.Match[str]], group: int, wrong: Callable[[str], str], rng: Random
) -> Change | None:
    if not found:
        return None
    one = rng.choice(found)
    start, end, new = one.start(group), one.end(group), wrong(one[group])
    return Change(base.text[:start] + new + base.text[end:], base.quotes, f"{one[0]}: {one[group]} → {new}")


def day(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Another day of the same month."""

    def wrong(right: str) -> str:
        return str(rng.choice([one for one in range(1, 29) if str(one) != right]))

    return _changed(base, list(_DATE.finditer(base.text)), 1, wrong, rng)


def month(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Another month."""

    def wrong(right: str) -> str:
        return rng.choice([one for one in MONTHS if one != right])

    return _changed(base, list(_DATE.finditer(base.text)), 2, wrong, rng)


def year(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A year before or after."""

    def wrong(right: str) -> str:
        return str(int(right) + rng.choice((-2, -1, 1, 2)))

    return _changed(base, list(_YEAR.finditer(base.text)), 1, wrong, rng)


MUTATIONS = (
    Mutation("date-day", Kind.FIGURE, day),
    Mutation("date-month", Kind.FIGURE, month),
    Mutation("date-year", Kind.FIGURE, year),
)

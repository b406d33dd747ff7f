"""Lies about figures: a digit, a decimal point, a unit, a count word, two figures in each other's place."""

from __future__ import annotations

import re
from functools import cache
from random import Random

from eval.poison.amounts import amounts
from eval.poison.case import Change, Kind, Mutation
from eval.poison.ground import Base, Ground
from eval.poison.tables import any_word, pairs, standing


def _amount(text: str, rng: Random) -> re.Match[str] | None:
    found = amounts(text, pairs("units"))
    return rng.choice(found) if found else None


def _put(base: Base, start: int, end: int, wrong: str) -> Change:
    text = base.text
    return Change(text[:start] + wrong + text[end:], base.quotes, f"{text[start:end]} → {wrong}")


def flipped(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Another digit."""
    found = _amount(base.text, rng)
    if found is None:
        return None
    number = found[1] + (found[2] or "")
    places = [place for place, sign in enumerate(number) if sign.isdigit()]
    place = rng.choice(places)
    digit = rng.choice([one for one in "123456789" if one != number[place]])
    return _put(base, found.start(), found.start() + len(number), number[:place] + digit + number[place + 1 :])


def shifted(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """The decimal point one place further, or a nought more or less."""
    found = _amount(base.text, rng)
    if found is None:
        return None
    whole, decimals = found[1].replace(" ", ""), (found[2] or "").removeprefix(",")
    if decimals:
        wrong = f"{int(whole + decimals[0])},{decimals[1:] or '0'}"
    elif whole.endswith("0") and len(whole) > 1 and rng.random() < 0.5:
        wrong = _spaced(whole[:-1])
    else:
        wrong = _spaced(whole + "0")
    if int(whole) == 0 and not int(decimals or "0"):
        return None
    return _put(base, found.start(), found.start() + len(found[1] + (found[2] or "")), wrong)


def _spaced(digits: str) -> str:
    """Digits in groups of three, as the law writes them."""
    return f"{int(digits):,}".replace(",", " ")


def wrong_unit(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """The right number with another unit."""
    found = _amount(base.text, rng)
    return _put(base, found.start(3), found.end(3), pairs("units")[found[3]]) if found else None


def swapped(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Two figures with the same unit in each other's place."""
    found = amounts(base.text, pairs("units"))
    both = [
        (one, two)
        for place, one in enumerate(found)
        for two in found[place + 1 :]
        if one[3] == two[3] and one[0] != two[0] and _apart(base.text[one.end() : two.start()])
    ]
    if not both or re.search(r"\bzwischen\b", base.text):
        return None
    one, two = rng.choice(both)
    text = base.text[: one.start()] + two[0] + base.text[one.end() : two.start()] + one[0] + base.text[two.end() :]
    return Change(text, base.quotes, f"{one[0]} ↔ {two[0]}")


def _apart(between: str) -> bool:
    """Whether enough stands between two figures that their order matters: not "10 oder 20 Prozent"."""
    return len(set(re.findall(r"[a-zäöüß]{3,}", between)) - {"und", "oder", "bis", "beziehungsweise"}) >= 2


def wrong_count(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Another count word or fraction."""
    found = standing("counts", base.text)
    if not found:
        return None
    one = rng.choice(found)
    return Change(one.put(base.text), base.quotes, str(one))


def wrong_period(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """Months instead of years, and the like."""
    found = list(_periods().finditer(base.text))
    if not found:
        return None
    one = rng.choice(found)
    return _put(base, one.start(1), one.end(1), pairs("periods")[one[1]])


@cache
def _periods() -> re.Pattern[str]:
    counts, units = any_word(pairs("counts")), any_word(pairs("periods"))
    return re.compile(rf"\b(?:\d+|ein(?:e[mnrs]?)?|{counts}) ({units})\b(?!-)")


def added(base: Base, _ground: Ground, rng: Random) -> Change | None:
    """A sum that nobody named, in a sentence behind the quote."""
    amount = f"{rng.randint(11, 99)}{rng.choice(('0', '00', '5'))} Euro"
    if amount in base.around:
        return None
    sentence = rng.choice(("Der Höchstbetrag beträgt {}.", "Dabei gilt ein Betrag von {}.", "Die Grenze liegt bei {}."))
    return Change(f"{base.text} {sentence.format(amount)}", base.quotes, f"erfunden: {amount}", carried=False)


MUTATIONS = (
    Mutation("figure-digit", Kind.FIGURE, flipped),
    Mutation("figure-decimal", Kind.FIGURE, shifted),
    Mutation("figure-unit", Kind.FIGURE, wrong_unit),
    Mutation("figure-swapped", Kind.FIGURE, swapped),
    Mutation("figure-count-word", Kind.FIGURE, wrong_count),
    Mutation("figure-period-unit", Kind.FIGURE, wrong_period),
    Mutation("figure-invented", Kind.FIGURE, added),
)

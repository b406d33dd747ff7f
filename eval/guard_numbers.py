"""Generates identifiers of every kind with check digits of its own making, and the sentences that they stand in.

Nothing here uses the guard's code or tables: the rules are written down a second time, from the same sources.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import NamedTuple

Digits = Callable[[random.Random], str]

_SEVEN = (0, 5, 4, 3, 0, 2, 7, 6, 5, 4, 3, 2)
LAENDER: dict[str, tuple[str, tuple[int, ...], str, str]] = {
    # Land: scheme (F, B, U of the unified form; P is appended), weights, way of the check digit, own spelling.
    "BW": ("28FF0BBBUUUU", (), "zwei", "FFBBB/UUUUP"),
    "BY": ("9FFF0BBBUUUU", _SEVEN, "elf", "FFF/BBB/UUUUP"),
    "BE": ("11FF0BBBUUUU", (0, 0, 0, 0, 0, 7, 6, 5, 8, 4, 3, 2), "elf", "FF/BBB/UUUUP"),
    "BB": ("30FF0BBBUUUU", _SEVEN, "elf", "0FF/BBB/UUUUP"),
    "HB": ("24FF0BBBUUUU", (0, 0, 4, 3, 0, 2, 7, 6, 5, 4, 3, 2), "elf", "FF BBB UUUUP"),
    "HH": ("22FF0BBBUUUU", (0, 0, 4, 3, 0, 2, 7, 6, 5, 4, 3, 2), "elf", "FF/BBB/UUUUP"),
    "HE": ("26FF0BBBUUUU", (), "zwei", "0FF BBB UUUUP"),
    "MV": ("40FF0BBBUUUU", _SEVEN, "elf", "0FF/BBB/UUUUP"),
    "NI": ("23FF0BBBUUUU", (0, 0, 2, 9, 0, 8, 7, 6, 5, 4, 3, 2), "elf", "FF/BBB/UUUUP"),
    "NW": ("5FFF0BBBBUUU", (0, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1), "rest", "FFF/BBBB/UUUP"),
    "RP": ("27FF0BBBUUUU", (0, 0, 1, 2, 0, 1, 2, 1, 2, 1, 2, 1), "quer", "FF/BBB/UUUU/P"),
    "SL": ("10FF0BBBUUUU", _SEVEN, "elf", "0FF/BBB/UUUUP"),
    "SN": ("32FF0BBBUUUU", _SEVEN, "elf", "2FF/BBB/UUUUP"),
    "ST": ("31FF0BBBUUUU", _SEVEN, "elf", "1FF/BBB/UUUUP"),
    "SH": ("21FF0BBBUUUU", (), "zwei", "FF/BBB/UUUUP"),
    "TH": ("41FF0BBBUUUU", _SEVEN, "elf", "1FF/BBB/UUUUP"),
}


class Identifier(NamedTuple):
    """An identifier: its kind, its Land or country where it has one, how it is written, and whether it is valid."""

    kind: str
    group: str
    spelled: str
    valid: bool
    cues: tuple[str, ...]
    bare: bool = True
    """Whether it is one without a word that announces it."""


def _number(chance: random.Random, length: int, first: str = "123456789") -> str:
    return chance.choice(first) + "".join(chance.choice("0123456789") for _ in range(length - 1))


def _iso_mod_11_10(digits: str) -> str:
    rest = 10
    for digit in digits:
        rest = ((rest + int(digit)) % 10 or 10) * 2 % 11
    return str((11 - rest) % 10)


def idnr(chance: random.Random) -> str:
    """Ten digits of which one stands twice, none more often, and the check digit."""
    digits = chance.sample("0123456789", 9)
    digits.insert(chance.randrange(10), chance.choice(digits))
    if digits[0] == "0":
        return idnr(chance)
    return "".join(digits) + _iso_mod_11_10("".join(digits))


def _check_of_land(number: str, weights: tuple[int, ...], way: str) -> int:
    digits = [int(sign) for sign in number]
    if way == "zwei":
        total = 0
        for place, digit in enumerate(digits):
            skipped = place in (0, 1, 4)
            rank = 9 - len([other for other in range(place) if other not in (0, 1, 4)])
            product = 0 if skipped else (digit + rank) % 10 * 2**rank
            while product > 9:
                product = sum(map(int, str(product)))
            total += product
        return (10 - total % 10) % 10
    products = [digit * weight for digit, weight in zip(digits, weights, strict=True)]
    if way == "quer":
        return (10 - sum(product // 10 + product % 10 for product in products) % 10) % 10
    rest = sum(products) % 11
    return rest if way == "rest" else (11 - rest) % 11


def steuernummer(land: str, chance: random.Random) -> tuple[str, str]:
    """A valid number in the Land's own spelling and in the unified form."""
    scheme, weights, way, own = LAENDER[land]
    while True:
        number = "".join(chance.choice("0123456789") if sign in "FBU" else sign for sign in scheme)
        check = _check_of_land(number, weights, way)
        if check < 10:
            break
    rest = {letter: iter([n for s, n in zip(scheme, number, strict=True) if s == letter]) for letter in "FBU"}
    rest["P"] = iter(str(check))
    return "".join(next(rest[sign]) if sign in rest else sign for sign in own), f"{number}{check}"


def ust_idnr(chance: random.Random) -> str:
    """The nine digits behind DE."""
    digits = _number(chance, 8)
    return digits + _iso_mod_11_10(digits)


def iban(country: str, account: str) -> str:
    """The number of an account with its two check digits (letters count from A = 10, remainder of 97)."""
    moved = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(moved) % 97:02d}{account}"


def versicherungsnummer(chance: random.Random) -> str:
    """Area, day of birth, letter, serial number, check digit."""
    day = f"{chance.randrange(1, 29):02d}{chance.randrange(1, 13):02d}{chance.randrange(40, 99):02d}"
    letter = chance.choice("ABCDEFGHJKLMNPRSTVWZ")
    head, serial = chance.choice(("12", "65", "53", "02", "13", "42")) + day, f"{chance.randrange(100):02d}"
    spread = f"{head}{ord(letter) - ord('A') + 1:02d}{serial}"
    products = [int(d) * w for d, w in zip(spread, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1), strict=True)]
    return f"{head}{letter}{serial}{sum(p // 10 + p % 10 for p in products) % 10}"


def ausweisnummer(chance: random.Random) -> str:
    """Nine signs without vowels and their check digit (weights 7, 3, 1)."""
    serial = chance.choice("CFGHJKLMNPRTVWXYZ") + "".join(
        chance.choice("0123456789CFGHJKLMNPRTVWXYZ") for _ in range(8)
    )
    if sum(sign.isdigit() for sign in serial) < 3:
        return ausweisnummer(chance)
    total = sum(int(sign, 36) * weight for sign, weight in zip(serial, (7, 3, 1) * 3, strict=True))
    return f"{serial}{total % 10}"


def mistyped(spelled: str, chance: random.Random) -> str:
    """The same with its last digit another one: a check digit that cannot be right."""
    place = max(index for index, sign in enumerate(spelled) if sign.isdigit())
    other = chance.choice([digit for digit in "0123456789" if digit != spelled[place]])
    return spelled[:place] + other + spelled[place + 1 :]


def grouped(number: str, sizes: tuple[int, ...], gap: str) -> str:
    """The number in groups of these sizes."""
    parts, place = [], 0
    for size in sizes:
        parts.append(number[place : place + size])
        place += size
    return gap.join(parts)


_IDNR = ("IdNr.: ", "Identifikationsnummer ", "Steuer-ID: ", "IdNr. ", "steuerliche Identifikationsnummer lautet ")
_STNR = ("Steuernummer ", "St.-Nr.: ", "StNr. ", "Steuernummer: ", "unter der Steuernummer ")
_VAT = ("USt-IdNr. ", "USt-IdNr.: ", "Umsatzsteuer-Identifikationsnummer ", "USt-ID: ")
_WID = ("W-IdNr. ", "W-IdNr.: ", "Wirtschafts-Identifikationsnummer ")
_IBAN = ("IBAN: ", "IBAN ", "Konto ", "bitte auf ")
_SV = ("Versicherungsnummer ", "SV-Nummer: ", "Sozialversicherungsnummer ", "SVNR ")
_CARD = ("Personalausweis Nr. ", "Ausweisnummer: ", "Reisepass ", "Reisepassnummer ")


def identifiers(count: int, seed: int) -> Iterator[Identifier]:
    """``count`` of each kind and Land, in their usual spellings in turn, and as many mistyped ones."""
    chance = random.Random(seed)  # noqa: S311 - examples, no secrets
    for _ in range(count):
        for kind, group, spelled, cues in _valid(chance):
            yield Identifier(kind, group, spelled, valid=True, cues=cues)
            yield Identifier(kind, group, mistyped(spelled, chance), valid=False, cues=cues[:2], bare=False)
        bank = "".join(chance.choice("ABCDEFGHKLMNOPRSTUVW") for _ in range(4))
        code = f"{bank}DE{chance.choice(('FF', 'MM', '3B', 'HH'))}{chance.choice(('XXX', '', '370'))}"
        yield Identifier("bic", "", code, valid=True, cues=("BIC: ", "BIC ", "SWIFT-Code: "), bare=False)


def _valid(chance: random.Random) -> Iterator[tuple[str, str, str, tuple[str, ...]]]:
    number = idnr(chance)
    yield "idnr", "", chance.choice((number, *(grouped(number, (2, 3, 3, 3), gap) for gap in " /.-\n"))), _IDNR
    for land in LAENDER:
        own, unified = steuernummer(land, chance)
        gap = chance.choice(("/", " ", " / ", ".", "-", "/\n", ""))
        yield "steuernummer", land, gap.join(own.replace(" ", "/").split("/")), _STNR
        yield "steuernummer", f"{land} (13)", chance.choice((unified, grouped(unified, (4, 4, 5), " "))), _STNR
    digits = ust_idnr(chance)
    yield "ust-idnr", "", chance.choice((f"DE{digits}", f"DE {digits}", f"DE {grouped(digits, (3, 3, 3), ' ')}")), _VAT
    yield (
        "w-idnr",
        "",
        f"DE{ust_idnr(chance)}{chance.choice(('-', ' - ', ' ', '–'))}{chance.randrange(1, 999):05d}",
        _WID,
    )
    for country, length in (("DE", 18), ("AT", 16), ("CH", 17), ("NL", 14), ("PL", 24), ("LU", 16)):
        letters = "ABNA" if country == "NL" else ""
        full = iban(country, letters + _number(chance, length - len(letters)))
        spaced = grouped(full, (4,) * (len(full) // 4) + (len(full) % 4,) * bool(len(full) % 4), " ")
        yield "iban", country, chance.choice((full, spaced, spaced.replace(" ", "\n", 1))), _IBAN
    number = versicherungsnummer(chance)
    yield "sozialversicherung", "", chance.choice((number, grouped(number, (2, 6, 1, 3), " "))), _SV
    yield "ausweis", "", ausweisnummer(chance), _CARD

"""Generates what tells a person or a file without a check digit: plates, mail, telephone, streets, births, files."""

from __future__ import annotations

import random
from collections.abc import Iterator

from eval.guard_numbers import Identifier

_STREETS = (
    "Hauptstraße", "Bahnhofstr.", "Am Lindenweg", "Goethestraße", "Karl-Marx-Allee", "Berliner Straße",
    "Schulgasse", "Kirchplatz", "Ahornweg", "Lange Straße", "Uferpromenade", "Mühlendamm", "Nordring",
    "Prinz-Eugen-Str.", "Deichstraße",
)  # fmt: skip
_TOWNS = ("57462 Olpe", "10115 Berlin", "80331 München", "48143 Münster", "99084 Erfurt")
_PEOPLE = ("krawinkel", "max.mustermann", "info", "b.hegemann", "praxis-seefeld", "j_petersen")
_HOSTS = ("web.de", "gmx.de", "t-online.de", "praxis-seefeld.de", "example.org", "mail.autohaus-lindner.de")
_DISTRICTS = ("OE", "B", "M", "HH", "SI", "MS", "EF", "WÜ", "LÖ", "GAP", "UE", "DD", "HRO", "KN", "BÜS")


def contacts(count: int, seed: int) -> Iterator[Identifier]:
    """``count`` of each kind, each time written another way."""
    chance = random.Random(seed)  # noqa: S311 - examples, no secrets
    for _ in range(count):
        yield _of("kennzeichen", _plate(chance), ("Kennzeichen ", "Pkw mit dem Kennzeichen "), bare=True)
        yield _of("kennzeichen", _plate(chance).replace("-", " "), ("amtliches Kennzeichen ", "Pkw "))
        yield _of("e-mail", f"{chance.choice(_PEOPLE)}@{chance.choice(_HOSTS)}", ("E-Mail: ", "an "), bare=True)
        yield _of("telefon", _phone(chance), ("Tel.: ", "Telefon ", "Rückruf unter "), bare=True)
        yield _of("anschrift", _address(chance), ("wohnhaft ", "Anschrift: ", "in der "), bare=True)
        yield _of("geburtsdatum", _day(chance), ("geboren am ", "geb. ", "Geburtsdatum: ", "geb. am ", "*"))
        yield _of(
            "aktenzeichen", _file(chance), ("Kassenzeichen ", "Rechtsbehelfsliste Nr. ", "Vorgang ", "Fallnummer ")
        )
        prosecutor = f"{chance.randrange(1, 900)} Js {chance.randrange(10, 99999)}/{chance.randrange(15, 26)}"
        yield _of("aktenzeichen", prosecutor, ("Az. ", "Aktenzeichen der Staatsanwaltschaft: "), bare=True)


def _of(kind: str, spelled: str, cues: tuple[str, ...], *, bare: bool = False) -> Identifier:
    return Identifier(kind, "", spelled, valid=True, cues=cues, bare=bare)


def _plate(chance: random.Random) -> str:
    letters = "".join(chance.choice("ABCDEFGHKLMNPRTUVWXYZ") for _ in range(chance.choice((1, 2))))
    return f"{chance.choice(_DISTRICTS)}-{letters} {chance.randrange(1, 9999)}{chance.choice(('', '', 'E', 'H'))}"


def _phone(chance: random.Random) -> str:
    line, more = chance.randrange(100000, 9999999), chance.randrange(10, 99)
    ways = (
        f"0171 {line}", f"+49 171 {line}", f"0049 2761 {line}", f"(02761) {line}", f"02761/{line}",
        f"030 {line}", f"02761 {line}-{more}", f"+49 (0) 2761 {line}", f"0151-{line}",
        f"0176 {str(line)[:3]} {str(line)[3:]}{more}",
        f"+43 1 {line}",
    )  # fmt: skip
    return chance.choice(ways)


def _address(chance: random.Random) -> str:
    number = f"{chance.randrange(1, 240)}{chance.choice(('', '', 'a', ' b', '-12'))}"
    return f"{chance.choice(_STREETS)} {number}{chance.choice(('', f', {chance.choice(_TOWNS)}'))}"


def _day(chance: random.Random) -> str:
    day, month, year = chance.randrange(1, 29), chance.randrange(1, 13), chance.randrange(1935, 2020)
    return chance.choice(
        (
            f"{day:02d}.{month:02d}.{year}",
            f"{day}.{month}.{year % 100:02d}",
            f"{day}. März {year}",
            f"{year}-{month:02d}-{day:02d}",
        )
    )


def _file(chance: random.Random) -> str:
    one, two, year = chance.randrange(100, 9999), chance.randrange(1000, 99999), chance.randrange(2018, 2026)
    return chance.choice((f"{one}/{year}", f"{one}-{two}", f"{one}{two}", f"{one}/{two}/{year % 100}"))

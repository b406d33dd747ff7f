"""The European Case Law Identifier: what it tells of court, date and file number.

``ECLI:country:court:year:ordinal``; what the ordinal holds is for each court to say
(https://e-justice.europa.eu, "ECLI"): "U.120320.VIR1.18.0" (BFH), "rs20210708.1bvr223714" (BVerfG),
"210416UIXZR1.15.0" (BGH), "0312.5K59.01.00" (courts of the Länder).
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple


class EcliFacts(NamedTuple):
    """What an ECLI tells; empty or None where its ordinal isn't understood."""

    court: str
    year: int
    kind: str = ""
    day: date | None = None
    file_number: str = ""


ECLI = r"(?:ECLI:[A-Z]{2}|(?<![\w:])EU):[A-Za-z0-9]{1,7}:(?:1[89]|20)\d\d:[A-Za-z0-9.]{1,25}(?<!\.)"
"""The pattern of an ECLI; the Court of Justice's are also cited without their first word ("EU:C:2005:320")."""

_KINDS = {"U": "Urteil", "B": "Beschluss", "GB": "Gerichtsbescheid"}
_EU_COURTS = {"C": "EuGH", "T": "EuG"}
_BFH = re.compile(r"(?P<kind>[A-Z]{1,3})\.(?P<day>\d\d)(?P<month>\d\d)\d\d\.(?P<file>[A-Z0-9-]+\.\d\d)\.\d+")
_BGH = re.compile(r"(?P<day>\d\d)(?P<month>\d\d)\d\d(?P<kind>[UB])(?P<file>[A-Z0-9]+\.\d\d)\.\d+")
_BVERFG = re.compile(r"[a-z]{2}\d{4}(?P<month>\d\d)(?P<day>\d\d)[a-z]?\.(?P<file>\d[a-z]{3}\d+)")
_LAND = re.compile(r"(?P<month>\d\d)(?P<day>\d\d)\.(?P<file>\w+\.\d\d)\.\d+")
_ORDINALS = {"BFH": _BFH, "BGH": _BGH, "BVerfG": _BVERFG}
_FILE = re.compile(r"(?P<senate>[IVX]+(?=[A-Z]+\d)|\d*)(?P<register>[A-Za-z]+)(?P<number>\d+?)\.?(?P<year>\d\d)")


def read_ecli(ecli: str) -> EcliFacts:
    """What the ECLI tells."""
    country, code, year, ordinal = ecli.removeprefix("ECLI:").split(":", 3)
    if country == "EU":
        return EcliFacts(_EU_COURTS.get(code, ""), int(year))
    court = "FG" if code.startswith("FG") else code
    pattern = _ORDINALS.get(court, _LAND if court == "FG" else None)
    found = pattern.fullmatch(ordinal) if pattern else None
    if found is None:
        return EcliFacts(court, int(year))
    kind = _KINDS.get(found["kind"], "") if "kind" in found.groupdict() else ""
    return EcliFacts(court, int(year), kind, _day(int(year), found), _file_number(found["file"]))


def _day(year: int, found: re.Match[str]) -> date | None:
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _file_number(squeezed: str) -> str:
    """A file number with its blanks put back: "VIR1.18" -> "VI R 1/18", "1bvr223714" -> "1 BvR 2237/14"."""
    found = _FILE.fullmatch(squeezed)
    if found is None:
        return ""
    register = found["register"]
    if register.islower():
        register = register[:1].upper() + register[1:-1] + register[-1].upper()
    if register == "GRS":
        register = "GrS"
    return " ".join(part for part in (found["senate"], register, f"{found['number']}/{found['year']}") if part)


def same_file(one: str, other: str) -> bool:
    """Whether two file numbers are the same, but for blanks and signs."""
    return squeeze(one) == squeeze(other)


def squeeze(file_number: str) -> str:
    """A file number as bare letters and digits."""
    return "".join(character for character in file_number if character.isalnum()).upper()

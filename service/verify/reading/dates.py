"""Dates: "31.12.2025", "31. Dezember 2025", "31. Dezember", "Dezember 2025", "Dezember", "2025-12-31"."""

from __future__ import annotations

from service.verify.reading.numerals import table


def numeric(text: str) -> str:
    """The value of "31.12.2025" or "31.12."; what isn't told is "-"."""
    day, month, year = (text.replace(" ", "") + "..").split(".")[:3]
    return f"{year or '-'}-{int(month)}-{int(day)}"


def iso(text: str) -> str:
    """The value of "2025-12-31"."""
    year, month, day = map(int, text.split("-"))
    return f"{year}-{month}-{day}"


def day_and_month(text: str) -> str:
    """The value of "31. Dezember 2025" and "31. Dezember"."""
    day, _, rest = text.replace("des Jahres ", "").partition(".")
    month, year = _month_and_year(rest.strip())
    return f"{year or '-'}-{month}-{int(day)}"


def month(text: str) -> str:
    """The value of "Dezember 2025" and "Dezember"."""
    number, year = _month_and_year(text)
    return f"{year or '-'}-{number}-"


def _month_and_year(text: str) -> tuple[str, str]:
    year = text[-4:] if text[-4:].isdigit() else ""
    return table("month")[text.removesuffix(year).strip().lower()], year

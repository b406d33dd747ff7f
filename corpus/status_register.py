"""The part of ``fundstelle status`` that tells what the Sachregister has, and where its tables do not agree."""

from __future__ import annotations

from collections.abc import Collection

from rich.console import Console
from rich.table import Table

from corpus.citations import Codes, format_address
from corpus.register import entries
from corpus.register.findings import Contradiction, by_law, contradictions


def print_register(codes: Codes, held: Collection[str]) -> None:
    """Keywords of each law, and those that several tables lead to different §§; ``held`` are the keys of laws held."""
    console = Console()
    table = Table("Gesetz", "Stichwörter", "Vorschriften", "im Bestand", title="Sachregister")
    for one in by_law():
        table.add_row(
            _name(one.law, codes), str(one.keywords), str(one.provisions), "ja" if one.law in held else "nein"
        )
    console.print(table)
    disputed = contradictions()
    console.print(
        f"Stichwörter: {len(entries())}; in verschiedenen Tabellen mit verschiedenen Vorschriften: {len(disputed)}."
    )
    for entry in disputed:
        console.print(f"   {entry.keyword}: {_told(entry, codes)}", markup=False)


def register_json(held: Collection[str]) -> dict[str, object]:
    """The same for programs."""
    return {
        "keywords": len(entries()),
        "laws": [one._asdict() | {"held": one.law in held} for one in by_law()],
        "several_places": [
            {
                "keyword": one.keyword,
                "rows": [
                    {"table": row.table, "line": row.line, "places": [str(place) for place in row.places]}
                    for row in one.rows
                ],
            }
            for one in contradictions()
        ],
    }


def _told(entry: Contradiction, codes: Codes) -> str:
    """Each place with the line of the table that names it."""
    return "; ".join(
        f"{', '.join(format_address(place, codes) for place in row.places)} ({row.table}, Zeile {row.line})"
        for row in entry.rows
    )


def _name(law: str, codes: Codes) -> str:
    code = codes.by_key(law)
    return code.abbreviation if code else law

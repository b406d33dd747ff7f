"""The demonstration corpus: fictional law in the real formats, for use without network and without real law.

:func:`lay_out` writes it as the real sites are laid out (HOST/PATH), so that it comes in through the
same fetcher and the same parsers. Its hosts end in ``.example``, which is no part of the internet
(RFC 2606): it cannot be taken for a real source.
"""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from ingest.demo.letter import Letter, letters
from ingest.demo.pages import LIST_PAGE, detail_page, detail_path, list_page, pdf_path

HOST = "gesetze.fundstelle.example"
"""Host of the fictional statutes."""
LETTER_HOST = "ministerium.fundstelle.example"
"""Host of the fictional letters."""
DAYS = ("2025-01-15", "2026-02-02")
"""The days of the two versions, oldest first: days of their builddate, and folders beside this file."""


class DemoLaw(NamedTuple):
    """A fictional law: key in addresses, abbreviation in citations, full title."""

    key: str
    abbreviation: str
    title: str


SLUGS = {
    "mondstg": DemoLaw("mondstg", "MondStG", "Mondsteinsteuergesetz (fiktives Recht zur Vorführung)"),
    "mondstdv_2019": DemoLaw(
        "mondstdv",
        "MondStDV",
        "Mondsteinsteuer-Durchführungsverordnung (fiktives Recht zur Vorführung)",
    ),
}
"""The fictional laws by the publisher's word for them in addresses of pages."""

_HERE = Path(__file__).parent
_BUILT = re.compile(rb'<dokumente builddate="(\d{14})" doknr="(\w+)">')
_ROBOTS = "User-agent: *\nDisallow:\n"
_LETTER_ROBOTS = "User-agent: *\nDisallow: /SiteGlobals/\n"


def lay_out(directory: Path, day: str | None = None) -> Path:
    """Write the state of a day (one of DAYS; None is the newest) as a mirror; returns ``directory``.

    An earlier lay-out in the same directory is replaced. Letters issued after the day are left out.
    Raises ValueError for another day.
    """
    day = day or DAYS[-1]
    if day not in DAYS:
        raise ValueError(f"Kein Stand des Vorführbestands: {day!r}. Vorhanden sind {' und '.join(DAYS)}.")
    for host in (HOST, LETTER_HOST):
        shutil.rmtree(directory / host, ignore_errors=True)
    _lay_out_laws(directory / HOST, day)
    issued = [letter for letter in letters() if letter.issued <= date.fromisoformat(day)]
    _lay_out_letters(directory / LETTER_HOST, issued)
    return directory


def _lay_out_laws(site: Path, day: str) -> None:
    _write(site / "robots.txt", _ROBOTS.encode())
    _write(site / "gii-toc.xml", _contents().encode())
    for slug in SLUGS:
        _write(site / slug / "xml.zip", _zipped((_HERE / day / f"{slug}.xml").read_bytes()))


def _lay_out_letters(site: Path, issued: list[Letter]) -> None:
    _write(site / "robots.txt", _LETTER_ROBOTS.encode())
    _write(site / LIST_PAGE, list_page(issued, LETTER_HOST).encode())
    for letter in issued:
        _write(site / detail_path(letter), detail_page(letter, LETTER_HOST).encode())
        _write(site / pdf_path(letter), letter.pdf)


def _contents() -> str:
    """The publisher's list of all laws; its links begin with http://, as the real ones do."""
    items = "".join(
        f"<item>\n<title>{law.title}</title>\n<link>http://{HOST}/{slug}/xml.zip</link>\n</item>\n"
        for slug, law in SLUGS.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8" ?>\n\n<items>\n\n{items}</items>\n'


def _zipped(xml: bytes) -> bytes:
    """A zip with the one file that its builddate dates and its doknr names: the same bytes every time."""
    found = _BUILT.search(xml)
    if found is None:
        raise ValueError("Der Vorführbestand ist beschädigt: Eine XML-Datei nennt weder builddate noch doknr.")
    built = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S")  # noqa: DTZ007 - zip times have no zone
    member = zipfile.ZipInfo(f"{found[2].decode()}.xml", built.timetuple()[:6])
    member.external_attr = 0o644 << 16
    member.create_system = 3  # Unix, on every machine
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        # Stored, not deflated: the compressor's output differs between builds of zlib.
        archive.writestr(member, xml)
    return buffer.getvalue()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)

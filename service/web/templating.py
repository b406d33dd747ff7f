"""Templates: autoescaped always, every name in them must exist, dates and links written in one way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import quote, urlsplit

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from corpus.address import Address
from corpus.citations.dates import MONTHS
from service.export.model import Format
from service.review.purpose import Purpose
from service.schema import EvidenceOut, StatementOut
from service.schema_documents import RelatedOut
from service.verify.composition import JOINT


def render(template: str, status: int = 200, **context: object) -> HTMLResponse:
    """A page from its template and the values named in it."""
    return HTMLResponse(_environment.get_template(template).render(**context), status)


def german_day(day: date | None, unknown: str = "unbekannt") -> str:
    """A day as people read it: "18. März 2026"."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}" if day else unknown


def last_day(end: date) -> str:
    """The last day of a period whose end is the first day after it."""
    return german_day(end - timedelta(days=1))


def german_number(number: int) -> str:
    """A number as people read it: "4.911"."""
    return f"{number:,}".replace(",", ".")


def version_day(version: str) -> str:
    """The name of a version as people read it; a counter stays visible ("18. März 2026 (2)")."""
    day, _, count = version.partition(".")
    return german_day(date.fromisoformat(day)) + (f" ({count})" if count else "")


def norm_url(id_: str, start: int | None = None, end: int | None = None) -> str:
    """The page of a provision, with a stretch of its text marked; the address of a place inside it marks that place."""
    path = f"/norm/{quote(id_, safe='/@~.')}"
    if start is not None and end is not None:
        return f"{path}?von={start}&bis={end}#fund"
    return f"{path}#fund" if Address.from_id(id_).inner else path


def law_url(id_: str) -> str:
    """The page of a law's contents."""
    return f"/gesetz/{quote(id_, safe='@.')}"


def host_of(url: str) -> str:
    """The host that a link leads to."""
    return urlsplit(url).hostname or url


def quote_parts(text: str) -> list[tuple[bool, list[list[str]]]]:
    """A quote as runs of lines: whether the run is a table, and its lines, cut into cells (words are one cell)."""
    lines = [line.split("\t") for line in text.split("\n")]
    return [(is_table, list(run)) for is_table, run in groupby(lines, key=lambda cells: len(cells) > 1)]


def cards(statements: Iterable[StatementOut]) -> list[list[StatementOut]]:
    """Statements that follow one another and rest on the same provisions: what is known of these is told once."""
    return [list(run) for _, run in groupby(statements, key=lambda one: {proof.document for proof in one.evidence})]


def sources(statements: Iterable[StatementOut]) -> list[EvidenceOut]:
    """One proof of each provision that statements rest on."""
    proofs = (proof for statement in statements for proof in statement.evidence)
    return list({proof.document: proof for proof in proofs}.values())


def by_kind(found: Iterable[RelatedOut]) -> list[tuple[str, list[RelatedOut]]]:
    """Related documents by how they stand to the shown one."""
    return [(label, list(run)) for label, run in groupby(found, key=lambda one: one.label)]


_environment = Environment(
    loader=PackageLoader("service.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_environment.filters |= {
    "tag": german_day,
    "vortag": last_day,
    "zahl": german_number,
    "fassung": version_day,
    "norm": norm_url,
    "rechnername": host_of,
    "gesetz": law_url,
    "abschnitte": quote_parts,
    "karten": cards,
    "quellen": sources,
    "nach_art": by_kind,
}
_environment.globals |= {"joint": JOINT, "purposes": tuple(Purpose), "formats": tuple(Format)}

"""All pages of the handbooks in the mirror: every character accounted for, every address sound, known places there."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.model import Capture, Directive, NoteKind
from ingest.markup.handbook_html import HandbookPage
from ingest.sources.amtliche_handbuecher import AmtlicheHandbuecher

pytestmark = pytest.mark.mirror

SECTIONS = {
    "aeao": 177,
    "estr": 106,
    "esth": 158,
    "ustae": 112,
    "kstr": 40,
    "ksth": 43,
    "gewstr": 38,
    "gewsth": 33,
    "erbstr": 62,
    "erbsth": 55,
    "aebewgrst": 47,
    "aegrstg": 36,
}


def _capture(url: str, mirror: Path) -> Capture:
    content = (mirror / url.removeprefix("https://")).read_bytes()
    return Capture(url, 200, "text/html", content, datetime(2026, 5, 1, tzinfo=UTC), date(2026, 5, 1))


@cache
def _pages(mirror: Path) -> tuple[HandbookPage, ...]:
    source = AmtlicheHandbuecher()
    links = (link for seed in source.seeds() for link in source.follow(_capture(seed.url, mirror)))
    return tuple(source.read(_capture(link.url, mirror)) for link in links)


@cache
def _works(mirror: Path) -> dict[str, Directive]:
    return {work.key: work for work in AmtlicheHandbuecher().assemble(_pages(mirror))}


def test_every_page_is_accounted_for_completely(mirror: Path) -> None:
    """432 pages of 7 books, 100 % of the characters, no section that belongs to no work."""
    pages = _pages(mirror)
    assert len(pages) == 432
    assert {page.url: page.account.findings for page in pages if not page.account.complete} == {}
    assert [remark for page in pages for remark in page.remarks] == []


def test_every_section_is_in_its_work(mirror: Path) -> None:
    """The works and the number of their sections; each account balances; each section has its norm."""
    works = _works(mirror)
    assert {key: len(work.provisions) for key, work in works.items()} == SECTIONS
    assert all(work.account.complete and len(work.comments_on) == len(work.provisions) for work in works.values())


def test_every_address_can_be_written_and_read_and_every_text_is_canonical(mirror: Path) -> None:
    """Ids survive the round trip; lines have no blanks at their rims or in a row; no control is left in a text."""
    for work in _works(mirror).values():
        for provision in work.provisions:
            assert all(Address.from_id(str(unit.address)) == unit.address for unit in provision.units)
            assert "  " not in provision.text
            assert all(line.lstrip("\t") == line.strip() for line in provision.text.splitlines())
            assert "Zuklappen" not in provision.text


@pytest.mark.parametrize(
    ("place", "begins"),
    [
        ("aeao/zu-122/satz-1", "Allgemeines Bekanntgabe von Verwaltungsakten"),
        ("aeao/zu-138a/text-1", "Auf das BMF-Schreiben vom 11.7.2017"),
        ("estr/r-5.3/abs-1/satz-2", "Sie muss aber zeitnah"),
        ("estr/r-4.2/abs-1/satz-6", "Bei einer betrieblichen Nutzung von mindestens 10 %"),
        ("estr/r-17/abs-2", "(2)"),
        ("esth/h-1a/ueberschrift-4/text-1", "Schiffe unter Bundesflagge"),
        ("esth/h-4.2/abs-1/ueberschrift-2", "Beteiligungen"),
        ("ustae/abschn-15.1/abs-2/satz-4", "Zur Frage, ob die im Ausland ansässigen Unternehmer"),
        ("ustae/abschn-4.3.2/abs-1", "(1) Eine grenzüberschreitende Beförderung"),
        ("kstr/r-11/abs-4", "(4) Bei den Körperschaftsteuer-Veranlagungen"),
        ("ksth/h-11/ueberschrift-1", "Beginn der Liquidation"),
        ("gewstr/r-1.2/abs-2", "(2) Ist die Festsetzung"),
        ("gewstr/r-8.1/abs-4/satz-1", "Unter Miet- und Pachtzinsen"),
        ("gewsth/h-2.1/abs-4/ueberschrift-2", "Gewerbesteuerpflicht ausländischer Kapitalgesellschaften"),
        ("erbstr/r-E-3.4/abs-2/satz-2", "Als Erwerber sind stets"),
        ("erbsth/h-E-9.2/ueberschrift-2", "Geltendmachung des Pflichtteilsanspruchs"),
        ("aebewgrst/abschn-261.3", "Für Wohnungserbbaurechte"),
        ("aegrstg/abschn-15.4/satz-2", "Bodendenkmäler"),
    ],
)
def test_known_places_are_where_lawyers_cite_them(mirror: Path, place: str, begins: str) -> None:
    """A sample of all works, read by eye on the pages."""
    address = Address.from_id(place)
    provisions = {provision.address: provision for provision in _works(mirror)[address.law].provisions}
    provision = provisions[address.provision]
    (unit,) = (unit for unit in provision.units if unit.address == address)
    assert provision.text[unit.start : unit.end].startswith(begins)


def test_what_stands_beside_the_directives_is_kept(mirror: Path) -> None:
    """Footnotes, annexes in the margin, cut texts; the slips of the publisher are told."""
    works = _works(mirror)
    notes = {key: {p.label: p.notes for p in work.provisions} for key, work in works.items()}
    assert any(note.kind is NoteKind.FUSSNOTE and "überholt" in note.text for note in notes["estr"]["R 1"])
    assert any(note.kind is NoteKind.FUNDSTELLE and note.text == "Anhang 12 I" for note in notes["esth"]["H 1a"])
    assert any(note.kind is NoteKind.REDAKTION and "gekürzt" in note.text for note in notes["aeao"]["zu § 30"])
    assert [warning.partition(": ")[2] for warning in works["aebewgrst"].stand.warnings] == [
        "Am Rand steht „A 238.1“, in der Überschrift A 243.1; diese gilt.",
        "Am Rand steht „A 238.2“, in der Überschrift A 243.2; diese gilt.",
        "Am Rand steht „A 251.3“, in der Überschrift A 261.3; diese gilt.",
    ]

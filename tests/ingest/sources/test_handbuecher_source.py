"""The source of the handbooks: books and works of the table, links of contents pages, works put together of pages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.citations import Codes
from corpus.model import Capture, Rank
from ingest.markup.errors import ParseError
from ingest.markup.handbook_html import HandbookPage
from ingest.sources.amtliche_handbuecher import AmtlicheHandbuecher, read_rows
from ingest.sources.base import LinkKind

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "amtliche_handbuecher"
BASE = "https://handbuecher.example"
CONTENTS = f"{BASE}/wolksth/2031/Meta/Inhaltsverzeichnis/inhalt.html"
ROWS = tuple(read_rows((EXAMPLES / "werke.csv").read_text("utf-8").splitlines()))


@pytest.fixture
def source() -> AmtlicheHandbuecher:
    return AmtlicheHandbuecher(base=BASE, fictional=True, rows=ROWS)


def _capture(url: str, content: bytes) -> Capture:
    return Capture(url, 200, "text/html", content, datetime(2031, 5, 1, tzinfo=UTC), date(2031, 5, 1))


def _page(source: AmtlicheHandbuecher, paragraph: str, *sections: tuple[str, str]) -> HandbookPage:
    containers = "".join(
        f'<div id="x" class="toc-container"><div class="richtext-margin-label"><span class="richtext-margin-number">'
        f"{margin}</span></div><div>{text}</div></div>"
        for margin, text in sections
    )
    html = (
        f'<main id="content"><h1><span class="paragraph-nr">§ {paragraph}</span></h1>'
        f'<div class="article-text">{containers}</div></main>'
    )
    return source.read(_capture(f"{BASE}/wolksth/2031/Paragraf-{paragraph}/inhalt.html", html.encode()))


def test_one_contents_page_for_each_book(source: AmtlicheHandbuecher) -> None:
    """Books, not works: a book with two works is listed once."""
    assert [(link.url, link.kind) for link in source.seeds()] == [
        (CONTENTS, LinkKind.LIST),
        (f"{BASE}/wolkao/2031/inhalt.html", LinkKind.LIST),
        (f"{BASE}/wolkust/2031/inhalt.html", LinkKind.LIST),
    ]
    assert source.known() == ()
    assert source.hosts == {"handbuecher.example"}
    assert source.keys == ("wolkr", "wolkh", "aewo", "wuae", "aew")


@pytest.mark.parametrize("word", ["wolkh", "WolkH", "wolksth/2031"])
def test_a_wanted_work_leads_to_its_book(word: str) -> None:
    """By key, abbreviation or the path of the book."""
    source = AmtlicheHandbuecher([word], base=BASE, rows=ROWS)
    assert [link.url for link in source.seeds()] == [CONTENTS]


def test_nothing_is_wanted_that_is_no_work() -> None:
    """The laws that the user names are the business of another source."""
    assert AmtlicheHandbuecher(["estg"]).seeds() == ()


def test_the_contents_page_leads_to_the_pages_of_its_book(source: AmtlicheHandbuecher) -> None:
    """In its order, each once; no annexes, no single views, no other edition, no other host."""
    capture = _capture(CONTENTS, (EXAMPLES / "inhalt.html").read_bytes())
    assert [(link.url, link.name) for link in source.follow(capture)] == [
        (f"{BASE}/wolksth/2031/A-Wolkensteuergesetz/Paragraf-4/inhalt.html", "WolkStH 2031, § 4"),
        (f"{BASE}/wolksth/2031/A-Wolkensteuergesetz/Paragraf-3/inhalt.html", "WolkStH 2031, § 3"),
    ]
    assert source.missing(capture) == ()


def test_a_contents_page_without_pages_is_a_failure(source: AmtlicheHandbuecher) -> None:
    """An empty list is never taken for an empty book."""
    page = b'<main id="content"><a href="https://handbuecher.example/wolksth/2031/impressum.html">Impressum</a></main>'
    with pytest.raises(ParseError, match="keine Seite zu einem §"):
        source.follow(_capture(CONTENTS, page))
    with pytest.raises(ParseError, match="zu keinem Handbuch"):
        source.follow(_capture(f"{BASE}/anders/2031/inhalt.html", page))


def test_works_are_put_together_in_the_order_of_the_pages(source: AmtlicheHandbuecher) -> None:
    """One document for each work, with rank, Stand, and the norm that each section comments on."""
    pages = [
        _page(source, "4", ("R 4.1", "Wolken sind."), ("H 4.1", "Eis.")),
        _page(source, "3", ("R 3", "Regen ist.")),
    ]
    richtlinien, hinweise = source.assemble(pages)
    assert [str(provision.address) for provision in richtlinien.provisions] == ["wolkr/r-4.1", "wolkr/r-3"]
    assert [str(norm) for norm in richtlinien.comments_on] == ["wolkstg/4", "wolkstg/3"]
    assert (richtlinien.rank, hinweise.rank) == (Rank.VERWALTUNGSANWEISUNG, Rank.HINWEIS)
    assert richtlinien.title == "Wolkensteuer-Richtlinien (WolkStH 2031)"
    assert str(richtlinien.stand) == "WolkStH 2031"
    assert (richtlinien.stand.date, richtlinien.published, richtlinien.issued) == (None, None, None)
    assert richtlinien.source_url == CONTENTS
    assert richtlinien.fictional
    assert "Stand 2031" in richtlinien.notes[0].text
    assert richtlinien.account.complete
    assert richtlinien.account.total == sum(page.sections[0].account.total for page in pages)


def test_the_same_section_on_two_pages_is_kept_once(source: AmtlicheHandbuecher) -> None:
    """Other words at the same address are kept beside and counted; both are reported."""
    pages = [
        _page(source, "4", ("R 4.1", "Wolken sind.")),
        _page(source, "4a", ("R 4.1", "Wolken sind.")),
        _page(source, "4b", ("R 4.1", "Wolken waren. Es regnet.")),
    ]
    (richtlinien,) = source.assemble(pages)
    assert [str(provision.address) for provision in richtlinien.provisions] == ["wolkr/r-4.1", "wolkr/r-4.1~2"]
    assert [str(unit.address) for unit in richtlinien.provisions[1].units] == [
        "wolkr/r-4.1~2",
        "wolkr/r-4.1~2/satz-1",
        "wolkr/r-4.1~2/satz-2",
    ]
    doubled = [warning for warning in richtlinien.stand.warnings if "mehreren Seiten" in warning]
    assert len(doubled) == 2
    assert any("R 4.1 steht auf der Seite zu § 4b" in warning for warning in richtlinien.stand.warnings)


def test_a_saved_page_is_known_by_the_address_it_names(source: AmtlicheHandbuecher) -> None:
    """A file without it, or of another site, is refused with a word on what to do."""
    content = (EXAMPLES / "richtlinien-und-hinweise.html").read_bytes()
    assert source.address_of("x.html", content) == f"{BASE}/wolksth/2031/A-Wolkensteuergesetz/Paragraf-4/inhalt.html"
    with pytest.raises(ParseError, match=r"x\.html"):
        source.address_of("x.html", b"<p>nichts</p>")
    with pytest.raises(ParseError, match=r"x\.html"):
        source.address_of("x.html", b'<link rel="canonical" href="https://anderswo.example/wolksth/2031/a"/>')


def test_a_page_outside_the_folders_of_the_table_is_refused(source: AmtlicheHandbuecher) -> None:
    """The folder tells which law the page's § belongs to."""
    with pytest.raises(ParseError, match="zu keinem Handbuch"):
        source.read(_capture(f"{BASE}/wolkao/2031/Andere/Paragraf-1/inhalt.html", b"<p>x</p>"))


def test_the_table_is_sound() -> None:
    """Keys, laws and marks: a law that we know, an address that can be written, one work for each mark in a folder."""
    rows = AmtlicheHandbuecher().rows
    assert {row.work.law for row in rows} <= {code.key for code in Codes.load().entries}
    assert all(re.fullmatch(r"[a-z]+", row.work.key) for row in rows)
    assert all(str(Address.from_id(f"{row.work.key}/{row.work.kind}-1")) for row in rows)
    places = [(row.path, row.folder, row.work.mark) for row in rows]
    assert len(places) == len(set(places))
    assert all(row.publication.rank in (Rank.VERWALTUNGSANWEISUNG, Rank.HINWEIS) for row in rows)


def test_the_table_of_citations_names_the_works_alike() -> None:
    """Where a work can be cited, key, abbreviation and rank are those of the table of handbooks."""
    codes = Codes.load()
    for row in AmtlicheHandbuecher().rows:
        if code := codes.by_key(row.work.key):
            assert (code.abbreviation, code.rank) == (row.publication.abbreviation, row.publication.rank)

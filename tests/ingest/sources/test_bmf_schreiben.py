"""The letters of the ministry: from list to page to PDF, what the pages add, and files that a person saved."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corpus.captures import Captures
from corpus.model import Capture, Rank
from ingest import demo
from ingest.demo.letter import letters
from ingest.doubles import ManualClock
from ingest.fetch import Fetcher
from ingest.markup.errors import LetterError, PageError, PdfError
from ingest.mirror import MirrorTransport
from ingest.sources.base import LinkKind
from ingest.sources.bmf_schreiben import BmfSchreiben

EXAMPLES = Path(__file__).parents[2] / "examples" / "bmf_schreiben"
HOST = "https://www.bundesfinanzministerium.de"
FOLDER = f"{HOST}/Content/DE/Downloads/BMF_Schreiben/Steuerarten/Wolkensteuer"
PDF = f"{FOLDER}/2031-07-07-wolken.pdf?__blob=publicationFile&v=4"


def example(name: str) -> bytes:
    return (EXAMPLES / name).read_bytes()


def capture(url: str, content: bytes) -> Capture:
    return Capture(url, 200, "", content, datetime(2031, 8, 1, tzinfo=UTC), date(2031, 8, 1))


@pytest.fixture
def source() -> BmfSchreiben:
    return BmfSchreiben()


def test_list_leads_to_pages_and_on(source: BmfSchreiben) -> None:
    """Entries lead to their pages, "Weiter" to the next one, both relative to the base; not to other hosts."""
    links = source.follow(capture(f"{HOST}/Web/DE/Service/liste.html", example("liste.html")))
    assert [(link.url, link.kind) for link in links] == [
        (f"{FOLDER}/2031-07-07-wolken.html", LinkKind.LIST),
        (f"{HOST}/Web/DE/Service/liste.html?gtp=1_list%253D2", LinkKind.LIST),
    ]
    assert source.seeds()[0].url.endswith("/BMF_Schreiben/bmf_schreiben.html")
    assert (source.hosts, source.wait >= 1.5) == (frozenset({"www.bundesfinanzministerium.de"}), True)
    assert (source.known(), source.missing(capture(HOST, b""))) == ((), ())


def test_page_leads_to_the_pdf(source: BmfSchreiben) -> None:
    """A letter's own page leads to the PDF that it offers now."""
    links = source.follow(capture(f"{FOLDER}/2031-07-07-wolken.html", example("einzelseite.html")))
    assert [(link.url, link.kind, link.name) for link in links] == [(PDF, LinkKind.DOCUMENT, "Fragen zur Wolkensteuer")]


def test_pages_that_are_none(source: BmfSchreiben) -> None:
    """An empty list, a page without a download, bytes that are no HTML: each raises and says what was expected."""
    with pytest.raises(PageError, match="nennt keine Schreiben"):
        source.follow(capture(f"{HOST}/liste.html", b"<!doctype html><html><body>Wartung</body></html>"))
    with pytest.raises(PageError, match="bietet keine Datei an"):
        source.follow(capture(f"{FOLDER}/x.html", example("einzelseite.html").replace(b'class="download"', b"")))
    with pytest.raises(PageError, match="keine HTML-Seite"):
        source.follow(capture(f"{HOST}/liste.html", b"%PDF-1.7"))


def test_foreign_downloads_are_no_letters(source: BmfSchreiben) -> None:
    """Only a PDF among the site's own documents is a letter."""
    page = example("einzelseite.html").replace(
        b"/Content/DE/Downloads/BMF_Schreiben/Steuerarten/Wolkensteuer/2031-07-07-wolken.pdf",
        b"/SiteGlobals/wolken.pdf",
    )
    assert source.follow(capture(f"{FOLDER}/x.html", page)) == ()


def test_letter(source: BmfSchreiben) -> None:
    """What the pages say reaches the letter: page, kind, topic, number of the file; the letterhead says the rest."""
    source.follow(capture(f"{HOST}/liste.html", example("liste.html")))
    source.follow(capture(f"{FOLDER}/2031-07-07-wolken.html", example("einzelseite.html")))
    letter = source.parse(capture(PDF, example("wolken.pdf")))
    assert letter.key == "bmf-2031-07-07-iv-z-7-s-8888-00001-002-003"
    assert letter.abbreviation == "BMF v. 7.7.2031, IV Z 7 - S 8888/00001/002/003"
    assert letter.references == ("IV Z 7 - S 8888/00001/002/003", "COO.9999.100.1.1234567")
    assert (letter.title, letter.rank) == ("Fragen zur Wolkensteuer", Rank.VERWALTUNGSANWEISUNG)
    assert (letter.issued, letter.published) == (date(2031, 7, 7), date(2031, 7, 7))
    assert letter.source_url == f"{FOLDER}/2031-07-07-wolken.html"
    assert str(letter.stand) == "Schreiben vom 7.7.2031, Datei v=4 des Herausgebers"
    assert [note.text for note in letter.notes] == [
        "1 Seite. BMF-Schreiben › Steuern › Steuerarten › Wolkensteuer",
        "Bezug: TOP 1 der Sitzung Wolken I/2031",
    ]
    assert letter.account.complete
    assert not letter.fictional


def test_same_letter_twice_and_a_changed_file(source: BmfSchreiben) -> None:
    """One letter under two addresses has one key and one text; another file at the address has another text."""
    one = source.parse(capture(PDF, example("wolken.pdf")))
    other = source.parse(capture(f"{HOST}/Content/DE/Standardartikel/wolken.pdf?v=9", example("wolken.pdf")))
    assert (one.key, one.provisions) == (other.key, other.provisions)
    changed = example("wolken.pdf").replace(b"Wolken sind zu versteuern", b"Wolken sind nie versteuert")
    again = source.parse(capture(PDF, changed))
    assert again.key == one.key
    assert again.provisions[0].text_sha256 != one.provisions[0].text_sha256


def test_letter_without_reference(source: BmfSchreiben) -> None:
    """Without GZ the address tells day and name."""
    letter = source.parse(capture(f"{FOLDER}/2031-07-08-nebel-liste.pdf", example("ohne-gz.pdf")))
    assert (letter.key, letter.issued) == ("bmf-2031-07-08-nebel-liste", date(2031, 7, 8))
    assert "kein Geschäftszeichen" in letter.notes[0].text


def test_html_instead_of_a_letter(source: BmfSchreiben) -> None:
    """An error page served as PDF is told as such; the page of a letter is not taken for the letter."""
    with pytest.raises(PdfError, match="HTML-Seite"):
        source.parse(capture(PDF, b"<!doctype html><html></html>"))
    with pytest.raises(PageError, match="nicht das Schreiben selbst"):
        source.parse(capture(f"{FOLDER}/2031-07-07-wolken.html", example("einzelseite.html")))


def test_saved_files(source: BmfSchreiben) -> None:
    """A saved PDF is known by its path at the publisher's, or by its letterhead; a saved page by its own address."""
    saved = "www.bundesfinanzministerium.de/Content/DE/Downloads/x/2031-07-07-wolken.pdf"
    assert source.address_of(saved, b"") == f"{HOST}/Content/DE/Downloads/x/2031-07-07-wolken.pdf"
    address = source.address_of("Schreiben.pdf", example("wolken.pdf"))
    assert address.endswith("/bmf_schreiben.html#bmf-2031-07-07-iv-z-7-s-8888-00001-002-003")
    assert source.address_of("seite.html", example("einzelseite.html")) == f"{FOLDER}/2031-07-07-wolken.html"
    assert source.parse(capture(address, example("wolken.pdf"))).key == address.rpartition("#")[2]


def test_saved_file_without_letterhead(source: BmfSchreiben) -> None:
    """What the letterhead does not tell is asked for in a file beside; with it, or a telling name, it is read."""
    with pytest.raises(LetterError, match=r"\.toml"):
        source.address_of("nebel.pdf", example("ohne-gz.pdf"))
    assert source.address_of("2031-07-08-nebel.pdf", example("ohne-gz.pdf")).endswith("#bmf-2031-07-08-nebel")
    beside = b'gz = "IV Z 7 - S 1/2"\ndate = 2031-07-09\nsubject = "Nebel"\n'
    source.tell(example("ohne-gz.pdf"), beside, "nebel.toml")
    address = source.address_of("nebel.pdf", example("ohne-gz.pdf"))
    letter = source.parse(capture(address, example("ohne-gz.pdf")))
    assert (letter.key, letter.title) == ("bmf-2031-07-09-iv-z-7-s-1-2", "Nebel")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"gz = IV D 1", "kein TOML"),
        (b'aktenzeichen = "IV"', "nicht vorgesehen"),
        (b"gz = 1", "kein Text"),
        (b'date = "gestern"', "kein Tag"),
        (b"date = 2031", "kein Tag"),
        (b"\xff", "kein TOML"),
    ],
)
def test_files_beside_that_cannot_be_read(source: BmfSchreiben, content: bytes, found: str) -> None:
    """A file beside a PDF that is not as expected is told with an example of what is."""
    with pytest.raises(LetterError, match=f"nebel.toml.*{found}.*Erwartet werden Zeilen"):
        source.tell(b"", content, "nebel.toml")


def test_demonstration_letters(tmp_path: Path, captures: Captures, clock: ManualClock) -> None:
    """The fictional letters come in through the same code, from list to PDF, with every character accounted for."""
    source = BmfSchreiben(f"https://{demo.LETTER_HOST}", fictional=True)
    transport = MirrorTransport(demo.lay_out(tmp_path / "mirror"))
    found = {}
    with Fetcher(transport, captures, hosts=source.hosts, clock=clock, wait=0.0) as fetcher:
        waiting = list(source.seeds())
        while waiting:
            link = waiting.pop(0)
            fetched = fetcher.fetch(link.url).capture
            if link.kind is LinkKind.LIST:
                waiting.extend(source.follow(fetched))
            else:
                letter = source.parse(fetched)
                found[letter.issued] = letter
    assert len(found) == len(letters())
    for wanted in letters():
        letter = found[wanted.issued]
        assert (letter.references, letter.title) == ((wanted.reference, wanted.document), wanted.subject)
        assert letter.account.complete
        assert letter.fictional
    assert "fiktiv" in source.title

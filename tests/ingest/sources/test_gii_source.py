"""The source gesetze-im-internet.de: which links it follows, and how it calls the laws."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest

from corpus.citations import Codes
from corpus.model import Capture
from ingest.markup.errors import NotLegislation, ParseError
from ingest.markup.gii_norm import Naming
from ingest.sources.base import LinkKind, Source
from ingest.sources.gesetze_im_internet import GesetzeImInternet

SITE = "https://www.gesetze-im-internet.de"


def _capture(url: str, content: bytes) -> Capture:
    return Capture(url, 200, "application/xml", content, datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1))


def _toc(*links: str) -> Capture:
    items = "".join(f"<item><title>T</title><link>{link}</link></item>" for link in links)
    head = '<?xml version="1.0"?><!DOCTYPE items SYSTEM "http://www.gesetze-im-internet.de/dtd/1.0/gii-toc.dtd">'
    return _capture(f"{SITE}/gii-toc.xml", f"{head}<items>{items}</items>".encode())


def _law(jurabk: str, amtabk: str = "") -> bytes:
    names = f"<jurabk>{jurabk}</jurabk>" + (f"<amtabk>{amtabk}</amtabk>" if amtabk else "")
    return (
        f'<dokumente builddate="20260101000000"><norm><metadaten>{names}<langue>Gesetz</langue></metadaten><textdaten/>'
        "</norm><norm><metadaten><enbez>§ 1</enbez></metadaten><textdaten><text><Content><P>Wolken sind frei.</P>"
        "</Content></text></textdaten></norm></dokumente>"
    ).encode()


def _zipped(xml: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("BJNR000010001.xml", xml)
    return buffer.getvalue()


def test_it_is_a_source_that_begins_with_the_list_of_laws() -> None:
    """One seed, a list; one host."""
    source: Source = GesetzeImInternet()
    assert [(link.url, link.kind) for link in source.seeds()] == [(f"{SITE}/gii-toc.xml", LinkKind.LIST)]
    assert source.hosts == {"www.gesetze-im-internet.de"}


def test_only_wanted_links_of_the_known_form_are_followed_by_https() -> None:
    """Links are rewritten to https; other hosts, forms and laws are passed over; each law once."""
    source = GesetzeImInternet(["ao", "EStG", "ustg_1980", "bgb"])
    links = source.follow(
        _toc(
            "http://www.gesetze-im-internet.de/ao_1977/xml.zip",
            "https://www.gesetze-im-internet.de/estg/xml.zip",
            "https://www.gesetze-im-internet.de/estg/xml.zip",
            "http://www.gesetze-im-internet.de/bgb/xml.zip",
            "http://www.gesetze-im-internet.de/kstg_1977/xml.zip",
            "http://böse.example/ustg_1980/xml.zip",
            "http://www.gesetze-im-internet.de.example/ustg_1980/xml.zip",
            "http://user@www.gesetze-im-internet.de/ustg_1980/xml.zip",
            "ftp://www.gesetze-im-internet.de/ustg_1980/xml.zip",
            "http://www.gesetze-im-internet.de/ustg_1980/../x/xml.zip",
            "http://www.gesetze-im-internet.de/ustg_1980/xml.zip?x=1",
            "http://www.gesetze-im-internet.de/ustg_1980/index.html",
        )
    )
    assert [(link.url, link.name) for link in links] == [
        (f"{SITE}/ao_1977/xml.zip", "AO"),
        (f"{SITE}/estg/xml.zip", "EStG"),
        (f"{SITE}/bgb/xml.zip", "bgb"),
    ]
    assert {link.kind for link in links} == {LinkKind.DOCUMENT}


def test_addresses_of_wanted_laws_are_known_without_the_list() -> None:
    """The publisher makes the address of a law of its slug, so that a law can be had while the list cannot."""
    assert [link.url for link in GesetzeImInternet(["ao", "estg"]).known()] == [
        f"{SITE}/ao_1977/xml.zip",
        f"{SITE}/estg/xml.zip",
    ]


def test_wanted_laws_that_the_list_lacks_are_named() -> None:
    """Silence is a bug: a law that was asked for and is not there is told, in the user's own word."""
    told = GesetzeImInternet(["estg", "Wolkenkuckucksheimgesetz"]).missing(_toc(f"{SITE}/estg/xml.zip"))
    assert len(told) == 1
    assert "„Wolkenkuckucksheimgesetz“" in told[0]


@pytest.mark.parametrize("page", [b"<items/>", b"<html><body>Wartung</body></html>", b""])
def test_a_list_that_is_none_is_refused(page: bytes) -> None:
    """An empty list, or an error page in its place, is a failure and not an empty crawl."""
    with pytest.raises(ParseError):
        GesetzeImInternet().follow(_capture(f"{SITE}/gii-toc.xml", page))


def test_the_table_names_each_law_once_and_every_key_is_citable() -> None:
    """Each slug has one key of the table of citable laws, and no key is given twice."""
    source = GesetzeImInternet()
    names = source._names
    codes = Codes.load()
    assert len(names) == 90
    assert len({naming.key for naming in names.values()}) == 90
    assert [slug for slug, naming in names.items() if codes.by_key(naming.key) is None] == []
    assert names["ao_1977"].key == "ao"
    assert names["vermbg_2"].key == "5-vermbg"


@pytest.mark.parametrize(
    ("slug", "jurabk", "amtabk", "key"),
    [
        ("ao_1977", "AO 1977", "AO", "ao"),  # from the table
        ("bgb", "BGB", "", "bgb"),  # from the table of citable laws
        ("wolkstg_2019", "WolkStG 2019", "WolkStG", "wolkstg"),  # from the publisher's abbreviation
        ("wölkg", "7. WölkG", "", "7-woelkg"),
        ("ustg_1967", "UStG 1967", "UStG", "ustg-1967"),  # its name without the year is another law's
    ],
)
def test_every_law_gets_a_key_of_its_own(slug: str, jurabk: str, amtabk: str, key: str) -> None:
    """Laws outside of the table are named after the house's rule; a key is never given to two laws."""
    law = GesetzeImInternet().parse(_capture(f"{SITE}/{slug}/xml.zip", _zipped(_law(jurabk, amtabk))))
    assert law.key == key
    assert law.provisions[0].address.law == key
    assert law.account.complete


def test_the_xml_itself_is_read_like_the_archive_and_known_by_its_abbreviation() -> None:
    """A person may save the archive or the file in it; the address follows from the folder or from the content."""
    source, xml = GesetzeImInternet(), _law("AO 1977", "AO")
    assert source.address_of("BJNR006130976.xml", xml) == f"{SITE}/ao_1977/xml.zip"
    assert source.address_of("herunter.zip", _zipped(xml)) == f"{SITE}/ao_1977/xml.zip"
    assert source.address_of("gesetze/estg/xml.zip", b"egal") == f"{SITE}/estg/xml.zip"
    law = source.parse(_capture("file:///x/BJNR006130976.xml", xml))
    assert (law.key, law.source_url, law.abbreviation) == ("ao", f"{SITE}/ao_1977/", "AO")


def test_a_page_in_place_of_a_law_is_refused() -> None:
    """An error page is no law."""
    with pytest.raises(NotLegislation):
        GesetzeImInternet().parse(_capture(f"{SITE}/estg/xml.zip", b"<html><body>Fehler</body></html>"))


def test_a_file_without_a_name_is_refused() -> None:
    """What names no abbreviation cannot be filed."""
    with pytest.raises(NotLegislation, match="keine Abkürzung"):
        GesetzeImInternet().address_of("x.xml", b"<dokumente><norm/></dokumente>")


def test_a_fictional_site_stays_apart() -> None:
    """The demonstration corpus comes from a host of its own and is marked as fictional."""
    source = GesetzeImInternet(
        base="https://gesetze.example", fictional=True, slugs={"wolkstg": Naming("wolkstg", "WolkStG", "Titel")}
    )
    law = source.parse(_capture("https://gesetze.example/wolkstg/xml.zip", _law("WolkStG")))
    assert law.fictional
    assert (law.title, law.source_url) == ("Titel", "https://gesetze.example/wolkstg/")
    assert source.hosts == {"gesetze.example"}

"""The demonstration corpus is laid out as the real sites are, always with the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from lxml import html

from ingest import demo
from ingest.demo.letter import letters
from ingest.demo.pages import LIST_PAGE


def tree(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("day", demo.DAYS)
def test_contents_lead_to_the_laws(tmp_path: Path, day: str) -> None:
    """Every link of gii-toc.xml leads to a zip with one XML file: the committed one of that day, dated by its build."""
    site = demo.lay_out(tmp_path, day) / demo.HOST
    links = re.findall(r"<link>http://([^<]+)</link>", (site / "gii-toc.xml").read_text(encoding="utf-8"))
    assert links == [f"{demo.HOST}/{slug}/xml.zip" for slug in demo.SLUGS]
    for slug, link in zip(demo.SLUGS, links, strict=True):
        archive = zipfile.ZipFile(io.BytesIO((tmp_path / link).read_bytes()))
        (member,) = archive.infolist()
        assert re.fullmatch(r"BJNR\w{9}\.xml", member.filename)
        assert "-".join(f"{part:02d}" for part in member.date_time[:3]) == day
        assert archive.read(member) == (Path(demo.__file__).parent / day / f"{slug}.xml").read_bytes()


def test_same_bytes_every_time(tmp_path: Path) -> None:
    """Two lay-outs of one day are equal, and the newest day is the default."""
    first, second = demo.lay_out(tmp_path / "a"), demo.lay_out(tmp_path / "b", demo.DAYS[-1])
    assert tree(first) == tree(second)


def test_replaces_an_earlier_lay_out(tmp_path: Path) -> None:
    """A second day in the same directory leaves nothing of the first; other files there are not touched."""
    (tmp_path / "note.txt").write_text("bleibt", encoding="utf-8")
    demo.lay_out(tmp_path, demo.DAYS[-1])
    demo.lay_out(tmp_path, demo.DAYS[0])
    alone = demo.lay_out(tmp_path / "alone", demo.DAYS[0])
    assert {name: content for name, content in tree(tmp_path).items() if not name.startswith("alone")} == {
        **tree(alone),
        "note.txt": b"bleibt",
    }


def test_letters_appear_on_their_day(tmp_path: Path) -> None:
    """On the day of the old version only the letter issued before it is there."""
    old, new = (demo.lay_out(tmp_path / day, day) / demo.LETTER_HOST for day in demo.DAYS)
    assert [path.stem for path in old.rglob("*.pdf")] == [letters()[0].name]
    assert {path.stem for path in new.rglob("*.pdf")} == {letter.name for letter in letters()}


def test_pages_lead_to_the_letters(tmp_path: Path) -> None:
    """List page, detail pages and PDFs hang together by the links and classes that the real pages have."""
    site = demo.lay_out(tmp_path) / demo.LETTER_HOST
    listed = html.fromstring((site / LIST_PAGE).read_text(encoding="utf-8"))
    assert listed.findtext(".//li//time") == "15.01.2026"
    entries = listed.xpath("//li[@class='bmf-list-entry']")
    assert len(entries) == len(letters())
    for entry in entries:
        page = html.fromstring(
            (site / entry.xpath(".//a[@class='bmf-resultlist-teaser-link']/@href")[0]).read_text(encoding="utf-8")
        )
        download = page.xpath("//div[@class='publication-download-link']/a[@class='download']/@href")[0]
        assert download in entry.xpath(".//a/@href")
        path, query = download.split("?")
        assert query == "__blob=publicationFile&v=2"
        assert (site / path.lstrip("/")).read_bytes().startswith(b"%PDF-")
        assert page.xpath("//base/@href") == [f"https://{demo.LETTER_HOST}/"]
        assert "fiktiv" in page.findtext(".//h1[@class='isFirstInSlot']")
        assert page.findtext(".//div[@class='bmf-date']") == entry.findtext(".//time")


def test_hosts_are_no_part_of_the_internet() -> None:
    """Both hosts end in the reserved .example: fictional law cannot be taken for a publisher's."""
    assert demo.HOST.endswith(".example")
    assert demo.LETTER_HOST.endswith(".example")
    assert demo.HOST != demo.LETTER_HOST


def test_unknown_day_is_named(tmp_path: Path) -> None:
    """Another day is an error that names the two there are, and writes nothing."""
    with pytest.raises(ValueError, match="2025-01-15 und 2026-02-02"):
        demo.lay_out(tmp_path, "2025-06-01")
    assert not tree(tmp_path)

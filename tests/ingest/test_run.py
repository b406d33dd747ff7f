"""The line of a document: what is good comes in, what is bad is named, and the rest of the run goes on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.captures import Captures
from corpus.database import open_database
from corpus.store import Store
from ingest import demo
from ingest.clock import SystemClock
from ingest.doubles import Reply, ScriptedTransport
from ingest.errors import NoMirror
from ingest.fetch import Fetcher
from ingest.importing import Import
from ingest.mirror import MirrorTransport
from ingest.report import Outcome, Report
from ingest.run import ingest
from ingest.sources import UnknownSourceError, chosen, demonstration

HOST = f"https://{demo.HOST}"
TOC = f"{HOST}/gii-toc.xml"
LAW = f"{HOST}/mondstg/xml.zip"
OTHER = f"{HOST}/mondstdv_2019/xml.zip"


class Bench:
    """A store in a temporary folder and a mirror of the fictional law that a test may spoil."""

    def __init__(self, folder: Path) -> None:
        self.site = demo.lay_out(folder / "mirror") / demo.HOST
        engine = open_database(f"sqlite:///{folder / 'test.db'}")
        self.captures, self.store = Captures(folder / "captures", engine), Store(engine)
        self.mirror = folder / "mirror"

    def run(self) -> Report:
        report = Report()
        source, _ = demonstration()
        transport = MirrorTransport(self.mirror)
        with Fetcher(transport, self.captures, hosts=source.hosts, clock=SystemClock(), wait=0.0) as fetcher:
            ingest(source, fetcher, self.store, report, lambda *_: None)
        return report

    def held(self) -> list[str]:
        return [law.law for law in self.store.view().laws()]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def zipped(content: bytes, name: str = "BJNR000000000.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


FetcherOf = Callable[..., tuple[Fetcher, ScriptedTransport]]
ENTITIES = b'<?xml version="1.0"?><!DOCTYPE dokumente [<!ENTITY a "aaaa">]><dokumente><norm>&a;</norm></dokumente>'


def test_all_laws_of_the_list_come_in_once(bench: Bench) -> None:
    """A second run changes nothing and says so."""
    assert bench.run().count(Outcome.NEW) == 2
    again = bench.run()
    assert (again.count(Outcome.UNCHANGED), again.held, again.failures) == (2, 2, ())


@pytest.mark.parametrize(
    ("spoiled", "told"),
    [
        (b"not a zip", "XML"),
        (zipped(b"<html><body>Wartungsarbeiten</body></html>"), "dokumente"),
        (zipped(ENTITIES), "Entit"),
        (zipped(b"<dokumente>", "../../BJNR1.xml"), "BJNR"),
        (zipped(b"<dokumente/>"), "kein Gesetz"),
    ],
)
def test_a_bad_document_is_named_and_the_rest_comes_in(bench: Bench, spoiled: bytes, told: str) -> None:
    """Broken archive, page that is no law, entities, foreign paths: a German reason, and the other law is held."""
    (bench.site / "mondstg" / "xml.zip").write_bytes(spoiled)
    report = bench.run()
    assert [entry.url for entry in report.failures] == [LAW]
    assert told in report.failures[0].detail
    assert bench.held() == ["mondstdv"]


def test_a_missing_document_is_named_and_the_rest_comes_in(bench: Bench) -> None:
    """A 404 on a listed law is a failure."""
    (bench.site / "mondstg" / "xml.zip").unlink()
    report = bench.run()
    assert [(entry.url, entry.outcome) for entry in report.failures] == [(LAW, Outcome.FAILED)]
    assert bench.held() == ["mondstdv"]


def test_a_spoiled_document_does_not_harm_what_is_held(bench: Bench) -> None:
    """What came in before stays as it is, and is taken again once it is whole."""
    bench.run()
    whole = (bench.site / "mondstg" / "xml.zip").read_bytes()
    (bench.site / "mondstg" / "xml.zip").write_bytes(b"PK broken")
    assert len(bench.run().failures) == 1
    assert bench.held() == ["mondstdv", "mondstg"]
    (bench.site / "mondstg" / "xml.zip").write_bytes(whole)
    assert bench.run().failures == ()


def test_without_a_list_the_known_addresses_are_tried(bench: Bench) -> None:
    """An older, partial mirror: what is there comes in, what is not there is no failure."""
    (bench.site / "gii-toc.xml").unlink()
    (bench.site / "mondstg" / "xml.zip").unlink()
    report = bench.run()
    assert (report.count(Outcome.NEW), report.count(Outcome.ABSENT), report.failures) == (1, 1, ())
    assert report.held == 1
    assert any("gii-toc.xml" in warning for warning in report.warnings)


def test_an_empty_mirror_holds_nothing(bench: Bench) -> None:
    """An empty crawl is told as such: nothing is held."""
    for path in (bench.site / "gii-toc.xml", *bench.site.glob("*/xml.zip")):
        path.unlink()
    assert bench.run().held == 0


def test_a_redirect_to_another_host_is_refused(tmp_path: Path, fetcher_of: FetcherOf) -> None:
    """Nothing is fetched from a host that is not the source's; the run says so."""
    bench, report = Bench(tmp_path / "bench"), Report()
    source, _ = demonstration()
    toc = (bench.site / "gii-toc.xml").read_bytes()
    script = {
        f"{HOST}/robots.txt": [Reply(404)],
        TOC: [Reply(200, toc)],
        LAW: [Reply(302, headers={"location": "https://elsewhere.example/xml.zip"})],
        OTHER: [Reply(200, (bench.site / "mondstdv_2019" / "xml.zip").read_bytes())],
    }
    fetcher, _ = fetcher_of(script, hosts=source.hosts)
    with fetcher:
        ingest(source, fetcher, bench.store, report, lambda *_: None)
    assert [entry.url for entry in report.failures] == [LAW]
    assert "elsewhere.example" in report.failures[0].detail
    assert bench.held() == ["mondstdv"]


def test_saved_files_come_in_without_any_site(bench: Bench, tmp_path: Path) -> None:
    """Archives and bare XML files of a folder; a foreign file is named, a missing folder is an error."""
    folder = tmp_path / "gespeichert"
    (folder / "mondstg").mkdir(parents=True)
    (folder / "mondstg" / "xml.zip").write_bytes((bench.site / "mondstg" / "xml.zip").read_bytes())
    with zipfile.ZipFile(bench.site / "mondstdv_2019" / "xml.zip") as archive:
        (folder / "BJNR1.xml").write_bytes(archive.read(archive.namelist()[0]))
    (folder / "fremd.xml").write_bytes(b"<rss/>")
    report = Report()
    into = Import(bench.captures, bench.store, report, date(2026, 3, 1))
    into.folder(folder, demonstration(), lambda *_: None)
    assert report.count(Outcome.NEW) == 2
    assert [Path(entry.url).name for entry in report.failures] == ["fremd.xml"]
    assert len(bench.held()) == 2
    with pytest.raises(NoMirror, match="kein Ordner"):
        into.folder(tmp_path / "fehlt", demonstration(), lambda *_: None)


def test_an_unknown_source_is_told() -> None:
    """The message names what there is."""
    with pytest.raises(UnknownSourceError, match="gii"):
        chosen(("juris",))

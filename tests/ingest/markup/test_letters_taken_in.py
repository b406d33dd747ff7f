"""Letters through the whole line, from list to store: bad ones are named, nothing is lost, and the rest comes in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.captures import Captures
from corpus.database import open_database
from corpus.store import Store
from ingest.doubles import ManualClock, Reply, Script, ScriptedTransport
from ingest.fetch import Fetcher
from ingest.importing import Import
from ingest.report import Outcome, Report
from ingest.run import ingest
from ingest.sources.bmf_schreiben import BmfSchreiben

from .conftest import HEAD, PrintLetter

HOST = "https://www.bundesfinanzministerium.de"
LIST = f"{HOST}/Web/DE/Service/Publikationen/BMF_Schreiben/bmf_schreiben.html"
FOLDER = f"{HOST}/Content/DE/Downloads/BMF_Schreiben/Wolken"
BOT_PAGE = b"<html><head><title>Radware Page</title></head><body>validate.perfdrive.com</body></html>"
HTML = {"Content-Type": "text/html; charset=utf-8"}
GOOD = "2031-07-07-gut"


def list_page(*names: str) -> bytes:
    entries = "".join(
        f'<li class="bmf-list-entry"><a class="bmf-resultlist-teaser-link" href="{FOLDER}/{name}.html">{name}</a></li>'
        for name in names
    )
    return f'<!doctype html><html><head><base href="{HOST}/"/></head><body><ol>{entries}</ol></body></html>'.encode()


def own_page(name: str, pdf: str) -> bytes:
    return (
        f'<!doctype html><html><head><base href="{HOST}/"/><link rel="canonical" href="{FOLDER}/{name}.html"/></head>'
        f'<body><div class="article-wrapper publication"><h1 class="isFirstInSlot">{name}</h1>'
        f'<div class="publication-download-link"><a class="download" href="{pdf}">PDF</a></div></div></body></html>'
    ).encode()


def site(letters: dict[str, Reply], addresses: dict[str, str] | None = None) -> dict[str, Reply]:
    """A site that lists these letters; ``addresses`` where a PDF does not lie beside its page."""
    script = {LIST: Reply(200, list_page(*letters), HTML)}
    for name, reply in letters.items():
        pdf = (addresses or {}).get(name, f"{FOLDER}/{name}.pdf")
        script |= {f"{FOLDER}/{name}.html": Reply(200, own_page(name, pdf), HTML), pdf: reply}
    return script


class Bench:
    """A store in a temporary folder, filled by runs over scripted sites."""

    def __init__(self, folder: Path, clock: ManualClock) -> None:
        self.clock = clock
        engine = open_database(f"sqlite:///{folder / 'test.db'}")
        self.captures, self.store = Captures(folder / "captures", engine), Store(engine)
        self.asked: list[str] = []
        self.conditional = 0

    def run(self, script: Script, day: date | None = None) -> Report:
        report, source = Report(), BmfSchreiben()
        transport = ScriptedTransport(script, self.clock)
        with Fetcher(
            transport, self.captures, hosts=source.hosts, clock=self.clock, wait=0.0, captured_on=day
        ) as fetcher:
            ingest(source, fetcher, self.store, report, lambda *_: None)
        self.asked = transport.asked
        self.conditional = sum("if-none-match" in request.headers for request in transport.requests)
        return report

    def held(self) -> list[str]:
        return [law.abbreviation for law in self.store.view().laws()]


@pytest.fixture
def bench(tmp_path: Path, clock: ManualClock) -> Bench:
    return Bench(tmp_path, clock)


def numbered(number: int) -> tuple[str, ...]:
    """The letterhead of another letter."""
    return tuple(line.replace("00001/002/003", f"00001/002/{number:03}") for line in HEAD)


def pdf(content: bytes, etag: str = "") -> Reply:
    return Reply(200, content, {"Content-Type": "application/pdf"} | ({"ETag": etag} if etag else {}))


Spoil = Callable[[PrintLetter], Reply]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda printed: pdf(printed(head=())), "OCR"),
        (lambda printed: pdf(printed("Wolken sind frei.", password="Regen")), "Kennwort"),
        (lambda printed: pdf(printed("Wolken sind frei.")[:700]), "abgeschnitten"),
        (lambda _: pdf(b"<!doctype html><html><body>Wartungsarbeiten</body></html>"), "HTML-Seite"),
        (lambda _: Reply(200, b"<!doctype html><html><body>Wartungsarbeiten</body></html>", HTML), "HTML-Seite"),
        (lambda _: pdf(b""), "nichts"),
        (lambda _: Reply(404), "404"),
        (lambda _: Reply(500), "500"),
    ],
    ids=["scan", "encrypted", "truncated", "html-as-pdf", "html", "empty", "404", "500"],
)
def test_a_bad_letter_is_named_and_the_others_come_in(
    bench: Bench, print_letter: PrintLetter, spoil: Spoil, told: str
) -> None:
    """Told with its address and the reason; letters before and after it are stored."""
    first, last = print_letter("Wolken sind frei."), print_letter("Nebel ist frei.", head=numbered(4))
    report = bench.run(site({GOOD: pdf(first), "2031-07-08-schlecht": spoil(print_letter), "2031-07-09-x": pdf(last)}))
    assert [entry.url for entry in report.failures] == [f"{FOLDER}/2031-07-08-schlecht.pdf"]
    assert told in report.failures[0].detail
    assert len(bench.held()) == 2


def test_a_letter_whose_page_is_gone_is_named(bench: Bench, print_letter: PrintLetter) -> None:
    """404 on the page of one letter; the run goes on."""
    script = site({GOOD: pdf(print_letter("Wolken sind frei.")), "2031-07-08-weg": Reply(404)})
    script[f"{FOLDER}/2031-07-08-weg.html"] = Reply(404)
    report = bench.run(script)
    assert [entry.url for entry in report.failures] == [f"{FOLDER}/2031-07-08-weg.html"]
    assert len(bench.held()) == 1


def test_a_challenge_ends_the_run_and_the_next_one_resumes(bench: Bench, print_letter: PrintLetter) -> None:
    """What came before stays; nothing more is asked; later only what is missing is new."""
    letters = {GOOD: pdf(print_letter("Wolken sind frei."), '"1"'), "2031-07-08-b": Reply(403, BOT_PAGE, HTML)}
    report = bench.run(site(letters))
    assert len(bench.held()) == 1
    assert any("Abruf beendet" in warning for warning in report.warnings)
    later = site({GOOD: Reply(304), "2031-07-08-b": pdf(print_letter("Nebel ist frei.", head=numbered(4)))})
    report = bench.run(later)
    assert (report.count(Outcome.UNCHANGED), report.count(Outcome.NEW)) == (1, 1)
    assert len(bench.held()) == 2


def test_a_second_run_asks_conditionally_and_changes_nothing(bench: Bench, print_letter: PrintLetter) -> None:
    """Every address is asked with what is known of it, and the store stays as it was."""
    script = site({GOOD: pdf(print_letter("Wolken sind frei."), '"1"')})
    for url, reply in script.items():
        reply.headers["ETag"] = f'"{url}"'
    bench.run(script)
    before = bench.store.view()
    report = bench.run(dict.fromkeys(script, Reply(304)))
    after = bench.store.view()
    assert bench.conditional == len(bench.asked) == len(script)
    assert (report.count(Outcome.UNCHANGED), len(report.failures)) == (1, 0)
    assert (before.sequence, before.fingerprint()) == (after.sequence, after.fingerprint())


def test_the_same_letter_under_two_addresses_is_one(bench: Bench, print_letter: PrintLetter) -> None:
    """One document, one version; the second address says nothing new."""
    same = print_letter("Wolken sind frei.")
    other = f"{HOST}/Content/DE/Standardartikel/Themen/wolken.pdf"
    report = bench.run(site({GOOD: pdf(same), "2031-07-07-auch": pdf(same)}, {"2031-07-07-auch": other}))
    assert (report.count(Outcome.NEW), report.count(Outcome.UNCHANGED), len(report.failures)) == (1, 1, 0)
    (letter,) = bench.store.view().laws()
    assert len(bench.store.view().versions(letter.law)) == 1


def test_a_changed_file_is_a_new_version_and_the_old_one_stays(bench: Bench, print_letter: PrintLetter) -> None:
    """The ministry replaces a file: what it said before can still be read, with the capture that it came from."""
    first, second = print_letter("Wolken sind zu versteuern."), print_letter("Wolken sind frei.")
    bench.run(site({GOOD: pdf(first)}), date(2031, 7, 8))
    bench.run(site({GOOD: pdf(second)}), date(2031, 9, 1))
    bench.run(site({GOOD: pdf(second)}), date(2031, 10, 1))
    view = bench.store.view()
    (letter,) = view.laws()
    versions = view.versions(letter.law)
    assert [version.day for version in versions] == ["2031-07-07", "2031-09-01"]
    assert len({version.capture_sha256 for version in versions}) == 2
    before, after = view.history(Address.from_id(f"{letter.law}/schreiben"))
    assert before.provision.text.endswith("Wolken sind zu versteuern.")
    assert after.provision.text.endswith("Wolken sind frei.")


def test_a_letter_of_three_hundred_pages_comes_in(bench: Bench, print_letter: PrintLetter) -> None:
    """Long is not bad."""
    names = [f"{one}{other}" for one in "abcdefghijklmnopqrstuvwxyz" for other in "abcdefghijklmn"]
    lines = (f"[{number}] Die Wolke {names[number]} ist frei von Steuer." for number in range(1, 301))
    long = print_letter(*[line for number in lines for line in (number, "\f")][:-1])
    report = bench.run(site({GOOD: pdf(long)}))
    assert report.count(Outcome.NEW) == 1
    (letter,) = bench.store.view().laws()
    held = bench.store.view().provision(Address.from_id(f"{letter.law}/schreiben/rn-300"))
    assert held is not None
    assert any(note.text.startswith("300 Seiten") for note in bench.store.view().document(held.law).notes)


def test_a_letter_without_file_number_is_taken_by_its_name(bench: Bench, print_letter: PrintLetter) -> None:
    """Day and name from the publisher's address, and a remark that says so."""
    bare = print_letter("Wolken sind zu versteuern, Nebel ist frei.", head=())
    report = bench.run(site({"2031-07-08-nebel-liste": pdf(bare)}))
    assert report.count(Outcome.NEW) == 1
    (letter,) = bench.store.view().laws()
    assert letter.law == "bmf-2031-07-08-nebel-liste"
    assert "kein Geschäftszeichen" in bench.store.view().document(letter).notes[0].text


def test_saved_files_come_in_with_what_stands_beside_them(
    bench: Bench, print_letter: PrintLetter, tmp_path: Path
) -> None:
    """A letter by its letterhead; one without, by the file beside it; one with neither is asked for; a scan is told."""
    folder = tmp_path / "gespeichert"
    folder.mkdir()
    bare = print_letter("Nebel ist frei, sofern er sich bis Mittag auflöst.", head=())
    (folder / "Brief.pdf").write_bytes(print_letter("Wolken sind frei."))
    (folder / "nebel.pdf").write_bytes(bare)
    (folder / "nebel.toml").write_text('gz = "IV Z 7 - S 1/2"\ndate = 2031-07-09\nsubject = "Nebel"\n', "utf-8")
    (folder / "regen.pdf").write_bytes(print_letter("Regen ist nicht frei, auch nicht am Morgen.", head=()))
    (folder / "scan.pdf").write_bytes(print_letter(head=()))
    report = Report()
    into = Import(bench.captures, bench.store, report, date(2031, 8, 1))
    into.folder(folder, (BmfSchreiben(),), lambda *_: None)
    assert bench.held() == [
        "BMF v. 7.7.2031, IV Z 7 - S 8888/00001/002/003",
        "BMF v. 9.7.2031, IV Z 7 - S 1/2",
    ]
    told = {Path(entry.url).name: entry.detail for entry in report.failures}
    assert set(told) == {"regen.pdf", "scan.pdf"}
    assert ".toml" in told["regen.pdf"]
    assert "OCR" in told["scan.pdf"]

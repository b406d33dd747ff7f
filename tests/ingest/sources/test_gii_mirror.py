"""All real laws of the mirror: every character accounted for, every address sound, the known places where they are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest

from corpus.address import Address
from corpus.citations import Codes
from corpus.model import Capture, Legislation, NoteKind
from ingest.sources.gesetze_im_internet import GesetzeImInternet

pytestmark = pytest.mark.mirror


def _read(source: GesetzeImInternet, url: str, folder: Path) -> Legislation:
    content = (folder / url.removeprefix("https://")).read_bytes()
    return source.parse(
        Capture(url, 200, "application/zip", content, datetime(2026, 5, 1, tzinfo=UTC), date(2026, 5, 1))
    )


@cache
def _laws(mirror: Path) -> dict[str, Legislation]:
    source = GesetzeImInternet()
    (toc,) = source.seeds()
    content = (mirror / toc.url.removeprefix("https://")).read_bytes()
    capture = Capture(toc.url, 200, "text/xml", content, datetime(2026, 5, 1, tzinfo=UTC), date(2026, 5, 1))
    assert source.missing(capture) == ()
    read = (_read(source, link.url, mirror) for link in source.follow(capture))
    return {law.key: law for law in read}


def test_every_law_is_accounted_for_completely(mirror: Path) -> None:
    """90 laws, 100 % of the characters, no finding."""
    laws = _laws(mirror)
    assert len(laws) == 90
    assert {key: law.account.findings for key, law in laws.items() if not law.account.complete} == {}


def test_every_older_state_is_accounted_for_completely(mirror_history: Path) -> None:
    """The older states in the same way; their markup differs in places."""
    paths = sorted(mirror_history.glob("*/www.gesetze-im-internet.de/*/xml.zip"))
    assert len(paths) == 10
    source = GesetzeImInternet()
    for path in paths:
        law = _read(source, f"https://www.gesetze-im-internet.de/{path.parent.name}/xml.zip", path.parents[2])
        assert law.account.complete, (path, law.account.findings)


def test_every_address_can_be_written_and_read_and_every_text_is_canonical(mirror: Path) -> None:
    """Ids survive the round trip; lines have no blanks at their rims (but tabs of empty first cells) or in a row."""
    for law in _laws(mirror).values():
        for provision in law.provisions:
            assert all(Address.from_id(str(unit.address)) == unit.address for unit in provision.units)
            assert "  " not in provision.text
            assert all(line.lstrip("\t") == line.strip() for line in provision.text.splitlines())


def test_ranks_agree_with_the_table_of_citable_laws(mirror: Path) -> None:
    """The rank that the title tells is the one that lawyers gave the law."""
    codes = Codes.load()
    assert [key for key, law in _laws(mirror).items() if (code := codes.by_key(key)) and code.rank != law.rank] == []


@pytest.mark.parametrize(
    "place",
    [
        "estg/9/abs-1/satz-3/nr-4/satz-2",
        "estg/3/nr-26/satz-1",
        "estg/10/abs-1/nr-3/satz-1/a",
        "estg/42-42a",
        "estg/78/abs-1-4",
        "estg/anlage-3/nr-1/a",
        "egao/art-97/10a/abs-1",
        "egao/art-7/abs-1",
        "egao/art-8-38",
        "ao/30/abs-2/nr-3",
        "ao/122/abs-2/nr-1",
        "ao/134-136",
        "ustg/anlage-2/tabelle-1/zeile-3",
        "hgb/266/abs-2/nr-A/nr-II/nr-1",
        "stbvv/33/abs-1",
        "gg/praeambel",
        "mietneinv/anhang-zu-1/tabelle-1",
        "erbstdv/muster-1",
    ],
)
def test_known_places_are_where_lawyers_cite_them(mirror: Path, place: str) -> None:
    """A sample of addresses, from Absatz to Buchstabe, blocks, annexes and articles."""
    address = Address.from_id(place)
    provisions = {provision.address: provision for provision in _laws(mirror)[address.law].provisions}
    provision = provisions[address.provision]
    assert not address.inner or provision.unit(address) is not None


def test_what_stands_beside_the_law_is_kept(mirror: Path) -> None:
    """Hints on application, the Stand with its Hinweise, repealed provisions."""
    laws = _laws(mirror)
    nine = next(p for p in laws["estg"].provisions if p.label == "§ 9")
    assert any(note.kind is NoteKind.ANWENDUNG and "§ 52" in note.text for note in nine.notes)
    assert laws["ustg"].stand.date == date(2026, 2, 4)
    assert laws["estg"].gazette == "RGBl I 1934, 1005"
    assert all(law.stand.warnings == () for law in laws.values())
    assert next(p for p in laws["ao"].provisions if p.label == "(XXXX) §§ 134 bis 136").repealed
    assert laws["dba-usa"].provisions == ()

"""The fictional statutes are real in form, rich enough for every function, and fictional on their face."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from ingest import demo

FOLDER = Path(demo.__file__).parent
FILES = [(day, slug) for day in demo.DAYS for slug in demo.SLUGS]
LAW, ORDINANCE = demo.SLUGS
OLD, NEW = demo.DAYS


def parse(day: str, slug: str) -> etree._Element:
    parser = etree.XMLParser(load_dtd=False, resolve_entities=False, no_network=True)
    return etree.parse(FOLDER / day / f"{slug}.xml", parser).getroot()


def provisions(day: str, slug: str) -> dict[str, str]:
    """The text of each provision by its enbez, blanks evened out; without the table of contents."""
    norms = {norm.findtext("metadaten/enbez"): norm for norm in parse(day, slug).findall("norm")}
    return {
        name: " ".join("".join(norm.find("textdaten/text").itertext()).split())
        for name, norm in norms.items()
        if name and name != "Inhaltsübersicht"
    }


def repealed(day: str, slug: str) -> set[str]:
    norms = parse(day, slug).findall("norm")
    return {norm.findtext("metadaten/enbez") for norm in norms if norm.findtext("metadaten/titel") == "(weggefallen)"}


@pytest.mark.parametrize(("day", "slug"), FILES)
def test_says_that_it_is_fictional(day: str, slug: str) -> None:
    """Every file says so in a comment, in its title and in its first footnote; the build date is its day."""
    root = parse(day, slug)
    assert "Fiktives Recht" in root.getprevious().text
    assert "fiktives Recht zur Vorführung" in root.findtext("norm/metadaten/langue")
    assert "nie verkündet" in "".join(root.find("norm/textdaten/fussnoten").itertext())
    assert root.get("builddate").startswith(day.replace("-", ""))
    assert all(norm.get("builddate") == root.get("builddate") for norm in root.findall("norm"))


@pytest.mark.parametrize("day", demo.DAYS)
def test_holds_enough_provisions(day: str) -> None:
    """Law and ordinance together hold at least 45 provisions, each with a document number of its own."""
    assert sum(len(provisions(day, slug)) for slug in demo.SLUGS) >= 45
    numbers = [norm.get("doknr") for slug in demo.SLUGS for norm in parse(day, slug).findall("norm")]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize(
    ("path", "at_least"),
    [
        ("//gliederungseinheit", 11),
        ("//gliederungskennzahl[string-length(.)=6]", 2),
        ("//DL[@Type='arabic']", 15),
        ("//DL[@Type='alpha']//DL[@Type='a-alpha']", 3),
        ("//DL[@Type='Dash']", 2),
        ("//DD[count(LA)>1]", 8),
        ("//text//table[not(ancestor::TOC)]", 4),
        ("//entry[@morerows]", 2),
        ("//entry[@namest]", 1),
        ("//IMG[string-length(@alt)>20]", 1),
        ("//SUP[not(@class)]", 2),
        ("//TOC", 2),
        ("//FnR", 1),
        ("//Footnotes/Footnote", 1),
        ("//kommentar[@typ='Fundstelle']", 3),
        ("//pre[contains(., '(+++ Zur Anwendung vgl.')]", 2),
        ("//fussnoten//P[starts-with(., '(+++ §')]", 4),
        ("//enbez[starts-with(., '(XXXX) §§')]", 2),
        ("//enbez[.='Eingangsformel']", 1),
        ("//enbez[.='Schlussformel']", 1),
        ("//enbez[starts-with(., 'Anlage')]", 3),
        ("//P[starts-with(., '(4a)')]", 2),
        ("//P[.='(4) (weggefallen)']", 1),
        ("//P[starts-with(., '(3) und (4)')]", 1),
        ("//P/DL[normalize-space(following-sibling::text()[1])!='']", 5),
        ("//LA/SUP[@class='Rec']", 2),
        ("//standtyp[.='Neuf']", 1),
        ("//standtyp[.='Stand']", 2),
        ("//standtyp[.='Hinweis']", 1),
        ("//standtyp[.='Sonst']", 1),
    ],
)
def test_shows_every_structure(path: str, at_least: int) -> None:
    """Each structure that a parser of the real format has to read occurs in the current version."""
    assert sum(len(parse(NEW, slug).xpath(path)) for slug in demo.SLUGS) >= at_least


@pytest.mark.parametrize(
    "words",
    [
        "es sei denn",
        "Satz 1 gilt nicht, soweit",
        "Abweichend von",
        "mit Ausnahme",
        "mindestens",
        "höchstens",
        "darf nicht",
        "kann ",
        "soll ",
        "muss ",
        "spätestens",
        "erstmals",
        "letztmals",
        "Prozent",
        "Euro",
        "binnen",
        "gilt entsprechend",
        "Ordnungswidrig handelt",
    ],
)
def test_speaks_like_a_tax_law(words: str) -> None:
    """Exceptions, comparators, modal verbs, figures and deadlines occur, each as a law puts them."""
    assert any(words in text for slug in demo.SLUGS for text in provisions(NEW, slug).values())


@pytest.mark.parametrize("day", demo.DAYS)
def test_only_the_law_numbers_its_sentences(day: str) -> None:
    """Both kinds of law occur: with sentence markers, and without (there a parser must split)."""
    assert len(parse(day, LAW).xpath("//SUP[@class='Rec']")) > 100
    assert not parse(day, ORDINANCE).xpath("//SUP[@class='Rec']")


@pytest.mark.parametrize("day", demo.DAYS)
def test_sentence_markers_count_on(day: str) -> None:
    """Within an Absatz the markers count 1, 2, 3 …; those inside a list item count its own sentences from 2."""
    for content in parse(day, LAW).iterfind("norm/textdaten/text/Content"):
        absaetze: list[list[int]] = [[]]
        for paragraph in content.findall("P"):
            if (paragraph.text or "").startswith("("):
                absaetze.append([])
            absaetze[-1] += [int(mark.text) for mark in paragraph.findall("SUP[@class='Rec']")]
        for counted in absaetze:
            assert counted == list(range(1, len(counted) + 1))
            assert len(counted) != 1
    for item in parse(day, LAW).iter("LA"):
        inner = [int(mark.text) for mark in item.findall("SUP[@class='Rec']")]
        assert inner == list(range(2, len(inner) + 2))


@pytest.mark.parametrize(("day", "slug"), FILES)
def test_references_lead_somewhere(day: str, slug: str) -> None:
    """Every § that a fictional law names exists in the law or in its ordinance on that day."""
    text = " ".join(provisions(day, slug).values()).replace("§ 15 der Abgabenordnung", "")
    named = set(re.findall(r"§ (\d+[a-z]?)", text))
    held = {name.removeprefix("§ ") for other in demo.SLUGS for name in provisions(day, other)}
    assert named
    assert named <= held


def test_versions_differ_as_told() -> None:
    """From the old to the current version: changed figures, one new provision, one repealed, the rest unchanged."""
    old, new = provisions(OLD, LAW), provisions(NEW, LAW)
    assert new.keys() - old.keys() == {"§ 27a"}
    assert old.keys() <= new.keys()
    assert repealed(NEW, LAW) - repealed(OLD, LAW) == {"§ 27"}
    assert {name for name in old if old[name] != new[name]} == {"§ 2", "§ 6", "§ 9", "§ 14", "§ 23", "§ 27", "§ 35"}
    before, now = provisions(OLD, ORDINANCE), provisions(NEW, ORDINANCE)
    assert {name for name in before if before[name] != now[name]} == {"§ 5", "§ 9", "§ 19"}


@pytest.mark.parametrize(
    ("name", "before", "now"),
    [
        ("§ 9", "beträgt 12 Prozent", "beträgt 14 Prozent"),
        ("§ 14", "binnen 20 Tagen", "binnen 25 Tagen"),
        ("§ 6", "höchstens 40 Gramm", "höchstens 50 Gramm"),
        ("§ 2", "6 000 Euro", "8 000 Euro"),
        ("§ 23", "sieben Jahre", "acht Jahre"),
    ],
)
def test_figures_changed(name: str, before: str, now: str) -> None:
    """Rate, deadline, threshold and retention period differ between the versions, and in nothing else."""
    old, new = provisions(OLD, LAW)[name], provisions(NEW, LAW)[name]
    assert before in old
    assert old.replace(before, now) == new


@pytest.mark.parametrize(("day", "slug"), FILES)
def test_constants_agree_with_the_files(day: str, slug: str) -> None:
    """Abbreviation and title in SLUGS are those of the file; the key is the abbreviation in lower case."""
    law, root = demo.SLUGS[slug], parse(day, slug)
    assert law.abbreviation == root.findtext("norm/metadaten/amtabk")
    assert law.title == root.findtext("norm/metadaten/langue")
    assert law.key == law.abbreviation.lower()

"""The frame of a law on gesetze-im-internet.de: names, rank, dates, gazette and Stand, from the first ``norm``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from corpus.model import Rank, Stand, StandEntry
from ingest.markup.gii_stand import read_stand
from ingest.markup.gii_xml import plain_words

_YEAR = re.compile(r"\s+(?:1[89]|20)\d\d$")
_RANK_WORD = re.compile(r"\w*(?:gesetz|verordnung)\w*(?:-\w+)*", re.IGNORECASE)
_BUILD_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the publisher says of the law as a whole."""

    abbreviation: str
    """The official abbreviation or, where there is none, the publisher's; without the year in it ("SolZG")."""
    title: str
    short_title: str
    rank: Rank
    issued: date | None
    gazette: str
    stand: Stand
    published: date | None


def read_frame(document: etree._Element, first: etree._Element) -> Frame:
    """Read the attributes of the document and the metadata of its first norm."""
    data = first.find("metadaten")
    title = _words(data, "langue")
    names = official_names(document)
    return Frame(
        abbreviation=_YEAR.sub("", names[0]) if names else "",
        title=title,
        short_title=_words(data, "kurzue"),
        rank=rank_of(title),
        issued=_iso_day(_words(data, "ausfertigung-datum")),
        gazette="; ".join(_gazettes(data)),
        stand=read_stand(_stand_entries(data)),
        published=_build_day(document.get("builddate") or first.get("builddate") or ""),
    )


def official_names(document: etree._Element) -> tuple[str, ...]:
    """The official abbreviation, where there is one, and the publisher's own, which is always there in real files."""
    data = document.find("norm/metadaten")
    return tuple(name for tag in ("amtabk", "jurabk") if (name := _words(data, tag)))


def rank_of(title: str) -> Rank:
    """The rank from the title: the first word in it that is a "…gesetz" or "…verordnung" decides by how it ends.

    "Verordnung zur Durchführung des …gesetzes" and "Einkommensteuer-Durchführungsverordnung" are ordinances,
    "Gesetz zur Durchführung der Verordnung (EU) …" is an act; so is what bears neither word ("Abgabenordnung").
    """
    found = _RANK_WORD.search(title)
    return Rank.VERORDNUNG if found and "verordnung" in found[0].casefold().rsplit("gesetz", 1)[-1] else Rank.GESETZ


def _words(data: etree._Element | None, tag: str) -> str:
    return "" if data is None else plain_words(data.find(tag))


def _gazettes(data: etree._Element | None) -> Iterator[str]:
    for place in () if data is None else data.findall("fundstelle"):
        yield " ".join(filter(None, (_words(place, "periodikum"), _words(place, "zitstelle"))))


def _stand_entries(data: etree._Element | None) -> Iterator[StandEntry]:
    for entry in () if data is None else data.findall("standangabe"):
        yield StandEntry(_words(entry, "standtyp"), _words(entry, "standkommentar"))


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _build_day(text: str) -> date | None:
    found = _BUILD_DATE.match(text)
    return _iso_day("-".join(found.groups())) if found else None

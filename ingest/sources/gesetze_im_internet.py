"""gesetze-im-internet.de (GII): the federal statutes and ordinances, published by the Federal Ministry of Justice.

``gii-toc.xml`` lists all ~6,900 laws with links ``http://…/<slug>/xml.zip``; which of them are wanted is data
(``gesetze_im_internet.csv``). The publisher's slug ("ao_1977") is not the abbreviation and appears only here.
GII is a service to the public; the official edition is the Bundesgesetzblatt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from csv import DictReader
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from urllib.parse import urlsplit

from corpus.citations import Codes
from corpus.model import Capture, Legislation
from ingest.markup.errors import NotLegislation, ParseError
from ingest.markup.gii_frame import official_names
from ingest.markup.gii_norm import Named, Naming, parse
from ingest.markup.gii_xml import open_xml
from ingest.markup.zipped import only_member
from ingest.sources.base import Link, LinkKind

PARSER = "gii-norm/2"
"""Change it whenever the parser reads the same bytes differently: stored captures are then read again."""

_BASE = "https://www.gesetze-im-internet.de"
_TOC = "gii-toc.xml"
_SLUG = r"[a-z0-9][a-z0-9_+.-]*"
_LINK_PATH = re.compile(rf"/({_SLUG})/xml\.zip")
_YEAR = re.compile(r"[ _-]?(?:1[89]|20)\d\d$")
_ZIP = b"PK"
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class GesetzeImInternet:
    """The source, for the laws that are wanted.

    Args:
        wanted: slugs ("ao_1977"), keys ("ao") or abbreviations ("AO"), any of the publisher's laws among them;
            None for all laws of the table.
        base: address of the site, without a slash at the end.
        fictional: marks all laws as the demonstration corpus.
        slugs: names of the laws by slug; None for the table as delivered.
    """

    name = "gii"
    parser = PARSER
    wait = 1.0
    files = frozenset({".zip", ".xml"})
    pages: frozenset[str] = frozenset()

    def __init__(
        self,
        wanted: Sequence[str] | None = None,
        base: str = _BASE,
        *,
        fictional: bool = False,
        slugs: Mapping[str, Named] | None = None,
    ) -> None:
        self._base = base.rstrip("/")
        self._fictional = fictional
        self._names = _delivered() if slugs is None else slugs
        words = tuple(self._names) if wanted is None else tuple(wanted)
        self._wanted = {self._slug(word): word for word in words}

    @property
    def title(self) -> str:
        """The publisher as users read it."""
        return "Vorführbestand (fiktives Recht)" if self._fictional else "Gesetze im Internet"

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the laws in the table."""
        return tuple(naming.key for naming in self._names.values())

    @property
    def hosts(self) -> frozenset[str]:
        """The only host of the site."""
        return frozenset({urlsplit(self._base).hostname or ""})

    def seeds(self) -> tuple[Link, ...]:
        """The list of all laws."""
        return (Link(f"{self._base}/{_TOC}", LinkKind.LIST, "Verzeichnis der Gesetze"),)

    def known(self) -> tuple[Link, ...]:
        """The addresses of the wanted laws: the publisher makes them of the slug."""
        return tuple(Link(self._address(slug), LinkKind.DOCUMENT, self._called(slug)) for slug in self._wanted)

    def follow(self, capture: Capture) -> tuple[Link, ...]:
        """Links to the wanted laws, in the order of the list; raises ParseError where the page is no such list."""
        slugs = dict.fromkeys(slug for slug in self._listed(capture) if slug in self._wanted)
        return tuple(Link(self._address(slug), LinkKind.DOCUMENT, self._called(slug)) for slug in slugs)

    def missing(self, capture: Capture) -> tuple[str, ...]:
        """German sentences, one for each wanted law that the list does not name."""
        listed = set(self._listed(capture))
        return tuple(
            f"„{word}“ steht nicht im Verzeichnis {capture.url}. Erwartet wird eine Abkürzung (EStG) oder das Wort des "
            "Herausgebers in der Adresse des Gesetzes (ao_1977)."
            for slug, word in self._wanted.items()
            if slug not in listed
        )

    def parse(self, capture: Capture) -> Legislation:
        """The law in a capture of an ``xml.zip``, or of the XML file in it; raises ParseError where it is none."""
        xml = only_member(capture.content) if capture.content.startswith(_ZIP) else capture.content
        found = _LINK_PATH.search(urlsplit(capture.url).path)
        slug = found[1] if found else _slug_in(xml)
        return parse(xml, self._naming(slug, xml), f"{self._base}/{slug}/", fictional=self._fictional)

    def address_of(self, path: str, content: bytes) -> str:
        """The address at which the publisher serves a file that a person saved.

        Args:
            path: where the file lies in the folder of imports; ``<slug>/xml.zip`` names the law.
            content: the bytes, from which the law is known otherwise.
        """
        found = _LINK_PATH.search(f"/{path.lower()}")
        if found:
            return self._address(found[1])
        return self._address(_slug_in(only_member(content) if content.startswith(_ZIP) else content))

    def _address(self, slug: str) -> str:
        return f"{self._base}/{slug}/xml.zip"

    def _listed(self, capture: Capture) -> Iterator[str]:
        """The slugs in the list; links of any other form, or to another host, are passed over."""
        items = open_xml(capture.content, "items").findall("item")
        if not items:
            raise ParseError(f"Das Verzeichnis {capture.url} ist leer; erwartet werden Tausende von Gesetzen.")
        for item in items:
            parts = urlsplit((item.findtext("link") or "").strip())
            found = _LINK_PATH.fullmatch(parts.path)
            if found and parts.scheme in ("http", "https") and parts.netloc in self.hosts and not parts.query:
                yield found[1]

    def _slug(self, word: str) -> str:
        """The slug that a user means by a slug, a key or an abbreviation."""
        bare = word.strip()
        if bare.lower() in self._names:
            return bare.lower()
        code = Codes.load().lookup(bare)
        keys = {bare.casefold(), code.key if code else ""}
        for slug, naming in self._names.items():
            if naming.key in keys or bare.casefold() == naming.abbreviation.casefold():
                return slug
        return _slug_of(bare)

    def _called(self, slug: str) -> str:
        naming = self._names.get(slug)
        return naming.abbreviation or naming.key if naming else slug

    def _naming(self, slug: str, xml: bytes) -> Named:
        """The law's names: from the table, or else from the table of citable laws, or else the publisher's own."""
        if slug in self._names:
            return self._names[slug]
        names = official_names(open_xml(xml, "dokumente"))
        taken = {naming.key for naming in self._names.values()}
        for name in names:
            code = Codes.load().lookup(name) or Codes.load().lookup(_YEAR.sub("", name))
            if code and code.key not in taken:
                return Naming(code.key, code.abbreviation, code.title)
        keys = [_key_of(_YEAR.sub("", names[0])), *map(_key_of, names), _key_of(slug)] if names else [_key_of(slug)]
        return Naming(next(key for key in keys if key and key not in taken))


@cache
def _delivered() -> Mapping[str, Named]:
    """The table as delivered, with abbreviations and titles from the table of citable laws."""
    lines = files("ingest.sources").joinpath("gesetze_im_internet.csv").read_text("utf-8").splitlines()
    rows = DictReader((line for line in lines if line and not line.startswith("#")), delimiter=";")
    codes = Codes.load()
    names: dict[str, Named] = {}
    for row in rows:
        code = codes.by_key(row["key"])
        names[row["slug"]] = Naming(row["key"], code.abbreviation if code else "", code.title if code else "")
    return MappingProxyType(names)


def _slug_in(xml: bytes) -> str:
    """The slug of the law in an XML file; the publisher makes it from its own abbreviation."""
    names = official_names(open_xml(xml, "dokumente"))
    if not names:
        raise NotLegislation("Die Datei nennt keine Abkürzung des Gesetzes. Bitte die Datei ansehen.")
    return _slug_of(names[-1])


def _slug_of(name: str) -> str:
    return re.sub(r"[^a-z0-9-]", "_", name.lower().strip())


def _key_of(name: str) -> str:
    """A key made from an abbreviation: lower case, umlauts spelt out, "-" for everything else ("5. VermBG")."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().translate(_SPELT_OUT)).strip("-")

"""Parses a law in the format gii-norm 1.01 of gesetze-im-internet.de.

A document is a row of ``norm`` elements: first the law's frame, then headings (``BJNG``) and single provisions
(``BJNE``). A heading gives the context of the provisions that follow, by its number (``gliederungskennzahl``, three
digits a level). In introductory acts articles are headings: the §§ below them belong to the article, and an article
without §§ carries its text itself (EGAO).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple, Protocol

from lxml import etree

from corpus.address import Address, Step, StepKind
from corpus.model import Account, Legislation, Note, NoteKind, Provision
from ingest.check import Piece, Section, certify
from ingest.markup.errors import NotLegislation
from ingest.markup.gii_content import ContentReader
from ingest.markup.gii_frame import Frame, read_frame
from ingest.markup.gii_notes import read_notes
from ingest.markup.gii_xml import open_xml, plain_text, plain_words
from ingest.markup.labels import is_contents, is_out_of_use, provision_steps
from ingest.markup.units import addressed

_GONE = ("weggefallen", "aufgehoben", "gegenstandslos")
_LAID_IN = frozenset({StepKind.PARAGRAPH, StepKind.ARTIKEL})
"""Provisions that stand under headings; annexes and formulas do not."""


class Named(Protocol):
    """How the house calls a law; empty abbreviation and title leave the naming to the publisher."""

    @property
    def key(self) -> str:
        """Key of the law in addresses ("estg")."""
        ...

    @property
    def abbreviation(self) -> str:
        """How the law is cited ("EStG")."""
        ...

    @property
    def title(self) -> str:
        """Title of the law."""
        ...


class Naming(NamedTuple):
    """A plain :class:`Named`."""

    key: str
    abbreviation: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Heading:
    number: str
    label: str
    title: str
    steps: tuple[Step, ...]
    notes: tuple[Note, ...]

    @property
    def words(self) -> str:
        return " ".join(filter(None, (self.label.strip("- "), self.title)))


@dataclass(frozen=True, slots=True)
class _Place:
    """What a norm is, before its text is read; ``title`` where the heading stands elsewhere than usual."""

    label: str
    steps: tuple[Step, ...]
    headings: tuple[_Heading, ...]
    title: str = ""


@dataclass(slots=True)
class _Reading:
    """What grows while the norms are read, in order."""

    key: str
    headings: list[_Heading] = field(default_factory=list)
    provisions: list[Provision] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    taken: set[Address] = field(default_factory=set)


def parse(xml: bytes, naming: Named, source_url: str, *, fictional: bool = False) -> Legislation:
    """Parse one law, its completeness account filled.

    Args:
        xml: the bytes of the ``BJNR….xml``.
        naming: the law's key, and its names in the house.
        source_url: the page of the law for people.
        fictional: marks the demonstration corpus.

    Raises:
        XmlError, NotLegislation: see :mod:`ingest.markup.errors`.
    """
    document = open_xml(xml, "dokumente")
    norms = document.findall("norm")
    if not norms:
        raise NotLegislation("Die Datei enthält keine Norm, also kein Gesetz. Bitte die Adresse prüfen.")
    frame = read_frame(document, norms[0])
    reading = _Reading(naming.key)
    _read_frame_notes(reading, norms[0])
    for norm, following in zip_longest(norms[1:], norms[2:]):
        _read_norm(reading, norm, following)
    if len(norms) > 1 and not reading.provisions:
        raise NotLegislation(f"„{frame.title}“ enthält keine einzige Vorschrift. Bitte die Datei ansehen.")
    account = certify(reading.sections, whole=_source(document))
    return _legislation(frame, reading, account, naming, source_url, fictional=fictional)


def _legislation(  # noqa: PLR0913 - everything that a law is made of
    frame: Frame, reading: _Reading, account: Account, naming: Named, source_url: str, *, fictional: bool
) -> Legislation:
    return Legislation(
        key=naming.key,
        abbreviation=naming.abbreviation or frame.abbreviation,
        title=naming.title or frame.title,
        rank=frame.rank,
        issued=frame.issued,
        gazette=frame.gazette,
        stand=frame.stand,
        published=frame.published,
        source_url=source_url,
        provisions=tuple(reading.provisions),
        account=account,
        notes=tuple(dict.fromkeys(reading.notes)),
        fictional=fictional,
    )


def _read_frame_notes(reading: _Reading, norm: etree._Element) -> None:
    """All text of the first norm is beside the law: the official footnote to the title, and editors' notes."""
    reader = ContentReader()
    for element in norm.iterfind("textdaten/text"):
        reader.read_beside(element, NoteKind.FUSSNOTE)
    pieces, notes = _editors_notes(norm)
    reading.notes += [*reader.notes, *notes]
    reading.sections.append(Section("Rahmen", _source(norm), [*reader.pieces, *pieces], None))


def _read_norm(reading: _Reading, norm: etree._Element, following: etree._Element | None) -> None:
    label = plain_words(norm.find("metadaten/enbez"))
    if not label:
        _read_heading(reading, norm, following)
    elif is_contents(label):
        _read_contents(reading, norm, label)
    else:
        number = plain_words(norm.find("metadaten/gliederungseinheit/gliederungskennzahl"))
        steps = provision_steps(label)
        if steps[0].kind in _LAID_IN:
            if number:
                _leave_headings(reading, number, same_level=True)
            article = next((heading.steps for heading in reversed(reading.headings) if heading.steps), ())
            headings = tuple(reading.headings)
        else:
            article, headings = (), ()
        _read_provision(reading, norm, _Place(label, (*article, *steps), headings))


def _read_heading(reading: _Reading, norm: etree._Element, following: etree._Element | None) -> None:
    """A heading; or, where it is an article with words of its own or nothing below it, a provision."""
    unit = norm.find("metadaten/gliederungseinheit")
    number, label, title = (
        "" if unit is None else plain_words(unit.find(f"gliederungs{part}")) for part in ("kennzahl", "bez", "titel")
    )
    _leave_headings(reading, number, same_level=False)
    steps = provision_steps(label) if label.startswith("Art") else ()
    content = norm.find("textdaten/text/Content")
    speaks = content is not None and bool(plain_text(content).strip())
    if steps and (speaks or not _leads(number, following)):
        _read_provision(reading, norm, _Place(label, steps, tuple(reading.headings), title))
        return
    reader = ContentReader()
    if content is not None:
        reader.read(content)
    pieces, notes = _editors_notes(norm)
    reading.headings.append(_Heading(number, label, title, steps, tuple(notes)))
    reading.notes += notes
    reading.sections.append(Section(f"Überschrift {label}", _source(norm), [*reader.pieces, *pieces], None))


def _leave_headings(reading: _Reading, number: str, *, same_level: bool) -> None:
    """Leave the headings that a place with this number does not lie under."""
    while reading.headings:
        open_number = reading.headings[-1].number
        if number.startswith(open_number) and (same_level or number != open_number):
            return
        reading.headings.pop()


def _leads(number: str, following: etree._Element | None) -> bool:
    """Whether the next norm lies below the heading with this number: a § below an article, or a deeper heading."""
    if following is None:
        return False
    below = plain_words(following.find("metadaten/gliederungseinheit/gliederungskennzahl"))
    if following.find("metadaten/enbez") is None:
        return below.startswith(number) and below != number
    return below == number if below else True


def _read_contents(reading: _Reading, norm: etree._Element, label: str) -> None:
    reader = ContentReader()
    for element in norm.iterfind("textdaten/text"):
        reader.read_contents(element)
    pieces, notes = _editors_notes(norm)
    reading.notes += notes
    reading.sections.append(Section(label, _source(norm), [*reader.pieces, *pieces], None))


def _read_provision(reading: _Reading, norm: etree._Element, place: _Place) -> None:
    reader = _read_text(norm)
    pieces, notes = _editors_notes(norm)
    address = _fresh(reading, Address(reading.key, place.steps))
    text = reader.canvas.text
    heading = place.title or plain_words(norm.find("metadaten/titel"))
    inherited = (note for above in place.headings for note in above.notes if note.kind is NoteKind.ANWENDUNG)
    provision = Provision(
        address=address,
        label=place.label,
        heading=heading,
        text=text,
        units=addressed(reader.canvas.root, text, address),
        context=tuple(above.words for above in place.headings if above.words),
        notes=tuple(dict.fromkeys((*reader.notes, *notes, *inherited))),
        repealed=_is_repealed(place.label, heading, text),
    )
    reading.provisions.append(provision)
    reading.sections.append(Section(place.label, _source(norm), [*reader.pieces, *pieces], provision))


def _read_text(norm: etree._Element) -> ContentReader:
    reader = ContentReader()
    for element in norm.iterfind("textdaten/text/*"):
        if element.tag == "Content":
            reader.read(element)
        elif element.tag == "TOC":
            reader.read_contents(element)
        else:
            reader.read_beside(element, NoteKind.FUSSNOTE)
    return reader


def _editors_notes(norm: etree._Element) -> tuple[list[Piece], list[Note]]:
    pieces: list[Piece] = []
    notes: list[Note] = []
    for content in norm.iterfind("textdaten/fussnoten/Content"):
        more_pieces, more_notes = read_notes(content)
        pieces += more_pieces
        notes += more_notes
    return pieces, notes


def _fresh(reading: _Reading, address: Address) -> Address:
    """The address, or with its occurrence counted where the law uses it a second time."""
    base = address.steps[-1]
    occurrence = 1
    while address in reading.taken:
        occurrence += 1
        address = Address(address.law, (*address.steps[:-1], Step(base.kind, base.number, occurrence)))
    reading.taken.add(address)
    return address


def _is_repealed(label: str, heading: str, text: str) -> bool:
    """Whether the provision holds no rule any more: repealed, moot, or an empty shell that is not explained."""
    words = text.strip("-–. \n")
    if is_out_of_use(label) or any(heading.strip("() ").startswith(gone) for gone in _GONE):
        return True
    if words:
        return words.strip("()") in _GONE
    return not heading


def _source(part: etree._Element) -> str:
    """The plain text of a norm, or of the whole document, taken from the XML without any reading."""
    return "".join(plain_text(element) for element in part.iter("textdaten"))

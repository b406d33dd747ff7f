"""The sections of a handbook's page: from the containers of the page to provisions of the works they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from corpus.address import Address, Step, StepKind
from corpus.model import Account, Note, NoteKind, Provision
from ingest.check import Section, certify
from ingest.markup.canvas import Node
from ingest.markup.handbook_drawn import CLAUSE, has_class, shown_text, words_of
from ingest.markup.handbook_labels import Label, number_in_margin
from ingest.markup.handbook_lines import CUT
from ingest.markup.handbook_text import CONTROLS, HEADLINE, NAMING, Layout, SectionReader
from ingest.markup.units import addressed

_CUT_NOTE = Note(NoteKind.REDAKTION, f"In der gelesenen Quelle gekürzt; die Auslassung ist mit „{CUT}“ bezeichnet.")
_LAYOUTS = {StepKind.ZU: Layout.NUMBERS, StepKind.HINWEIS: Layout.KEYWORDS}


class Work(NamedTuple):
    """A work of a handbook, as the parser must know it.

    ``mark`` is the word in the margin ("R", "AEAO"), ``kind`` what a section is in addresses, ``named`` how a section
    is called ("R", "Abschn."), ``key`` the key of the work; ``law`` and ``cited`` are key and abbreviation of the law
    that it comments on.
    """

    mark: str
    kind: StepKind
    named: str
    key: str
    law: str
    cited: str


class HandbookSection(NamedTuple):
    """A section of a work: its provision, the norm that it comments on, and where each character of it went.

    ``remarks`` are German sentences on what is odd about it.
    """

    work: str
    provision: Provision
    norm: Address
    account: Account
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageFrame:
    """What all sections of a page share: its address, the § that it is about, that §'s title, the capture's hash."""

    url: str
    norm: Step
    title: str
    sha256: str


@dataclass(slots=True)
class Growing:
    """A section while its parts are read: "R 4.2", "R 4.2 (1)", "R 4.2 (2)" are one, with two Absätze."""

    work: Work
    label: Label
    anchor: str
    reader: SectionReader
    sources: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @classmethod
    def begun(cls, work: Work, label: Label, anchor: str) -> Growing:
        """A section without any part yet."""
        return cls(work, label, anchor, SectionReader(_LAYOUTS.get(work.kind, Layout.ABSAETZE)))

    @property
    def name(self) -> str:
        """How reports call it."""
        named = _section_name(self.work, self.label.number)
        return f"{self.work.mark} {named}" if self.work.kind is StepKind.ZU else named

    @property
    def own_heading(self) -> str:
        """The heading of the section itself, if it is printed; that of a part is only the part's."""
        return "" if self.parts[0] else self.label.heading

    def read(self, container: etree._Element, label: Label, frame: PageFrame) -> None:
        """Read a part."""
        self._remark(label, margin_of(container), frame)
        self.sources.append(shown_text(container))
        known = self.own_heading if self.parts else ""
        part = _Part(self.reader, label, first=not self.parts, known=known)
        self.parts.append(label.absatz)
        part.read(container)

    def finished(self, frame: PageFrame, heading: str) -> tuple[Section, HandbookSection | None]:
        """For the page's account, and for the work; none for the work where there are no words but a headline."""
        self.reader.close()
        provision = self._provision(frame, heading)
        source = "".join(self.sources)
        section = Section(self.name, source, self.reader.pieces, provision if provision.text else None)
        if not provision.text:
            return section, None
        norm = Address(self.work.law, (frame.norm,))
        account = certify([section], source)
        return section, HandbookSection(self.work.key, provision, norm, account, tuple(self.remarks))

    def _remark(self, label: Label, margin: str, frame: PageFrame) -> None:
        beside = number_in_margin(self.work.mark, margin)
        if beside and beside != label.number:
            self.remarks.append(f"{frame.url}: Am Rand steht „{margin}“, in der Überschrift {self.name}; diese gilt.")
        if not re.match(rf"(?:[A-Z]-|vor-)?{frame.norm.number}(?![\da-z])", label.number):
            self.remarks.append(f"{frame.url}: {self.name} steht auf der Seite zu § {frame.norm.number}.")
        if label.absatz in self.parts:
            self.remarks.append(f"{frame.url}: {margin} steht dort mehrmals; die Teile sind zusammengefügt.")

    def _provision(self, frame: PageFrame, heading: str) -> Provision:
        canvas = self.reader.canvas
        for node in canvas.root.walk():
            node.marks = _sound_marks(node)
        address = Address(self.work.key, (Step(self.work.kind, self.label.number),))
        text = canvas.text
        notes = (*self.reader.notes, *((_CUT_NOTE,) if CUT in text else ()))
        norm = f"§ {frame.norm.number.replace('-', ' bis ')} {self.work.cited}"
        return Provision(
            address=address,
            label=_section_name(self.work, self.label.number),
            heading=heading,
            text=text,
            units=addressed(canvas.root, text, address),
            context=(f"{norm} {frame.title}".rstrip(),),
            notes=tuple(dict.fromkeys(notes)),
            source_url=f"{frame.url}#{self.anchor}" if self.anchor else frame.url,
            capture_sha256=frame.sha256,
        )


class _Part:
    """Reads one container of a page into the section that it belongs to."""

    def __init__(self, reader: SectionReader, label: Label, *, first: bool, known: str) -> None:
        self._reader = reader
        self._label = label
        self._heads_section = first and not label.absatz
        self._known = known
        self._named = False

    def read(self, container: etree._Element) -> None:
        """Read margin, headline and body, in the order of the page."""
        counted = any(has_class(span, CLAUSE) for span in container.iter("span"))
        self._named = counted or not self._label.absatz
        self._reader.close()
        self._children(container)

    def _children(self, element: etree._Element) -> None:
        self._reader.plain(element.text)
        for child in element:
            if has_class(child, "richtext-margin-label"):
                self._margin(child)
            elif has_class(child, "toc-inner-container"):
                self._children(child)
            elif has_class(child, "toc-toggle"):
                self._reader.beside(child, CONTROLS)
            elif has_class(child, "toc-headline"):
                self._reader.beside(child, NAMING)
            elif has_class(child, "toc-subheadline"):
                self._subheadline(child)
            else:
                self._reader.read(child)
            self._reader.plain(child.tail)

    def _margin(self, element: etree._Element) -> None:
        """The label; where it alone tells which Absatz follows, its "(1)" is a part of the text."""
        if self._named:
            self._reader.beside(element, NAMING)
            return
        self._named = True
        before, bracket, number = shown_text(element).partition("(")
        self._reader.plain(before, NAMING)
        self._reader.open_part(self._label.absatz, bracket + number)

    def _subheadline(self, element: etree._Element) -> None:
        """The heading of the section itself; of a further part, a heading among the words."""
        if self._heads_section or self._label.heading in ("", self._known):
            self._reader.beside(element, HEADLINE)
        else:
            self._reader.heading(element)


def _sound_marks(node: Node) -> list[tuple[int, str]]:
    """The marks of sentences: each before words of the node, one at a place. A number without words marks nothing."""
    marks = {place: number for place, number in node.marks if place < node.end}
    inside = {place for place in marks for child in node.children if child.start < place < child.end}
    return [(place, number) for place, number in marks.items() if place not in inside]


def margin_of(container: etree._Element) -> str:
    """The label in the margin of a container."""
    return next((words_of(span) for span in container.iter("span") if has_class(span, "richtext-margin-number")), "")


def headline_of(container: etree._Element) -> str:
    """The sub-headline; the headline itself is only the word for what the section is ("Richtlinie")."""
    found: Iterator[etree._Element] = (part for part in container.iter("h3") if has_class(part, "toc-subheadline"))
    return words_of(next(found, None))


def _section_name(work: Work, number: str) -> str:
    """How users call a section: "R E 3.1", "Abschn. 15.2a", "zu § 122", "vor §§ 172 bis 177"."""
    if work.kind is not StepKind.ZU:
        return f"{work.named} {number.replace('-', ' ')}"
    before, sections = ("vor", number.removeprefix("vor-")) if number.startswith("vor-") else ("zu", number)
    return f"{before} {'§§' if '-' in sections else '§'} {sections.replace('-', ' bis ')}"

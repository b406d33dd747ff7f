"""Reads a letter of the Federal Ministry of Finance from its PDF: facts of the letterhead, and text with addresses.

::

    bytes ── letter_pages ── letter_furniture ─┬─ letter_head     reference, document number, date, subject
                                               └─ letter_parts ── letter_blocks ── letter_layout ── ingest.check
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.address import Address, Step, StepKind
from corpus.model import Account, Provision
from corpus.relations import effects
from ingest.check import Piece, Section, certify
from ingest.markup.errors import LetterError
from ingest.markup.letter_blocks import read_blocks
from ingest.markup.letter_furniture import Tagged, tagged
from ingest.markup.letter_head import Head, read_head
from ingest.markup.letter_layout import lay_out
from ingest.markup.letter_pages import Sheets, read_sheets
from ingest.markup.letter_parts import CLOSE, Part, parts
from ingest.markup.letter_words import Vocabulary

HEAD = "Briefkopf"
_DRAFT = re.compile(r"\b(?:Entwurf|Diskussionsentwurf)\b.{0,20}\b(?:BMF-)?Schreiben")


@dataclass(frozen=True, slots=True)
class Facts:
    """What identifies a letter; empty or None where it is not known.

    ``reference`` is the GZ, ``document`` the DOK, ``occasion`` the Bezug.
    """

    reference: str = ""
    document: str = ""
    issued: date | None = None
    subject: str = ""
    occasion: str = ""

    @property
    def draft(self) -> bool:
        """Whether the letter calls itself a draft: it is published for comment and not in force."""
        return bool(_DRAFT.search(self.subject))

    @property
    def citation(self) -> str:
        """How the letter is cited: "BMF v. 29.1.2026, IV D 1 - S 0062/00121/001/002"."""
        day = f"BMF v. {self.issued.day}.{self.issued.month}.{self.issued.year}" if self.issued else "BMF"
        return f"{day}, {self.reference or self.subject}"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as read: ``printed`` is what the PDF itself says, ``facts`` that and what was known besides.

    ``remarks`` are German sentences on what is odd about it.
    """

    key: str
    facts: Facts
    printed: Facts
    pages: int
    provisions: tuple[Provision, ...]
    account: Account
    remarks: tuple[str, ...]


def parse_letter(content: bytes, known: Facts | None = None, name: str = "") -> Letter:
    """Read a letter.

    Args:
        content: the PDF.
        known: what is known besides (from the publisher's pages, or from a person); the letterhead overrules it.
        name: the publisher's name of the file, for the key of a letter that bears no reference.

    Raises:
        PdfError: no PDF that can be read, or one without text.
        LetterError: neither the letterhead nor ``known`` tells date and reference, or date and ``name``.
    """
    sheets = read_sheets(content)
    tags = tagged(sheets)
    vocabulary = Vocabulary(tag.line.text for tag in tags)
    head = read_head(tags, vocabulary)
    printed = Facts(head.reference, head.document, head.issued, head.subject, head.occasion)
    facts = _completed(printed, known or Facts())
    key = letter_key(facts, name)
    sections = _sections(tags, head, key, facts.subject, vocabulary)
    account = _certified(sections, sheets)
    provisions = tuple(section.provision for section in sections if section.provision)
    return Letter(key, facts, printed, sheets.pages, provisions, account, _remarks(sheets, facts, printed, known))


def letter_key(facts: Facts, name: str = "") -> str:
    """The key of a letter: "bmf-2026-01-29-iv-d-1-s-0062-00121-001-002".

    Without a reference the publisher's name of the file takes its place. Raises LetterError where too little is known.
    """
    missing = [
        word
        for word, there in (("Datum", facts.issued), ("Geschäftszeichen (GZ)", facts.reference or name))
        if not there
    ]
    if missing or facts.issued is None:
        raise LetterError(
            f"Im Briefkopf fehlt: {', '.join(missing)}. Erwartet werden Datum und GZ auf der ersten Seite "
            "(„GZ: IV D 1 - S 0062/00121/001/002“). Wer die Angaben kennt, legt neben die PDF-Datei eine Datei "
            'gleichen Namens mit der Endung .toml und den Zeilen gz = "…", date = 2026-01-29, subject = "…".'
        )
    return effects.letter_key(facts.issued, facts.reference or name)


def _certified(sections: Sequence[Section], sheets: Sheets) -> Account:
    """The account of the lines, and the finding if they are not all that the file holds."""
    account = certify(sections, "".join(line.text for line in sheets.lines))
    if account.total == sheets.characters:
        return account
    finding = f"Die PDF-Datei enthält {sheets.characters} Zeichen, ihre Zeilen {account.total}."
    return replace(account, findings=(*account.findings, finding))


def _completed(printed: Facts, known: Facts) -> Facts:
    return Facts(
        printed.reference or known.reference,
        printed.document or known.document,
        printed.issued or known.issued,
        printed.subject or known.subject,
        printed.occasion or known.occasion,
    )


def _sections(
    tags: Sequence[Tagged], head: Head, key: str, subject: str, vocabulary: Vocabulary
) -> tuple[Section, ...]:
    sections = [_beside(HEAD, tags[: head.lines])] if head.lines else []
    divided = parts(tags[head.lines :])
    annexes = [part for part in divided if part.name == "annex"]
    for part in divided:
        if part.name == "close":
            sections.append(_beside(CLOSE, part.tags))
        else:
            step, label = _step(part, annexes)
            sections.append(_provision(part, Address(key, (step,)), label, subject, vocabulary))
    return tuple(sections)


def _step(part: Part, annexes: Sequence[Part]) -> tuple[Step, str]:
    if part.name == "text":
        return Step(StepKind.SCHREIBEN), "Schreiben"
    number = part.number.lower() or (str(annexes.index(part) + 1) if len(annexes) > 1 else "")
    occurrence = 1 + sum(other.number == part.number and bool(number) for other in annexes[: annexes.index(part)])
    return Step(StepKind.ANLAGE, number, occurrence), f"Anlage {number}".strip()


def _beside(name: str, tags: Sequence[Tagged]) -> Section:
    source = "".join(tag.line.text for tag in tags)
    return Section(name, source, [Piece(tag.kind or name, tag.line.text) for tag in tags], None)


def _provision(part: Part, address: Address, label: str, subject: str, vocabulary: Vocabulary) -> Section:
    source = "".join(tag.line.text for tag in part.tags)
    lines = [tag.line for tag in part.tags if not tag.kind]
    if not lines:
        return _beside(label, part.tags)
    blocks = read_blocks(lines, numbered=part.name == "text")
    laid = lay_out(part.tags, blocks, address, label, subject if part.name == "text" else "", vocabulary)
    return Section(label, source, laid.pieces, laid.provision)


def _remarks(sheets: Sheets, facts: Facts, printed: Facts, known: Facts | None) -> tuple[str, ...]:
    told = []
    if not printed.reference:
        told.append("Das Schreiben trägt kein Geschäftszeichen (GZ); es heißt nach der Datei des Herausgebers.")
    if facts.draft:
        told.append("Das Schreiben ist ein Entwurf: Es ist noch nicht erlassen und bindet niemanden.")
    if not printed.issued:
        told.append("Der Briefkopf nennt kein Datum; es ist der Adresse oder den Angaben der Seite entnommen.")
    elif known and known.issued and known.issued != printed.issued:
        told.append(
            f"Der Briefkopf nennt den {printed.issued:%d.%m.%Y}, der Herausgeber den {known.issued:%d.%m.%Y}; "
            "maßgeblich ist der Briefkopf."
        )
    told += [f"Seite {page} enthält keinen Text, vermutlich ein Bild." for page in sheets.blank]
    return tuple(told)

"""What a citation is, as data: places (§, Absatz, Satz …), and the citations that name them in a text.

All three kinds share the span ``[start, end)`` in the text and the verbatim ``text`` of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from corpus.address import Address, Step


class CitationError(ValueError):
    """The text isn't the citation that was expected; the message says, in German, what was expected and found."""


@dataclass(frozen=True, slots=True)
class Place:
    """One member of a citation: a place, or a range of places, in a law that the citation names.

    ``steps`` lead to the place, provision first. ``through`` are the steps to the last place where a
    range is cited ("§§ 140 bis 148", "Nr. 1 bis 3"), else empty. ``following`` is "f." or "ff." as
    cited, else empty. ``halbsatz`` and ``alternative`` are counted from 1; addresses end at the
    sentence, so both only narrow down what is meant.
    """

    steps: tuple[Step, ...]
    through: tuple[Step, ...] = ()
    following: str = ""
    halbsatz: int | None = None
    alternative: int | None = None

    def address(self, law: str) -> Address:
        """The (first) place cited, in the law with this key."""
        return Address(law, self.steps)

    def last_address(self, law: str) -> Address:
        """The last place of the range; the place itself where no range is cited."""
        return Address(law, self.through or self.steps)


@dataclass(frozen=True, slots=True)
class NormCitation:
    """A citation of statute law found in a text (Normzitat): one "§", "§§", "Art." or "Anlage" with all its members.

    ``text`` is the verbatim span ``[start, end)`` of characters. ``law`` is the key of the law, or
    None where the text names none and no default was given, or where it names a law that isn't
    known; ``raw`` is the law as the text names it ("" where it names none), so that ``law is None
    and raw`` means "a law that we don't know". ``version_hint`` is the Fassung that the text names
    ("a. F.", "i. d. F. des JStG 2024"), verbatim, else "".
    """

    start: int
    end: int
    text: str
    law: str | None
    places: tuple[Place, ...]
    raw: str = ""
    version_hint: str = ""

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The address of each member (the first place of a range); empty without a law."""
        return tuple(place.address(self.law) for place in self.places) if self.law else ()


@dataclass(frozen=True, slots=True)
class ReporterPlace:
    """Where a letter or a decision is published: "BStBl II 2021 S. 123", "BFHE 281, 164".

    ``reporter`` is its name with the part ("BStBl II"). ``year`` is None where the text names none: it is the
    year of the letter or decision then. ``page`` is empty where the text leaves it open ("S. XX"), and "Sondernummer
    1/2004" where a letter fills an issue of its own.
    """

    reporter: str
    page: str
    year: int | None = None
    volume: str = ""

    def __str__(self) -> str:
        if self.volume:
            return f"{self.reporter} {self.volume}, {self.page}"
        page = self.page if self.page.startswith("Sondernummer") else f"S. {self.page or 'XX'}"
        return " ".join(part for part in (self.reporter, str(self.year or ""), page) if part)


@dataclass(frozen=True, slots=True)
class DirectiveCitation:
    """A citation of a directive (Verwaltungsanweisung) found in a text: of a section of a work, or of a letter.

    ``work`` is the key of the work ("aeao") or of the letter, None for a letter that the table of codes doesn't
    hold; ``raw`` is how the text names it ("EStR", "BMF-Schreiben"), "" where it names none and the default was taken.
    ``places`` are the places in it, empty where it is cited as a whole. ``edition`` is the year that a work is
    cited with ("2012"), ``keyword`` the word under which a Hinweis stands ("H 4.7 (Bewirtung)").

    Of a letter: who issued it ("BMF") and when, its file number (GZ) and document number (DOK) and where it is
    published. ``comments_on`` are the provisions that the citation names as commented on: "AEAO zu § 122".
    """

    start: int
    end: int
    text: str
    work: str | None
    places: tuple[Place, ...] = ()
    raw: str = ""
    edition: str = ""
    keyword: str = ""
    issuer: str = ""
    issued: date | None = None
    reference: str = ""
    document: str = ""
    reporters: tuple[ReporterPlace, ...] = ()
    comments_on: tuple[Address, ...] = ()

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The address of each place, or of the whole directive; empty where it isn't known."""
        if self.work is None:
            return ()
        return tuple(place.address(self.work) for place in self.places) or (Address(self.work),)


@dataclass(frozen=True, slots=True)
class CaseCitation:
    """A citation of a court's decision found in a text (Rechtsprechungszitat).

    ``court`` is as the table of courts writes it ("BFH", "FG Köln"), "" where neither the text nor the file number
    tells it; ``kind`` is "Urteil", "Beschluss" … or "" where the text doesn't say. ``file_numbers`` are written in one
    way ("VI R 1/18"); several where one decision was given under several. ``places`` are Randnummern.
    ``contradiction`` says in German where an ECLI tells something else than the rest of the citation.
    """

    start: int
    end: int
    text: str
    court: str
    kind: str = ""
    decided: date | None = None
    file_numbers: tuple[str, ...] = ()
    reporters: tuple[ReporterPlace, ...] = ()
    ecli: str = ""
    places: tuple[Place, ...] = ()
    contradiction: str = ""


Citation = NormCitation | DirectiveCitation | CaseCitation

"""What a citation of a statute is, as data: places (§, Absatz, Satz …), and the citation that names them in a text.

Citations of directives and of decisions get modules of their own beside this one; they share the
span (``start``, ``end``, ``text``) that every citation has.
"""

from __future__ import annotations

from dataclasses import dataclass

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

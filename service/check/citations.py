"""The citations of a text, sentence by sentence; a bare "§ 9 Abs. 4" takes the law that was named before it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.address import Address
from corpus.citations import Codes, DirectiveCitation, NormCitation, Place, find_all, format_address
from service.check.blocks import Block, Kind
from service.check.sentences import Layout, Sentence

_CAPITAL = re.compile(r"(?<!\w)[A-ZÄÖÜ]\w+")


@dataclass(frozen=True, slots=True)
class Citing:
    """A citation in a sentence: ``start``/``end`` count the sentence's characters as analysed.

    ``law`` is None where none is known for it; ``raw`` is then the law that the text names, if any. ``assumed`` says
    that the law was named before, not here; ``directive`` that it is a directive, or a place in one, that is cited.
    """

    start: int
    end: int
    text: str
    law: str | None
    raw: str
    places: tuple[Place, ...]
    assumed: bool
    directive: bool = False

    def inside(self, place: int, end: int) -> Citing:
        """The same citation as counted from the beginning of a sentence, and not beyond its end."""
        text = self.text[: end - self.start]
        return replace(self, start=self.start - place, end=min(self.end, end) - place, text=text)

    def written(self, codes: Codes) -> str:
        """The citation with its law, in its one written form."""
        if not self.law:
            return self.text
        return ", ".join(self._place(self.law, place, codes) for place in self.places)

    @staticmethod
    def _place(law: str, place: Place, codes: Codes) -> str:
        through = Address(law, place.through) if place.through else None
        return format_address(place.address(law), codes, through)


def citations(layout: Layout, codes: Codes) -> tuple[tuple[Citing, ...], ...]:
    """The citations of each sentence."""
    context = _Context(codes)
    waiting = deque((number, citing) for number, block in enumerate(layout.blocks) for citing in context.read(block))
    return tuple(_with_own_law(tuple(_taken(sentence, waiting))) for sentence in layout.sentences)


def _with_own_law(inside: tuple[Citing, ...]) -> tuple[Citing, ...]:
    """Bare citations take the law of their sentence where it names just one: "in den Fällen des § 5 … (§ 9 EStG)"."""
    laws = {citing.law for citing in inside if citing.law and not (citing.assumed or citing.directive)}
    if len(laws) != 1:
        return inside
    (law,) = laws
    return tuple(citing if citing.law or citing.raw else replace(citing, law=law, assumed=True) for citing in inside)


def _taken(sentence: Sentence, waiting: deque[tuple[int, Citing]]) -> Iterator[Citing]:
    """Take the citations that begin in the sentence (or before it, where no sentence is), at their places in it."""
    end = sentence.place + len(sentence.text)
    while waiting and (waiting[0][0], waiting[0][1].start) < (sentence.block, end):
        block, citing = waiting.popleft()
        if block == sentence.block and citing.start >= sentence.place:
            yield citing.inside(sentence.place, end)


class _Context:
    """Which law a bare citation belongs to: the last one named in its paragraph (with its list), or in the heading."""

    def __init__(self, codes: Codes) -> None:
        self._codes = codes
        self._heading: str | None = None
        self._paragraph: str | None = None

    def read(self, block: Block) -> Iterator[Citing]:
        """The citations of the next block."""
        if block.kind not in (Kind.ITEM, Kind.ROW):
            self._paragraph = self._heading
        text, place = block.reading.text, 0
        for citation in find_all(text, self._codes):
            self._paragraph = self._named(text, place, citation.start) or self._paragraph
            place = citation.end
            if isinstance(citation, DirectiveCitation):
                yield _citing_directive(citation)
            if not isinstance(citation, NormCitation):
                continue
            bare = citation.law is None and not citation.raw
            law = self._paragraph if bare else citation.law
            yield _citing(citation, law, assumed=bare and law is not None)
            self._paragraph = citation.law or (None if citation.raw else self._paragraph)
        self._paragraph = self._named(text, place, len(text)) or self._paragraph
        if block.kind is Kind.HEADING and self._paragraph:
            self._heading = self._paragraph

    def _named(self, text: str, start: int, end: int) -> str | None:
        """The last law named in a stretch without a § ("Das EStG regelt …")."""
        law = None
        for word in _CAPITAL.finditer(text, start, end):
            mention = self._codes.match_at(text, word.start())
            law = mention.code.key if mention and mention.end <= end and not mention.code.is_directive else law
        return law


def _citing_directive(citation: DirectiveCitation) -> Citing:
    places = citation.places or (Place(()),)
    raw = "" if citation.work else " ".join(citation.text.split())
    return Citing(
        citation.start, citation.end, citation.text, citation.work, raw, places, assumed=False, directive=True
    )


def _citing(citation: NormCitation, law: str | None, *, assumed: bool) -> Citing:
    return Citing(citation.start, citation.end, citation.text, law, citation.raw, citation.places, assumed)

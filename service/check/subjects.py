"""Brings together what each sentence rests on: citations of its own, of its list, of its footnotes, right behind it."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.citations import Codes
from service.check.blocks import Kind
from service.check.citations import Citing
from service.check.claims import Claim, bare, claim_of, is_citation_only
from service.check.sentences import Layout, Sentence
from service.check.wording import is_question, is_said_only, is_title, language, words_of

_AROUND = 6
"""Citations before a sentence, in its paragraph, at whose places it is looked for if it cites nothing itself."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A sentence and what is to be examined.

    ``own`` are the citations in the sentence, ``around`` the last ones before it in its paragraph. ``silence`` says in
    German why it claims nothing; "" where it does.
    """

    sentence: Sentence
    claim: Claim
    own: tuple[Citing, ...]
    around: tuple[Citing, ...]
    silence: str
    language: str


def subjects(layout: Layout, citings: Sequence[tuple[Citing, ...]], codes: Codes) -> tuple[Subject, ...]:
    """What is to be examined of each sentence."""
    return tuple(_Gathering(layout, citings, codes).all())


@dataclass(frozen=True, slots=True)
class _Gathering:
    layout: Layout
    citings: Sequence[tuple[Citing, ...]]
    codes: Codes

    def all(self) -> Iterator[Subject]:
        notes = self._notes()
        around: deque[Citing] = deque(maxlen=_AROUND)
        for index, sentence in enumerate(self.layout.sentences):
            if sentence.kind not in (Kind.ITEM, Kind.ROW) and sentence.place == 0:
                around.clear()
            own = self.citings[index]
            resting = own or self._resting(index, notes)
            leads = [self._bare(lead) for lead in sentence.leads]
            claim = claim_of(sentence, leads, (*own, *(resting if not own else ())), len(own), self.codes)
            yield Subject(sentence, claim, own, tuple(around), self._silence(index, leads), language(sentence.text))
            around.extend(own)

    def _bare(self, index: int) -> str:
        return bare(self.layout.sentences[index], self.citings[index], self.codes)

    def _resting(self, index: int, notes: dict[str, tuple[Citing, ...]]) -> tuple[Citing, ...]:
        """Citations that a sentence without any rests on: in brackets behind it, in its footnotes, before its list."""
        sentence = self.layout.sentences[index]
        if index + 1 < len(self.layout.sentences):
            following, its = self.layout.sentences[index + 1], self.citings[index + 1]
            bracketed = following.text.startswith(("(", "[")) and is_citation_only(following, its)
            if following.block == sentence.block and bracketed:
                return its
        noted = tuple(one for name in sentence.notes for one in notes.get(name, ()))
        return noted or next((self.citings[lead] for lead in reversed(sentence.leads) if self.citings[lead]), ())

    def _notes(self) -> dict[str, tuple[Citing, ...]]:
        """Name of a footnote -> the citations in its text."""
        notes: dict[str, tuple[Citing, ...]] = {}
        for sentence, citings in zip(self.layout.sentences, self.citings, strict=True):
            label = self.layout.blocks[sentence.block].label
            if label:
                notes[label] = (*notes.get(label, ()), *citings)
        return notes

    def _silence(self, index: int, leads: Sequence[str]) -> str:
        """Why a sentence claims nothing, for people; "" where it does.

        An item goes on from the words before its list: it is silent only where these are, too.
        """
        sentence, own = self.layout.sentences[index], self.citings[index]
        if not all(is_said_only(lead) or is_title(lead) for lead in leads):
            return ""
        leads_on = sentence.introduces and (sentence.kind is not Kind.ROW or is_title(sentence.text))
        reasons = (
            (not words_of(sentence.text), "Keine Wörter."),
            (is_citation_only(sentence, own), "Quellenangabe; die Fundstelle gibt es."),
            (is_said_only(sentence.text), "Redewendung ohne Rechtsaussage."),
            (is_question(sentence.text), "Frage."),
            (leads_on, "Leitet das Folgende ein und wird mit ihm zusammen geprüft."),
            (self._is_heading(index), "Überschrift."),
        )
        return next((told for holds, told in reasons if holds), "")

    def _is_heading(self, index: int) -> bool:
        sentence = self.layout.sentences[index]
        block = self.layout.blocks[sentence.block]
        alone = sentence.place == 0 and len(sentence.text) == len(block.reading.text.strip())
        closed = sentence.text.rstrip('"”“«»)').endswith((".", "!", "?"))
        titled = sentence.kind is Kind.HEADING or (sentence.kind is Kind.PARAGRAPH and alone and not closed)
        return titled and not sentence.leads and is_title(bare(sentence, self.citings[index], self.codes))

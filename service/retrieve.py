"""Question -> passages: what the question cites comes first, then what the index finds.

Refuses where nothing can be found honestly: no version known for the day, a cited place that does
not exist or is repealed, or words that the corpus hardly knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.address import Address
from corpus.index import Look
from corpus.index.base import ScoredPassage
from corpus.index.e5 import E5Embedder
from corpus.index.ranking import WITH, WITHOUT
from corpus.library import Library
from corpus.model import Passage, Unit, Version
from service.cite import Cited, NotCited, cite_all
from service.confidence import FICTIONAL, Calibration, calibration, signs_of
from service.intent import DIRECTIVES, Intent, intent_of
from service.model import CorpusMark, Found, Question, Refusal, RefusalReason, Searched
from service.overlap import QuestionWords
from service.views import OnNorm, views_on

DEPTH = 20
"""Passages of a result list; more than any reader looks through."""
WEIGHED = 10
"""Passages by which confidence is judged."""


class _Sight(NamedTuple):
    """What was looked at for a question, before anybody asks how sure it is.

    ``asked`` is the question as it was searched with, ``first`` what it points to itself, ``hits`` all in their order.
    """

    asked: Question
    intent: Intent | None
    named: tuple[Cited | NotCited, ...]
    views: tuple[OnNorm, ...]
    look: Look
    first: tuple[ScoredPassage, ...]
    hits: tuple[ScoredPassage, ...]

    @property
    def cited(self) -> tuple[Cited, ...]:
        return tuple(one for one in self.named if isinstance(one, Cited))

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(one.message for one in self.named if isinstance(one, NotCited))


@dataclass(frozen=True, slots=True)
class Retriever:
    """Finds passages for a question in one library."""

    library: Library

    def __call__(self, question: Question) -> Found | Refusal:
        """What was found, or why nothing honest can be."""
        found = self.find(question)
        return self._refusal(question, found) or found

    def passages(self, question: Question, k: int) -> tuple[ScoredPassage, ...]:
        """The ``k`` best passages."""
        return self._sight(question, k).hits

    def find(self, question: Question, depth: int = DEPTH) -> Found:
        """What was found, whatever its confidence."""
        sight = self._sight(question, depth)
        words = QuestionWords(sight.asked.text, self.library.index)
        return Found(
            passages=sight.hits,
            cited=_places(sight.cited, sight.asked, sight.views),
            missing=sight.missing,
            confidence=1.0 if sight.first else self._calibration.confidence(self.signs(words, sight.look)),
            searched=self._searched(sight.asked, words),
            notes=tuple(self._notes(sight.intent)),
            topic=sight.asked.text if sight.intent else "",
        )

    def _sight(self, question: Question, depth: int) -> _Sight:
        """Search, with what the question cites and what directives say of it in front."""
        intent = intent_of(question.text, self.library.codes) if question.ranks is None else None
        asked = replace(question, text=intent.topic, ranks=DIRECTIVES) if intent else question
        named = tuple(cite_all(question.text, question.as_of, self.library))
        cited = tuple(one for one in named if isinstance(one, Cited))
        look = self.library.index.look(asked.text, asked.as_of, depth, asked.ranks)
        views = tuple(self._views(cited, asked, intent))
        first = (*self._of_cited(cited, asked), *(ScoredPassage(one.passage, 1.0, _VIEW) for one in views))
        hits = _first(first, sorted(look.hits, key=lambda hit: _after(hit.passage, intent)))
        return _Sight(asked, intent, named, views, look, first, tuple(hits)[:depth])

    def _notes(self, intent: Intent | None) -> Iterator[str]:
        """What a reader must know of how it was found."""
        if intent:
            yield _OF_THE_ADMINISTRATION
        if self.library.index.vectors is None:
            yield _WITHOUT_VECTORS

    def _views(self, cited: tuple[Cited, ...], question: Question, intent: Intent | None) -> list[OnNorm]:
        """What directives say of the norms in the question, where it asks for directives; its words best met first."""
        if question.ranks is None or not question.ranks <= DIRECTIVES:
            return []
        words = QuestionWords(question.text, self.library.index)
        norms = (one.address.bare for one in cited if not one.held.law.issuer)
        found = [one for norm in norms for one in views_on(norm, question.as_of, question.ranks, self.library)]
        shares = {one: round(words.share(self._tokens(one.passage)), 2) for one in found}
        return sorted(shares, key=lambda one: (_after(one.passage, intent), -shares[one]))

    def _of_cited(self, cited: tuple[Cited, ...], question: Question) -> Iterator[ScoredPassage]:
        for one in cited:
            for passage in self.library.index.within(one.address.bare, question.as_of):
                if question.ranks is None or passage.rank in question.ranks:
                    yield ScoredPassage(passage, 1.0, (("Fundstelle in der Frage", 1.0),))

    def signs(self, words: QuestionWords, look: Look) -> tuple[float, ...]:
        """What speaks for an answer, see :mod:`service.confidence`."""
        tokens = tuple(token for word in words.words for token in word.tokens)
        there = self.library.index.tokens_there(tokens, look.ordinals[:WEIGHED])
        vectors = self.library.index.vectors
        return signs_of(max(map(words.share, there), default=0.0), tokens, look, vectors.identity if vectors else "")

    @property
    def _calibration(self) -> Calibration:
        vectors = self.library.index.vectors
        shipped = vectors is not None and vectors.embedder == E5Embedder.name
        return calibration(FICTIONAL if self.library.fictional else WITH if shipped else WITHOUT)

    def _tokens(self, passage: Passage) -> frozenset[str]:
        """The tokens of a passage and of the headings above it."""
        return frozenset(self.library.index.tokens(" ".join((*passage.context, passage.heading, passage.text))))

    def _searched(self, question: Question, words: QuestionWords) -> Searched:
        return Searched(
            laws=sum(self.library.view.version_on(law.law, question.as_of) is not None for law in self._laws()),
            passages=self.library.index.count(question.as_of, question.ranks),
            terms=tuple(word.surface for word in words.words),
            unknown_terms=tuple(word.surface for word in words.words if not word.known),
        )

    def _laws(self) -> tuple[Version, ...]:
        return self.library.view.laws()

    def _refusal(self, question: Question, found: Found) -> Refusal | None:
        """The reason not to answer from what was found, if there is one."""
        if found.searched.laws == 0:
            return self._refuse(question, found, RefusalReason.NO_VERSION, self._too_early(question))
        if found.missing and not found.cited:
            return self._refuse(question, found, RefusalReason.UNKNOWN_CITATION, " ".join(found.missing))
        repealed = self._repealed(question, found)
        if repealed:
            return self._refuse(question, found, RefusalReason.REPEALED, repealed)
        if not found.passages or found.confidence < self._calibration.threshold:
            return self._refuse(question, found, RefusalReason.NOT_FOUND, _NOT_FOUND)
        return None

    def _too_early(self, question: Question) -> str:
        statutes = (law.law for law in self._laws() if not law.issuer)
        starts = (version.known.start for law in statutes for version in self.library.view.versions(law))
        oldest = min((start for start in starts if start), default=None)
        since = f" Die älteste bekannte Fassung ist vom {oldest:%d.%m.%Y}." if oldest else ""
        return (
            f"Für den {question.as_of:%d.%m.%Y} ist keine Fassung eines Gesetzes bekannt.{since} "
            "Ältere Fassungen lassen sich mit »fundstelle ingest --mirror … --captured-on TAG« aufnehmen."
        )

    def _repealed(self, question: Question, found: Found) -> str:
        """A sentence where all that the question cites is repealed, else nothing."""
        held = [self.library.view.provision(unit.address, question.as_of) for unit in found.cited]
        if not held or any(one is None or not one.provision.repealed for one in held):
            return ""
        names = ", ".join(f"{one.provision.label.replace('(XXXX) ', '')} {one.law.abbreviation}" for one in held if one)
        return f"Weggefallen: {names}. Am {question.as_of:%d.%m.%Y} steht dort kein geltender Text."

    def _refuse(self, question: Question, found: Found, reason: RefusalReason, message: str) -> Refusal:
        mark = CorpusMark(self.library.generation, self.library.fictional)
        return Refusal(question, reason, message, found.searched, (), found.passages, mark, found.notes)


_VIEW = (("Verwaltungsanweisung zur Norm in der Frage", 1.0),)
_OF_THE_ADMINISTRATION = (
    "Gefragt ist die Auffassung der Verwaltung: Gesucht wurde nur in Verwaltungsanweisungen und Hinweisen. "
    "Sie binden nur die Verwaltung."
)
_WITHOUT_VECTORS = (
    "Die Bedeutungen (Vektoren) werden noch berechnet: Gefunden wurde nach Wörtern, Stichwörtern und Verweisen; "
    "die Suche wird von selbst besser."
)
_NOT_FOUND = (
    "Im Bestand fand sich keine Stelle, die die Frage mit genügender Sicherheit beantwortet. "
    "Es wird nicht geraten: Bitte die Frage mit den Wörtern des Gesetzes stellen, eine Fundstelle nennen "
    "oder die weiteren Treffer durchsehen."
)


def _after(passage: Passage, intent: Intent | None) -> bool:
    """Whether a passage comes after those of the works that the question names."""
    return intent is not None and not intent.prefers(passage.address.law)


def _places(cited: tuple[Cited, ...], question: Question, views: tuple[OnNorm, ...]) -> tuple[Unit, ...]:
    """What is to be quoted before anything else: the cited places of a rank that is asked for, and what names them."""
    wanted = (one for one in cited if question.ranks is None or one.held.law.rank in question.ranks)
    own = (Unit(one.address.bare, one.start, one.end, one.start) for one in wanted)
    return tuple(dict.fromkeys((*own, *(one.naming for one in views))))


def _first(cited: Iterable[ScoredPassage], hits: Iterable[ScoredPassage]) -> Iterator[ScoredPassage]:
    """Cited passages, then the others; each once."""
    seen: set[tuple[Address, int]] = set()
    for one in (*cited, *hits):
        mark = (one.passage.address, one.passage.start)
        if mark not in seen:
            seen.add(mark)
            yield one

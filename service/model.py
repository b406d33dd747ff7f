"""What goes through the line of a question: Question, Evidence, Statement, Draft, Answer | Refusal. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.address import Address
from corpus.index.base import ScoredPassage
from corpus.model import Passage, Period, Rank, Unit


@dataclass(frozen=True, slots=True)
class Question:
    """A legal question; it has a day (``as_of``, Stichtag). ``ranks`` None asks all ranks of source.

    ``confirmed``: who asks says that the wording, as it stands, describes no case (see :mod:`service.guard.case`).
    """

    text: str
    as_of: date
    ranks: frozenset[Rank] | None = None
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that must not come in: its kind, where it stands (offsets in the text as given), and why.

    ``explanation`` is German, says how to rephrase, and never repeats the text.
    """

    kind: str
    start: int
    end: int
    explanation: str


@dataclass(frozen=True, slots=True)
class Overtaken:
    """A norm that a directive cites, and whose text has changed since: the directive is older than its norm.

    ``then`` is the place in the last stored version with the text that the directive had before it, ``now`` in the
    newer one (``gone``: there it is no more; ``now`` is its provision). ``since`` is the first day on which another
    text is known. Without ``certain``, the change may lie before the directive: no version in between is stored.
    """

    citation: str
    then: Address
    now: Address
    since: date
    certain: bool
    gone: bool = False

    @property
    def label(self) -> str:
        """How a user reads it."""
        return f"Weisung {'' if self.certain else 'möglicherweise '}älter als die Fassung der Norm"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim, contiguous quote and where it stands.

    ``address`` carries the version; ``start``/``end`` are offsets in the canonical text of the
    provision that ``document`` names, so that ``text[start:end] == quote``. ``known`` is the period
    for which the store answers with this version; ``sha256`` is the hash of the capture it came from.
    """

    citation: str
    address: Address
    quote: str
    start: int
    end: int
    rank: Rank
    document: str
    heading: str
    title: str
    stand: str
    known: Period
    source_url: str
    sha256: str
    issuer: str = ""
    """Who issued a directive; empty for statutes."""
    issued: date | None = None
    notes: tuple[str, ...] = ()
    """Editors' hints on application that stand with the provision ("Zur Anwendung vgl. § 52")."""
    page: int | None = None
    """Page of the printed original on which the quote begins; None where the source has no pages."""
    overtaken: tuple[Overtaken, ...] = ()
    """Norms cited in the quote of a directive whose text has changed since, see :mod:`service.radar`."""
    changes: tuple[str, ...] = ()
    """What has changed the directive, as far as the held letters tell ("Geändert durch BMF v. …")."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that an answer says, and what proves it.

    ``limits`` are places that limit what it says and are not quoted in the same answer: a reader must look them up.
    """

    text: str
    evidence: tuple[Evidence, ...]
    limits: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True)
class Withheld:
    """A statement that the gate stopped: why, as a code for programs and a sentence for people.

    ``citation`` names the place that it claimed; its text is not repeated, for it is not proved.
    """

    reason: str
    explanation: str
    citation: str = ""


EXTRACTIVE = "extraktiv"
"""Author of drafts that are made of quotes alone, without a language model."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Statements that nothing has verified yet; ``author`` is :data:`EXTRACTIVE` or the name of a model.

    ``notes`` are German sentences on how the draft came about, for whoever reads the answer; ``withheld`` names
    what a composer gave up because the gate would have stopped it.
    """

    statements: tuple[Statement, ...]
    author: str = EXTRACTIVE
    notes: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()


class RefusalReason(StrEnum):
    """Why there is no answer; the value is part of the public interface."""

    EMPTY = "empty"
    TOO_LONG = "too-long"
    CONFIDENTIAL = "confidential"
    CASE = "case"
    OUT_OF_SCOPE = "out-of-scope"
    UNKNOWN_CITATION = "unknown-citation"
    REPEALED = "repealed"
    NO_VERSION = "no-version"
    NOT_FOUND = "not-found"
    NOTHING_PROVED = "nothing-proved"

    @property
    def is_invalid_request(self) -> bool:
        """Whether the question could not be asked at all (in contrast to: was asked and not answered)."""
        return self in (RefusalReason.EMPTY, RefusalReason.TOO_LONG, RefusalReason.CONFIDENTIAL)

    @property
    def is_secret(self) -> bool:
        """Whether the text must not be kept, not even in the refusal itself."""
        return self in (RefusalReason.CONFIDENTIAL, RefusalReason.CASE)


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search went through, so that a reader of a refusal can judge it.

    ``unknown_terms`` are words of the question that no source contains.
    """

    laws: int = 0
    passages: int = 0
    terms: tuple[str, ...] = ()
    unknown_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusMark:
    """Which state of which corpus answered. ``fictional`` marks the demonstration corpus: fiktives Recht."""

    generation: str
    fictional: bool

    @property
    def notice(self) -> str:
        """What must stand beside every answer from this corpus."""
        if self.fictional:
            return "Fiktives Recht: Diese Auskunft stammt aus dem Vorführbestand. Keine der Vorschriften gilt."
        return (
            "Nichtamtliche Fassungen; maßgeblich ist das Bundesgesetzblatt. "
            "Die Verantwortung für die Richtigkeit in rechtlicher und tatsächlicher Hinsicht bleibt bei der Person, "
            "die die Auskunft verwendet."
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval brings: passages (best first), the places the question cites, and how well its words are met.

    ``cited`` are the existing places that the question names (bare addresses); ``missing`` German sentences on cited
    places that do not exist; ``confidence`` is a number from 0 to 1, see :mod:`service.retrieve`.
    """

    passages: tuple[ScoredPassage, ...]
    cited: tuple[Unit, ...]
    missing: tuple[str, ...]
    confidence: float
    searched: Searched
    notes: tuple[str, ...] = ()
    """German sentences on how the question was understood, for whoever reads the answer."""
    topic: str = ""
    """The words of the question that say what it is about, where others say whose view is asked for; else empty."""

    def cited_in(self, passage: Passage) -> tuple[Unit, ...]:
        """The cited places that share text with a passage."""
        return tuple(
            unit
            for unit in self.cited
            if unit.address.provision == passage.address.provision
            and unit.start < passage.end
            and passage.start < unit.end
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What passed the gate; ``author`` and ``notes`` are the draft's."""

    question: Question
    statements: tuple[Statement, ...]
    withheld: tuple[Withheld, ...]
    passages: tuple[ScoredPassage, ...]
    corpus: CorpusMark
    author: str = EXTRACTIVE
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """No answer, honestly: a value like an answer, not a fault.

    Where the text must not be kept (:attr:`RefusalReason.is_secret`), the question's text is empty; ``findings`` tell
    what was wrong with it, and ``proposal`` is a wording without that.
    """

    question: Question
    reason: RefusalReason
    message: str
    searched: Searched
    withheld: tuple[Withheld, ...]
    passages: tuple[ScoredPassage, ...]
    corpus: CorpusMark
    notes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    proposal: str = ""

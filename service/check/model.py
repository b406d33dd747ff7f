"""What a check yields: a verdict for each sentence of a text, with what proves it or speaks against it. Values only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.model import CorpusMark, Evidence


class Verdict(StrEnum):
    """What is to be thought of a sentence; the value is part of the public interface."""

    SUPPORTED = "supported"
    """The law says so: every rule of the gate passed, with the evidence given."""
    CONTRADICTED = "contradicted"
    """The law says something else; the evidence holds the true wording."""
    NO_SUCH_NORM = "cited-norm-does-not-exist"
    NOT_SUPPORTED = "cited-but-not-supported"
    NO_SOURCE = "no-source"
    """A legal claim for which the corpus holds nothing that would prove it."""
    NO_CLAIM = "no-legal-claim"

    @property
    def label(self) -> str:
        """The verdict as users read it."""
        return _LABELS[self][0]

    @property
    def sign(self) -> str:
        """A sign beside the label, so that no verdict is told by colour alone."""
        return _LABELS[self][1]


_LABELS = {
    Verdict.SUPPORTED: ("belegt", "✓"),
    Verdict.CONTRADICTED: ("widerlegt", "✗"),
    Verdict.NO_SUCH_NORM: ("Fundstelle gibt es nicht", "∅"),
    Verdict.NOT_SUPPORTED: ("von der Fundstelle nicht gedeckt", "≠"),
    Verdict.NO_SOURCE: ("ohne Beleg", "?"),
    Verdict.NO_CLAIM: ("keine Rechtsaussage", "·"),
}


_COUNTED = {
    Verdict.CONTRADICTED: "widerlegt",
    Verdict.NO_SUCH_NORM: "mit einer Fundstelle, die es nicht gibt",
    Verdict.NOT_SUPPORTED: "von der Fundstelle nicht gedeckt",
    Verdict.NO_SOURCE: "ohne Beleg",
}
"""What stands behind a number of sentences."""


class CitationState(StrEnum):
    """Whether a place that a sentence cites can be looked up."""

    FOUND = "found"
    MISSING = "missing"
    """The law is held, and has no such place on the day (or it is repealed)."""
    NOT_HELD = "not-held"
    """The law, or a version of it for the day, is not in the corpus."""
    NO_LAW = "no-law"
    """No law is named, neither with the citation nor before it."""


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """A place that a sentence cites.

    ``text`` stands at ``[start, end)`` of the text as given. ``citation`` is its one written form, ``address`` its
    address in the version of the day; both are "" where there is no such place. ``assumed`` says that the sentence
    names no law and that the one named before it was taken. ``message`` says why nothing can be looked up, else "".
    """

    text: str
    start: int
    end: int
    state: CitationState
    citation: str = ""
    address: str = ""
    assumed: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True)
class Oddity:
    """A character of a text that looks like another one, or like none.

    It stands at ``[start, end)`` of the text as given; ``kind`` is "confusable", "invisible" or "direction".
    """

    start: int
    end: int
    kind: str
    name: str

    @property
    def explanation(self) -> str:
        """What a reader must know, in German."""
        return f"Unsichtbares oder verwechselbares Zeichen an Stelle {self.start}: {self.name}."


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of the text and its verdict.

    ``text`` stands at ``[start, end)`` of the text as given. ``evidence`` proves the sentence where it is supported,
    and shows the true wording where it is not. ``reason`` is a code for programs, ``explanation`` is for people.
    """

    text: str
    start: int
    end: int
    verdict: Verdict
    reason: str
    explanation: str
    citations: tuple[FoundCitation, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    oddities: tuple[Oddity, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked text. ``german`` is False where most of its sentences are in another language."""

    text: str
    as_of: date
    sentences: tuple[CheckedSentence, ...]
    german: bool
    corpus: CorpusMark

    def count(self, verdict: Verdict) -> int:
        """Sentences with a verdict."""
        return sum(sentence.verdict is verdict for sentence in self.sentences)

    @property
    def clean(self) -> bool:
        """Whether every legal claim is supported; so is a text without any."""
        return all(sentence.verdict in (Verdict.SUPPORTED, Verdict.NO_CLAIM) for sentence in self.sentences)

    @property
    def summary(self) -> str:
        """The outcome in one or two German sentences."""
        claims = len(self.sentences) - self.count(Verdict.NO_CLAIM)
        told = [_of_claims(claims, self.count(Verdict.SUPPORTED))]
        others = [verdict for verdict in Verdict if verdict not in (Verdict.SUPPORTED, Verdict.NO_CLAIM)]
        failed = [f"{count} {_COUNTED[verdict]}" for verdict in others if (count := self.count(verdict))]
        if failed:
            told.append(f"Nicht belegt: {_listed(failed)}.")
        if not self.german:
            told.append("Geprüft wird nur deutscher Text; Sätze in einer anderen Sprache gelten als unbelegt.")
        return " ".join(told)


def _of_claims(claims: int, supported: int) -> str:
    if claims == 0:
        return "Der Text enthält keine Rechtsaussage."
    if claims == 1:
        return f"Die einzige Rechtsaussage ist {'belegt' if supported else 'nicht belegt'}."
    return f"Von {claims} Rechtsaussagen {'sind' if supported > 1 else 'ist'} {supported or 'keine'} belegt."


def _listed(parts: Iterable[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} und {last}" if first else last

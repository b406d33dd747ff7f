"""What a review yields. Values only; offsets count characters of the text as given, ``text[start:end]``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from service.model import CorpusMark
from service.review.purpose import Purpose

LIMIT = 300 * 1024
"""Bytes (UTF-8) of a text: more than a hundred pages."""


class Level(StrEnum):
    """How much a remark weighs."""

    BEFUND = "befund"
    """A statement that must not go out like this."""
    HINWEIS = "hinweis"
    """A word that may be right and deserves a second look."""
    ZITAT = "zitat"
    """Words of the law, quoted with evidence: not the writer's."""

    @property
    def label(self) -> str:
        """The level as users read it."""
        return self.value.capitalize()


@dataclass(frozen=True, slots=True)
class Source:
    """Where words were taken from: ``text[start:end] == quote`` in the source's own text.

    ``document`` is the id of a held provision, or "" for an earlier export; ``citation`` is how the place is cited,
    or the name of that export.
    """

    citation: str
    document: str
    start: int
    end: int
    quote: str
    stand: str = ""
    source_url: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Overlap:
    """A stretch that stands word for word elsewhere and is not quoted with evidence.

    ``words`` counts its words; ``others`` names further places where the same words stand, as far as they are told.
    """

    start: int
    end: int
    text: str
    words: int
    source: Source
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch that stands word for word elsewhere and is quoted with evidence; ``citation`` is that evidence."""

    start: int
    end: int
    citation: str


@dataclass(frozen=True, slots=True)
class Plagiarism:
    """What a text has in common with the corpus and with earlier exports.

    ``more`` counts overlaps beyond those that are listed. ``corpus`` counts the provisions, ``earlier`` the exported
    texts that it was compared with.
    """

    overlaps: tuple[Overlap, ...]
    quoted: tuple[Quoted, ...]
    more: int
    corpus: int
    earlier: int

    @property
    def count(self) -> int:
        """All overlaps."""
        return len(self.overlaps) + self.more


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement or word that may discriminate (§ 1 AGG).

    ``rule`` is the id of the rule, ``ground`` the ground of discrimination in German.
    """

    start: int
    end: int
    text: str
    level: Level
    rule: str
    ground: str
    explanation: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that makes a text hard to read; ``rule`` is the id of the rule."""

    start: int
    end: int
    text: str
    rule: str
    explanation: str


@dataclass(frozen=True, slots=True)
class Readability:
    """How hard a text is to read.

    ``score`` is the first Wiener Sachtextformel: about the school year from which on the text is understood, 4 (very
    easy) to 15 (very hard); None where a text is too short to tell.
    """

    score: float | None
    sentences: int
    words: int
    hints: tuple[Hint, ...]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewed text; it passed the confidentiality check, else there would be none.

    ``readability`` is None where the purpose does not ask for it.
    """

    text: str
    purpose: Purpose
    as_of: date
    plagiarism: Plagiarism
    remarks: tuple[Remark, ...]
    readability: Readability | None
    corpus: CorpusMark

    def count(self, level: Level) -> int:
        """Remarks of a level."""
        return sum(remark.level is level for remark in self.remarks)

    @property
    def clean(self) -> bool:
        """Whether there is neither an overlap without evidence nor a discriminatory statement."""
        return not self.plagiarism.count and not self.count(Level.BEFUND)

    @property
    def summary(self) -> str:
        """The outcome in a few German sentences."""
        told = [self.plagiarism_summary, f"Diskriminierung (§ 1 AGG): {self.discrimination_summary}"]
        hints = self.readability.hints if self.readability else ()
        if hints:
            told.append(f"{_number(len(hints), 'Hinweis', 'Hinweise')} zur Verständlichkeit.")
        return " ".join(told)

    @property
    def plagiarism_summary(self) -> str:
        """The outcome of the comparison with other texts."""
        quoted = len(self.plagiarism.quoted)
        with_evidence = f"; {_number(quoted, 'Stelle ist', 'Stellen sind')} belegt zitiert" if quoted else ""
        if not self.plagiarism.count:
            return f"Keine Übernahme ohne Beleg{with_evidence}."
        return f"{_number(self.plagiarism.count, 'Übernahme', 'Übernahmen')} ohne Beleg{with_evidence}."

    @property
    def discrimination_summary(self) -> str:
        """The outcome of the check for discrimination."""
        findings, hints, quotes = map(self.count, Level)
        told = [_number(findings, "Befund", "Befunde") if findings else "kein Befund"]
        told += [_number(hints, "Hinweis", "Hinweise")] if hints else []
        told += [f"{_number(quotes, 'Stelle', 'Stellen')} im Gesetzeszitat"] if quotes else []
        return f"{', '.join(told)}."


def _number(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

"""Reading what a text tells of one letter or one decision: date, numbers, places of publication, Randnummern.

These come in any order, set off by commas, dashes and brackets: "v. 15.8.2019, IV C 5 - S 2342/19/10007 :001 (BStBl I
S. 875), Rn. 12". Details are read one by one, as long as each is one; reading ends behind the last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.address import Step, StepKind
from corpus.citations import patterns
from corpus.citations.dates import read_date
from corpus.citations.lexer import Lexer
from corpus.citations.model import Place, ReporterPlace
from corpus.citations.places import Locator, Reader
from corpus.citations.reporters import read_reporter
from corpus.citations.vocabulary import alternatives, fold, words

DetailReader = Callable[[int], bool]
"""Reads a detail at a position and keeps it; False where there is none."""

_GAP = re.compile(
    r"(?P<close>\s*+\))?\s*+(?:(?:[,;]|[-‑–—]{1,2}+)\s*+){0,3}(?P<open>\(\s*+)?(?:[-‑–—]{1,2}+\s*+)?"
    r"(?:(?:unter|in)\s++(?:de[rn]\s++)?)?"
)
_CLOSE = re.compile(r"\s*+(?:[-–—]\s*+)?\)")
_PAGE = re.compile(r"\s*+S(?:\.|\s)")
"""What looks like a Satz, and is a page behind a letter or a decision."""
_REPRINTED = re.compile(r"\s++[IVX]{1,6}(?![^\W_])")
"""The second number of a handbook's annex: "Anhang 12 II"."""
JOINT = re.compile(rf"\s*+[,;]?\s*+(?:{alternatives(words('chain'))}\s*+)?")
"""What joins a further letter or decision of the same office."""


@dataclass(slots=True)
class Details:
    """What has been read of one letter or decision; ``end`` is where that ends in the text."""

    lexer: Lexer
    end: int
    day: date | None = None
    said_of: bool = False
    """Whether a "vom" stood before the day."""
    reporters: list[ReporterPlace] = field(default_factory=list)
    places: tuple[Place, ...] = ()
    _depth: int = 0

    def read_on(self, readers: Sequence[DetailReader]) -> None:
        """Read details as long as there are any, and the bracket that was opened before the last."""
        while True:
            gap = _GAP.match(self.lexer.text, self.end)
            if gap is None or (gap["close"] and not self._depth):
                break
            if not any(reader(gap.end()) for reader in readers):
                break
            self._depth += bool(gap["open"]) - bool(gap["close"])
        closed = _CLOSE.match(self.lexer.text, self.end) if self._depth else None
        self.end = closed.end() if closed else self.end

    def read_day(self, position: int) -> bool:
        """The day of issue or of the decision; only one counts, and behind anything else only one with a "vom"."""
        found = read_date(self.lexer.text, position) if self.day is None else None
        if found and not (found.of or self.is_blank):
            return False
        if found:
            self.day, self.said_of, self.end = found.day, found.of, found.end
        return found is not None

    @property
    def is_blank(self) -> bool:
        """Whether nothing has been told yet."""
        return not self.reporters

    def read_reporter(self, position: int) -> bool:
        """A place of publication."""
        found = read_reporter(self.lexer.text, position)
        if found:
            self.reporters.append(found.place)
            self.end = found.end
        return found is not None

    def read_place(self, position: int) -> bool:
        """Places in a letter: Randnummern, numbers, annexes."""
        annex = patterns.ANCHOR.match(self.lexer.text, position)
        if annex and annex["named"]:
            found = self._annex(annex)
        else:
            paged = _PAGE.match(self.lexer.text, position)
            found = None if paged else Reader.inside(self.lexer, position, Step(StepKind.SCHREIBEN))
        if found:
            self.places, self.end = (*self.places, *found.places), found.end
        return found is not None

    def _annex(self, named: re.Match[str]) -> Locator | None:
        """An annex of the letter, behind a comma; the "Anhang 18a LStH" is where a handbook reprints it."""
        kind = patterns.STEP_KINDS[fold(named["named"])]
        text, start = self.lexer.text, named.start()
        if kind not in patterns.ANNEXES or "," not in text[self.end : start]:
            return None
        found = Reader(self.lexer, named.end(), kind, plural=False).read()
        if found and (_REPRINTED.match(text, found.end) or self.lexer.law_at(found.end)):
            return None
        return found

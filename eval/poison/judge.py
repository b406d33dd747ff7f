"""Cases -> verdicts: the only place of the suite that meets the gate, and hands it what a composer would."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from corpus.address import Address
from corpus.citations import format_address
from corpus.index.base import ScoredPassage
from corpus.library import Library
from corpus.links import deep_link
from corpus.model import NoteKind
from corpus.store import Held
from eval.poison.case import Case, Quote
from service.model import Answer, Draft, Evidence, Found, Question, Searched, Statement
from service.verify import Verifier

COMPLETED = "completed"
"""The gate let the statement pass, but not alone: it put the limiting sentence beside it."""


class Verdict(NamedTuple):
    """What the gate said of a case: whether it let it pass as it was, else why not; and how long it took."""

    case: Case
    accepted: bool
    reason: str
    explanation: str
    milliseconds: float

    @property
    def right(self) -> bool:
        """Whether the gate was right: a false statement stopped, a true one kept (also where it was completed)."""
        return not self.accepted if self.case.is_false else self.accepted or self.reason == COMPLETED


@dataclass(frozen=True, slots=True)
class Judge:
    """Hands cases to the gate, one by one."""

    library: Library
    day: date

    def judge(self, cases: Iterable[Case]) -> Iterator[Verdict]:
        """The verdicts, in the order of the cases."""
        gate = Verifier(self.library)
        for case in cases:
            held = self._held(case.base)
            question = Question(f"Was regelt {self._citation(case.base.provision)}?", self.day)
            found, draft = self._found(case), Draft((self._statement(case, held),), "Modell")
            start = time.perf_counter()
            outcome = gate(question, found, draft)
            spent = (time.perf_counter() - start) * 1000
            if not isinstance(outcome, Answer):
                first = outcome.withheld[0]
                yield Verdict(case, False, first.reason, first.explanation, spent)
            elif outcome.statements == draft.statements:
                yield Verdict(case, True, "", "", spent)
            else:
                told = " | ".join(statement.text for statement in outcome.statements)
                yield Verdict(case, False, COMPLETED, told, spent)

    def _found(self, case: Case) -> Found:
        """What retrieval would have brought: all passages of the provisions concerned, none of them cited."""
        places = dict.fromkeys((case.base.provision.bare, *(place.bare for place in case.also)))
        passages = [one for place in places for one in self.library.index.within(place, self.day)]
        return Found(tuple(ScoredPassage(one, 1.0) for one in passages), (), (), 1.0, Searched())

    def _statement(self, case: Case, held: Held) -> Statement:
        return Statement(case.text, tuple(self._evidence(quote, held) for quote in case.quotes))

    def _evidence(self, quote: Quote, base: Held) -> Evidence:
        """Evidence as a composer builds it; what the store does not know of an invented place comes from the base."""
        held = self.library.view.provision(quote.address.provision) or base
        law, address = held.law, quote.address
        return Evidence(
            citation=self._citation(address),
            address=address,
            quote=quote.text,
            start=quote.start,
            end=quote.end,
            rank=law.rank,
            document=str(address.provision),
            heading=held.provision.heading,
            title=law.title,
            stand=str(law.stand),
            known=law.known,
            source_url=deep_link(law.source_url, address),
            sha256=law.capture_sha256,
            notes=tuple(note.text for note in held.provision.notes if note.kind is NoteKind.ANWENDUNG),
        )

    def _held(self, place: Address) -> Held:
        held = self.library.view.provision(place.provision)
        if held is None:
            raise LookupError(f"{place} wurde dem Bestand entnommen und ist doch nicht darin.")
        return held

    def _citation(self, address: Address) -> str:
        return format_address(address.bare, self.library.codes)

"""Another system's answers, put through ``check``: what of them is supported, and which places they name.

A sentence with a legal claim is a statement, and the places that it cites are its citations. The answer that every
system is told to give where it has none (``KEINE ANTWORT``) is a refusal, and so is one without any legal claim. The
ranking of such a system is the order in which it names its places.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files

from corpus.address import Address
from eval.harness.asking import Asker, timed
from eval.harness.outcome import Cite, Ending, Outcome, Place, Said
from eval.records import Topic
from service.ask import Desk
from service.check.input import UnusableTextError
from service.check.model import Checked, Verdict
from service.check.run import check
from service.llm import FaultKind, LanguageModel, ModelFault, Speaker, Turn
from service.model import Refusal

UNUSABLE = "unusable-text"
"""Reason of a failure: the answer is no text that can be checked."""
DECLINED = "keine antwort"
"""How an answer begins that is a refusal, in small letters; ``instruction.txt`` asks for it."""
SILENT = "no-legal-claim"
"""Reason of a refusal: the answer says nothing about the law."""


def asker_of_model(model: LanguageModel, desk: Desk, today: date) -> Asker:
    """Asks a foreign system and checks its answer; one that is late or broken has failed at this question."""

    def put(topic: Topic) -> Outcome:
        day = topic.as_of or today
        turns = (
            Turn(Speaker.RULES, instruction()),
            Turn(Speaker.HOUSE, f"Rechtsstand: {day:%d.%m.%Y}\n\n{topic.text}"),
        )
        try:
            reply, ask_ms = timed(lambda: model.reply(turns))
        except ModelFault as fault:
            return Outcome(topic.query_id, Ending.FAILED, fault.kind)
        if reply.strip(" \n*_»«\"'").casefold().startswith(DECLINED):
            return Outcome(topic.query_id, Ending.REFUSED, FaultKind.DECLINED, ask_ms=ask_ms, reply=reply)
        try:
            checked = check(reply, day, desk)
        except UnusableTextError:
            return Outcome(topic.query_id, Ending.FAILED, UNUSABLE, ask_ms=ask_ms)
        if isinstance(checked, Refusal):
            return Outcome(topic.query_id, Ending.FAILED, checked.reason, ask_ms=ask_ms)
        return judged(topic.query_id, checked, ask_ms)

    return put


def judged(query_id: str, checked: Checked, ask_ms: float) -> Outcome:
    """The outcome of an answer whose sentences were checked."""
    said = tuple(
        Said(
            sentence.text,
            tuple(Cite(one.address, one.citation or one.text) for one in sentence.citations),
            sentence.verdict,
        )
        for sentence in checked.sentences
        if sentence.verdict is not Verdict.NO_CLAIM
    )
    ranking = tuple(_places(one.address for statement in said for one in statement.evidence if one.address))
    ending = Ending.ANSWERED if said else Ending.REFUSED
    return Outcome(query_id, ending, "" if said else SILENT, said, ranking, ask_ms, reply=checked.text)


@cache
def instruction() -> str:
    """What every foreign system is told before the question."""
    return files("eval.harness").joinpath("instruction.txt").read_text(encoding="utf-8").strip()


def _places(addresses: Iterable[str]) -> list[Place]:
    named = dict.fromkeys(str(Address.from_id(address).bare) for address in addresses)
    return [Place(address, (address,), 0, 0, 1 / rank) for rank, address in enumerate(named, 1)]

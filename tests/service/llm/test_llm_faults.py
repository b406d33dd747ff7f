"""A model that fails: the answer is made of quotes instead, says so, and no one hears of the question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event
from typing import Any

import httpx
import pytest
from langchain_core.messages import AIMessage
from langsmith.utils import tracing_is_enabled

from service.ask import Desk, ask
from service.llm.deadline import within
from service.llm.language_model import FaultKind
from service.llm.reply import Quoted, Written, write
from service.model import EXTRACTIVE, Question, Refusal, Statement

NOW = date(2026, 6, 30)
RATE = "Wie hoch ist der Steuersatz der Mondsteinsteuer?"
RULE = "Die Steuer beträgt 14 Prozent der Bemessungsgrundlage."
OWN_WORDS = RULE.replace("Prozent", "%")
DUST = "Für Mondstaub beträgt sie 7 Prozent der Bemessungsgrundlage."
FALSE = write([Written("Die Steuer beträgt 38 Prozent.", (Quoted(1, "Die Steuer beträgt 38 Prozent."),))])


def is_verbatim(statement: Statement) -> bool:
    """Whether a statement says its quotes and nothing else, as the law's sentences do that limit a rule."""
    return statement.text == " […] ".join(one.quote for one in statement.evidence)


class StatusError(Exception):
    """How clients tell that a server answered with an error."""

    def __init__(self, status_code: int) -> None:
        super().__init__("Zauberwortkanarie")
        self.status_code = status_code


def wrapped(cause: Exception) -> Exception:
    """An error of a client, raised because its transport failed."""
    error = RuntimeError("Connection error.")
    error.__cause__ = cause
    return error


FAULTS = {
    "time-out of the client": (TimeoutError(), FaultKind.TIMEOUT),
    "time-out of the transport": (wrapped(httpx.ReadTimeout("")), FaultKind.TIMEOUT),
    "connection refused": (ConnectionRefusedError(), FaultKind.UNREACHABLE),
    "connection refused below the client": (wrapped(httpx.ConnectError("")), FaultKind.UNREACHABLE),
    "connection reset": (wrapped(httpx.ReadError("")), FaultKind.UNREACHABLE),
    "unknown model": (StatusError(404), FaultKind.UNKNOWN),
    "no key": (StatusError(401), FaultKind.NO_ACCESS),
    "forbidden": (StatusError(403), FaultKind.NO_ACCESS),
    "too many requests": (StatusError(429), FaultKind.REJECTED),
    "bad request": (StatusError(400), FaultKind.REJECTED),
    "server error": (StatusError(500), FaultKind.BROKEN),
    "any exception": (ValueError("Zauberwortkanarie"), FaultKind.BROKEN),
    "declined": (AIMessage("", additional_kwargs={"refusal": "Nein."}), FaultKind.DECLINED),
    "empty": ("", FaultKind.EMPTY),
    "prose": ("Die Steuer beträgt 14 Prozent.", FaultKind.MALFORMED),
    "declined in prose": ("Es tut mir leid, dabei kann ich nicht helfen.", FaultKind.MALFORMED),
    "half JSON": (FALSE[:50], FaultKind.MALFORMED),
    "endless": ("{" * 1_000_000, FaultKind.TOO_LONG),
    "no statement": ('{"statements": []}', FaultKind.NO_STATEMENT),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_falls_back_to_quotes(stage: Callable[..., Any], desk: Desk, name: str) -> None:
    """The statements are those without a model, a note says what happened; there is no second try."""
    line, kind = FAULTS[name]
    told = stage(line)
    outcome = told.answer(RATE)
    assert outcome.author == EXTRACTIVE
    assert outcome.statements == desk.compose(outcome.question, desk.retrieve(outcome.question)).statements
    assert outcome.notes == (
        f"Das Sprachmodell drehbuch {kind.told}. "
        "Die Frage wurde deshalb ohne Sprachmodell bearbeitet, allein mit wörtlichen Zitaten.",
    )
    assert outcome.withheld == ()
    assert len(told.chat.heard) == 1


def test_a_late_model_is_not_waited_for(stage: Callable[..., Any]) -> None:
    """Whatever the vendor's client thinks of time-outs."""
    gate = Event()
    outcome = stage(lambda _: str(gate.wait(60)), timeout=0.01).answer(RATE)
    gate.set()
    assert FaultKind.TIMEOUT.told in outcome.notes[0]


def test_a_call_in_time_gives_its_result_or_its_error() -> None:
    """The thread in between is not noticed."""
    assert within(20, lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        within(20, lambda: 1 // 0)


def test_refused_statements_get_one_more_try(stage: Callable[..., Any]) -> None:
    """With the gate's reasons; what passed is kept and not asked for again, what passes now joins it."""
    place = stage().place(RATE, RULE)
    true = Written(RULE, (Quoted(place, RULE),))
    dust = Written(DUST, (Quoted(place, DUST),))
    false = Written("Für Mondstaub beträgt sie 8 Prozent.", (Quoted(place, "Sie beträgt 8 Prozent."),))
    told = stage(write([true, false]), write([dust]))
    outcome = told.answer(RATE)
    assert [one.text for one in outcome.statements if one.text in (RULE, DUST)] == [RULE, DUST]
    assert outcome.withheld == ()
    assert outcome.author == "drehbuch"
    first, second = told.chat.heard
    assert second[:2] == first
    assert second[2].text == write([false])
    assert "zurueckgewiesen" in second[3].text
    assert false.text in second[3].text
    assert "Das Zitat" in second[3].text
    assert RULE not in second[3].text


def test_what_passed_is_not_said_twice(stage: Callable[..., Any]) -> None:
    """A second try that only repeats it changes nothing; the refused statement is withheld."""
    true = Written(OWN_WORDS, (Quoted(stage().place(RATE, RULE), RULE),))
    outcome = stage(FALSE[:-2] + "," + write([true]).removeprefix('{"statements":['), write([true])).answer(RATE)
    assert [one.text for one in outcome.statements if not is_verbatim(one)] == [OWN_WORDS]
    assert [one.reason for one in outcome.withheld] == ["misquoted"]


@pytest.mark.parametrize("second", [FALSE, '{"statements": []}', "Prosa", TimeoutError(), ""])
def test_there_is_no_third_try(stage: Callable[..., Any], second: object) -> None:
    """What is refused twice, or not written anew, is withheld with its reason; the rest goes out."""
    true = Written(OWN_WORDS, (Quoted(stage().place(RATE, RULE), RULE),))
    told = stage(FALSE[:-2] + "," + write([true]).removeprefix('{"statements":['), second)
    outcome = told.answer(RATE)
    assert [one.text for one in outcome.statements if not is_verbatim(one)] == [OWN_WORDS]
    assert len(outcome.withheld) == 1
    assert "38" not in str(outcome.withheld)
    assert len(told.chat.heard) == 2


def test_a_second_try_that_fails_after_nothing_passed_falls_back(stage: Callable[..., Any]) -> None:
    """The refusals of the first try are reported beside the quotes."""
    outcome = stage(FALSE, TimeoutError()).answer(RATE)
    assert outcome.author == EXTRACTIVE
    assert FaultKind.NOTHING_PROVED.told in outcome.notes[0]
    assert len(outcome.withheld) == 1


@pytest.mark.parametrize("question", ["", "Wie backe ich einen Apfelkuchen?", "Was regelt § 999 MondStG?"])
def test_what_is_refused_before_never_reaches_the_model(stage: Callable[..., Any], question: str) -> None:
    """Neither what the guard stops nor what retrieval finds nothing for."""
    told = stage()
    assert isinstance(told.ask(question), Refusal)
    assert told.chat.heard == []


def test_no_word_of_the_conversation_reaches_the_log(
    stage: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Neither question nor passages nor reply nor a vendor's message (§ 30 AO); the kind of a fault does."""
    with caplog.at_level("DEBUG"):
        for script in ((ValueError("Zauberwortkanarie"),), ("Zauberwortkanarie",), (FALSE, FALSE)):
            desk = stage(*script).desk
            found = desk.retrieve(Question(RATE, NOW))
            ask(Question("Zauberwortkanarie?", NOW), replace(desk, retrieve=lambda _, found=found: found))
    assert "kind=broken" in caplog.text
    assert "kind=malformed" in caplog.text
    assert "kanarie" not in caplog.text.lower()
    assert "Prozent" not in caplog.text


def test_no_environment_turns_tracing_on(stage: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """LangChain would send every prompt to a service if a variable said so; here it does not (§ 30 AO)."""
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    seen: list[object] = []

    def look(_: object) -> str:
        seen.append(tracing_is_enabled())
        return ""

    stage(look).ask(RATE)
    assert seen == [False]


def test_the_same_replies_give_the_same_answer(stage: Callable[..., Any]) -> None:
    """Nothing beside the model's words changes what goes out."""
    true = write([Written(RULE, (Quoted(stage().place(RATE, RULE), RULE),))])
    assert stage(true).answer(RATE) == stage(true).answer(RATE)

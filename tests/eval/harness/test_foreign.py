"""Other systems: a run file, or an OpenAI-compatible server whose answers go through the check."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
import pytest

from eval.harness.command import Server
from eval.harness.endpoint import Endpoint
from eval.harness.foreign import DECLINED, asker_of_model, instruction
from eval.harness.outcome import Ending
from eval.harness.questions import read_items
from eval.harness.run import Measured
from eval.harness.trec import read_run
from eval.records import Topic
from eval.topics import TopicsError
from service.ask import Desk
from service.check.input import LIMIT
from service.llm import FaultKind, ModelFault, Speaker, Turn

DAY = date(2026, 6, 30)
Carry = Callable[..., tuple[Measured, list[Measured]]]
TRUE = "Für Mondstaub beträgt die Steuer 7 % der Bemessungsgrundlage (§ 9 Abs. 1 Satz 2 MondStG)."
FALSE = "Für Mondstaub beträgt die Steuer 8 % der Bemessungsgrundlage (§ 9 Abs. 1 Satz 2 MondStG)."
NOWHERE = "Mondstaub ist steuerfrei (§ 999 MondStG)."
POLITE = "**Keine Antwort.**"


def server(answer: Callable[[dict], httpx.Response]) -> httpx.MockTransport:
    return httpx.MockTransport(lambda request: answer(json.loads(request.content)))


def says(words: object) -> httpx.Response:
    return httpx.Response(200, json={"choices": [{"message": {"role": "assistant", "content": words}}]})


def endpoint(transport: httpx.BaseTransport, seconds: float = 20.0) -> Endpoint:
    return Endpoint("fremd", httpx.Client(base_url="http://fremd.example/v1", transport=transport), seconds)


@pytest.fixture
def foreign(carried: Carry, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[dict], httpx.Response]], Measured]:
    """Carries out a run of a server that answers so."""

    def carry(answer: Callable[[dict], httpx.Response]) -> Measured:
        monkeypatch.setattr(Endpoint, "open", lambda *_: endpoint(server(answer)))
        main, _ = carried(server=Server("http://fremd.example/v1", "fremd", 20.0))
        return main

    return carry


def test_foreign_answers_go_through_the_check(foreign, tmp_path: Path) -> None:
    """Shares of sentences by verdict, of citations that exist, and whether gold is cited."""
    asked: list[dict] = []

    def answer(body: dict) -> httpx.Response:
        asked.append(body)
        text = body["messages"][1]["content"]
        words = f"{TRUE} {NOWHERE}" if "Steuersatz" in text else FALSE if "Mondstaub" in text else POLITE
        return says(words)

    main = foreign(answer)
    found = {one.query_id: dict(one.values) for one in main.scored}
    assert found["satz"]["check.supported"] == 0.5
    assert found["satz"]["check.cited-norm-does-not-exist"] == 0.5
    assert found["satz"]["check.resolved"] == 0.5
    assert found["satz"]["answer.place"] == 1.0
    assert found["satz"]["citation.recall"] == 0.5
    assert found["satz"]["provision.Success@1"] == 1.0
    assert found["staub"]["check.contradicted"] == 1.0
    assert found["staub"]["answer.norm"] == 0.0
    assert found["laie"]["refusal.over"] == 1.0
    assert found["kuchen"]["refusal.recall"] == 1.0
    assert DECLINED in instruction().casefold()
    assert main.fidelity is None, "ein fremdes System zitiert nicht nach unseren Stellen"
    assert asked[0]["model"] == "fremd"
    assert asked[0]["messages"][0]["role"] == "system"
    assert asked[0]["messages"][1]["content"].startswith("Rechtsstand: 30.06.2026\n\n")
    assert "Sätze widerlegt" in (tmp_path / "lauf" / "report.md").read_text(encoding="utf-8")


def test_a_server_that_is_late_counts_as_zero(foreign, tmp_path: Path) -> None:
    """At this question only; it is told, and the run goes on."""

    def answer(body: dict) -> httpx.Response:
        if "Steuersatz" in body["messages"][1]["content"]:
            raise httpx.ReadTimeout("zu spät")
        return says(POLITE)

    main = foreign(answer)
    assert main.endings == {"refused": 3, "failed": 1}
    lines = [json.loads(line) for line in (tmp_path / "lauf" / "outcomes.jsonl").read_text().splitlines()]
    assert {line["query_id"]: line["reason"] for line in lines}["satz"] == "timeout"
    report = (tmp_path / "lauf" / "report.md").read_text(encoding="utf-8")
    assert "satz: Das System hat nicht rechtzeitig geantwortet; die Frage zählt null." in report


@pytest.mark.parametrize(
    ("response", "kind"),
    [
        (httpx.Response(401), FaultKind.NO_ACCESS),
        (httpx.Response(404), FaultKind.UNKNOWN),
        (httpx.Response(422), FaultKind.REJECTED),
        (httpx.Response(503), FaultKind.BROKEN),
        (httpx.Response(200, text="<html>"), FaultKind.MALFORMED),
        (httpx.Response(200, json={"choices": []}), FaultKind.MALFORMED),
        (says(None), FaultKind.EMPTY),
        (says("  "), FaultKind.EMPTY),
        (says("x" * (5 * LIMIT)), FaultKind.TOO_LONG),
    ],
)
def test_every_way_of_giving_no_answer_has_a_name(response: httpx.Response, kind: FaultKind) -> None:
    """The same codes as for language models under the gate."""
    with pytest.raises(ModelFault) as fault:
        endpoint(server(lambda _: response)).reply((Turn(Speaker.HOUSE, "?"),))
    assert fault.value.kind is kind


def test_a_server_that_cannot_be_reached_or_trickles_is_told() -> None:
    """However slowly it drips, the seconds are those of the whole answer."""

    def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("nein")

    with pytest.raises(ModelFault) as fault:
        endpoint(httpx.MockTransport(refuse)).reply(())
    assert fault.value.kind is FaultKind.UNREACHABLE

    class Trickle(httpx.SyncByteStream):
        def __iter__(self):
            from threading import Event  # noqa: PLC0415

            for _ in range(200):
                Event().wait(0.05)
                yield b" "

    with pytest.raises(ModelFault) as fault:
        endpoint(httpx.MockTransport(lambda _: httpx.Response(200, stream=Trickle())), 0.2).reply(())
    assert fault.value.kind is FaultKind.TIMEOUT


def test_an_answer_that_is_no_text_has_failed(desk: Desk) -> None:
    """What cannot be checked cannot be measured."""
    model = endpoint(server(lambda _: says("\x00\x01")))
    outcome = asker_of_model(model, desk, DAY)(Topic("q", "Wie hoch?"))
    assert (outcome.ending, outcome.reason) == (Ending.FAILED, "unusable-text")


def test_an_answer_without_a_legal_claim_is_a_refusal(desk: Desk) -> None:
    """A greeting says nothing about the law, whatever the question was."""
    outcome = asker_of_model(endpoint(server(lambda _: says("Guten Tag!"))), desk, DAY)(Topic("q", "Wie hoch?"))
    assert (outcome.ending, outcome.reason) == (Ending.REFUSED, "no-legal-claim")


def test_a_run_file_is_measured(carried: Carry, tmp_path: Path) -> None:
    """Places by score; a question that it lacks counts as zero, and what cannot be read is told."""
    path = tmp_path / "anderes.trec"
    path.write_text(
        "satz Q0 mondstg/4 1 0.5 x\nsatz Q0 mondstg/9/abs-1 2 0.9 x\nsatz Q0 mondstg/9/abs-1 3 0.1 x\n"
        "staub Q0 mondstg/2 1 1 x\nlaie Q0 nicht/eine/Adresse 1 1 x\nlaie Q0 mondstg 1 1 x\nlaie mondstg/3\n"
        "staub Q0 mondstg/3 1 viel x\n",
        encoding="utf-8",
    )
    main, _ = carried(run_file=path)
    found = {one.query_id: dict(one.values) for one in main.scored}
    assert main.system == "anderes"
    assert found["satz"]["provision.Success@1"] == found["staub"]["place.Success@1"] == 1.0
    assert found["laie"]["provision.Success@10"] == 0.0
    assert "answer.norm" not in found["satz"]
    report = (tmp_path / "lauf" / "report.md").read_text(encoding="utf-8")
    for told in (
        "Zeile 3: mondstg/9/abs-1 steht zu »satz« schon weiter oben.",
        "»nicht/eine/Adresse« ist keine Adresse",
        "»mondstg« nennt keine Vorschrift",
        "Zeile 7: Erwartet wird »query_id Q0 Adresse Rang Wert Name«",
        "»viel« ist keine Zahl",
        "laie: Das System hat nichts geliefert",
    ):
        assert told in report


@pytest.mark.parametrize("content", ["", "\n\n", "a b c\n"])
def test_a_run_file_without_a_usable_line_is_refused(tmp_path: Path, content: str) -> None:
    """There is nothing to measure."""
    path = tmp_path / "leer.trec"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(TopicsError, match="keine einzige brauchbare Zeile"):
        read_run(path)


def test_a_run_that_was_written_can_be_read_again(carried: Carry, tmp_path: Path) -> None:
    """With the same figures at the level of provisions."""
    first, _ = carried()
    again, _ = carried(out=tmp_path / "noch", run_file=tmp_path / "lauf" / "run-provisions.trec")
    for name, value in first.overall.measures.items():
        if name.startswith("provision."):
            assert again.overall.measures[name] == value
    assert read_items(tmp_path / "noch" / "questions.jsonl") == read_items(tmp_path / "lauf" / "questions.jsonl")

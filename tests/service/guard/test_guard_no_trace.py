"""No trace: a thousand secrets through every door, and none of them in any file, log or output of the process."""

from __future__ import annotations

import io
import logging
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from corpus import cli
from corpus.settings import Home
from eval.guard_numbers import idnr, steuernummer
from service.app import create_app
from service.ask import Desk
from service.guard import Guard
from service.model import Question, Refusal
from service.shelf import Shelf

SECRETS = 1_000
WISH = {"format": "md", "purpose": "vermerk", "responsible": "A. Muster"}
FORM = {"format": "docx", "zweck": "vermerk", "name": "A. Muster", "stichtag": "2026-06-30"}
HARMLESS = "Die Rosen blühen im Garten."
ASKED = "Was regelt § 9 Abs. 1 MondStG?"
LEVELS = (1, logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR)
CLIENTS = ("httpx", "httpx2", "httpcore", "asyncio")
"""Loggers of the test's own client, which tells its requests; the service has none of them."""


def secrets() -> list[str]:
    """Different numbers, each valid."""
    chance = random.Random(11)
    return [idnr(chance) if index % 2 else steuernummer("NW", chance)[1] for index in range(SECRETS)]


def told(secret: str) -> str:
    return f"Darf Erika Kanarienvogel mit {secret} Meteoriten absetzen?"


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """All that anybody logs, at the lowest level, but what the client itself says."""
    kept = {name: logging.getLogger(name).level for name in CLIENTS}
    for name in CLIENTS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    yield caplog
    for name, level in kept.items():
        logging.getLogger(name).setLevel(level)


def state(folders: list[Path]) -> dict[Path, int]:
    """All files of folders, with the time of their last change in nanoseconds."""
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {path: path.stat().st_mtime_ns for path in files}


def written(folders: list[Path], since: dict[Path, int]) -> str:
    """The names of files that are new or were changed, and what stands in them."""
    new = [path for path, changed in state(folders).items() if since.get(path) != changed]
    return "".join(f"{path}\n{path.read_bytes().decode('latin-1')}" for path in new)


def client_of(desk: Desk) -> TestClient:
    app = create_app(Shelf.of(desk), lambda: date(2026, 6, 30))
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


def _asked_as_page(client: TestClient, path: str, form: dict[str, str]) -> str:
    """Nothing of what comes back: a page keeps the words in their field, for correcting them."""
    client.post(path, data=form)
    return ""


DOORS: tuple[Callable[[TestClient, str, str], str], ...] = (
    lambda client, text, _: client.post("/v1/ask", json={"question": text}).text,
    lambda client, text, _: client.post("/v1/search", json={"query": text}).text,
    lambda client, text, _: client.post("/v1/check", json={"text": text}).text,
    lambda client, text, _: client.post("/v1/review", json={"text": text, "purpose": "oeffentlichkeit"}).text,
    lambda client, text, _: client.post("/v1/export", json={"text": text} | WISH).text,
    lambda client, text, _: client.post("/v1/export", json={"question": text, "confirmed": True} | WISH).text,
    lambda client, text, _: client.post("/v1/export", json={"text": HARMLESS, "title": text} | WISH).text,
    lambda client, text, _: client.get("/v1/cite", params={"ref": text}).text,
    lambda client, _, secret: client.get(f"/v1/documents/{secret}").text,
    lambda client, text, _: _asked_as_page(client, "/", {"frage": text}),
    lambda client, text, _: _asked_as_page(client, "/pruefen", {"text": text}),
    lambda client, text, _: _asked_as_page(client, "/durchsicht", {"text": text}),
    lambda client, text, _: client.post("/durchsicht/export", data={"text": text, "bestaetigt": "1"} | FORM).text,
    lambda client, text, _: client.post("/export", data={"frage": text} | FORM).text,
)
"""Every way in by HTTP: sends a text with a secret, or the secret alone; what comes back."""


@pytest.mark.parametrize("level", LEVELS)
def test_no_secret_stays_anywhere(  # noqa: PLR0917 - fixtures
    desk: Desk, demo_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    everything_logged: pytest.LogCaptureFixture, level: int,
) -> None:  # fmt: skip
    """Every door by HTTP, at every log level; nothing in logs, files, temporary files, output or answers."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    folders = [demo_home.root.parent, tmp_path]
    before = state(folders)
    output = io.StringIO()
    batch = secrets()[LEVELS.index(level) :: len(LEVELS)]
    with everything_logged.at_level(level), redirect_stdout(output), redirect_stderr(output), client_of(desk) as client:
        answers = "".join(DOORS[index % len(DOORS)](client, told(secret), secret) for index, secret in enumerate(batch))
        exported = client.post("/v1/export", json={"text": f"Die Kontrollblume {level} blüht."} | WISH)
    assert exported.status_code == 200
    assert f"Kontrollblume {level}" in written(folders, before)  # what is kept would be seen
    traces = answers + output.getvalue() + everything_logged.text + written(folders, before)
    assert not [secret for secret in batch if secret in traces]
    assert "Kanarienvogel" not in traces


@pytest.mark.parametrize("part", ["guard", "retrieve", "compose", "verify", "log"])
def test_faults_tell_no_secret(desk: Desk, everything_logged: pytest.LogCaptureFixture, part: str) -> None:
    """A part that fails with the question in its message: the log has its place, and nobody its words."""
    broken = broken_desk(desk, part)
    batch = secrets()[:50]
    output = io.StringIO()
    with everything_logged.at_level(1), redirect_stdout(output), redirect_stderr(output), client_of(broken) as client:
        answers = [client.post("/v1/ask", json={"question": f"{ASKED} {secret}"}) for secret in batch]
    assert {answer.status_code for answer in answers} == {500}
    assert "RuntimeError" in everything_logged.text
    traces = "".join(answer.text for answer in answers) + output.getvalue() + everything_logged.text
    assert not [secret for secret in batch if secret in traces]
    assert "no luck" not in traces


def broken_desk(desk: Desk, part: str) -> Desk:
    """A desk with a part that fails; its guard lets everything in, unless it is what fails."""

    def fail(*arguments: object) -> NoReturn:
        raise RuntimeError(f"no luck with {arguments}")

    class Failing(Guard):
        def __call__(self, question: Question) -> Refusal | None:
            fail(question)

    class Open(Guard):
        def __call__(self, question: Question) -> Refusal | None:
            assert question
            return None

    if part == "guard":
        return replace(desk, guard=Failing(desk.mark))
    return replace(desk, guard=Open(desk.mark), **{part: fail})


def test_commands_leave_no_secret(demo_home: Home, tmp_path: Path, everything_logged: pytest.LogCaptureFixture) -> None:
    """Each of them: neither in its output nor in any file."""
    env = {"FUNDSTELLE_HOME": str(demo_home.root.parent)}
    asked, taken = tmp_path / "eingabe.txt", tmp_path / "ausgabe"
    taken.mkdir()
    folders = [demo_home.root.parent, taken]
    before = state(folders)
    export = ("--export", str(taken / "auskunft.md"), "--purpose", "vermerk", "--responsible")
    app, traces, batch = cli.build(), "", secrets()[:42]
    with everything_logged.at_level(1):
        for index, secret in enumerate(batch):
            asked.write_text(told(secret), encoding="utf-8")
            words = (
                ("ask", told(secret)),
                ("search", told(secret)),
                ("show", told(secret)),
                ("check", str(asked)),
                ("review", "--confirmed", str(asked)),
                ("ask", told(secret), *export, "A. Muster"),
                ("ask", ASKED, *export, told(secret)),
            )[index % 7]
            result = CliRunner().invoke(app, [words[0], "--demo", *words[1:]], env=env)
            assert result.exit_code == 2
            traces += result.output
    assert list(taken.iterdir()) == []
    traces += everything_logged.text + written(folders, before)
    assert not [secret for secret in batch if secret in traces]
    assert "Kanarienvogel" not in traces


def test_a_fault_of_a_command_tells_no_secret(
    demo_home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its kind and places, exit code 5, no message and no traceback with the words."""

    def fail(_: Guard, question: Question) -> NoReturn:
        raise RuntimeError(f"no luck with {question.text}")

    monkeypatch.setattr(Guard, "__call__", fail)
    monkeypatch.setenv("FUNDSTELLE_HOME", str(demo_home.root.parent))
    monkeypatch.setattr(sys, "argv", ["fundstelle", "ask", "--demo", told("02476291358")])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    told_ = "".join(capsys.readouterr())
    assert ended.value.code == 5
    assert "RuntimeError" in told_
    assert "Kanarienvogel" not in told_
    assert "02476291358" not in told_


def test_words_beside_a_command_are_not_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A question without quotation marks is explained, and not told again."""
    monkeypatch.setattr(sys, "argv", ["fundstelle", "ask", "Wer", "ist", "Kanarienvogel"])
    with pytest.raises(SystemExit):
        cli.main()
    assert "Kanarienvogel" not in "".join(capsys.readouterr())

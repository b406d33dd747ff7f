"""What the tests of the network door share: captures in a temporary folder, a clock set by hand, scripted hosts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.captures import Captures
from corpus.database import open_database
from ingest.doubles import ManualClock, Script, ScriptedTransport
from ingest.fetch import Fetcher


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def captures(tmp_path: Path) -> Captures:
    return Captures(tmp_path / "captures", open_database(f"sqlite:///{tmp_path / 'test.db'}"))


@pytest.fixture
def fetcher_of(captures: Captures, clock: ManualClock) -> Callable[..., tuple[Fetcher, ScriptedTransport]]:
    """Builds a fetcher over a script (address -> replies), and gives the transport to look at what was asked."""

    def build(script: Script, **settings: object) -> tuple[Fetcher, ScriptedTransport]:
        transport = ScriptedTransport(script, clock)
        hosts = frozenset({"recht.example", "www.recht.example"})
        chosen: dict[str, object] = {"hosts": hosts, "clock": clock, "wait": 1.0} | settings
        return Fetcher(transport, captures, **chosen), transport  # type: ignore[arg-type]

    return build

"""``up`` always ends in a running service: with real law where it can be had, else with the demonstration corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.generations import Generations
from corpus.settings import Home, Settings
from corpus.up import up, up_demo
from service import serving


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[bool, str | None, int | None]]:
    """What was to be served, instead of serving it; at home in an empty folder."""
    monkeypatch.setenv("FUNDSTELLE_HOME", str(tmp_path / "home"))
    calls: list[tuple[bool, str | None, int | None]] = []

    def serve(_: Settings, *, host: str | None, port: int | None, demo: bool) -> int:
        calls.append((demo, host, port))
        return 0

    monkeypatch.setattr(serving, "serve", serve)
    return calls


def test_without_any_way_to_law_the_demonstration_is_served(
    served: list[tuple[bool, str | None, int | None]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said plainly, the ways to real law are named, and real law and fiction stay apart."""
    assert up(mirror=tmp_path / "fehlt", host=None, port=8123) == 0
    assert served == [(True, None, 8123)]
    told = capsys.readouterr().err
    for way in ("--mirror", "--import", "FIKTIVES RECHT"):
        assert way in told
    settings = Settings()
    assert Generations(Home.demo(settings).index).current() is not None
    assert Generations(Home.real(settings).index).current() is None


def test_an_existing_demonstration_is_served_as_it_is(served: list[tuple[bool, str | None, int | None]]) -> None:
    """Asked for twice, it is built once."""
    up_demo(host="127.0.0.1", port=0)
    first = Generations(Home.demo(Settings()).index).current()
    up_demo(host="127.0.0.1", port=0)
    assert Generations(Home.demo(Settings()).index).current() == first
    assert served == [(True, "127.0.0.1", 0)] * 2


@pytest.mark.mirror
def test_with_a_mirror_real_law_is_served_and_taken_in_once(
    served: list[tuple[bool, str | None, int | None]],
    mirror: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All laws, letters and handbooks come in; a second ``up`` takes nothing in and serves, even without the mirror."""
    assert up(mirror=mirror, host=None, port=None) == 0
    assert "Dokumente: 114 neu" in capsys.readouterr().err
    monkeypatch.delenv("FUNDSTELLE_MIRROR", raising=False)
    assert up(mirror=mirror / "fehlt", host=None, port=None) == 0
    assert served == [(False, None, None)] * 2

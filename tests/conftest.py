"""What all tests share: what may be missing on a machine (but not in CI), and the demonstration corpus."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from corpus.settings import Home
    from service.ask import Desk

SHARED = Path(__file__).resolve().parents[2] / "shared"


def _missing(what: str) -> NoReturn:
    """Skip by name what a machine lacks; in CI nothing may be lacking."""
    if os.environ.get("CI"):
        pytest.fail(f"In CI muss vorhanden sein, was hier fehlt: {what}")
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a headless Chromium."""
    return shutil.which("chromium") or _missing("chromium ist nicht installiert (Debian: apt-get install chromium)")


@pytest.fixture(scope="session")
def mirror() -> Path:
    """The mirror of real sites, laid out HOST/PATH; tests that need it are skipped by name where it is not."""
    folder = SHARED / "mirror"
    if not folder.is_dir():
        _missing("../shared/mirror ist nicht vorhanden")
    return folder


@pytest.fixture(scope="session")
def mirror_history() -> Path:
    """Older states of some laws, laid out DATE/HOST/PATH."""
    folder = SHARED / "mirror-history"
    if not folder.is_dir():
        _missing("../shared/mirror-history ist nicht vorhanden")
    return folder


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that holds the demonstration corpus, both versions, brought in as a user would."""
    # Imported here, so that the tests of a single part don't load the whole house.
    from corpus.settings import Home, Settings  # noqa: PLC0415
    from ingest.bring_in import Wish, bring_in  # noqa: PLC0415

    settings = Settings(home=tmp_path_factory.mktemp("home"))
    assert bring_in(settings, Wish(demo=True, quiet=True)) == 0
    return Home.demo(settings)


@pytest.fixture
def unembedded_home(demo_home: Home, tmp_path: Path) -> Home:
    """The demonstration corpus in a home of its own, whose vectors are still to be computed."""
    from corpus.generations import Generations  # noqa: PLC0415
    from corpus.index.layout import Layout  # noqa: PLC0415
    from corpus.settings import Home  # noqa: PLC0415

    home = Home(tmp_path / "daneben" / "demo")
    shutil.copytree(demo_home.root, home.root)
    generation = Generations(home.index).current()
    assert generation is not None
    shutil.rmtree(Layout(generation.directory).vectors.root)
    return home


@pytest.fixture(scope="session")
def desk(demo_home: Home) -> Desk:
    """A desk over the demonstration corpus."""
    from service.shelf import open_desk  # noqa: PLC0415

    return open_desk(demo_home)

"""What all tests share: where the optional mirror is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from corpus.settings import Home
    from service.ask import Desk

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def mirror() -> Path:
    """The mirror of real sites, laid out HOST/PATH; tests that need it are skipped by name where it is not."""
    folder = SHARED / "mirror"
    if not folder.is_dir():
        pytest.skip("../shared/mirror ist nicht vorhanden")
    return folder


@pytest.fixture(scope="session")
def mirror_history() -> Path:
    """Older states of some laws, laid out DATE/HOST/PATH."""
    folder = SHARED / "mirror-history"
    if not folder.is_dir():
        pytest.skip("../shared/mirror-history ist nicht vorhanden")
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


@pytest.fixture(scope="session")
def desk(demo_home: Home) -> Desk:
    """A desk over the demonstration corpus."""
    from service.shelf import open_desk  # noqa: PLC0415

    return open_desk(demo_home)

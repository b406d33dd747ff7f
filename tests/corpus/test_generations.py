"""Generations of the index: built aside, switched at one moment, the previous one kept."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.generations import (
    BrokenGenerationError,
    BuildRunningError,
    Generation,
    GenerationError,
    Generations,
    Manifest,
)

SCRIPT = Path(__file__).with_name("interrupted_publish.py")
ROOT = Path(__file__).parents[2]


def manifest(name: str, sequence: int = 1) -> Manifest:
    """A manifest that tells a corpus by its name."""
    created = datetime(2031, 3, 1, 12, 30, tzinfo=UTC)
    return Manifest(sequence, (("corpus", name), ("settings", "s")), (("laws", 2), ("passages", 7)), created)


def publish(root: Path, name: str, sequence: int = 1) -> Generation:
    """Build and publish a generation that holds its name."""
    generations = Generations(root)
    with generations.build() as directory:
        (directory / "part").mkdir()
        (directory / "part" / "data").write_text(name)
        return generations.publish(directory, manifest(name, sequence))


def held(generation: Generation | None) -> str | None:
    """What a generation holds."""
    return (generation.directory / "part" / "data").read_text() if generation else None


def finished(root: Path) -> int:
    """How many folders of generations and builds lie in the root."""
    return sum(path.is_dir() for path in root.iterdir())


def test_at_first_there_is_none(tmp_path: Path) -> None:
    """Reading makes no folder; nothing can be taken back."""
    generations = Generations(tmp_path / "index")
    assert generations.current() is None
    assert generations.previous() is None
    assert not (tmp_path / "index").exists()
    with pytest.raises(GenerationError, match="keine frühere Generation"):
        generations.rollback()


def test_a_published_generation_serves(tmp_path: Path) -> None:
    """It lies under its id with its manifest, as another process reads it."""
    published = publish(tmp_path, "eins", sequence=17)
    assert Generations(tmp_path).current() == published
    assert published.manifest == manifest("eins", 17)
    assert published.directory == tmp_path / published.id
    assert held(published) == "eins"


def test_the_id_names_the_content(tmp_path: Path) -> None:
    """Same hashes, same id, in whatever order, whenever built; another hash, another id."""
    one = manifest("eins")
    other = Manifest(99, tuple(reversed(one.hashes)), (), datetime.now(UTC))
    assert one.id == other.id == publish(tmp_path, "eins").id
    assert one.id != manifest("zwei").id
    assert one.id.startswith("g-")
    assert len(one.id) == 14


def test_the_previous_one_is_kept_and_older_ones_go(tmp_path: Path) -> None:
    """After three generations two are left; rolling back swaps them."""
    for name in ("eins", "zwei", "drei"):
        publish(tmp_path, name)
    generations = Generations(tmp_path)
    assert (held(generations.current()), held(generations.previous())) == ("drei", "zwei")
    assert finished(tmp_path) == 2
    assert held(generations.rollback()) == "zwei"
    assert (held(generations.current()), held(generations.previous())) == ("zwei", "drei")


def test_the_same_content_may_be_built_again(tmp_path: Path) -> None:
    """A second build of the same id takes a folder of its own: the first may be in use."""
    first, second = publish(tmp_path, "eins"), publish(tmp_path, "eins")
    assert first.id == second.id
    assert first.directory != second.directory
    assert Generations(tmp_path).current() == second
    assert held(first) == "eins"


def test_a_failed_build_leaves_no_trace(tmp_path: Path) -> None:
    """An exception in the middle removes the build; the old generation serves on."""
    publish(tmp_path, "eins")

    def fail() -> None:
        with Generations(tmp_path).build() as directory:
            (directory / "half").write_text("halb")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert held(Generations(tmp_path).current()) == "eins"
    assert finished(tmp_path) == 1


def test_two_builds_at_a_time_are_refused(tmp_path: Path) -> None:
    """The second is told which process is building; reading goes on; afterwards it may build."""
    publish(tmp_path, "eins")
    second = Generations(tmp_path)
    with Generations(tmp_path).build():
        with pytest.raises(BuildRunningError, match="läuft bereits ein Aufbau"), second.build():
            pass
        with pytest.raises(BuildRunningError):
            second.rollback()
        assert held(second.current()) == "eins"
    assert held(publish(tmp_path, "zwei")) == "zwei"


def test_an_ingest_may_hold_the_lock_around_its_build(tmp_path: Path) -> None:
    """The lock of one object may be nested, and is given back only at the end of the outermost."""
    outer = Generations(tmp_path)
    with outer.locked():
        with outer.build() as directory:
            outer.publish(directory, manifest("eins"))
        with pytest.raises(BuildRunningError), Generations(tmp_path).locked():
            pass
    with Generations(tmp_path).locked():
        assert outer.current() is not None


def test_only_a_running_build_can_be_published(tmp_path: Path) -> None:
    """A folder from elsewhere, or of a build that has ended, is refused."""
    generations = Generations(tmp_path)
    with generations.build() as directory, pytest.raises(GenerationError, match="kein laufender Aufbau"):
        generations.publish(tmp_path / "anderswo", manifest("eins"))
    with pytest.raises(GenerationError, match="kein laufender Aufbau"):
        generations.publish(directory, manifest("eins"))
    assert generations.current() is None


def test_damage_is_named_and_a_new_build_heals_it(tmp_path: Path) -> None:
    """A lost manifest or an unreadable pointer is an error with the way out, never another generation's answer."""
    publish(tmp_path, "eins")
    second = publish(tmp_path, "zwei")
    (second.directory / "manifest.json").write_text("{}")
    with pytest.raises(BrokenGenerationError, match=f"{second.id} .*beschädigt.*ingest"):
        Generations(tmp_path).current()
    assert held(Generations(tmp_path).rollback()) == "eins"
    assert held(publish(tmp_path, "zwei")) == "zwei"
    (tmp_path / "current.json").write_text("kein JSON")
    with pytest.raises(BrokenGenerationError, match=r"current\.json ist nicht lesbar"):
        Generations(tmp_path).current()


def test_a_killed_build_leaves_the_old_generation_serving(tmp_path: Path) -> None:
    """Killed before any change to the file system: the old or the new one serves, whole; the next build cleans up."""
    base, folder = tmp_path / "base", tmp_path / "killed"
    publish(base, "first")
    publish(base, "second")
    folder.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(SCRIPT), str(base), str(folder)], check=True, env=environment, timeout=60)

    assert held(Generations(folder / "whole").current()) == "third"
    killed = sorted(folder.glob("killed-*"), key=lambda path: int(path.name.split("-")[1]))
    served = [(held(Generations(root).current()), held(Generations(root).previous())) for root in killed]
    switched = served.index(("third", "second"))
    assert switched > 8
    assert served == [("second", "first")] * switched + [("third", "second")] * (len(served) - switched)
    for root in killed:
        assert held(publish(root, "fourth")) == "fourth"
        assert finished(root) == 2

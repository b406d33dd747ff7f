"""The shelf changes the desk when a newer generation is published, and no request notices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from threading import enumerate as threads

import pytest

from corpus.generations import Generations, Manifest
from corpus.library import NothingHeldError
from corpus.settings import Home
from corpus.vectors import complete
from service.ask import Desk
from service.shelf import LOOK_EVERY, REST_AFTER_FAILURE, Shelf, open_desk


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Seconds."""
        return self.now


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """A home of its own, without law."""
    return Home(tmp_path)


@pytest.fixture
def opener(desk: Desk) -> Callable[[Home], Desk]:
    """Opens a desk that carries the id of the generation published at that moment."""

    def open_desk(home: Home) -> Desk:
        generation = Generations(home.index).current()
        if generation is None:
            raise NothingHeldError("leer")
        return replace(desk, library=replace(desk.library, generation=generation.id))

    return open_desk


def publish(home: Home, content: str) -> str:
    """Publish a generation; returns its id."""
    generations = Generations(home.index)
    manifest = Manifest(1, (("corpus", content),), (), datetime.now(UTC))
    with generations.build() as directory:
        return generations.publish(directory, manifest).id


def wait_for_change() -> None:
    """Wait until no shelf is opening anything."""
    for thread in threads():
        if thread.name == "fundstelle-shelf":
            thread.join()


def test_nothing_held_is_told_until_there_is_something(home: Home, opener: Callable[[Home], Desk]) -> None:
    """A service may start before its law comes in; it answers from then on, without a restart."""
    shelf = Shelf(home, opener)
    with pytest.raises(NothingHeldError):
        shelf.desk()
    first = publish(home, "a")
    assert shelf.desk().library.generation == first


def test_a_newer_generation_is_taken_over(home: Home, opener: Callable[[Home], Desk]) -> None:
    """At the next look, in the background: the request that looks still gets the old desk."""
    clock = Clock()
    first = publish(home, "a")
    shelf = Shelf(home, opener, clock)
    assert shelf.desk().library.generation == first
    second = publish(home, "b")
    clock.now += LOOK_EVERY
    assert shelf.desk().library.generation == first
    wait_for_change()
    assert shelf.desk().library.generation == second


def test_a_rebuilt_generation_with_the_same_content_is_opened_again(home: Home, opener: Callable[[Home], Desk]) -> None:
    """Its id is the same, but the folder that was opened will be removed one day."""
    clock, opened = Clock(), []

    def counting(home: Home) -> Desk:
        opened.append(home)
        return opener(home)

    publish(home, "a")
    shelf = Shelf(home, counting, clock)
    shelf.desk()
    publish(home, "a")
    clock.now += LOOK_EVERY
    shelf.desk()
    wait_for_change()
    assert len(opened) == 2


def test_the_pointer_is_looked_at_once_in_a_while(home: Home, opener: Callable[[Home], Desk]) -> None:
    """Between two looks nothing is read, whatever is published."""
    clock = Clock()
    first = publish(home, "a")
    shelf = Shelf(home, opener, clock)
    shelf.desk()
    shelf.desk()  # the first look
    publish(home, "b")
    clock.now += LOOK_EVERY / 2
    shelf.desk()
    wait_for_change()
    assert shelf.desk().library.generation == first


def test_the_old_desk_answers_while_the_newer_one_is_opened(home: Home, opener: Callable[[Home], Desk]) -> None:
    """Opening takes its time; nobody waits for it, and it is opened only once."""
    clock, go, opened = Clock(), Event(), []

    def slow(home: Home) -> Desk:
        opened.append(home)
        if len(opened) > 1:
            go.wait()
        return opener(home)

    first = publish(home, "a")
    shelf = Shelf(home, slow, clock)
    shelf.desk()
    publish(home, "b")
    for _ in range(3):
        clock.now += LOOK_EVERY
        assert shelf.desk().library.generation == first
    go.set()
    wait_for_change()
    assert len(opened) == 2
    assert shelf.desk().library.generation != first


def test_a_newer_generation_that_cannot_be_opened_changes_nothing(
    home: Home, opener: Callable[[Home], Desk], caplog: pytest.LogCaptureFixture
) -> None:
    """The old desk goes on; the fault is logged, and after a rest it is tried again."""
    clock, broken = Clock(), [True]

    def fragile(home: Home) -> Desk:
        desk = opener(home)
        if desk.library.generation != first and broken[0]:
            raise OSError("Platte voll")
        return desk

    first = publish(home, "a")
    shelf = Shelf(home, fragile, clock)
    shelf.desk()
    second = publish(home, "b")
    clock.now += LOOK_EVERY
    shelf.desk()
    wait_for_change()
    assert shelf.desk().library.generation == first
    assert "Platte voll" in caplog.text
    broken[0] = False
    clock.now += REST_AFTER_FAILURE
    shelf.desk()
    wait_for_change()
    assert shelf.desk().library.generation == second


def test_a_damaged_pointer_changes_nothing(
    home: Home, opener: Callable[[Home], Desk], caplog: pytest.LogCaptureFixture
) -> None:
    """What cannot be read is logged; the desk that is open answers."""
    clock = Clock()
    first = publish(home, "a")
    shelf = Shelf(home, opener, clock)
    shelf.desk()
    (home.index / "current.json").write_text("{", encoding="utf-8")
    clock.now += LOOK_EVERY
    assert shelf.desk().library.generation == first
    assert "nicht lesbar" in caplog.text


def test_vectors_that_come_later_are_taken_over(unembedded_home: Home) -> None:
    """The service answers by words at first, and gets better without a restart."""
    clock = Clock()
    shelf = Shelf(unembedded_home, open_desk, clock)
    first = shelf.desk()
    assert first.library.index.vectors is None
    shelf.desk()  # the first look
    facts = complete(unembedded_home, "lsa", lambda *_step: None)
    clock.now += LOOK_EVERY
    assert shelf.desk() is first
    wait_for_change()
    second = shelf.desk()
    assert second.library.generation == first.library.generation
    assert second.library.index.vectors == facts
    for desk in (first, second):
        desk.library.index.close()

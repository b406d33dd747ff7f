"""Publishes a generation again and again, killed before every single change to the file system.

Run as ``python interrupted_publish.py BASE FOLDER``. BASE holds two generations; for each step of
building and publishing the third, FOLDER gets the state that a process killed at that moment left
behind (``killed-N``), and ``whole`` from the one that was not killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from corpus.generations import Generations, Manifest

_left = 0


def _fatal(change: Callable[..., object]) -> Callable[..., object]:
    """The same change, before which the process may die."""

    def changed(*arguments: object, **options: object) -> object:
        global _left  # noqa: PLW0603  (counts over all kinds of change)
        if _left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        _left -= 1
        return change(*arguments, **options)

    return changed


def publish_third(root: Path, fatal: int) -> None:
    """Build and publish; the process dies before its change number ``fatal``."""
    global _left  # noqa: PLW0603
    _left = fatal
    for owner, names in ((os, ("fsync", "unlink", "rmdir")), (Path, ("mkdir", "write_text", "rename", "replace"))):
        for name in names:
            setattr(owner, name, _fatal(getattr(owner, name)))
    generations = Generations(root)
    with generations.build() as directory:
        (directory / "part").mkdir()
        (directory / "part" / "data").write_text("third")
        generations.publish(directory, Manifest(3, (("corpus", "third"),), (), datetime.now(UTC)))


def main(base: Path, folder: Path) -> None:
    """One process for each moment, until one survives."""
    for fatal in range(200):
        root = folder / f"killed-{fatal}"
        shutil.copytree(base, root)
        child = os.fork()
        if child == 0:
            publish_third(root, fatal)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status) == 0:
                root.rename(folder / "whole")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Puts the second version of a law again and again, killed before every single database statement.

Run as ``python interrupted_put.py BASE.db FOLDER``. BASE.db holds the first version; for each
statement (and the commit) that storing the second one takes, FOLDER gets the database that a
process killed at that moment left behind, and ``whole.db`` from the one that was not killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from sqlalchemy import event

from corpus.database import open_database
from corpus.store import Store

DAY = date(2031, 4, 1)


def put_second(database: Path, fatal: int) -> None:
    """Store the second version; the process dies before its statement number ``fatal``."""
    engine = open_database(f"sqlite:///{database}")
    store = Store(engine)
    first = store.view().document(store.view().laws()[0])
    changed = tuple(replace(one, text=one.text + " Neu.") for one in first.provisions)
    left = fatal

    def count(*_: object) -> None:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1

    event.listen(engine, "before_cursor_execute", count)
    event.listen(engine, "commit", count)
    store.put(replace(first, published=DAY, provisions=changed), "b" * 64, DAY)
    engine.dispose()


def main(base: Path, folder: Path) -> None:
    """One process for each moment, until one survives."""
    for fatal in range(100):
        database = folder / f"killed-{fatal}.db"
        shutil.copy(base, database)
        child = os.fork()
        if child == 0:
            put_second(database, fatal)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status):
            if os.WEXITSTATUS(status) == 0:
                database.rename(folder / "whole.db")
            return


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

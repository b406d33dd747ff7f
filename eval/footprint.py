"""What Fundstelle needs: time and memory of an ingest, room on the disk, time until the command is there.

Each is measured on a child process or a folder, from outside, in a fresh home that is thrown away.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from eval.goals import Figure, Goal
from eval.running import COMMAND

INGEST_GOAL = Goal(120.0, "s")
MEMORY_GOAL = Goal(1.5, "GB")
SECOND_RUN_GOAL = Goal(10.0, "s")
INSTALL_GOAL = Goal(800.0, "MB")
HELP_GOAL = Goal(0.5, "s")
HELP_RUNS = 5
"""Starts of which the median counts; the first one reads from a cold disk."""


class FootprintError(Exception):
    """Nothing can be measured; the message says why, in German."""


class Run(NamedTuple):
    """One finished child process: seconds on the clock, and the most memory it held, in bytes."""

    seconds: float
    peak_bytes: int


def ingest_figures(mirror: Path) -> tuple[Figure, ...]:
    """Ingest a mirror into a fresh home without waiting, and once more with nothing changed.

    Raises:
        FootprintError: there is no such mirror, or a run fails.
    """
    if not mirror.is_dir():
        raise FootprintError(f"{mirror} ist kein Ordner. Erwartet wird ein Spiegel HOST/PFAD.")
    with tempfile.TemporaryDirectory(prefix="fundstelle-") as home:
        settings = {"FUNDSTELLE_HOME": home, "FUNDSTELLE_WAIT": "0"}
        # Questions can be asked when the words are indexed; the vectors follow beside the service.
        command = (*COMMAND, "ingest", "--mirror", str(mirror.resolve()), "--no-vectors")
        first, second = run_measured(command, settings), run_measured(command, settings)
    return (
        Figure("Aufnahme und Verzeichnis", first.seconds, INGEST_GOAL),
        Figure("Speicherspitze dabei", first.peak_bytes / 1e9, MEMORY_GOAL),
        Figure("Zweiter Lauf ohne Änderung", second.seconds, SECOND_RUN_GOAL),
    )


def install_figure(venv: Path | None) -> Figure:
    """Size of an installation: everything below a virtual environment, by default the one that runs this.

    Raises:
        FootprintError: there is no such folder.
    """
    folder = Path(sys.prefix) if venv is None else venv
    if not (folder / "pyvenv.cfg").is_file():
        raise FootprintError(f"{folder} ist keine virtuelle Umgebung (pyvenv.cfg fehlt). Bitte mit --venv eine nennen.")
    return Figure(f"Installation in {folder}", disk_bytes(folder) / 1e6, INSTALL_GOAL)


def help_figure(venv: Path | None) -> Figure:
    """Time until ``fundstelle --help`` is there.

    Raises:
        FootprintError: the command fails.
    """
    command = COMMAND if venv is None else (str(venv / "bin" / "fundstelle"),)
    runs = [run_measured((*command, "--help"), {}).seconds for _ in range(HELP_RUNS)]
    return Figure(f"fundstelle --help (Median von {HELP_RUNS})", median(runs), HELP_GOAL)


def run_measured(command: Sequence[str], settings: dict[str, str]) -> Run:
    """Run a command to its end, with these environment variables on top of ours.

    Raises:
        FootprintError: it cannot be started, or ends with an error.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        start = time.monotonic()
        try:
            process = subprocess.Popen(command, stdout=said, stderr=said, env=os.environ | settings)  # noqa: S603
        except OSError as fault:
            raise FootprintError(f"{command[0]} lässt sich nicht starten: {fault.strerror}.") from fault
        # wait4 tells the memory of this one child; getrusage would tell the most of all children so far.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise FootprintError(f"{' '.join(command)} endete mit Code {process.returncode}:\n{said.read()[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit)


def disk_bytes(folder: Path) -> int:
    """Bytes that the files below a folder take up on the disk; a file with several names counts once."""
    seen: dict[tuple[int, int], int] = {}
    for path in folder.rglob("*"):
        if not path.is_symlink() and path.is_file():
            facts = path.stat()
            seen[facts.st_dev, facts.st_ino] = facts.st_blocks * 512
    return sum(seen.values())

"""A service in a process of its own, for measuring it from outside."""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import IO, NamedTuple

import httpx

COMMAND = (sys.executable, "-c", "from corpus.cli import main; main()")
"""``fundstelle``, with the Python and the packages that run this."""
START_LIMIT = 120.0
"""Seconds within which a service must be ready."""


class NotRunningError(Exception):
    """The service could not be started; the message says why, in German."""


class Running(NamedTuple):
    """A service that runs: its address, and the process where it was started here (None for a foreign one)."""

    url: str
    process: int | None

    def resident_bytes(self) -> int | None:
        """The memory that it holds now; None for a foreign one, and without psutil (extra ``[eval]``)."""
        if self.process is None or not find_spec("psutil"):
            return None
        import psutil  # noqa: PLC0415  (an extra)

        return int(psutil.Process(self.process).memory_info().rss)


@contextmanager
def running_service(demo: bool = False) -> Iterator[Running]:
    """Start the service on a free port of this machine, and stop it in the end.

    Raises:
        NotRunningError: it ended, or was not ready in time.
    """
    port = _free_port()
    command = (*COMMAND, "serve", "--host", "127.0.0.1", "--port", str(port), *(["--demo"] if demo else []))
    # What the service says goes to a file: a pipe that nobody reads would stop it when full.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)  # noqa: S603 (our own command, without a shell)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_until_ready(url, process, said)
            yield Running(url, process.pid)
        finally:
            process.terminate()
            process.wait(timeout=30)


def client_of(url: str) -> httpx.Client:
    """A client for a service on this machine or a named one; no proxy comes in between."""
    return httpx.Client(base_url=url, timeout=30.0, trust_env=False)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], said: IO[str]) -> None:
    end = time.monotonic() + START_LIMIT
    while time.monotonic() < end:
        if process.poll() is not None:
            said.seek(0)
            raise NotRunningError(f"Der Dienst ist beim Start mit Code {process.returncode} geendet:\n{said.read()}")
        try:
            if httpx.get(f"{url}/readyz", timeout=5.0, trust_env=False).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise NotRunningError(f"Der Dienst unter {url} war nach {START_LIMIT:.0f} Sekunden nicht bereit.")

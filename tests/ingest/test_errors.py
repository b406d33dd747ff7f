"""The tree of errors: complete messages, safe to hand from process to process."""

from __future__ import annotations

import pickle

from ingest.errors import IngestError, ServerTrouble, Temporary

TROUBLE = ServerTrouble("HTTP 503", "ein Dokument", "https://recht.example/", "Später erneut versuchen.", 503, 30.0)


def test_message_names_all_four_parts() -> None:
    """Found, where, expected, next: in one sentence each."""
    assert str(TROUBLE) == "HTTP 503 (bei https://recht.example/). Erwartet: ein Dokument. Später erneut versuchen."


def test_same_trouble_elsewhere() -> None:
    """An error moved to another place keeps its kind and its facts."""
    moved = TROUBLE.at("https://recht.example/2")
    assert (type(moved), moved.where, moved.status, moved.retry_after) == (
        ServerTrouble,
        "https://recht.example/2",
        503,
        30.0,
    )


def test_survives_pickling() -> None:
    """Parsers may run in other processes: their errors arrive whole."""
    copy = pickle.loads(pickle.dumps(TROUBLE))
    assert isinstance(copy, Temporary)
    assert (str(copy), copy.status, copy.retry_after) == (str(TROUBLE), 503, 30.0)
    assert issubclass(Temporary, IngestError)

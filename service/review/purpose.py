"""What a text is for. A module of its own, so that the command line need not load more."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What a text is for; the value is part of the public interface."""

    RECHERCHE = "recherche"
    VERMERK = "vermerk"
    OEFFENTLICHKEIT = "oeffentlichkeit"

    @property
    def label(self) -> str:
        """The purpose as users read it."""
        return _PURPOSES[self]


_PURPOSES = {
    Purpose.RECHERCHE: "Recherche",
    Purpose.VERMERK: "Vermerk",
    Purpose.OEFFENTLICHKEIT: "Text für die Öffentlichkeit",
}

"""The small interface behind which every language model stands, and the ways in which one may fail."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple, Protocol


class Speaker(StrEnum):
    """Who says a turn of the conversation with a model."""

    RULES = "system"
    """The instructions of this house; nothing else speaks with this voice."""
    HOUSE = "user"
    MODEL = "assistant"


class Turn(NamedTuple):
    """One turn of the conversation with a model."""

    speaker: Speaker
    text: str


class FaultKind(StrEnum):
    """Why a model gave no draft; the code for programs and logs."""

    TIMEOUT = "timeout"
    UNREACHABLE = "unreachable"
    UNKNOWN = "unknown-model"
    NO_ACCESS = "no-access"
    REJECTED = "rejected"
    BROKEN = "broken"
    DECLINED = "declined"
    EMPTY = "empty"
    TOO_LONG = "too-long"
    MALFORMED = "malformed"
    NO_STATEMENT = "no-statement"
    NOTHING_PROVED = "nothing-proved"

    @property
    def told(self) -> str:
        """What happened, as the end of the sentence "Das Sprachmodell X …"."""
        return _TOLD[self]


_TOLD = {
    FaultKind.TIMEOUT: "hat nicht rechtzeitig geantwortet",
    FaultKind.UNREACHABLE: "war nicht zu erreichen",
    FaultKind.UNKNOWN: "gibt es auf seinem Server nicht",
    FaultKind.NO_ACCESS: "hat den Zugang verweigert",
    FaultKind.REJECTED: "hat die Anfrage nicht angenommen",
    FaultKind.BROKEN: "ist ausgefallen",
    FaultKind.DECLINED: "hat es abgelehnt zu antworten",
    FaultKind.EMPTY: "hat nichts geschrieben",
    FaultKind.TOO_LONG: "hat mehr geschrieben, als vorgesehen ist",
    FaultKind.MALFORMED: "hat nicht in der verlangten Form geantwortet",
    FaultKind.NO_STATEMENT: "hat aus den vorgelegten Stellen keine Aussage gebildet",
    FaultKind.NOTHING_PROVED: "hat nichts geschrieben, was die Prüfung am Wortlaut bestand",
}


class ModelFault(Exception):  # noqa: N818 (a fault, as everywhere in this house)
    """A model gave nothing that could become a draft. Its message never holds what was asked or answered."""

    def __init__(self, kind: FaultKind) -> None:
        super().__init__(f"Das Sprachmodell {kind.told}.")
        self.kind = kind


class LanguageModel(Protocol):
    """Answers a conversation; ``name`` is the author of what it drafts."""

    @property
    def name(self) -> str:
        """Name of the model, as its server knows it."""

    def reply(self, turns: Sequence[Turn]) -> str:
        """The words of the next turn.

        Raises:
            ModelFault: there are none.
        """

"""Embedders: texts -> vectors. The seam at which another way to compare meanings is put in.

A setting names one: ``e5`` (ships with the project), ``lsa`` (fitted on the corpus, in seconds) or
``sentence-transformers:<name or path>``.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from corpus.index.base import EmbedderError, Progress, Vectors, Wording
from corpus.index.e5 import E5Embedder
from corpus.index.lsa import LatentSemantic
from corpus.index.st import SentenceTransformerEmbedder

_ST = "sentence-transformers:"


class Embedder(Protocol):
    """Turns texts into vectors of length 1; a text that says nothing to it becomes a vector of zeros."""

    @property
    def name(self) -> str:
        """The setting that names it."""

    @property
    def dimension(self) -> int:
        """Length of its vectors."""

    @property
    def fitted(self) -> bool:
        """Whether its vectors depend on the whole corpus, so that none can be kept when the corpus changes."""

    @property
    def identity(self) -> str:
        """What its vectors depend on beside their text: another model has another identity."""

    def passages(self, wordings: Sequence[Wording], progress: Progress) -> Vectors:
        """Vectors of passages."""

    def keywords(self, wordings: Sequence[Wording], progress: Progress) -> Vectors:
        """Vectors of keywords of the register."""

    def query(self, wording: Wording) -> Vectors:
        """The vector of a question, as a matrix of one row."""

    def save(self, directory: Path) -> None:
        """Write into a folder what :func:`load_embedder` needs."""


def fit_embedder(setting: str, wordings: Sequence[Wording]) -> Embedder:
    """The embedder that a setting names, fitted on the corpus where it is of that kind.

    Raises:
        EmbedderError: there is none of that name, or what it needs is missing.
    """
    if setting == LatentSemantic.name:
        return LatentSemantic.fit([wording.tokens for wording in wordings])
    return trained(setting)


def load_embedder(setting: str, directory: Path) -> Embedder:
    """The embedder that was saved there under this setting.

    Raises:
        EmbedderError: there is none of that name, or what it needs is missing.
    """
    if setting == LatentSemantic.name:
        return LatentSemantic.load(directory)
    return trained(setting)


def trained(setting: str) -> Embedder:
    """The embedder of a setting whose vectors depend on each text alone.

    Raises:
        EmbedderError: there is none of that name, or what it needs is missing.
    """
    if setting == E5Embedder.name:
        return E5Embedder()
    model = setting.removeprefix(_ST)
    if not setting.startswith(_ST) or not model:
        raise EmbedderError(
            f"Unbekannter Embedder {setting!r}. Erwartet wird »e5«, »lsa« oder »{_ST}<Name oder Ordner>« "
            "(Einstellung FUNDSTELLE_EMBEDDER)."
        )
    return SentenceTransformerEmbedder(setting, model)

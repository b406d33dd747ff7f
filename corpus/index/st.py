"""Any sentence-transformers model as embedder (extra ``[st]``). Imported on use; nothing is downloaded unasked."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.index.base import EmbedderError, Progress, Vectors, Wording

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

DOWNLOAD = "FUNDSTELLE_MODEL_DOWNLOAD"
"""Environment variable: with "1" a model that is not on this computer may be fetched from the network."""
_BATCH = 256


class SentenceTransformerEmbedder:
    """A pre-trained model; its vectors depend on each text alone, so that they can be kept."""

    fitted = False

    def __init__(self, name: str, model: str) -> None:
        """``name`` is the whole setting, ``model`` the model's name or folder."""
        self.name = self.identity = name
        self._source = model

    @cached_property
    def dimension(self) -> int:
        """Length of its vectors."""
        return int(self._model.encode(["Steuer"], show_progress_bar=False).shape[1])

    def passages(self, wordings: Sequence[Wording], progress: Progress) -> Vectors:
        """Vectors of passages."""
        batches = [np.zeros((0, self.dimension), dtype=np.float32)]
        for start in range(0, len(wordings), _BATCH):
            progress("Vektoren berechnen", start, len(wordings))
            texts = [wording.text for wording in wordings[start : start + _BATCH]]
            found = self._model.encode_document(texts, normalize_embeddings=True, show_progress_bar=False)
            batches.append(np.asarray(found, dtype=np.float32))
        progress("Vektoren berechnen", len(wordings), len(wordings))
        return np.concatenate(batches)

    def keywords(self, wordings: Sequence[Wording], _progress: Progress) -> Vectors:
        """Vectors of keywords: they ask, like questions."""
        texts = [wording.text for wording in wordings]
        found = self._model.encode_query(texts, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(found, dtype=np.float32).reshape(len(texts), -1)

    def query(self, wording: Wording) -> Vectors:
        """The vector of a question, as a matrix of one row."""
        return self.keywords([wording], _silent)

    def save(self, directory: Path) -> None:
        """Nothing is to be kept: the model lies where its name says."""

    @cached_property
    def _model(self) -> SentenceTransformer:
        try:
            from sentence_transformers import SentenceTransformer  # noqa: PLC0415
        except ImportError as error:
            raise EmbedderError(
                f"Für den Embedder »{self.name}« fehlt das Paket sentence-transformers. "
                "Bitte mit »pip install 'fundstelle[st]'« nachinstallieren oder FUNDSTELLE_EMBEDDER=lsa setzen."
            ) from error
        local = os.environ.get(DOWNLOAD) != "1"
        try:
            return SentenceTransformer(self._source, local_files_only=local)
        except (OSError, ValueError) as error:
            raise EmbedderError(
                f"Das Modell »{self._source}« ist auf diesem Rechner nicht zu finden ({error}). Erwartet wird ein "
                f"Ordner mit dem Modell oder ein schon geladenes Modell; mit {DOWNLOAD}=1 darf es aus dem Netz "
                "geladen werden."
            ) from error


def _silent(_step: str, _done: int, _of: int) -> None:
    """Nobody waits for a single question."""

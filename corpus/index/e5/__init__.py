"""The embedder that ships with the project: multilingual-e5-small, taught German tax law, in 8 bits, on ONNX Runtime.

Where it comes from and how it was made: README.md and ``karte.json`` beside it. Nothing is downloaded, and torch is
not needed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.index.base import EmbedderError, Progress, Vectors, Wording

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

FOLDER = Path(__file__).parent
QUERY, PASSAGE = "query: ", "passage: "
"""What the model wants before a text that asks and before one that is found."""
LONGEST = 192
"""Pieces of a text that are read: more cost time in proportion, and the subject stands at the beginning."""
_TOLD = 16
"""Texts after which progress is told."""


class E5Embedder:
    """Vectors of 384 numbers from the shipped model; each depends on its text alone, so that it can be kept."""

    name = "e5"
    fitted = False

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder
        card = self._read_card()
        self.identity = f"e5:{card['model_sha256'][:16]}"
        self.dimension = int(card["dimension"])

    def passages(self, wordings: Sequence[Wording], progress: Progress) -> Vectors:
        """Vectors of passages, computed by all cores."""
        return self._embed([PASSAGE + one.text for one in wordings], self._many, progress)

    def keywords(self, wordings: Sequence[Wording], progress: Progress) -> Vectors:
        """Vectors of keywords: they are short and ask, like questions."""
        return self._embed([QUERY + one.text for one in wordings], self._many, progress)

    def query(self, wording: Wording) -> Vectors:
        """The vector of a question, as a matrix of one row; by one core: another looks for its words meanwhile."""
        return self._embed([QUERY + wording.text], self._single, _silent)

    def save(self, directory: Path) -> None:
        """Nothing is to be kept: the model is part of the project."""

    def _embed(self, texts: Sequence[str], session: InferenceSession, progress: Progress) -> Vectors:
        """One text at a time: several at once share the scale of their activations, and a vector depends on company."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, read in enumerate(self._tokenizer.encode_batch(list(texts))):
            if row % _TOLD == 0:
                progress("Bedeutungen berechnen", row, len(texts))
            pieces = np.array([read.ids], dtype=np.int64)
            vectors[row] = session.run(None, {"input_ids": pieces, "attention_mask": np.ones_like(pieces)})[0][0]
        return vectors

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer  # noqa: PLC0415

        tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.enable_truncation(LONGEST)
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _single(self) -> InferenceSession:
        return self._session(1)

    @cached_property
    def _many(self) -> InferenceSession:
        return self._session(os.cpu_count() or 1)

    def _session(self, threads: int) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415  (a third of a second)

        options = SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Memory is given back between texts of different length; a service would else keep that of the longest.
        options.enable_cpu_mem_arena = False
        return InferenceSession(str(self._folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def _read_card(self) -> dict[str, str]:
        try:
            card: dict[str, str] = json.loads((self._folder / "karte.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise EmbedderError(
                f"Der mitgelieferte Embedder fehlt in {self._folder} ({error}). Bitte Fundstelle neu installieren "
                "oder FUNDSTELLE_EMBEDDER=lsa setzen."
            ) from error
        return card


def _silent(_step: str, _done: int, _of: int) -> None:
    """Nobody waits for a single question."""

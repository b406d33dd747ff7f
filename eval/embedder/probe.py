"""Sentences with the vectors that the trained model itself makes of them: by these the shipped file is checked.

What is shipped has weights of 8 bits and runs without torch; ``probe.json`` beside it lets everybody check, without
torch as well, that it still says what the trained model says.
"""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from eval.embedder.train import PASSAGE, QUERY

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PROBE = "probe.json"
_DIGITS = 5
"""Decimal places of a number: the vectors are of length 1, and far more differs by the weights of 8 bits."""


def sentences() -> tuple[str, ...]:
    """The sentences of ``probes.txt``."""
    lines = files("eval.embedder").joinpath("probes.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def write_probe(model: SentenceTransformer, model_sha256: str, folder: Path) -> None:
    """Write ``probe.json``: each sentence with its vector as a question and as a passage.

    Args:
        model: the trained model in full precision, before it was exported.
        model_sha256: hash of the file that was exported from it.
        folder: where that file lies.
    """
    texts = sentences()
    asked, found = (_vectors(model, [prefix + text for text in texts]) for prefix in (QUERY, PASSAGE))
    rows = [
        {"text": text, "query": query, "passage": passage}
        for text, query, passage in zip(texts, asked, found, strict=True)
    ]
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    head = f'"model_sha256": "{model_sha256}", "made_by": "fundstelle eval embedder"'
    (folder / PROBE).write_text(f'{{{head}, "rows": [\n{lines}\n]}}\n', encoding="utf-8")


def _vectors(model: SentenceTransformer, texts: list[str]) -> list[list[float]]:
    vectors = model.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return [[round(float(number), _DIGITS) for number in vector] for vector in vectors]

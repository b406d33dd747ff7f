"""The words of the embedder: of the 250,000 pieces of the multilingual tokenizer those that German texts need.

Pieces keep their scores, so that a text whose best division uses kept pieces alone is divided as before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from tokenizers import Tokenizer

SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
"""Pieces with a meaning of their own, in the order of their numbers; they are always kept."""
PIECES = 40_000
"""Pieces kept at most: as many more add a megabyte for each 2,600."""
_LATIN = 0x24F
_BATCH = 1000


class Pruned(NamedTuple):
    """A tokenizer as it stands in its file, and the old numbers of its pieces in the order of the new ones."""

    content: str
    rows: tuple[int, ...]


def counts(tokenizer: Tokenizer, texts: Iterable[str]) -> Counter[int]:
    """How often each piece (by its number) occurs in texts."""
    found: Counter[int] = Counter()
    for batch in _batches(texts):
        for encoded in tokenizer.encode_batch(batch, add_special_tokens=False):
            found.update(encoded.ids)
    return found


def prune(file: Path, own: Counter[int], common: Counter[int]) -> Pruned:
    """The tokenizer with the pieces of our own texts, all Latin letters and signs, and the most frequent common ones.

    Args:
        file: the multilingual tokenizer (``tokenizer.json``).
        own: pieces of the texts that must be read well, with their counts; all of them are kept.
        common: pieces of general German, from which the rest is filled by frequency.
    """
    sheet = json.loads(file.read_text(encoding="utf-8"))
    pieces: list[tuple[str, float]] = sheet["model"]["vocab"]
    letters = [number for number, (piece, _) in enumerate(pieces) if len(piece) == 1 and ord(piece) <= _LATIN]
    kept = set(range(len(SPECIAL))) | set(own) | set(letters)
    for number, _ in common.most_common():
        if len(kept) >= PIECES:
            break
        kept.add(number)
    rows = tuple(sorted(kept))
    sheet["model"]["vocab"] = [pieces[number] for number in rows]
    sheet["added_tokens"] = [one for one in sheet["added_tokens"] if one["content"] in SPECIAL]
    return Pruned(json.dumps(sheet, ensure_ascii=False, separators=(",", ":")), rows)


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    batch: list[str] = []
    for text in texts:
        batch.append(text)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch

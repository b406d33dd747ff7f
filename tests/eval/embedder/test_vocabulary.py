"""The pruned vocabulary: what is always kept, what is filled up with, and that texts are divided as before."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from eval.embedder import vocabulary
from eval.embedder.vocabulary import SPECIAL, counts, prune

PIECES = [*SPECIAL, "▁", "Steuer", "▁Steuer", "bescheid", "▁Hort", "▁Gold", "▁Silber", "a", "ß", "§", "я", "語", "▁xyz"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small multilingual tokenizer."""
    tokenizer = Tokenizer(models.Unigram([(piece, -float(place)) for place, piece in enumerate(PIECES)], unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.add_special_tokens([*SPECIAL, "<mask>"])
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    return tmp_path / "tokenizer.json"


def number(piece: str) -> int:
    return PIECES.index(piece)


def kept(content: str) -> list[str]:
    return [piece for piece, _ in json.loads(content)["model"]["vocab"]]


def test_pieces_are_counted_in_all_texts(file: Path) -> None:
    """Without the marks of beginning and end."""
    found = counts(Tokenizer.from_file(str(file)), ["Steuerbescheid", "Steuer", "Gold"])
    assert (found[number("▁Steuer")], found[number("bescheid")], found[number("▁Gold")]) == (2, 1, 1)
    assert not found[0]


def test_specials_own_pieces_and_letters_are_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even where there is no room for more; a letter of another script is no letter here."""
    monkeypatch.setattr(vocabulary, "PIECES", 1)
    pruned = prune(file, Counter({number("▁Hort"): 1}), Counter({number("▁Gold"): 9}))
    assert kept(pruned.content) == [*SPECIAL, "▁Hort", "a", "ß", "§"]


def test_the_rest_is_filled_by_frequency(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The most frequent first, until it is full."""
    monkeypatch.setattr(vocabulary, "PIECES", len(SPECIAL) + 3 + 1)
    pruned = prune(file, Counter(), Counter({number("▁Silber"): 2, number("▁Gold"): 9, number("▁xyz"): 1}))
    assert set(kept(pruned.content)) - {*SPECIAL, "a", "ß", "§"} == {"▁Gold"}


def test_rows_are_the_old_numbers_of_the_new_pieces(file: Path) -> None:
    """So that each piece keeps its vector; specials keep their numbers, and of the added tokens only they remain."""
    pruned = prune(file, Counter({number("▁Hort"): 1, number("▁Gold"): 1}), Counter())
    assert [PIECES[row] for row in pruned.rows] == kept(pruned.content)
    assert pruned.rows[: len(SPECIAL)] == tuple(range(len(SPECIAL)))
    assert {one["content"] for one in json.loads(pruned.content)["added_tokens"]} <= set(SPECIAL)


def test_a_text_of_kept_pieces_is_divided_as_before(file: Path) -> None:
    """Pieces keep their scores."""
    before = Tokenizer.from_file(str(file))
    text = "Steuerbescheid Gold"
    after = Tokenizer.from_str(prune(file, counts(before, [text]), Counter()).content)
    assert after.encode(text).tokens == before.encode(text).tokens

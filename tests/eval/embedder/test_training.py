"""What the embedder is trained on, and how: pairs of the corpus at hand, batches without rivals, a falling loss."""

from __future__ import annotations

from collections import Counter
from importlib.util import find_spec
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from eval.embedder import train as training
from eval.embedder.pairs import MOST_OF_ONE, Pair, entries_of, examples, pairs
from eval.embedder.probe import sentences
from eval.embedder.train import PASSAGE, QUERY, Recipe, Step, train

if TYPE_CHECKING:
    from service.ask import Desk

SMALL = Recipe(batch=4, rate=1e-2, longest=16, frozen=0, epochs=8)


def some(places: int, each: int) -> list[Pair]:
    return [
        Pair(f"Frage {one} zu {place}", f"Text {place}", f"zwstg/{place}")
        for place in range(places)
        for one in range(each)
    ]


def test_training_questions_are_well_formed() -> None:
    """Many, each once, with places."""
    found = examples()
    assert len(found) >= 5000
    assert [one for one, count in Counter(one.question.casefold() for one in found).items() if count > 1] == []
    assert all(one.places and one.question == one.question.strip() for one in found)


def test_pairs_are_made_of_what_is_held(desk: Desk) -> None:
    """A keyword with the text at its place, and with another keyword of the same place; the seed makes the order."""
    view = desk.library.view
    long, short = pairs(view, 1)
    assert {pair.place.split("/")[0] for pair in (*long, *short)} <= {"mondstg", "mondstdv"}
    (found,) = (pair for pair in long if pair.anchor == "Sternschnuppe verkauft")
    assert "Meteoriten 3 Prozent" in found.positive
    keywords = {entry.keyword for entry in entries_of(view)}
    assert short
    assert all(pair.anchor != pair.positive and {pair.anchor, pair.positive} <= keywords for pair in short)
    assert pairs(view, 1) == (long, short)
    assert pairs(view, 2) != (long, short)
    assert max(Counter(pair.place for pair in long).values()) <= MOST_OF_ONE


def test_batches_are_full_and_use_each_pair_once() -> None:
    """What is left over waits for another epoch; too few pairs make no batch."""
    batches = list(training._batches(some(6, 5), 4, Random(0)))
    assert [len(batch) for batch in batches] == [4] * 7
    used = [pair for batch in batches for pair in batch]
    assert len(set(used)) == len(used)
    assert list(training._batches(some(1, 3), 4, Random(0))) == []


def test_an_epoch_has_batches_of_both_kinds_in_an_order_of_its_seed() -> None:
    """What stands before the second texts says of which kind they are."""
    long, short = some(8, 2), some(4, 2)
    found = list(training._epochs(long, short, SMALL._replace(epochs=1)))
    assert {second for _, second in found} == {PASSAGE, QUERY}
    assert all(set(batch) <= set(long if second == PASSAGE else short) for batch, second in found)
    assert found == list(training._epochs(long, short, SMALL._replace(epochs=1)))


def test_the_rate_rises_and_falls() -> None:
    """To 1 and to 0."""
    slope = training._slope(100, 0.1)
    rates = [slope(step) for step in range(101)]
    assert rates[:10] == sorted(rates[:10])
    assert rates[10:] == sorted(rates[10:], reverse=True)
    assert (max(rates), rates[100]) == (1, 0)


def test_probes_are_short_enough_and_no_training_questions() -> None:
    """Else the probe would show what was learned by heart."""
    assert len(set(sentences())) == len(sentences()) >= 10
    assert not {one.casefold() for one in sentences()} & {one.question.casefold() for one in examples()}


class Toy(list[Any]):
    """An encoder of one small layer with a tokenizer of the words of :func:`some`, reached as those of the real one."""

    def __init__(self) -> None:
        import torch  # noqa: PLC0415
        from transformers import BertConfig, BertModel  # noqa: PLC0415

        words = ["<pad>", "<unk>", QUERY.strip(), PASSAGE.strip()]
        words += sorted({word for pair in some(8, 4) for text in pair[:2] for word in text.split()})
        torch.manual_seed(0)
        config = BertConfig(
            vocab_size=len(words),
            hidden_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=32,
            max_position_embeddings=32,
            pad_token_id=0,
        )
        super().__init__([SimpleNamespace(auto_model=BertModel(config, add_pooling_layer=False))])
        self.tokenizer = _tokenizer(words)

    def to(self, device: str) -> Toy:
        """Moved as the real one is."""
        self[0].auto_model.to(device)
        return self


def _tokenizer(words: list[str]) -> Any:
    from transformers import PreTrainedTokenizerFast  # noqa: PLC0415

    whole = Tokenizer(WordLevel({word: place for place, word in enumerate(words)}, unk_token="<unk>"))
    whole.pre_tokenizer = WhitespaceSplit()
    return PreTrainedTokenizerFast(tokenizer_object=whole, pad_token="<pad>", unk_token="<unk>")


needs_torch = pytest.mark.skipif(
    not (find_spec("torch") and find_spec("transformers")),
    reason="torch und transformers sind nicht installiert (pip install 'fundstelle[training]')",
)


@pytest.fixture
def losses() -> list[float]:
    """The losses of a training of the small model."""
    steps: list[Step] = []
    train(Toy(), some(8, 4), some(8, 2), SMALL, steps.append)  # type: ignore[arg-type]
    assert [step.number for step in steps] == list(range(1, len(steps) + 1))
    assert {step.of for step in steps} == {len(steps)}
    return [step.loss for step in steps]


@needs_torch
def test_the_loss_falls(losses: list[float]) -> None:
    """What belongs together moves together: from guessing among the texts of a batch to knowing."""
    assert sum(losses[:5]) / 5 > 0.5
    assert sum(losses[-5:]) / 5 < sum(losses[:5]) / 10


@needs_torch
def test_pairs_of_one_provision_are_no_wrong_answers_to_one_another() -> None:
    """Each is right for itself, and says nothing of the others of its provision."""
    kin = training._kin([*some(2, 2), *some(1, 1)])
    assert kin.tolist() == [
        [False, True, False, False, True],
        [True, False, False, False, True],
        [False, False, False, True, False],
        [False, False, True, False, False],
        [True, True, False, False, False],
    ]

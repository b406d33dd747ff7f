"""Contrastive training of the embedder: what belongs together moves together, what else is in the batch away.

Method: multiple negatives ranking with the other texts of a batch as negatives (M. Henderson et al., "Efficient
Natural Language Response Suggestion for Smart Reply", 2017, arXiv:1705.00652), both directions, as
sentence-transformers has it. Texts of the same provision are no negatives of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor
    from torch.nn import Module

    from eval.embedder.pairs import Pair

QUERY, PASSAGE = "query: ", "passage: "
"""What multilingual-e5 puts before a text that asks and one that is found; keywords ask."""


class Recipe(NamedTuple):
    """How a model is trained; ``longest`` and ``asked`` are the pieces of a passage and of a question that are read."""

    epochs: int = 3
    batch: int = 256
    rate: float = 5e-5
    warm_up: float = 0.06
    scale: float = 20.0
    longest: int = 128
    asked: int = 64
    frozen: int = 2
    """Layers from below that stay as they are, with the word table."""
    seed: int = 20261126


class Step(NamedTuple):
    """A batch as it was learned from."""

    number: int
    of: int
    loss: float


Told = Callable[[Step], None]


def train(
    model: SentenceTransformer, long: Sequence[Pair], short: Sequence[Pair], recipe: Recipe, told: Told
) -> SentenceTransformer:
    """Train in place, with pairs of both kinds in turn, on a graphics card where there is one.

    The same pairs, recipe and machine give the same model.
    """
    import torch  # noqa: PLC0415

    torch.manual_seed(recipe.seed)
    model.to("cuda" if torch.cuda.is_available() else "cpu")
    encoder = model[0].auto_model
    _freeze(encoder, recipe.frozen)
    batches = list(_epochs(long, short, recipe))
    learned = [one for one in encoder.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=recipe.rate, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _slope(len(batches), recipe.warm_up))
    # Without dropout: few epochs do not learn so many pairs by heart, and the same seed gives the same model.
    encoder.eval()
    for number, (batch, second) in enumerate(batches, 1):
        loss = _loss(model, batch, second, recipe)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        told(Step(number, len(batches), loss.item()))
    return model.to("cpu")


def _freeze(encoder: Module, layers: int) -> None:
    for part in (encoder.embeddings, *encoder.encoder.layer[:layers]):
        for parameter in part.parameters():
            parameter.requires_grad = False


def _slope(steps: int, warm_up: float) -> Callable[[int], float]:
    """Rises to 1, then falls to 0, in straight lines."""
    rise = max(1, round(warm_up * steps))
    return lambda step: min((step + 1) / rise, max(0.0, (steps - step) / max(1, steps - rise)))


def _epochs(long: Sequence[Pair], short: Sequence[Pair], recipe: Recipe) -> Iterator[tuple[list[Pair], str]]:
    """Batches of both kinds in an order made by the seed, each with what stands before its second texts."""
    random = Random(recipe.seed)  # noqa: S311  (an order, no secret)
    for _ in range(recipe.epochs):
        batches = [(batch, PASSAGE) for batch in _batches(long, recipe.batch, random)]
        batches += [(batch, QUERY) for batch in _batches(short, recipe.batch, random)]
        random.shuffle(batches)
        yield from batches


def _batches(pairs: Sequence[Pair], size: int, random: Random) -> Iterator[list[Pair]]:
    """Full batches in an order made by the seed; what is left over is not used in this epoch."""
    mixed = random.sample(pairs, len(pairs))
    for start in range(0, len(mixed) - size + 1, size):
        yield mixed[start : start + size]


def _loss(model: SentenceTransformer, batch: Sequence[Pair], second: str, recipe: Recipe) -> Tensor:
    import torch  # noqa: PLC0415

    anchors = _vectors(model, [QUERY + pair.anchor for pair in batch], recipe.asked)
    positives = _vectors(model, [second + pair.positive for pair in batch], recipe.longest)
    scores = (recipe.scale * anchors @ positives.T).masked_fill(_kin(batch).to(anchors.device), float("-inf"))
    right = torch.arange(len(batch), device=scores.device)
    crossed = torch.nn.functional.cross_entropy
    return (crossed(scores, right) + crossed(scores.T, right)) / 2


def _kin(batch: Sequence[Pair]) -> Tensor:
    """Which pairs are of the same provision, each with itself excepted: they are no wrong answers to one another."""
    import torch  # noqa: PLC0415

    numbers: dict[str, int] = {}
    places = torch.tensor([numbers.setdefault(pair.place, len(numbers)) for pair in batch])
    return (places[:, None] == places[None, :]).fill_diagonal_(fill_value=False)


def _vectors(model: SentenceTransformer, texts: list[str], longest: int) -> Tensor:
    import torch  # noqa: PLC0415

    encoder = model[0].auto_model
    read = model.tokenizer(texts, padding=True, truncation=True, max_length=longest, return_tensors="pt")
    read = read.to(encoder.device)
    with torch.autocast(encoder.device.type, dtype=torch.bfloat16):
        words = encoder(read["input_ids"], attention_mask=read["attention_mask"]).last_hidden_state
    there = read["attention_mask"].unsqueeze(-1).float()
    return torch.nn.functional.normalize((words.float() * there).sum(1) / there.sum(1), dim=1)

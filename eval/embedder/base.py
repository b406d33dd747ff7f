"""The model before training: the carried weights, with the pruned vocabulary, as a sentence-transformers model.

Extra ``[training]``: torch, sentence-transformers, onnx. Nothing here is needed to answer questions.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.embedder.carrier import Carried
from eval.embedder.vocabulary import SPECIAL, Pruned

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from torch import Tensor
    from transformers import BertModel

LONGEST = 256
"""Pieces of a text that are read; a passage of 1,400 characters has about 350."""
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""What the carrier calls a part of a layer, and what BERT calls it."""


def base_model(carried: Carried, pruned: Pruned, folder: Path) -> SentenceTransformer:
    """Write model and tokenizer into a folder, and open them with mean pooling and vectors of length 1."""
    from sentence_transformers import SentenceTransformer, models  # noqa: PLC0415  (extra [training])

    model = _bert(carried, pruned)
    folder.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(folder)
    _save_tokenizer(pruned, folder)
    reader = models.Transformer(str(folder), max_seq_length=LONGEST)
    pooling = models.Pooling(reader.get_word_embedding_dimension(), pooling_mode="mean")
    return SentenceTransformer(modules=[reader, pooling, models.Normalize()], device="cpu")


def _save_tokenizer(pruned: Pruned, folder: Path) -> None:
    from tokenizers import Tokenizer  # noqa: PLC0415
    from transformers import PreTrainedTokenizerFast  # noqa: PLC0415

    begin, pad, end, unknown = SPECIAL
    marks = {"bos_token": begin, "cls_token": begin, "eos_token": end, "sep_token": end}
    PreTrainedTokenizerFast(
        tokenizer_object=Tokenizer.from_str(pruned.content),
        pad_token=pad,
        unk_token=unknown,
        model_max_length=LONGEST,
        **marks,
    ).save_pretrained(folder)


def _bert(carried: Carried, pruned: Pruned) -> BertModel:
    from transformers import BertConfig, BertModel  # noqa: PLC0415

    shape = carried.shape
    config = BertConfig(
        vocab_size=len(pruned.rows),
        hidden_size=shape.width,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.inner,
        max_position_embeddings=shape.places,
        type_vocab_size=shape.kinds,
        layer_norm_eps=shape.epsilon,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict(_weights(carried, pruned), strict=True)
    return model


def _weights(carried: Carried, pruned: Pruned) -> dict[str, Tensor]:
    """The tensors by the names of BERT; of the word table the rows of the kept pieces."""
    import torch  # noqa: PLC0415

    shape, held = carried.shape, carried.tensors
    named = {
        "embeddings.word_embeddings.weight": held["emb.word"][np.array(pruned.rows)],
        "embeddings.position_embeddings.weight": held["emb.pos"],
        "embeddings.token_type_embeddings.weight": held["emb.type"].reshape(shape.kinds, shape.width),
        "embeddings.LayerNorm.weight": held["emb.ln.w"],
        "embeddings.LayerNorm.bias": held["emb.ln.b"],
    }
    for layer in range(shape.layers):
        for short, long in _LAYER.items():
            named[f"encoder.layer.{layer}.{long}.weight"] = held[f"l{layer}.{short}.w"]
            named[f"encoder.layer.{layer}.{long}.bias"] = held[f"l{layer}.{short}.b"]
    return {name: torch.from_numpy(np.ascontiguousarray(tensor)) for name, tensor in named.items()}

"""A trained model as the service runs it: one ONNX file with weights of 8 bits, from pieces to vectors of length 1."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto
    from sentence_transformers import SentenceTransformer

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
_OPSET = 17
_MOST = 127
"""The largest weight of a column in 8 bits."""


def export(model: SentenceTransformer, folder: Path) -> None:
    """Write ``model.onnx`` and ``tokenizer.json``; all matrices and the word table get weights of 8 bits.

    Attention also computes with 8 bits. The feed-forward layers, whose inputs have a few very large numbers, compute
    with 32: with 8 bits the vectors of a sentence would keep a cosine of 0.95 with those of the trained model, so they
    keep 0.99. One bit of the weights of attention is left unused (``reduce_range``): processors without the newer
    instructions would else overflow and give other vectors.
    """
    import onnx  # noqa: PLC0415  (extra [training])
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        whole, quantized = Path(scratch) / "whole.onnx", Path(scratch) / "quantized.onnx"
        _trace(model, whole)
        quantize_dynamic(
            whole,
            quantized,
            op_types_to_quantize=["MatMul", "Gather"],
            nodes_to_exclude=[node.name for node in onnx.load(whole).graph.node if _is_feed_forward(node.name)],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
        sheet = onnx.load(quantized)
        for node in [node for node in sheet.graph.node if node.op_type == "MatMul" and _is_feed_forward(node.name)]:
            _keep_in_8_bits(sheet.graph, node)
        onnx.save(sheet, folder / MODEL)
    model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER), pretty=False)


def _is_feed_forward(node: str) -> bool:
    """By the name that the exporter gives to the parts of a layer."""
    return "/intermediate/dense/" in node or ("/output/dense/" in node and "/attention/" not in node)


def _keep_in_8_bits(graph: GraphProto, node: NodeProto) -> None:
    """Store the matrix of a node with a scale for each column; it is unpacked when the model is opened."""
    from onnx import helper, numpy_helper  # noqa: PLC0415

    (held,) = (one for one in graph.initializer if one.name == node.input[1])
    weights = numpy_helper.to_array(held)
    scales = (np.abs(weights).max(axis=0) / _MOST).astype(np.float32)
    packed = np.rint(weights / scales).astype(np.int8)
    parts = {f"{held.name}_packed": packed, f"{held.name}_scales": scales}
    node.input[1] = f"{held.name}_unpacked"
    graph.node.insert(0, helper.make_node("DequantizeLinear", list(parts), [node.input[1]], axis=1))
    graph.initializer.remove(held)
    graph.initializer.extend(numpy_helper.from_array(part, name) for name, part in parts.items())


def _trace(model: SentenceTransformer, file: Path) -> None:
    import torch  # noqa: PLC0415

    class Pooled(torch.nn.Module):  # type: ignore[misc]  # torch comes without types here
        """Encoder, mean over the pieces that are there, length 1."""

        def __init__(self, encoder: torch.nn.Module) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            words = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
            there = attention_mask.unsqueeze(-1).to(words.dtype)
            return torch.nn.functional.normalize((words * there).sum(1) / there.sum(1), dim=1)

    encoder = model[0].auto_model.eval()
    encoder.set_attn_implementation("eager")
    sample = (torch.ones(2, 8, dtype=torch.long), torch.ones(2, 8, dtype=torch.long))
    axes = {name: {0: "texts", 1: "pieces"} for name in ("input_ids", "attention_mask")}
    torch.onnx.export(
        Pooled(encoder),
        sample,
        str(file),
        input_names=list(axes),
        output_names=["vectors"],
        dynamic_axes={**axes, "vectors": {0: "texts"}},
        opset_version=_OPSET,
        dynamo=False,
    )

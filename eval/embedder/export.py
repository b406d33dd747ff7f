"""A trained model as the service runs it: one ONNX file with weights of 8 bits, from pieces to vectors of length 1."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
_OPSET = 17


def export(model: SentenceTransformer, folder: Path) -> None:
    """Write ``model.onnx`` and ``tokenizer.json``; weights of matrices and of the word table get 8 bits.

    One bit of the weights is left unused (``reduce_range``): processors without the newer instructions would
    else overflow and give other vectors.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415  (extra [training])

    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        whole = Path(scratch) / MODEL
        _trace(model, whole)
        quantize_dynamic(
            whole,
            folder / MODEL,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    model.tokenizer.backend_tokenizer.save(str(folder / TOKENIZER), pretty=False)


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

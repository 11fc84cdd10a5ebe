"""The six layers of MiniLM as one graph: token ids in, a vector of length one out."""

from dataclasses import dataclass
from typing import Any

from adapters.knowledge.minilm.drawing import CONTRIB, Drawing
from adapters.knowledge.minilm.precision import Precision

VERSION = 1
"""Raise it with every change to the graph: cached graphs and stored vectors carry it."""
DIMENSIONS = 384
LAYERS = 6
HEADS = 12
TOKENS = 256
"""What the model was tuned for (`max_seq_length` of its sentence-transformers settings)."""
EPSILON = 1e-12
SPREAD = 3
"""Standard deviations that nearly all normalised values stay within."""


def encoder(tensors: dict[str, Any], precision: Precision) -> bytes:
    """Draw BERT (Devlin et al. 2019) with mean pooling: `ids` [texts, tokens] to `vectors`.

    Texts that run together have the same number of tokens, so there is no padding and no mask.
    """
    from onnx import TensorProto, helper

    drawing = Drawing()
    sketch = _Encoder(drawing, tensors, precision)
    hidden = sketch.embeddings("ids")
    for layer in range(LAYERS):
        hidden = sketch.layer(hidden, layer)
    mean = drawing.one("ReduceMean", hidden, drawing.array([1]), keepdims=0)
    vectors = drawing.one("LpNormalization", mean, axis=-1, p=2)
    return drawing.finished(
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"]),
        helper.make_tensor_value_info(vectors, TensorProto.FLOAT, ["texts", DIMENSIONS]),
    )


@dataclass(frozen=True, slots=True)
class _Encoder:
    drawing: Drawing
    tensors: dict[str, Any]
    precision: Precision

    def embeddings(self, ids: str) -> str:
        drawing, table = self.drawing, self.tensors["embeddings.word_embeddings.weight"]
        first_segment = self.tensors["embeddings.token_type_embeddings.weight"][0]
        places = self.tensors["embeddings.position_embeddings.weight"][:TOKENS] + first_segment
        start, length = drawing.array([0]), drawing.one("Shape", ids, start=1, end=2)
        place = drawing.one("Slice", drawing.array(places), start, length, start)
        word = self.precision.rows(drawing, table, ids)
        return self._normalised(drawing.one("Add", word, place), "embeddings.LayerNorm")

    def layer(self, hidden: str, number: int) -> str:
        name = f"encoder.layer.{number}"
        before = f"encoder.layer.{number - 1}.output" if number else "embeddings"
        seen = self._attention(hidden, f"{name}.attention", f"{before}.LayerNorm")
        seen = self._added(seen, hidden, f"{name}.attention.output.LayerNorm")
        wide = self._linear(
            seen, f"{name}.intermediate.dense", f"{name}.attention.output.LayerNorm"
        )
        thought = self._linear(self.drawing.one("Gelu", wide), f"{name}.output.dense")
        return self._added(thought, seen, f"{name}.output.LayerNorm")

    def _attention(self, hidden: str, name: str, norm: str) -> str:
        """Multiply once for queries, keys and values: the rounding of `hidden` is shared."""
        from numpy import concatenate

        parts = [f"{name}.self.{part}" for part in ("query", "key", "value")]
        weight = concatenate([self.tensors[f"{part}.weight"] for part in parts]).T
        bias = concatenate([self.tensors[f"{part}.bias"] for part in parts])
        wide = self.precision.linear(self.drawing, hidden, weight, bias, self._magnitude(norm))
        split = self.drawing.many("Split", wide, outputs=3, axis=-1, num_outputs=3)
        seen = self.drawing.one("MultiHeadAttention", *split, domain=CONTRIB, num_heads=HEADS)
        return self._linear(seen, f"{name}.output.dense")

    def _linear(self, reads: str, name: str, norm: str = "") -> str:
        weight, bias = self.tensors[f"{name}.weight"].T, self.tensors[f"{name}.bias"]
        magnitude = self._magnitude(norm) if norm else None
        return self.precision.linear(self.drawing, reads, weight, bias, magnitude)

    def _added(self, new: str, old: str, norm: str) -> str:
        return self._normalised(self.drawing.one("Add", new, old), norm)

    def _normalised(self, reads: str, norm: str) -> str:
        parts = [self.drawing.array(self.tensors[f"{norm}.{part}"]) for part in ("weight", "bias")]
        return self.drawing.one("LayerNormalization", reads, *parts, axis=-1, epsilon=EPSILON)

    def _magnitude(self, norm: str) -> Any:
        """Estimate, without data, how large each channel gets behind a normalisation."""
        return SPREAD * abs(self.tensors[f"{norm}.weight"]) + abs(self.tensors[f"{norm}.bias"])

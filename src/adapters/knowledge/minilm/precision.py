"""How a matrix is multiplied and a word looked up: in float32, or in eight bits."""

from dataclasses import dataclass
from typing import Any, Protocol

from adapters.knowledge.minilm.drawing import CONTRIB, Drawing

LEVELS = 63
"""Largest magnitude of a weight: seven bits, so that no CPU overflows.

x86 without VNNI adds two products in sixteen bits and saturates on eight (onnxruntime's page on
quantization); the way round it halves the speed, the lost bit costs a thousandth of a cosine.
"""
SMOOTHING = 0.75
"""Share of an outlier that moves from activations into weights (Xiao et al. 2023, SmoothQuant)."""


class Precision(Protocol):
    def rows(self, drawing: Drawing, table: Any, ids: str) -> str:
        """Look the ids' rows of `table` up."""

    def linear(
        self, drawing: Drawing, reads: str, weight: Any, bias: Any, magnitude: Any = None
    ) -> str:
        """Multiply by `weight` (inputs by outputs) and add `bias`.

        `magnitude` estimates how large each input gets, where that is known.
        """


@dataclass(frozen=True, slots=True)
class Float32:
    """The model as published; what the other is measured against."""

    def rows(self, drawing: Drawing, table: Any, ids: str) -> str:
        return drawing.one("Gather", drawing.array(table), ids)

    def linear(
        self, drawing: Drawing, reads: str, weight: Any, bias: Any, magnitude: Any = None
    ) -> str:
        product = drawing.one("MatMul", reads, drawing.array(weight))
        return drawing.one("Add", product, drawing.array(bias))


@dataclass(frozen=True, slots=True)
class Int8:
    """Weights in bytes with a scale per output, activations rounded as they come.

    Activations share one scale, which a few large channels would stretch; where their size is
    known they are divided by it and the weights multiplied.
    """

    def rows(self, drawing: Drawing, table: Any, ids: str) -> str:
        from onnx import TensorProto

        quantized, scale = _bytes(table, axis=1)
        rows = drawing.one("Gather", drawing.array(quantized), ids)
        scales = drawing.one("Gather", drawing.array(scale), ids)
        return drawing.one("Mul", drawing.one("Cast", rows, to=TensorProto.FLOAT), scales)

    def linear(
        self, drawing: Drawing, reads: str, weight: Any, bias: Any, magnitude: Any = None
    ) -> str:
        if magnitude is not None:
            divisor = _smoothing(weight, magnitude)
            reads = drawing.one("Mul", reads, drawing.array(1 / divisor))
            weight = weight * divisor[:, None]
        quantized, scale = _bytes(weight, axis=0)
        zero = drawing.array(quantized[0] * 0)
        arrays = drawing.array(quantized), drawing.array(scale[0]), zero, drawing.array(bias)
        return drawing.one("DynamicQuantizeMatMul", reads, *arrays, domain=CONTRIB)


def _bytes(matrix: Any, axis: int) -> tuple[Any, Any]:
    """Return int8 and the float32 scales along `axis` that give the matrix back."""
    import numpy as np

    scale = np.abs(matrix).max(axis=axis, keepdims=True) / np.float32(LEVELS)
    return np.rint(matrix / scale).astype(np.int8), scale


def _smoothing(weight: Any, magnitude: Any) -> Any:
    import numpy as np

    divisor = magnitude**SMOOTHING / np.abs(weight).max(axis=1) ** (1 - SMOOTHING)
    return (divisor / np.exp(np.log(divisor).mean())).astype(np.float32)

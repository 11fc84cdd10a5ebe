"""An ONNX graph as it is being drawn: nodes, and the arrays that they read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

OPSET = 20
"""The first with Gelu; any onnxruntime of the last years runs it."""
IR_VERSION = 10
CONTRIB = "com.microsoft"
"""onnxruntime's own operators, documented in its docs/ContribOperators.md."""


@dataclass(frozen=True, slots=True)
class Drawing:
    nodes: list[Any] = field(default_factory=list)
    arrays: list[Any] = field(default_factory=list)

    def array(self, values: Any) -> str:
        from numpy import ascontiguousarray
        from onnx.numpy_helper import from_array

        name = f"array{len(self.arrays)}"
        self.arrays.append(from_array(ascontiguousarray(values), name))
        return name

    def many(
        self, operator: str, *inputs: str, outputs: int, domain: str = "", **attributes: Any
    ) -> Sequence[str]:
        from onnx.helper import make_node

        names = [f"{operator}{len(self.nodes)}_{index}" for index in range(outputs)]
        self.nodes.append(make_node(operator, inputs, names, domain=domain, **attributes))
        return names

    def one(self, operator: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        return self.many(operator, *inputs, outputs=1, domain=domain, **attributes)[0]

    def finished(self, reads: Any, answers: Any) -> bytes:
        """Serialise as an ONNX model with one input and one output."""
        from onnx import helper

        graph = helper.make_graph(self.nodes, "minilm", [reads], [answers], self.arrays)
        opsets = [helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        serialised: bytes = model.SerializeToString()
        return serialised

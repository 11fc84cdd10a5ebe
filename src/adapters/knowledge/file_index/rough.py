"""Vectors in 8 bits: a scan of a quarter of the memory, with a bound on how far it may be off.

Each vector is `scale` times whole numbers from -127 to 127, a query `low` plus `step` times whole
numbers from 0 to 127: sums of two products fit the 16 bits that processors add them up in.
onnxruntime multiplies them, several times as fast as memory could bring the floats.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from adapters.knowledge.file_index.nearest import Numbers

BLOCK = 4_096
"""Rows; a block is made when all of them are there, and never changes."""
STEPS = 127


@dataclass(frozen=True, slots=True, eq=False)
class RoughBlock:
    """`codes` has a column for each row; `sums` are those of its codes, times its scale.

    `longest` is the greatest length among the rows, `farthest` the greatest distance from a row to
    what its codes say.
    """

    codes: npt.NDArray[np.int8]
    scales: Numbers
    sums: Numbers
    longest: float
    farthest: float

    @staticmethod
    def of(rows: Numbers) -> "RoughBlock":
        greatest = np.abs(rows).max(axis=1)
        scales = np.where(greatest > 0, greatest / STEPS, 1).astype(np.float32)
        codes = np.rint(rows / scales[:, None])
        longest, farthest = lengths(rows).max(), lengths(rows - codes * scales[:, None]).max()
        sums = (codes.sum(axis=1) * scales).astype(np.float32)
        columns = np.ascontiguousarray(codes.astype(np.int8).T)
        return RoughBlock(columns, scales, sums, float(longest), float(farthest))


@dataclass(frozen=True, slots=True, eq=False)
class RoughQuery:
    levels: npt.NDArray[np.uint8]
    low: float
    step: float
    length: float
    distance: float

    @staticmethod
    def of(query: Numbers) -> "RoughQuery":
        low = float(query.min())
        step = (float(query.max()) - low) / STEPS or 1.0
        levels = np.rint((query - low) / step)
        said = low + step * levels
        return RoughQuery(
            levels.astype(np.uint8)[None],
            low,
            step,
            float(np.linalg.norm(said)),
            float(np.linalg.norm(query - said)),
        )

    def scores(self, block: RoughBlock) -> Numbers:
        (products,) = multiplier().run(None, {"levels": self.levels, "codes": block.codes})
        scores: Numbers = block.sums * np.float32(self.low)
        scores += block.scales * (products[0] * np.float32(self.step))
        return scores

    def slack(self, blocks: Sequence[RoughBlock]) -> float:
        """Return how far a score may be off, by the inequality of Cauchy and Schwarz."""
        return max(self.distance * one.longest + self.length * one.farthest for one in blocks)


def lengths(rows: Numbers) -> Numbers:
    found: Numbers = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return found


def blocks_of(matrix: Numbers, size: int, blocks: tuple[RoughBlock, ...]) -> tuple[RoughBlock, ...]:
    """Return the blocks with those of the rows that have become enough for one."""
    if size < BLOCK * (len(blocks) + 1) or multiplier() is None:
        return blocks
    starts = range(BLOCK * len(blocks), size - BLOCK + 1, BLOCK)
    return (*blocks, *(RoughBlock.of(matrix[start : start + BLOCK]) for start in starts))


@cache
def multiplier() -> Any:
    """Return a session that multiplies levels by codes; None without onnxruntime."""
    try:
        from onnx import TensorProto, helper

        from adapters.knowledge.minilm.drawing import IR_VERSION, OPSET
        from adapters.knowledge.minilm.runtime import open_session

        graph = helper.make_graph(
            [helper.make_node("MatMulInteger", ["levels", "codes"], ["products"])],
            "rough",
            [
                helper.make_tensor_value_info("levels", TensorProto.UINT8, [1, "length"]),
                helper.make_tensor_value_info("codes", TensorProto.INT8, ["length", "rows"]),
            ],
            [helper.make_tensor_value_info("products", TensorProto.INT32, [1, "rows"])],
        )
        opsets = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)
        return open_session(model.SerializeToString(), threads=1)
    except ImportError:
        return None

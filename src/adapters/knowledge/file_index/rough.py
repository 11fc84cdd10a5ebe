"""Vectors in 8 bits: a scan of a quarter of the memory, with a bound on how far it may be off.

Each vector is `scale` times whole numbers from -127 to 127, a query `low` plus `step` times whole
numbers from 0 to 127: sums of two products fit the 16 bits that processors add them up in.
onnxruntime multiplies them, several times as fast as memory could bring the floats: the longer the
block, the longer the runs that memory is read in, until its sums no longer stay near the processor.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from adapters.knowledge.file_index.nearest import Numbers

LEAST, MOST = 1_024, 32_768
"""Rows of a block, which are a power of two; it is made when all of them are there."""
TOGETHER = 4_096
"""Rows that are rounded at once, for it takes several times their memory."""
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

    @property
    def rows(self) -> int:
        return len(self.scales)

    @staticmethod
    def joined(blocks: Sequence["RoughBlock"]) -> "RoughBlock":
        return RoughBlock(
            np.concatenate([one.codes for one in blocks], axis=1),
            np.concatenate([one.scales for one in blocks]),
            np.concatenate([one.sums for one in blocks]),
            max(one.longest for one in blocks),
            max(one.farthest for one in blocks),
        )

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
        scores: Numbers = products[0].astype(np.float32)
        scores *= block.scales
        scores *= np.float32(self.step)
        scores += block.sums * np.float32(self.low)
        return scores

    def slack(self, blocks: Sequence[RoughBlock]) -> float:
        """Return how far a score may be off, by the inequality of Cauchy and Schwarz."""
        return max(self.distance * one.longest + self.length * one.farthest for one in blocks)


def lengths(rows: Numbers) -> Numbers:
    found: Numbers = np.sqrt(np.einsum("ij,ij->i", rows, rows))
    return found


def blocks_of(matrix: Numbers, size: int, blocks: tuple[RoughBlock, ...]) -> tuple[RoughBlock, ...]:
    """Return the blocks with those of the rows that have become enough for one.

    The last blocks become one with what follows, so that few are short.
    """
    if multiplier() is None:
        return ()
    made, last, begin = list[RoughBlock](), list(blocks), 0
    for rows in lengths_of_blocks(size):
        if last and last[0].rows == rows:
            made.append(last.pop(0))
        else:
            seen = begin + sum(one.rows for one in last)
            made.append(RoughBlock.joined([*last, *pieces(matrix[seen : begin + rows])]))
            last = []
        begin += rows
    return tuple(made)


def lengths_of_blocks(size: int) -> Iterator[int]:
    """Take as many rows as there are, in the longest blocks first."""
    rows = MOST
    while rows >= LEAST:
        many, size = divmod(size, rows)
        yield from [rows] * many
        rows //= 2


def pieces(rows: Numbers) -> Iterator[RoughBlock]:
    for begin in range(0, len(rows), TOGETHER):
        yield RoughBlock.of(rows[begin : begin + TOGETHER])


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

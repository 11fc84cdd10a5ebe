"""The file index's rough look at many vectors: it saves time and changes no answer."""

from array import array
from uuid import UUID

import numpy as np
import pytest

from adapters.knowledge.file_index import rough
from adapters.knowledge.file_index.manifest import Row
from adapters.knowledge.file_index.nearest import Numbers, greatest
from adapters.knowledge.file_index.rough import LEAST, RoughBlock, RoughQuery, lengths_of_blocks
from adapters.knowledge.file_index.vectors import Vectors

LENGTH, TOGETHER = 40, 500
ROWS = 3 * LEAST


def unit(rows: Numbers) -> Numbers:
    made: Numbers = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return made


def near_each_other(many: int, *, apart: float, seed: int = 7) -> Numbers:
    """Return vectors around 20 middles; the less they are apart, the closer the race."""
    chance = np.random.default_rng(seed)
    middles = np.random.default_rng(1).standard_normal((20, LENGTH))
    around = apart * chance.standard_normal((many, LENGTH))
    return unit((middles[chance.integers(20, size=many)] + around).astype(np.float32))


def row(document: int, first: int, held: Numbers) -> Row:
    names = b"".join(UUID(int=first + at).bytes for at in range(len(held)))
    return Row(UUID(int=document).bytes, names, held.tobytes())


def kept(matrix: Numbers) -> Vectors:
    rows = [
        row(start, start, matrix[start : start + TOGETHER])
        for start in range(0, len(matrix), TOGETHER)
    ]
    return Vectors.none(LENGTH).changed(1, rows)


def best(vectors: Vectors, query: Numbers, limit: int) -> list[int]:
    hits = vectors.best(array("f", query.tobytes()), limit, ())
    return [hit.passage_id.int for hit in hits]


def ranked(matrix: Numbers, query: Numbers, among: range, limit: int) -> list[int]:
    scores = (matrix[among.start :].astype(np.float64) * query.astype(np.float64)).sum(axis=1)
    return [int(at) + among.start for at in np.argsort(-scores, kind="stable")[:limit]]


@pytest.mark.parametrize("apart", [1.0, 0.01, 0.00001])
def test_a_rough_look_finds_what_a_plain_computation_finds(apart: float) -> None:
    matrix = near_each_other(ROWS + 300, apart=apart)
    vectors = kept(matrix)
    assert [block.rows for block in vectors.blocks] == [2 * LEAST, LEAST]

    for query in near_each_other(20, apart=0.5, seed=8):
        assert best(vectors, query, 50) == ranked(matrix, query, range(len(matrix)), 50)


def test_what_was_replaced_is_not_found_by_a_rough_look() -> None:
    matrix = near_each_other(ROWS + 300, apart=1.0)
    gone = [Row(UUID(int=start).bytes, b"", b"") for start in range(0, 2_000, TOGETHER)]
    vectors = kept(matrix).changed(2, gone)

    for query in matrix[:10]:
        expected = ranked(matrix, query, range(2_000, len(matrix)), 20)
        assert best(vectors, query, 20) == expected


def test_blocks_that_grow_are_those_that_are_made_at_once() -> None:
    matrix = near_each_other(9 * LEAST + 300, apart=1.0)
    grown = Vectors.none(LENGTH)
    for number, begin in enumerate(range(0, len(matrix), TOGETHER), start=1):
        grown = grown.changed(number, [row(begin, begin, matrix[begin : begin + TOGETHER])])
    once = kept(matrix)

    assert [block.rows for block in grown.blocks] == [8 * LEAST, LEAST]
    for one, other in zip(grown.blocks, once.blocks, strict=True):
        assert np.array_equal(one.codes, other.codes)
        assert np.array_equal(one.scales, other.scales)
        assert np.array_equal(one.sums, other.sums)
        assert (one.longest, one.farthest) == (other.longest, other.farthest)


def test_most_rows_are_in_long_blocks() -> None:
    sizes = [LEAST - 1, LEAST, 5 * LEAST + 7, 70 * LEAST]
    assert [[rows // LEAST for rows in lengths_of_blocks(size)] for size in sizes] == [
        [],
        [1],
        [4, 1],
        [32, 32, 4, 2],
    ]


@pytest.mark.parametrize("scale", [1e-3, 1.0, 1e3])
def test_no_rough_score_is_off_by_more_than_it_says(scale: float) -> None:
    chance = np.random.default_rng(7)
    matrix = np.float32(scale) * near_each_other(LEAST, apart=1.0)
    matrix[:10] = 0
    block = RoughBlock.of(matrix)

    for numbers in (chance.standard_normal(LENGTH), np.ones(LENGTH), np.eye(LENGTH)[3]):
        query = numbers.astype(np.float32)
        look = RoughQuery.of(query)
        off = np.abs(look.scores(block) - matrix @ query).max()
        assert off <= look.slack([block]) * 1.001 + 1e-4 * scale


def test_without_onnxruntime_every_row_is_looked_at_closely(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    matrix = near_each_other(ROWS + 300, apart=1.0)
    with_it = kept(matrix)
    expected = [best(with_it, query, 20) for query in matrix[:5]]
    monkeypatch.setattr(rough, "multiplier", lambda: None)
    without = kept(matrix)

    assert (len(with_it.blocks), len(without.blocks)) == (2, 0)
    assert [best(without, query, 20) for query in matrix[:5]] == expected


def test_the_greatest_is_the_same_however_many_there_are() -> None:
    chance = np.random.default_rng(7)
    for many in (1, 50, 64 * 50, 64 * 51, 10_000):
        scores = chance.standard_normal(many).astype(np.float32)
        scores[chance.integers(many, size=many // 3)] = -np.inf
        for limit in {1, min(50, many), many}:
            assert greatest(scores, limit) == np.sort(scores)[-limit]
